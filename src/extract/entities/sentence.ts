import type { Named } from '../mentions.ts';
import type { Token } from '../tokens.ts';
import { common, wordOf } from '../vocabulary.ts';
import { PLACES } from '../words.ts';
import { extentOf } from './extent.ts';
import { figured, numbered } from './figured.ts';
import type { Line } from './line.ts';
import { addRun } from './meaning.ts';
import { brand, headlineVerbs, opener, plainHouse, plainPair, sentenceStart } from './openers.ts';
import { capital, generic } from './signs.ts';

/** Two or three words that a hyphen makes an adjective of place. */
const BASED = /^(?:[\p{Lu}][\p{L}]+ ){1,2}[\p{Lu}][\p{L}]+(?=-(?:based|headquartered|listed|area))/u;

/** "d-Matrix": a letter before a name, that is no "e-" or "x-" of a plain word. */
const INITIAL = /^[a-df-hj-su-w]-\p{Lu}\p{Ll}{2,}$/u;

/** Reads the names of a sentence into its mentions, from left to right. */
export function readNames(line: Line): void {
  const { sentence, tokens, field, figures, catalogue, shouting, mentions } = line;
  const { register, spellings } = line.article;
  let next = 0;
  let figure = 0;
  let i = 0;
  while (i < tokens.length) {
    const token = tokens[i];
    if (!token) break;
    while (next < catalogue.length && (catalogue[next]?.end ?? 0) <= token.start) next++;
    if (token.kind === 'number' || INITIAL.test(token.text)) {
      const last = token.kind === 'number' ? figured(line, i) : i;
      const held = last < 0 || line.nameHere(token) || line.nameHere(tokens[last]);
      if (!held && !figures.some((value) => value.start <= token.start && token.start < value.end)) {
        line.add(token.start, tokens[last]?.end ?? token.end, 'org', false);
        i = last + 1;
        continue;
      }
    }
    // No name begins small, but at the head of a sentence ("xpate, a …"), or by the catalogue.
    if (
      i > 0 &&
      !capital(token) &&
      (next === catalogue.length || (catalogue[next]?.start ?? 0) > token.start) &&
      !token.text.startsWith('a16z')
    ) {
      i++;
      continue;
    }
    while (figure < figures.length && (figures[figure]?.end ?? 0) <= token.start) figure++;
    const value = figures[figure];
    if (value && value.start <= token.start && token.start < value.end) {
      i++;
      continue;
    }
    const known = line.nameHere(token);
    if (
      known &&
      known.start >= token.start &&
      known.end < token.end &&
      /^[-‑–]/.test(field.slice(known.end, known.end + 1))
    ) {
      if (addEdition(line, known, token)) {
        i++;
        continue;
      }
      // "Amazon-OpenAI": both are named.
      for (const other of catalogue) if (other.start > known.end && other.end <= token.end) register.named(other);
      // "OpenAI-backed": the name is only the first part of the word.
      line.name(known);
      i++;
      continue;
    }
    const backed =
      known || token.kind !== 'word' || !token.word.backed
        ? null
        : /^(\p{Lu}[\p{L}\p{N}.&’']*|a16z)[-‑–](?:backed|owned|funded)$/u.exec(token.text);
    if (
      (backed?.[1] && !generic(token) && !common(backed[1].toLowerCase())) ||
      (backed?.[1] && tokens[i - 1] && /^\p{Lu}$/u.test(tokens[i - 1]?.text ?? ''))
    ) {
      // "Y Combinator-backed": the name before the hyphen, with the capitals right before it.
      let begin = token.start;
      const last = mentions.at(-1);
      const before = tokens[i - 1];
      if (last && before && last.end === before.end && begin - last.end === 1 && last.entity.kind === 'org') {
        begin = last.start;
        mentions.pop();
      } else if (before && /^\p{Lu}$/u.test(before.text) && begin - before.end === 1) begin = before.start;
      const end = token.start + (backed?.[1]?.length ?? 0);
      line.add(begin, end, 'org', false);
      i++;
      continue;
    }
    // "San Francisco-based", "New York City-based": a place, in two or three words.
    const based =
      known || !capital(token) || !(tokens[i + 1]?.word.placed || tokens[i + 2]?.word.placed)
        ? null
        : BASED.exec(field.slice(token.start, token.start + 40));
    if (based && PLACES.has(based[0].toLowerCase())) {
      while (i < tokens.length && (tokens[i]?.start ?? 0) < token.start + based[0].length) i++;
      continue;
    }
    const whole = sentence.titleCase && !shouting ? spellings.longest(tokens, i) : 0;
    if (whole > 1 && (!known || known.end < (tokens[i + whole - 1]?.end ?? 0)) && capital(token)) {
      const text = field.slice(token.start, tokens[i + whole - 1]?.end ?? token.end);
      const entity = register.byForm(text);
      if (entity) {
        mentions.push({ start: token.start, end: token.start + text.length, text, entity, weak: false });
        i += whole;
        continue;
      }
    }
    if (i === 0 && !known && brand(token, tokens[1])) {
      line.add(token.start, token.end, 'org', false);
      i++;
      continue;
    }
    const plain = sentence.titleCase && !shouting && !known ? plainHouse(tokens, i) : 0;
    if (plain > 0) {
      line.add(token.start, tokens[i + plain - 1]?.end ?? token.end, 'org', plain > 1);
      i += plain;
      continue;
    }
    if (!known && (!line.isName(token, i) || (generic(token) && !runGoesOn(line, i)))) {
      i++;
      continue;
    }
    const first = sentenceStart(sentence, i);
    let weak = false;
    if (!known && first && !sentence.titleCase) {
      const judged = opener(token, tokens[i + 1], tokens[i + 2]);
      const named =
        (plainPair(token, tokens[i + 1], tokens[i + 2]) && !line.nameHere(tokens[i + 1])) ||
        spellings.calls(tokens, i) ||
        (/^\d/.test(tokens[i + 1]?.text ?? '') && numbered(line, i, i + 1) > 0) ||
        // "Otherwise, the firm behind it": named before, as the headline had it.
        (goesOn(tokens[i + 1]) && line.article.register.byForm(token.text)?.kind === 'org');
      if (judged === 'word' && !named) {
        i++;
        continue;
      }
      weak = judged === 'weak';
    }
    // The run of name words from here.
    let end = i;
    if (known) while (end + 1 < tokens.length && (tokens[end + 1]?.start ?? 0) < known.end) end++;
    if (known && known.end < (tokens[end]?.end ?? 0) && /[-‑–]/.test(field[known.end] ?? '')) {
      if (!addEdition(line, known, tokens[end] as Token)) line.name(known);
      i = end + 1;
      continue;
    }
    end = extentOf(line, i, end, known);
    const from = i;
    i = end + 1;
    addRun(line, from, end, known, weak, first);
  }
}

/** "Foo-1.5", "Foo-Max-Thinking": an edition of a product is a product of its own; "Foo-powered" is none. */
function addEdition(line: Line, name: Named, last: Token): boolean {
  const rest = line.field.slice(name.end + 1, last.end);
  if (name.kind !== 'product' || !/^[\p{Lu}\d]/u.test(rest) || wordOf(`${name.text.slice(-1)}-${rest}`).adjective)
    return false;
  line.add(name.start, last.end, 'product', true, name.slug ? { owner: name.slug } : {});
  return true;
}

/** "US-based Foo", "AI Foo": letters that name nobody are of a name where one follows. */
function runGoesOn(line: Line, k: number): boolean {
  const after = line.tokens[k + 1];
  return Boolean(
    after &&
      line.isName(after, k + 1) &&
      !generic(after) &&
      !line.sentence.titleCase &&
      line.tokens[k]?.text !== 'US' &&
      line.tokens[k]?.text !== 'UK' &&
      line.tokens[k]?.text !== 'EU',
  );
}

/** What may follow a name that opens a sentence, and no adverb: a comma, another capital, what somebody does. */
const goesOn = (next: Token | undefined): boolean =>
  next !== undefined &&
  (next.text === ',' || capital(next) || headlineVerbs(next) || /^(?:has|is|was|will|had|said|'s)$/.test(next.lower));
