import model from 'wink-eng-lite-web-model';
import winkNLP, { type WinkMethods } from 'wink-nlp';
import type { Token } from './tokens.ts';

/** Universal part-of-speech tags, as wink-nlp gives them. */
export type Pos =
  | 'NOUN'
  | 'PROPN'
  | 'VERB'
  | 'AUX'
  | 'ADJ'
  | 'ADV'
  | 'ADP'
  | 'DET'
  | 'PRON'
  | 'NUM'
  | 'PART'
  | 'CCONJ'
  | 'SCONJ'
  | 'PUNCT'
  | 'SYM'
  | 'INTJ'
  | 'X';

export interface Word {
  known: boolean;
  pos: Pos;
  lemma: string;
}

/** wink-nlp keeps every new word for ever; a fresh instance after so many characters keeps memory flat. */
const FRESH_AFTER = 20_000_000;

let nlp: WinkMethods | null = null;
let lexiconSize = 0;
let read = 0;
let words = new Map<string, Word>();

function instance(): WinkMethods {
  if (nlp === null || read > FRESH_AFTER) {
    nlp = winkNLP(model, ['pos']);
    words = new Map();
    read = 0;
    lexiconSize = idOf(nlp, 'qzxjvkwqzxj');
  }
  return nlp;
}

function idOf(wink: WinkMethods, word: string): number {
  return Number(wink.readDoc(word).tokens().itemAt(0).out(wink.its.uniqueId));
}

/** What the dictionary says of one word by itself. `known` is false for names and coinages. */
export function lookUp(lower: string): Word {
  const wink = instance();
  const seen = words.get(lower);
  if (seen) return seen;
  read += lower.length;
  let word: Word = { known: false, pos: 'X', lemma: lower };
  const doc = wink.readDoc(lower);
  if (doc.tokens().length() === 1) {
    const token = doc.tokens().itemAt(0);
    word = {
      known: Number(token.out(wink.its.uniqueId)) < lexiconSize,
      pos: token.out(wink.its.pos) as Pos,
      lemma: String(token.out(wink.its.lemma as never)),
    };
  }
  if (words.size > 50_000) words.clear();
  words.set(lower, word);
  return word;
}

const FUNCTION_WORDS: Record<string, Pos> = Object.fromEntries(
  (
    [
      ['ADP', 'in on of for from by with at after amid before during like'],
      ['PART', 'to'],
      ['DET', 'a the'],
      ['CCONJ', 'and but'],
      ['SCONJ', 'that as while'],
      ['AUX', 'is was has have will'],
    ] as const
  ).flatMap(([pos, list]) => list.split(' ').map((word) => [word, pos])),
);

/**
 * Tags tokens. `text` is the sentence as the tagger should see it (a headline with its capitals undone),
 * of the same length as the original; `offset` is its place in the field.
 */
export function tag(text: string, offset: number, tokens: readonly Token[]): { pos: Pos; lemma: string }[] {
  const wink = instance();
  read += text.length;
  const doc = wink.readDoc(text);
  const found: { start: number; end: number; pos: Pos; lemma: string }[] = [];
  let at = 0;
  // The three lists at once: asking token by token costs as much as tagging.
  const all = doc.tokens();
  const values = all.out() as string[];
  const kinds = all.out(wink.its.pos) as Pos[];
  const lemmas = all.out(wink.its.lemma as never) as string[];
  values.forEach((value, k) => {
    const start = text.indexOf(value, at);
    if (start < 0 || start > at + 40) return;
    at = start + value.length;
    found.push({ start: start + offset, end: at + offset, pos: kinds[k] ?? 'X', lemma: lemmas[k] ?? value });
  });
  let next = 0;
  return tokens.map((token) => {
    while (next < found.length && (found[next]?.end ?? 0) <= token.start) next++;
    // A hyphenated word takes the tag of its last part.
    let last = next;
    while (last + 1 < found.length && (found[last + 1]?.start ?? 0) < token.end) last++;
    const hit = found[last];
    if (!hit || hit.start >= token.end) return { pos: 'X', lemma: token.lower };
    if (
      token.kind === 'word' &&
      hit === found[next] &&
      (hit.start < token.start || hit.end > token.end) &&
      hit.end - hit.start > token.text.length + 1
    ) {
      // One word for the tagger, two for us ("millionto"): each by itself.
      const plain = FUNCTION_WORDS[token.lower];
      if (plain) return { pos: plain, lemma: token.lower };
      const word = lookUp(token.lower);
      return { pos: word.known ? word.pos : 'X', lemma: word.lemma };
    }
    return { pos: hit.pos, lemma: last === next ? hit.lemma : token.lower };
  });
}
