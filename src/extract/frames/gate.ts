import { cues as CREDITS } from '../attribution.ts';
import type { Sentence } from '../document.ts';
import type { EntityMention } from '../entities.ts';
import { FIGURE } from '../figures.ts';
import { cues as FOLLOW_UPS } from '../followup.ts';
import { lemmasOf } from '../lemmas.ts';
import type { Token } from '../tokens.ts';
import type { Value } from '../values.ts';
import { type Word, wordOf } from '../vocabulary.ts';
import { COMPANY_NOUNS, DEMONYMS, DESCRIPTORS, GENERIC_CAPITALS, ROLE_WORDS } from '../words.ts';
import { type Cue, FIGURES, KNOWN, NAMES } from './cues.ts';
import type { Frame } from './frame.ts';
import { FRAMES } from './index.ts';
import { AGENCY, POWER } from './legal-parties.ts';

/**
 * Which sentences are worth reading, and by which frames, told before anything dear is done with them. Frames say it with
 * their cues (`cues.ts`), which are asked with more and more knowledge: of the words, of the figures, of the names.
 * Every word is judged once: the lists of words that know it are a set of bits, and those of a sentence are the union.
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

const facts = new Map([...KNOWN, ...FIGURES, ...NAMES].map((fact, k): [string, number] => [fact, 1 << k]));
const bitsOf = (list: readonly string[]): number => list.reduce((bits, fact) => bits | (facts.get(fact) ?? 0), 0);
const [TITLE, TEXT, EARLY, HOUSE, TOLD] = KNOWN.map((fact) => bitsOf([fact])) as [
  number,
  number,
  number,
  number,
  number,
];
export const ANY_FIGURES = bitsOf(FIGURES);
export const ANY_NAMES = bitsOf(NAMES);

/** One cue: its reader, the lists of words that it needs (sets of 32, each with its place), and the facts. */
interface Way {
  reader: number;
  at: readonly number[];
  lists: readonly number[];
  facts: number;
}
const { ways, width, byWord, byStart } = compile();
const NONE = new Int32Array(width);

function compile() {
  const numbers = new Map<string, number>();
  for (const need of READERS.flat(2)) if (!need.startsWith('#') && !numbers.has(need)) numbers.set(need, numbers.size);
  const width = Math.ceil(numbers.size / 32);
  const byWord = new Map<string, number[]>();
  const byStart: [start: string, list: number][] = [];
  for (const [words, list] of numbers)
    for (const word of words.split(' ')) {
      if (word.endsWith('*')) byStart.push([word.slice(0, -1), list]);
      else byWord.set(word, [...(byWord.get(word) ?? []), list]);
    }
  const ways = READERS.flatMap((cues, reader) =>
    cues.map((cue): Way => {
      const lists = new Int32Array(width);
      for (const need of cue) if (!need.startsWith('#')) put(lists, numbers.get(need) ?? 0);
      const at = [...lists.keys()].filter((k) => lists[k] !== 0);
      return { reader, at, lists: at.map((k) => lists[k] as number), facts: bitsOf(cue) };
    }),
  );
  return { ways, width, byWord, byStart };
}

function put(lists: Int32Array, list: number): void {
  lists[list >> 5] = (lists[list >> 5] as number) | (1 << (list & 31));
}

function join(lists: Int32Array, more: Int32Array): void {
  if (more !== NONE) for (let k = 0; k < width; k++) lists[k] = (lists[k] as number) | (more[k] as number);
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
  if (lists.length === 0) return NONE;
  const found = new Int32Array(width);
  for (const list of lists) put(found, list);
  return found;
}

/** The cues that the words of a sentence meet, with what is known of it without reading. */
export type Prospects = readonly Way[];
const NOTHING: Prospects = [];
const union = new Int32Array(width);

export function prospects(sentence: Sentence, index: number, house: boolean): Prospects {
  union.fill(0);
  if (sentence.runs)
    for (const { run } of sentence.runs) {
      run.cues ??= listsIn(run.pieces);
      join(union, run.cues);
    }
  else join(union, listsIn(sentence.tokens));
  const lacking =
    (sentence.field === 'title' ? TEXT : TITLE) |
    (index <= 3 ? 0 : EARLY) |
    (house ? 0 : HOUSE) |
    ((sentence.figures & FIGURE) === 0 ? ANY_FIGURES : 0);
  let open: Way[] | null = null;
  for (let w = 0; w < ways.length; w++) {
    const way = ways[w] as Way;
    if ((way.facts & lacking) !== 0) continue;
    const { at, lists } = way;
    let k = 0;
    while (k < at.length && ((lists[k] as number) & ~(union[at[k] as number] as number)) === 0) k++;
    if (k < at.length) continue;
    open ??= [];
    open.push(way);
  }
  return open ?? NOTHING;
}

