import { cues as CREDITS } from '../attribution.ts';
import type { Sentence } from '../document.ts';
import { FIGURE } from '../figures.ts';
import { cues as FOLLOW_UPS } from '../followup.ts';
import { lemmasOf } from '../lemmas.ts';
import type { Token } from '../tokens.ts';
import { type Word, wordOf } from '../vocabulary.ts';
import { DESCRIPTORS, ROLE_WORDS } from '../words.ts';
import { type Cue, isOrder, KNOWN, wordsOf } from './cues.ts';
import { ANY_FIGURES, ANY_NAMES, bitsOf, REFERRING } from './facts.ts';
import type { Frame } from './frame.ts';
import { FRAMES } from './index.ts';
import { type Chain, chainsOf, inOrder, type Spot, wordsOnly } from './order.ts';

/**
 * Which sentences are worth reading, and by which frames, told before anything dear is done with them. Frames say it with
 * their cues (`cues.ts`), which are asked with more and more knowledge: of the words, of the figures, of the names.
 * Every word is judged once: the lists of words that know it are a set of bits, and those of a sentence are the union. A cue
 * is looked at only where the rarest of its lists is met.
 */

/** Who reads a sentence: each frame by its rules and by its `read`, then what adds to an event, and who credits a story. */
const READERS: readonly (readonly Cue[])[] = [
  ...FRAMES.flatMap((frame) => [cuesOfRules(frame), frame.read ? (frame.cues ?? [[]]) : []]),
  FOLLOW_UPS,
  CREDITS,
];
/** A set of readers, one bit each. */
export type Chance = number;
export const EVERYTHING: Chance = -1;
export const mayRule = (chance: Chance, frame: number): boolean => (chance & (1 << (2 * frame))) !== 0;
export const mayRead = (chance: Chance, frame: number): boolean => (chance & (2 << (2 * frame))) !== 0;
export const mayFollow = (chance: Chance): boolean => (chance & (1 << (READERS.length - 2))) !== 0;

/** Rules without cues of their own need one of their words; the first of "snap up" is enough. */
export function cuesOfRules({ verbs = [], nouns = [] }: Frame): Cue[] {
  return [
    ...verbs.flatMap(({ verbs, cues }) => cues ?? [[verbs.map((verb) => verb.split(' ')[0]).join(' ')]]),
    ...nouns.flatMap(({ nouns, cues }) => cues ?? [[nouns.filter((noun) => !noun.includes(' ')).join(' ')]]),
  ];
}

const [TITLE, TEXT, EARLY, HOUSE, TOLD, LATELY] = KNOWN.map((fact) => bitsOf([fact])) as [
  number,
  number,
  number,
  number,
  number,
  number,
];

/**
 * One cue: its reader, the lists of words that it needs (sets of 32, each with its place), the facts, and the chains of those
 * that have an order: by words alone, and with names among them.
 */
interface Way {
  reader: number;
  at: readonly number[];
  lists: readonly number[];
  facts: number;
  words: readonly Chain[];
  names: readonly Chain[];
}
/** Words that stand in every other sentence: a list that has one is met too often to be looked up by. */
const COMMON = new Set(
  "to of in on for with at as by from and , ' 's its their it be have will can not new a an the up out now or into".split(
    ' ',
  ),
);
const { byWord, byStart, width, keys, byList, byFacts } = compile();
const NONE = new Int32Array(width);

function compile() {
  const numbers = new Map<string, number>();
  for (const need of READERS.flat(2))
    if (!need.startsWith('#') && !isOrder(need) && !numbers.has(wordsOf(need)))
      numbers.set(wordsOf(need), numbers.size);
  const listOf = (need: string): number => numbers.get(need) ?? 0;
  const width = Math.ceil(numbers.size / 32);
  const byWord = new Map<string, number[]>();
  const byStart: [start: string, list: number][] = [];
  for (const [words, list] of numbers)
    for (const word of words.split(' ')) {
      if (word.endsWith('*')) byStart.push([word.slice(0, -1), list]);
      else byWord.set(word, [...(byWord.get(word) ?? []), list]);
    }
  // Each cue is looked up by the list that is met least often, or always, where it has none.
  const byList: Way[][] = Array.from(numbers, () => []);
  const byFacts: Way[] = [];
  const often = (words: string): number =>
    words.split(' ').reduce((sum, word) => sum + (COMMON.has(word.replace('=', '')) ? 100 : 1), 0);
  READERS.forEach((cues, reader) => {
    for (const cue of cues) {
      const needs = cue
        .filter((need) => !need.startsWith('#') && !isOrder(need))
        .map(wordsOf)
        .sort((a, b) => often(a) - often(b));
      const chains = chainsOf(cue, listOf, (need) => bitsOf([need]));
      const lists = setOf(needs.map(listOf), width);
      const at = [...lists.keys()].filter((k) => lists[k] !== 0);
      const [rarest] = needs.map(listOf);
      const way: Way = {
        reader,
        at,
        lists: at.map((k) => lists[k] as number),
        facts: bitsOf(cue),
        words: chains
          .map(wordsOnly)
          .filter((chain) => chain.length > 1 || chain.some(({ verb, within }) => verb || Number.isFinite(within))),
        names: chains.filter((chain) => chain.some(({ list }) => list < 0)),
      };
      (rarest === undefined ? byFacts : (byList[rarest] as Way[])).push(way);
    }
  });
  const keys = setOf(
    [...byList.keys()].filter((list) => byList[list]?.length),
    width,
  );
  return { byWord, byStart, width, keys, byList, byFacts };
}

