import type { ArticleText } from '../domain/article.ts';
import type { Field } from '../domain/claim.ts';
import { englishIn, foreignIn, otherScript, type PlacedRun, placedAt, runsOf, tongueOf, wordsIn } from './runs.ts';
import type { Span, Token } from './tokens.ts';
import { ABBREVIATIONS } from './words.ts';

export interface Sentence extends Span {
  field: Field;
  /** What is read of it: a headline without its "Sources:" and its "(Author/Outlet)". */
  core: Span;
  readonly tokens: Token[];
  /** The runs that the tokens are of; `broken` says that between some of them stand other breaks than spaces. */
  readonly runs: readonly PlacedRun[];
  readonly broken: boolean;
  /** What its letters may be figures of (`figures.ts`). */
  readonly figures: number;
  /** Most words are capitalised, so capitals tell nothing. */
  readonly titleCase: boolean;
  /** The text was cut off here ("…"), so the last words may be halves. */
  cut: boolean;
}

export interface Document {
  article: ArticleText;
  /** Where each field ends, as far as names are looked for. */
  ends: Record<Field, number>;
  sentences: Sentence[];
  english: boolean;
  /** The outlet in the bracket that ends an aggregator's headline. */
  bracket: (Span & { text: string }) | null;
  /** The headline opens with unnamed or documentary sources ("Sources:", "Memo:"). */
  lead: 'sources' | 'document' | null;
}

/** Longest stretch of one field that is read; what follows is left alone. */
const MAX_CHARS = 200_000;
const MAX_TITLE = 2_000;
/** A sentence longer than this is split by force: garbage must not cost more than prose. */
const MAX_SENTENCE = 1_200;

/** Where the sentences of a field stand, up to a limit. Only what ends a run, or a line, can end a sentence. */
function sentenceSpans(text: string, runs: readonly PlacedRun[], limit: number): Span[] {
  const spans: Span[] = [];
  let from = 0;
  const close = (end: number): void => {
    let start = from;
    while (start < end && /\s/.test(text[start] ?? '')) start++;
    let stop = end;
    while (stop > start && /\s/.test(text[stop - 1] ?? '')) stop--;
    while (stop - start > MAX_SENTENCE) {
      let cut = text.lastIndexOf(' ', start + MAX_SENTENCE);
      if (cut <= start) cut = start + MAX_SENTENCE;
      // Never between the halves of a surrogate pair.
      if (/[\uDC00-\uDFFF]/.test(text[cut] ?? '')) cut++;
      spans.push({ start, end: cut });
      start = cut;
      while (start < stop && /\s/.test(text[start] ?? '')) start++;
    }
    if (stop > start) spans.push({ start, end: stop });
    from = end;
  };
  let before = 0;
  for (const { run, start, end, broken } of runs) {
    if (broken) {
      const line = text.slice(before, start).indexOf('\n');
      if (line >= 0 && before + line < limit) close(before + line + 1);
    }
    if (start >= limit) break;
    if (run.stops) {
      STOP.lastIndex = start;
      for (let stop = STOP.exec(text); stop && stop.index < Math.min(end, limit); stop = STOP.exec(text))
        if (closes(text, from, stop.index, stop[0])) close(stop.index + stop[0].length);
    }
    before = end;
  }
  close(limit);
  return spans.flatMap((span) => items(text, span));
}

/** "• Foo buys Bar (Reuters) • Baz cuts jobs": the items of a list that stands in one line, if it is one. */
function items(text: string, { start, end }: Span): Span[] {
  const mark = text[start] ?? '';
  if (!BULLET.test(mark) || !/\s/.test(text[start + 1] ?? '')) return [{ start, end }];
  const found: Span[] = [];
  let from = start;
  for (let at = text.indexOf(mark, start + 1); at >= 0 && at < end; at = text.indexOf(mark, at + 1)) {
    // A dash also parts clauses; behind a bracket or a stop it opens the next item.
    const opens = /\s/.test(text[at - 1] ?? '') && /\s/.test(text[at + 1] ?? '');
    if (!opens || (DASH.test(mark) && !/[).;!?]\s+$/.test(text.slice(Math.max(start, at - 4), at)))) continue;
    found.push({ start: from, end: at - 1 });
    from = at;
  }
  return [...found, { start: from, end }];
}
const BULLET = /^[•▪●·*–—-]$/;
const DASH = /^[*–—-]$/;

