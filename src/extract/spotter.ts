import { memo } from './memo.ts';

/**
 * Finds phrases that are known beforehand in a text, in one pass over its characters: nothing is cut out of the text, and
 * nothing made, before the first word of a phrase stands there. Phrases and texts are compared by their atoms, which are
 * stretches of letters or of digits, and the signs that names are made of, in small letters without accents.
 */
export class Spotter<T> {
  readonly #root: Node<T> = { steps: new Map(), ends: [] };
  /** How their first words may be written, by their hashes cut short. */
  readonly #firsts = new Uint8Array(FILTER + 1);

  /** Adds a phrase, as a value that is given when it is found; `capital` finds it only where it is written with one. */
  put(phrase: string, value: T, capital: boolean): void {
    let node = this.#root;
    for (const word of atomsOf(phrase)) {
      const hash = hashOf(word);
      let step = node.steps.get(hash);
      while (step && step.word !== word) step = step.other;
      if (!step) {
        step = { word, capital, node: { steps: new Map(), ends: [] }, other: node.steps.get(hash) };
        node.steps.set(hash, step);
      }
      if (!capital) step.capital = false;
      if (node === this.#root) {
        const known = this.#firsts[hash & FILTER];
        this.#firsts[hash & FILTER] = capital && known !== ANY ? CAPITAL : ANY;
      }
      node = step.node;
    }
    if (node !== this.#root) node.ends.push(value);
  }

  /**
   * Tells of every phrase that begins in a stretch of a text, up to a limit where the text ends: where it begins and ends,
   * and whether a comma stands in it. By their beginnings in order, and of one beginning the short ones first.
   */
  find(
    text: string,
    { from = 0, to, limit = to }: { from?: number; to: number; limit?: number },
    found: (value: T, start: number, end: number, comma: boolean) => void,
  ): void {
    const firsts = this.#firsts;
    let at = from;
    // What begins before the stretch is none of its.
    if (from > 0 && from < to) {
      const kind = kindAt(text, from - 1, limit);
      if (kind > SIGN) while (at < to && kindAt(text, at, limit) === kind) at++;
    }
    while (at < to) {
      const start = at;
      const first = text.charCodeAt(at++);
      const kind = first < 128 ? (KINDS[first] as number) : rareKind(text, start, limit);
      if (kind === OTHER) continue;
      let hash = small(first);
      let plain = first < 128;
      if (kind !== SIGN)
        for (; at < limit; at++) {
          const code = text.charCodeAt(at);
          if (code < 128 ? KINDS[code] !== kind : rareKind(text, at, limit) !== kind) break;
          if (code > 127) plain = false;
          hash = (Math.imul(hash, 31) + small(code)) | 0;
        }
      // Most words open nothing, or nothing that is written small.
      if (plain) {
        const opens = firsts[hash & FILTER] as number;
        if (opens === 0 || (opens === CAPITAL && first > 96)) continue;
      }
      const step = plain ? plainStep(this.#root, hash, text, start, at) : stepAt(this.#root, text, start, at);
      if (step && !(step.capital && !isCapital(text, start))) follow(step, text, start, at, limit, found);
    }
  }
}

/** Tells of the phrases that go on from their first word. */
function follow<T>(
  first: Step<T>,
  text: string,
  start: number,
  firstEnd: number,
  limit: number,
  found: (value: T, start: number, end: number, comma: boolean) => void,
): void {
  let { node } = first;
  let end = firstEnd;
  let comma = false;
  for (let atoms = 1; ; atoms++) {
    for (let k = 0; k < node.ends.length; k++) found(node.ends[k] as T, start, end, comma);
    if (atoms === LONGEST || node.steps.size === 0) return;
    // Words of one phrase stand close together: "Open AI", "DALL-E", "Humanity's Last".
    let at = end;
    for (; ; at++) {
      if (at >= limit || at > end + 2) return;
      if (kindAt(text, at, limit) !== OTHER) break;
      const code = text.charCodeAt(at);
      if (PARTS.has(code) || (code === STOP && at === end && isSpace(text.charCodeAt(at + 1)))) return;
      if (code === COMMA) comma = true;
    }
    end = endOf(text, at, limit);
    const step = stepAt(node, text, at, end);
    if (!step) return;
    node = step.node;
  }
}

interface Node<T> {
  /** By the hash of their words. */
  steps: Map<number, Step<T>>;
  ends: T[];
}
interface Step<T> {
  word: string;
  /** Every phrase that goes on from here begins with a capital. */
  capital: boolean;
  node: Node<T>;
  /** Another word of the same hash. */
  other: Step<T> | undefined;
}

const FILTER = (1 << 16) - 1;
const CAPITAL = 1;
const ANY = 2;
/** No name has more atoms. */
const LONGEST = 9;
const ATOM = /[\p{L}\p{M}]+|\p{N}+|[&+@]/gu;
export const fold = memo((text: string): string => text.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, ''));

/** The atoms of a phrase. */
export const atomsOf = (phrase: string): string[] => (phrase.match(ATOM) ?? []).map(fold);

const STOP = 46;
const COMMA = 44;
/** What never stands within a phrase. */
const PARTS = new Set([...';:()!?\n'].map((mark) => mark.charCodeAt(0)));
const isSpace = (code: number): boolean =>
  code === 32 || (code > 8 && code < 14) || (code > 127 && /\s/.test(String.fromCharCode(code)));

const OTHER = 1;
const SIGN = 2;
const DIGIT = 3;
const LETTER = 4;
/** What each code unit is a part of, as far as it was asked; 0 for those that were not. */
const KINDS = new Uint8Array(1 << 16);
for (let code = 0; code < 128; code++) KINDS[code] = kindOf(String.fromCharCode(code));

function kindOf(character: string): number {
  if (/[\p{L}\p{M}]/u.test(character)) return LETTER;
  return /\p{N}/u.test(character) ? DIGIT : /[&+@]/.test(character) ? SIGN : OTHER;
}

/** What a character beyond ASCII is a part of; both halves of a pair are what the pair is. */
function rareKind(text: string, at: number, limit: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0xd800 && code < 0xe000) {
    const first = code < 0xdc00 ? at : at - 1;
    return first < 0 || first + 2 > limit ? OTHER : kindOf(text.slice(first, first + 2));
  }
  if (KINDS[code] === 0) KINDS[code] = kindOf(String.fromCharCode(code));
  return KINDS[code] as number;
}