function setOf(lists: Iterable<number>, width: number): Int32Array {
  const set = new Int32Array(width);
  for (const list of lists) set[list >> 5] = (set[list >> 5] as number) | (1 << (list & 31));
  return set;
}

function join(lists: Int32Array, more: Int32Array): void {
  if (more !== NONE) for (let k = 0; k < width; k++) lists[k] = (lists[k] as number) | (more[k] as number);
}

/** Whether a list of words knows a token. */
function knows({ word }: Token, list: number): boolean {
  word.cues ??= listsOf(word);
  return (((word.cues[list >> 5] as number) >>> (list & 31)) & 1) !== 0;
}

/** The lists that know one of some words. */
function listsIn(tokens: readonly Token[]): Int32Array {
  let lists: Int32Array = NONE;
  for (const { word } of tokens) {
    word.cues ??= listsOf(word);
    if (word.cues === NONE) continue;
    if (lists === NONE) lists = word.cues.slice();
    else join(lists, word.cues);
  }
  return lists;
}

/** The lists that know a word. */
function listsOf(word: Word): Int32Array {
  const { lower } = word;
  const forms = lemmasOf(word).add(`=${lower}`);
  if (/n't$/.test(lower)) forms.add("n't");
  // A page may lose its apostrophes.
  if (lower === 's') forms.add("'s");
  if (/[^\p{L}\p{N}]/u.test(lower))
    for (const part of lower.split(/[^\p{L}\p{N}]+/u)) {
      if (part === '') continue;
      forms.add(`=${part}`);
      for (const lemma of lemmasOf(wordOf(part))) forms.add(lemma);
    }
  for (const form of forms) if (REFERRING.has(form)) word.refers = true;
  word.described = DESCRIPTORS.has(lower.replace(/.*-/, '')) || ROLE_WORDS.has(lower);
  const lists = [...forms].flatMap((form) => [
    ...(byWord.get(form) ?? []),
    ...byStart.flatMap(([start, list]) => (form.startsWith(start) ? [list] : [])),
  ]);
  return lists.length === 0 ? NONE : setOf(lists, width);
}

/** The cues that the words of a sentence meet, with what is known of it without reading. */
export type Prospects = readonly Way[];
const NOTHING: Prospects = [];
const union = new Int32Array(width);

export function prospects(sentence: Sentence, index: number, house: boolean): Prospects {
  union.fill(0);
  for (const { run } of sentence.runs) {
    run.cues ??= listsIn(run.pieces);
    join(union, run.cues);
  }
  const lacking =
    (sentence.field === 'title' ? TEXT : TITLE) |
    (index <= 3 ? 0 : EARLY) |
    (house ? 0 : HOUSE) |
    ((sentence.figures & FIGURE) === 0 ? ANY_FIGURES : 0);
  let open: Way[] | null = null;
  const add = (ways: readonly Way[]): void => {
    for (const way of ways) {
      if ((way.facts & lacking) !== 0) continue;
      const { at, lists, words } = way;
      let k = 0;
      while (k < at.length && ((lists[k] as number) & ~(union[at[k] as number] as number)) === 0) k++;
      if (k < at.length || !words.every((chain) => inOrder(chain, sentence.tokens, [], knows))) continue;
      open ??= [];
      open.push(way);
    }
  };
  add(byFacts);
  for (let k = 0; k < width; k++)
    for (let rest = (union[k] as number) & (keys[k] as number); rest !== 0; rest &= rest - 1)
      add(byList[(k << 5) + 31 - Math.clz32(rest & -rest)] as readonly Way[]);
  return open ?? NOTHING;
}

/** What is known of a sentence beside its words; all that is not known yet counts as met. */
export interface Known {
  /** The facts of its figures and names. */
  facts: number;
  /** Its tokens and where its names stand; null before they are read. */
  placed: { tokens: readonly Token[]; spots: readonly Spot[] } | null;
  /** The frames that have told an event before it, and in the two sentences before it, one bit each. */
  told: number;
  lately: number;
}

/** Who may read a sentence of some prospects. */
export function chance(prospects: Prospects, { facts, placed, told, lately }: Known): Chance {
  let readers = 0;
  for (const way of prospects) {
    const bit = 1 << way.reader;
    if ((readers & bit) !== 0 || (way.facts & (ANY_FIGURES | ANY_NAMES) & ~facts) !== 0) continue;
    if ((way.facts & TOLD) !== 0 && !tells(told, way.reader)) continue;
    if ((way.facts & LATELY) !== 0 && !tells(lately, way.reader)) continue;
    if (placed && !way.names.every((chain) => inOrder(chain, placed.tokens, placed.spots, knows))) continue;
    readers |= bit;
  }
  return readers;
}
/** Whether the frame of a reader has told anything, or any frame, where the reader is of none. */
const tells = (told: number, reader: number): boolean =>
  reader >> 1 < FRAMES.length ? ((told >> (reader >> 1)) & 1) !== 0 : told !== 0;
export const toldBy = (type: Frame['type']): number => 1 << FRAMES.findIndex((frame) => frame.type === type);
