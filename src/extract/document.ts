import type { ArticleText } from '../domain/article.ts';
import type { Field } from '../domain/claim.ts';
import { seam } from './glued.ts';
import { memo } from './memo.ts';
import type { Span, Token } from './tokens.ts';
import { ABBREVIATIONS } from './words.ts';

export interface Sentence extends Span {
  field: Field;
  /** What is read of it: a headline without its "Sources:" and its "(Author/Outlet)". */
  core: Span;
  tokens: Token[];
  /** Most words are capitalised, so capitals tell nothing. */
  titleCase: boolean;
  /** The text was cut off here ("…"), so the last words may be halves. */
  cut: boolean;
}

export interface Document {
  article: ArticleText;
  sentences: Sentence[];
  english: boolean;
  /** The outlet in the bracket that ends an aggregator's headline. */
  bracket: (Span & { text: string }) | null;
  /** The headline opens with unnamed or documentary sources ("Sources:", "Memo:"). */
  lead: 'sources' | 'document' | null;
}

/** Longest stretch of one field that is read; what follows is left alone. */
const MAX_CHARS = 200_000;
/** A sentence longer than this is split by force: garbage must not cost more than prose. */
const MAX_SENTENCE = 1_200;

const TOKEN =
  /(\d+-(?:year|month|day|week|person|man|member|point|nation|country|city|page|hour|minute|acre|square)(?:-[\p{L}]+)*|\d{1,3}[-–]\d{1,3}(?![\d.,\p{L}%]))|(\d+(?:,\d{2,3})*(?:\.\d+)?)|(['’]s(?![\p{L}\p{N}])|(?<=s)['’](?![\p{L}\p{N}]))|(['’](?:re|ve|ll|m|d)(?![\p{L}\p{N}]))|((?:\p{Lu}\.){2,}(?:-\p{Ll}+)*(?![\p{L}\p{N}])|\p{L}[\p{L}\p{M}\p{N}]*(?:(?:[.&+/]|['’](?!(?:re|ve|ll|m|d)(?![\p{L}\p{N}]))|[-‑–](?=[\p{L}\p{N}]))(?!['’]?s(?![\p{L}\p{N}]))[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*\+?)|[^\s]/gu;

/** A word as it is written and in small letters: one string each for all the places where it stands. */
const spelling = memo((text: string) => ({ text, lower: text.toLowerCase().replaceAll('’', "'"), seam: seam(text) }));

export function tokenize(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  const pattern = TOKEN;
  pattern.lastIndex = start;
  for (let match = pattern.exec(text); match && match.index < end; match = pattern.exec(text)) {
    // By place, not by name: an object of named groups for every word costs as much as finding it.
    const [, aged, number, possessive, clitic, plain] = match;
    let word = match[0];
    if (match.index + word.length > end) word = word.slice(0, end - match.index);
    const kind = number ? 'number' : possessive ? 'possessive' : plain || clitic || aged ? 'word' : 'mark';
    let at = match.index;
    let whole = spelling(word);
    while (kind === 'word' && whole.seam !== null) {
      const first = spelling(whole.text.slice(0, whole.seam));
      tokens.push({ text: first.text, lower: first.lower, kind, start: at, end: at + whole.seam });
      at += whole.seam;
      whole = spelling(whole.text.slice(whole.seam));
    }
    tokens.push({ text: whole.text, lower: whole.lower, kind, start: at, end: at + whole.text.length });
  }
  return tokens;
}

function sentenceSpans(text: string, limit: number): Span[] {
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
  const stops = /[.!?…]+["'”’)\]]*|\n+/gu;
  for (let match = stops.exec(text); match && match.index < limit; match = stops.exec(text)) {
    const end = match.index + match[0].length;
    if (match[0].includes('\n')) {
      close(end);
      continue;
    }
    const after = text.slice(end, end + 3);
    const before = text.slice(Math.max(from, match.index - 12), match.index);
    const word = /([\p{L}.]+)$/u.exec(before)?.[1] ?? '';
    if (after === '') continue;
    if (/^\s+["'“‘(]?[\p{Lu}\p{N}“"‘]/u.test(after) || /^\s*$/.test(after)) {
      const abbreviated =
        match[0] === '.' &&
        !/\bon X$/.test(before) &&
        (ABBREVIATIONS.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(word));
      // "Inc." and "U.S." may end a sentence too; a following sentence opener decides.
      if (
        abbreviated &&
        !/^\s+(?:The|It|In|But|He|She|They|This|That|Its|On|A|An|We|As)\s/.test(text.slice(end, end + 7))
      )
        continue;
      close(end);
    } else if (match[0] === '.' && /\p{Ll}{3,}$/u.test(before) && /^\p{Lu}\p{Ll}/u.test(after)) {
      close(end);
    } else if (/["”’]$/.test(match[0]) && /^\p{Lu}/u.test(after)) close(end);
  }
  close(limit);
  return spans;
}

const ENGLISH = new Set(
  'the of and to in for is on that with as its it from by at are was has have will be this an said after over about into than not more their new or but which who up out can'.split(
    ' ',
  ),
);
const FOREIGN = new Set(
  'der die das und ist nicht mit von für auf ein eine den dem des im zu sich wird le la les des et est une du dans pour sur que qui el los las una por con para del se su il di che per con della è não uma os na em het een van en voor met op och att som är til av nie jest dla się że na do w z'.split(
    ' ',
  ),
);

const OTHER_LETTER = /[^\P{L}\p{Script=Latin}]/u;

/** Whether the words are English as far as can be told; a few bare names count as English. */
export function isEnglish(title: string, text: string): boolean {
  const sample = `${title} ${text}`.slice(0, 4_000);
  if (OTHER_LETTER.test(sample)) {
    const letters = sample.match(/\p{L}/gu)?.length ?? 0;
    const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (letters > 0 && latin / letters < 0.7) return false;
  }
  const words = sample.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  let english = 0;
  let foreign = 0;
  for (const word of words) {
    if (ENGLISH.has(word)) english++;
    if (FOREIGN.has(word)) foreign++;
  }
  if (words.length < 5) return true;
  return !(foreign >= 2 && foreign > english * 1.2 && foreign / words.length > 0.08);
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

const SMALL_WORDS = new Set(
  'with from into over amid after that this their have been will than through under upon near about before during onto than versus what when where while your they more most just also says said here using without within between against among toward towards until since because despite beyond across behind around along like'.split(
    ' ',
  ),
);

/** Verbs too short to tell by their length; headline capitals would have written them large. */
const SHORT_VERBS = new Set(
  'sue sues sued buy buys cut cuts hit hits ban bans get gets win wins won eye eyes tap taps pay pays paid lay lays ink inks bag bags net nets nab nabs bet bets add adds join joins sell sells'.split(
    ' ',
  ),
);

/** Headline capitals: no word of weight is written small, save one in many. */
function titleCased(tokens: readonly Token[]): boolean {
  if (tokens.some((token) => SHORT_VERBS.has(token.text))) return false;
  // A headline's first word is small only where a name is ("xpate Integrates …").
  const words = tokens.filter(
    (token, i) =>
      token.kind === 'word' &&
      token.text.length > 3 &&
      !SMALL_WORDS.has(token.lower) &&
      !(i === 0 && /^\p{Ll}/u.test(token.text)),
  );
  const small = words.filter((token) => !/\p{Lu}/u.test(token.text)).length;
  return words.length >= 2 && tokens.length >= 4 && (small === 0 || small / words.length < 0.12);
}

/** Splits an article into sentences and tokens. Work is linear in the length. */
export function readDocument(article: ArticleText): Document {
  const title = typeof article.title === 'string' ? article.title : '';
  const text = typeof article.text === 'string' ? article.text : '';
  const sentences: Sentence[] = [];
  const english = isEnglish(title, text);
  let titleEnd = Math.min(title.length, 2_000);
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
    for (const span of sentenceSpans(title, titleEnd)) {
      const core = { start: Math.max(span.start, titleStart), end: span.end };
      if (core.end <= core.start) continue;
      const tokens = tokenize(title, core.start, core.end);
      sentences.push({
        start: span.start,
        end: span.end,
        field: 'title',
        core,
        tokens,
        titleCase: titleCased(tokens),
        cut: /(?:…|\.\.\.)$/.test(title),
      });
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
  for (const span of sentenceSpans(text, limit)) {
    const tokens = tokenize(text, span.start, span.end);
    const { start, end } = span;
    sentences.push({ start, end, field: 'text', core: span, tokens, titleCase: titleCased(tokens), cut: false });
  }
  const last = sentences.at(-1);
  if (last && last.field === 'text' && cut) last.cut = true;
  return { article: { ...article, title, text }, sentences, english, bracket, lead };
}