const STOP = /[.!?…]+["'”’)\]]*/gu;

/** Whether a mark in a text ends the sentence that began at `from`. */
function closes(text: string, from: number, at: number, mark: string): boolean {
  const end = at + mark.length;
  const after = text.slice(end, end + 3);
  if (after === '') return false;
  // "… of its staff. eBay has …": a name may open with a small letter.
  if (/^\s+(?:["'“‘(]?[\p{Lu}\p{N}“"‘]|\p{Ll}\p{Lu})/u.test(after) || /^\s*$/.test(after)) {
    if (mark !== '.') return true;
    const before = text.slice(Math.max(from, at - 12), at);
    const word = /([\p{L}.]+)$/u.exec(before)?.[1] ?? '';
    const abbreviated =
      !/\bon X$/.test(before) &&
      (ABBREVIATIONS.has(word.toLowerCase()) ||
        (/^\p{Lu}$/u.test(word) && !/\d$/.test(before.slice(0, -1))) ||
        /^(?:\p{Lu}\.)+\p{Lu}$/u.test(word));
    // "Inc." and "U.S." may end a sentence too; a following sentence opener decides.
    return (
      !abbreviated || /^\s+(?:The|It|In|But|He|She|They|This|That|Its|On|A|An|We|As)\s/.test(text.slice(end, end + 7))
    );
  }
  if (mark === '.' && /^(?:\p{Lu}\p{Ll}|A\s)/u.test(after))
    return /\p{Ll}{3,}$/u.test(text.slice(Math.max(from, at - 12), at));
  return /["”’]$/.test(mark) && /^\p{Lu}/u.test(after);
}

/** Only so much of an article is looked at for its language. */
const SAMPLE = 4_000;

/** Whether the words are English as far as can be told; a few bare names count as English. */
export function isEnglish(title: string, text: string): boolean {
  const sample = Math.max(0, SAMPLE - title.length - 1);
  return inEnglish(
    title,
    text,
    runsOf(title, Math.min(title.length, SAMPLE)),
    runsOf(text, Math.min(text.length, sample)),
  );
}

function inEnglish(
  title: string,
  text: string,
  titleRuns: readonly PlacedRun[],
  textRuns: readonly PlacedRun[],
): boolean {
  const sum = { words: 0, english: 0, foreign: 0, script: false };
  const add = (field: string, runs: readonly PlacedRun[], limit: number): void => {
    for (const { run, start, end } of runs) {
      if (start >= limit) return;
      const tongue = end > limit ? tongueOf(field.slice(start, limit)) : run.tongue;
      sum.words += wordsIn(tongue);
      sum.english += englishIn(tongue);
      sum.foreign += foreignIn(tongue);
      sum.script ||= otherScript(tongue);
    }
  };
  add(title, titleRuns, SAMPLE);
  add(text, textRuns, SAMPLE - title.length - 1);
  if (sum.script) {
    const sample = `${title} ${text}`.slice(0, SAMPLE);
    const letters = sample.match(/\p{L}/gu)?.length ?? 0;
    const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (letters > 0 && latin / letters < 0.7) return false;
  }
  if (sum.words < 5) return true;
  return !(sum.foreign >= 2 && sum.foreign > sum.english * 1.2 && sum.foreign / sum.words > 0.08);
}

/** "(Author/Outlet)", "(Outlet)", "(@handle)". */
const BRACKET = /\s*\(([^()]{0,120}\/)?([^()/]{2,60})\)\s*$/u;
/** Names of outlets have a capital, a figure or a dot ("9to5Google", "blog.google"); a handle is one where its author stands before it. */
const namesOutlet = (author: string | null, outlet: string): boolean =>
  author === null
    ? /^\p{Lu}/u.test(outlet)
    : /^[\p{Lu}@]/u.test(author) && /^@|^\p{L}|^\p{N}/u.test(outlet) && /[\p{Lu}\p{N}.@]/u.test(outlet);

const LEAD =
  /^\s*(?:(sources?(?: and [a-z]+)?|report|reports)|(memos?|filings?|documents?|letters?(?: to [^:]{1,40})?|emails?|court (?:filing|documents?)|internal [a-z]+|sources and (?:memos?|documents?)|leaked [a-z]+|interview|profile|analysis))\s*:\s+/iu;
const TAIL = /\s*(?:The post\b[^\n]{0,400}?(?:appeared first on\b[^\n]*)?$|\[(?:…|\.\.\.)\][^\n]*$|(?:…|\.\.\.)\s*$)/u;

/** Headline capitals: no word of weight is written small, save one in many. */
function titleCased(tokens: readonly Token[]): boolean {
  if (tokens.length < 4) return false;
  let words = 0;
  let small = 0;
  for (let k = 0; k < tokens.length; k++) {
    const { word, kind } = tokens[k] as Token;
    // A verb in small letters tells that the capitals are those of names.
    if (word.shortVerb) return false;
    // A headline's first word is small only where a name is ("xpate Integrates …").
    if (kind !== 'word' || !word.long || (k === 0 && !word.upper && /^\p{Ll}/u.test(word.text))) continue;
    words++;
    if (word.someUpper) continue;
    if (word.acts) return false;
    small++;
  }
  return words >= 2 && small / words < 0.12;
}

/** A sentence of a field: the runs that it is made of, and its tokens once somebody asks. */
class ReadSentence implements Sentence {
  readonly field: Field;
  readonly start: number;
  readonly end: number;
  readonly core: Span;
  readonly runs: readonly PlacedRun[];
  readonly broken: boolean;
  readonly figures: number;
  cut: boolean;
  #tokens: Token[] | null = null;
  #titleCase: boolean | null = null;

  constructor(field: Field, { start, end }: Span, core: Span, runs: readonly PlacedRun[], cut: boolean) {
    this.field = field;
    this.start = start;
    this.end = end;
    this.core = core;
    this.cut = cut;
    this.runs = runs;
    let figures = 0;
    let broken = false;
    for (let k = 0; k < runs.length; k++) {
      const placed = runs[k] as PlacedRun;
      figures |= placed.run.figures;
      if (placed.broken && k > 0) broken = true;
    }
    this.figures = figures;
    this.broken = broken;
  }

  get tokens(): Token[] {
    this.#tokens ??= tokensOf(this.runs);
    return this.#tokens;
  }

  get titleCase(): boolean {
    this.#titleCase ??= titleCased(this.tokens);
    return this.#titleCase;
  }
}

function tokensOf(runs: readonly PlacedRun[]): Token[] {
  const tokens: Token[] = [];
  for (const { run, start, end } of runs)
    if (run.piece) {
      const { word, text, lower, kind } = run.piece;
      tokens.push({ word, text, lower, kind, start, end });
    } else
      for (const { word, text, lower, kind, start: a, end: b } of run.pieces)
        tokens.push({ word, text, lower, kind, start: start + a, end: start + b });
  return tokens;
}

/** Finds the runs of stretches of a field, each behind the last; a run that a stretch cuts is the run of what is left of it. */
function finder(text: string, runs: readonly PlacedRun[]): (span: Span) => PlacedRun[] {
  let next = 0;
  return ({ start, end }) => {
    while (next < runs.length && (runs[next] as PlacedRun).end <= start) next++;
    const from = next;
    while (next < runs.length && (runs[next] as PlacedRun).start < end) next++;
    const found = runs.slice(from, next);
    // The next stretch may begin within the last run.
    if (next > from && (runs[next - 1] as PlacedRun).end > end) next--;
    for (const k of [0, found.length - 1]) {
      const placed = found[k];
      if (placed && (placed.start < start || placed.end > end))
        found[k] = placedAt(text, Math.max(placed.start, start), Math.min(placed.end, end), placed.broken);
    }
    return found;
  };
}

/** Splits an article into sentences and tokens. Work is linear in the length. */
export function readDocument(article: ArticleText): Document {
  const title = typeof article.title === 'string' ? article.title : '';
  const text = typeof article.text === 'string' ? article.text : '';
  const sentences: Sentence[] = [];
  const titleRuns = runsOf(title, Math.min(title.length, SAMPLE));
  const textRuns = runsOf(text, Math.min(text.length, MAX_CHARS));
  const english = inEnglish(title, text, titleRuns, textRuns);
  let titleEnd = Math.min(title.length, MAX_TITLE);
  let bracket: Document['bracket'] = null;
  const tailMatch = BRACKET.exec(title.slice(0, titleEnd));
  if (tailMatch?.[2] && namesOutlet(tailMatch[1] ?? null, tailMatch[2])) {
    const outlet = tailMatch[2].trim();
    const at = title.indexOf(outlet, titleEnd - tailMatch[0].length);
    bracket = { text: outlet, start: at, end: at + outlet.length };
    titleEnd = tailMatch.index;
  } else if (tailMatch && !tailMatch[1] && /^@/.test(tailMatch[2] ?? '')) titleEnd = tailMatch.index;
  const leadMatch = LEAD.exec(title.slice(0, titleEnd));
  const lead = leadMatch ? (leadMatch[1] ? 'sources' : 'document') : null;
  const titleStart = leadMatch ? leadMatch[0].length : 0;
  if (title.slice(titleStart, titleEnd).trim()) {
    const find = finder(title, titleRuns);
    const cut = /(?:…|\.\.\.)$/.test(title);
    for (const span of sentenceSpans(title, titleRuns, titleEnd)) {
      const core = { start: Math.max(span.start, titleStart), end: span.end };
      if (core.end > core.start) sentences.push(new ReadSentence('title', span, core, find(core), cut));
    }
  }
  let limit = Math.min(text.length, MAX_CHARS);
  let cut = text.length > limit;
  const end = text.slice(Math.max(0, limit - 600), limit);
  const tail = TAIL.exec(end);
  if (tail && !cut) {
    limit = limit - end.length + tail.index;
    cut = true;
  }
  const find = finder(text, textRuns);
  for (const span of sentenceSpans(text, textRuns, limit))
    sentences.push(new ReadSentence('text', span, span, find(span), false));
  const last = sentences.at(-1);
  if (last && last.field === 'text' && cut) last.cut = true;
  const ends = { title: Math.min(title.length, MAX_TITLE), text: last?.field === 'text' ? last.end : 0 };
  return { article: { ...article, title, text }, ends, sentences, english, bracket, lead };
}