/**
 * Who may read a sentence of some prospects: `known` are the facts of its figures and names (`figuresOf`, `namesOf`; or any,
 * where they are not read yet), `told` the frames that have told an event before it, one bit each.
 */
export function chance(prospects: Prospects, known: number, told: number): Chance {
  let readers = 0;
  for (const way of prospects) {
    const bit = 1 << way.reader;
    if ((readers & bit) !== 0 || (way.facts & (ANY_FIGURES | ANY_NAMES) & ~known) !== 0) continue;
    const frame = way.reader >> 1;
    if ((way.facts & TOLD) !== 0 && (frame < FRAMES.length ? (told >> frame) & 1 : told) === 0) continue;
    readers |= bit;
  }
  return readers;
}
export const toldBy = (type: Frame['type']): number => 1 << FRAMES.findIndex((frame) => frame.type === type);

const KINDS: Record<Value['kind'], number> = {
  money: bitsOf(['#money']),
  percent: bitsOf(['#percent']),
  count: bitsOf(['#count']),
  capacity: bitsOf(['#capacity']),
  round: bitsOf(['#round']),
  users: bitsOf(['#users']),
};
const VALUATION = bitsOf(['#valuation']);
/** The facts of a sentence's figures. */
export const figuresOf = (values: readonly Value[]): number =>
  values.reduce((bits, { kind, use }) => bits | KINDS[kind] | (use === 'valuation' ? VALUATION : 0), 0);

const [PRODUCT, OPENING, UNKNOWN, TRACKED, PERSON, PLACE, AUTHORITY, PARTY, PARTIES, PAIR] = NAMES.map((fact) =>
  bitsOf([fact]),
) as [number, number, number, number, number, number, number, number, number, number];
/** The facts of a sentence's names. */
export function namesOf(mentions: readonly EntityMention[], sentence: Sentence): number {
  const { tokens } = sentence;
  let bits = partiesIn(mentions, sentence);
  let t = 0;
  for (const { entity, text, start, end } of mentions) {
    if (entity.kind === 'product' || entity.owner !== undefined)
      bits |= PRODUCT | TRACKED | (start <= (tokens[0]?.start ?? 0) ? OPENING : 0);
    if (entity.slug !== undefined) bits |= TRACKED;
    if (entity.kind === 'place') bits |= PLACE | AUTHORITY;
    if (entity.authority || AGENCY.test(text) || POWER.test(text)) bits |= AUTHORITY;
    if (entity.kind === 'person') bits |= PERSON;
    else if (!entity.sure && entity.slug === undefined) {
      bits |= UNKNOWN;
      // Two words may be a person, and so may one with a capital behind it.
      while (t < tokens.length && (tokens[t] as Token).start < end) t++;
      if (text.includes(' ') || entity.name.includes(' ') || tokens[t]?.word.upper) bits |= PERSON;
    }
  }
  return bits;
}

/** Words that stand for somebody named elsewhere, or for an office. */
const REFERRING = new Set(
  `${[...COMPANY_NOUNS].join(' ')} it itself its they their we us he she him her i his government authority authorities ministry department army navy military regulator watchdog police parliament senate officials official state city kingdom republic province county emirate`.split(
    ' ',
  ),
);
/** "Foo-Bar" may be two. */
const HYPHEN = /[-–]/;
/** A headline's capital that makes no name by itself. */
const NAMELESS = /(?:s|ing|tion|ment|ity)$/;

/** How many may act in a sentence, at most: by their names, by capitals that `scene.ts` may take for one, by words for them. */
function partiesIn(mentions: readonly EntityMention[], { tokens, titleCase }: Sentence): number {
  let named = 0;
  let referred = 0;
  let m = 0;
  let opening = true;
  let described = false;
  for (const { word, start, kind } of tokens) {
    described ||= word.described;
    while (m < mentions.length && (mentions[m] as EntityMention).end <= start) m++;
    const mention = mentions[m];
    if (mention && mention.start <= start) {
      if (mention.entity.kind !== 'place') named += HYPHEN.test(mention.text) || HYPHEN.test(word.text) ? 2 : 1;
      m++;
      continue;
    }
    if (kind !== 'word') continue;
    if (!word.upper) opening = false;
    else if (
      (opening || described || (titleCase && !NAMELESS.test(word.lower))) &&
      !GENERIC_CAPITALS.has(word.text) &&
      !DEMONYMS.has(word.lower)
    )
      named += HYPHEN.test(word.text) ? 2 : 1;
    if (word.refers) referred++;
  }
  return (named + referred > 0 ? PARTY : 0) | (named + referred > 1 ? PARTIES : 0) | (named > 1 ? PAIR : 0);
}