const kindAt = (text: string, at: number, limit: number): number => {
  const code = text.charCodeAt(at);
  return code < 128 ? (KINDS[code] as number) : rareKind(text, at, limit);
};

/** Where the atom ends that begins at a place. */
function endOf(text: string, start: number, limit: number): number {
  const kind = kindAt(text, start, limit);
  let end = start + 1;
  if (kind !== SIGN) while (end < limit && kindAt(text, end, limit) === kind) end++;
  return end;
}

const hashOf = (word: string): number => {
  let hash = 0;
  for (let k = 0; k < word.length; k++) hash = (Math.imul(hash, 31) + word.charCodeAt(k)) | 0;
  return hash;
};
/** A letter of ASCII in its small form; what else is there keeps itself. */
const small = (code: number): number => (code > 64 && code < 91 ? code + 32 : code);

function stepAt<T>(node: Node<T>, text: string, start: number, end: number): Step<T> | undefined {
  let hash = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) {
      const word = fold(text.slice(start, end));
      let step = node.steps.get(hashOf(word));
      while (step && step.word !== word) step = step.other;
      return step;
    }
    hash = (Math.imul(hash, 31) + small(code)) | 0;
  }
  return plainStep(node, hash, text, start, end);
}

/** The same for an atom of ASCII, by its hash. */
function plainStep<T>({ steps }: Node<T>, hash: number, text: string, start: number, end: number): Step<T> | undefined {
  let step = steps.get(hash);
  while (step && !spellsSmall(step.word, text, start, end)) step = step.other;
  return step;
}

function spellsSmall(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let k = 0; k < word.length; k++) if (word.charCodeAt(k) !== small(text.charCodeAt(start + k))) return false;
  return true;
}

/** Whether a stretch of a text is a word, letter by letter. */
export function spells(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let k = 0; k < word.length; k++) if (word.charCodeAt(k) !== text.charCodeAt(start + k)) return false;
  return true;
}

/** Whether a text goes on at a place with a capital. */
export function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code > 64 && code < 91 : /^\p{Lu}/u.test(text.slice(at, at + 2));
}
export const isLetter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code < 128 ? KINDS[code] === LETTER : /^\p{L}/u.test(text.slice(at, at + 2));
};
export const isLetterOrNumber = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code < 128 ? (KINDS[code] as number) > SIGN : /[\p{L}\p{N}]/u.test(text[at] as string);
};
