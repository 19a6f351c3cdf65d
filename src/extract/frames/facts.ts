import type { Sentence } from '../document.ts';
import type { EntityMention } from '../entities.ts';
import type { Token } from '../tokens.ts';
import type { Value } from '../values.ts';
import { COMPANY_NOUNS, DEMONYMS, GENERIC_CAPITALS } from '../words.ts';
import { FIGURES, KNOWN, NAMES } from './cues.ts';
import { AGENCY, POWER } from './legal-parties.ts';
import type { Spot } from './order.ts';

/** The facts of cues, as sets of bits, and those that a sentence's figures and names have. */

const bits = new Map([...KNOWN, ...FIGURES, ...NAMES].map((fact, k): [string, number] => [fact, 1 << k]));
export const bitsOf = (list: readonly string[]): number => list.reduce((sum, fact) => sum | (bits.get(fact) ?? 0), 0);
export const ANY_FIGURES = bitsOf(FIGURES);
export const ANY_NAMES = bitsOf(NAMES);

const KINDS: Record<Value['kind'], number> = {
  money: bitsOf(['#money']),
  percent: bitsOf(['#percent']),
  count: bitsOf(['#count']),
  capacity: bitsOf(['#capacity']),
  round: bitsOf(['#round']),
  users: bitsOf(['#users']),
};
const VALUATION = bitsOf(['#valuation']);
const factsOfFigure = ({ kind, use }: Value): number => KINDS[kind] | (use === 'valuation' ? VALUATION : 0);
/** The facts of a sentence's figures. */
export const figuresOf = (values: readonly Value[]): number =>
  values.reduce((bits, value) => bits | factsOfFigure(value), 0);

/** Where its figures stand. */
export function spotsOf(values: readonly Value[], tokens: readonly Token[]): Spot[] {
  let t = 0;
  return values.map((value) => {
    while (t < tokens.length && (tokens[t] as Token).end <= value.start) t++;
    const from = t;
    while (t + 1 < tokens.length && (tokens[t + 1] as Token).start < value.end) t++;
    return { from, to: t, facts: factsOfFigure(value) };
  });
}

const [PRODUCT, UNKNOWN, TRACKED, PERSON, PLACE, AUTHORITY, PARTY, PARTIES, PAIR, JOINED] = NAMES.map((fact) =>
  bitsOf([fact]),
) as [number, number, number, number, number, number, number, number, number, number];

/** What the names of a sentence tell: their facts, and where those stand that one word stands for. */
export interface Named {
  bits: number;
  spots: readonly Spot[];
}

/** The facts of a sentence's names, and of the capitals and words that `parties.ts` may take for somebody. */
export function namesOf(mentions: readonly EntityMention[], { tokens, titleCase }: Sentence): Named {
  const spots: Spot[] = [];
  let bits = 0;
  let named = 0;
  let referred = 0;
  let m = 0;
  let opening = true;
  let described = false;
  // The last word that joins what follows it to a name before it, and where that name ended.
  let joint = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const add = (from: number, to: number, facts: number, name: boolean): void => {
    const all = facts | (name && from - joint <= NEAR ? JOINED : 0);
    spots.push({ from, to, facts: all });
    bits |= all;
    if (name) last = to;
  };
  for (let k = 0; k < tokens.length; k++) {
    const { word, start, kind } = tokens[k] as Token;
    described ||= word.described;
    while (m < mentions.length && (mentions[m] as EntityMention).end <= start) m++;
    const mention = mentions[m];
    if (mention && mention.start <= start) {
      const { entity, text, end } = mention;
      const from = k;
      while (k + 1 < tokens.length && (tokens[k + 1] as Token).start < end) k++;
      const two = HYPHEN.test(text) || HYPHEN.test(word.text);
      if (entity.kind !== 'place') named += two ? 2 : 1;
      add(from, k, factsOf(mention, tokens[k + 1]) | (two ? JOINED : 0), true);
      m++;
      continue;
    }
    if (JOINERS.has(word.lower) && k - last <= NEAR) joint = k;
    if (kind !== 'word') continue;
    if (!word.upper) opening = false;
    const two = HYPHEN.test(word.text);
    const capital =
      word.upper &&
      (opening || described || (titleCase && !NAMELESS.test(word.lower))) &&
      !GENERIC_CAPITALS.has(word.text) &&
      !DEMONYMS.has(word.lower);
    if (capital) named += two ? 2 : 1;
    if (word.refers) referred++;
    if (capital || word.refers) add(k, k, PARTY | (two ? JOINED : 0), !PRONOUNS.has(word.lower));
  }
  if (named + referred > 0) bits |= PARTY;
  if (named + referred > 1) bits |= PARTIES;
  if (named > 1) bits |= PAIR;
  return { bits, spots };
}

/** The facts of one name. */
function factsOf({ entity, text }: EntityMention, next: Token | undefined): number {
  let facts = entity.kind === 'place' ? PLACE | AUTHORITY : PARTY;
  if (entity.kind === 'product' || entity.owner !== undefined) facts |= PRODUCT | TRACKED;
  if (entity.slug !== undefined) facts |= TRACKED;
  if (entity.authority || AGENCY.test(text) || POWER.test(text)) facts |= AUTHORITY;
  if (entity.kind === 'person') facts |= PERSON;
  else if (!entity.sure && entity.slug === undefined) {
    facts |= UNKNOWN;
    // Two words may be a person, and so may one with a capital behind it.
    if (text.includes(' ') || entity.name.includes(' ') || next?.word.upper) facts |= PERSON;
  }
  return facts;
}

const PRONOUNS = new Set('it itself its they their we us he she him her i his'.split(' '));
/** What joins two that act together; so many words may stand before and after it ("Foo's unit and the German carmaker Bar"). */
const JOINERS = new Set('and & , or plus as along alongside together x × +'.split(' '));
const NEAR = 6;
/** Words that stand for somebody named elsewhere, or for an office. */
export const REFERRING = new Set(
  `${[...COMPANY_NOUNS].join(' ')} it itself its they their we us he she him her i his government authority authorities ministry department army navy military regulator watchdog police parliament senate officials official state city kingdom republic province county emirate`.split(
    ' ',
  ),
);
/** "Foo-Bar" may be two. */
const HYPHEN = /[-–]/;
/** A headline's capital that makes no name by itself. */
const NAMELESS = /(?:s|ing|tion|ment|ity)$/;
