import type { Pos } from './dictionary.ts';
import type { EntityMention } from './entities.ts';
import { IS_MONTH, IS_TIME_WORD, IS_WEEKDAY, IS_YEAR } from './traits.ts';
import type { Value } from './values.ts';
import type { Word } from './vocabulary.ts';

/** One word, name or figure of a sentence, as the clause reader sees it. */
export interface Node {
  start: number;
  end: number;
  text: string;
  lower: string;
  lemma: string;
  pos: Pos;
  /** The word as it is spelt; null for a name and a figure. */
  word: Word | null;
  /** Capitalised in the original. */
  capital: boolean;
  mention?: EntityMention | undefined;
  value?: Value | undefined;
  /** The name inside an adjective: "Sequoia" of "Sequoia-backed". */
  part?: EntityMention | undefined;
}

/** A noun phrase: nodes `from`..`to` (inclusive), its head the last noun or name. */
export interface Phrase {
  from: number;
  to: number;
  head: number;
}

/** Phrases that stand together ("Foo, Bar and Baz"). */
export interface Group {
  from: number;
  to: number;
  phrases: Phrase[];
}

export interface Prep {
  word: string;
  at: number;
  group: Group | null;
  /** "by acquiring Foo": the verb after the preposition. */
  verb?: Verb;
}

export interface Verb {
  from: number;
  to: number;
  head: number;
  lemma: string;
  /** `lemma` with its particle: "snap up". */
  phrasal: string;
  form: 'finite' | 'infinitive' | 'gerund' | 'participle';
  passive: boolean;
  negated: boolean;
  modal: string | null;
  /** Lemmas that govern this verb: "plans to acquire" gives ["plan"]. */
  chain: string[];
  governor: Verb | null;
  subject: Group | null;
  /** The subject came from a relative pronoun or from another clause. */
  subjectVia: 'direct' | 'relative' | 'shared' | 'reduced' | 'pronoun';
  object: Group | null;
  /** The object stands before, as a relative clause's antecedent. */
  fronted?: boolean;
  preps: Prep[];
  /** Where the clause's reach to the right ends (exclusive). */
  reach: number;
  past: boolean;
}

export interface Clauses {
  nodes: Node[];
  groups: Group[];
  verbs: Verb[];
  /** The group that a node is in. */
  groupAt(node: number): Group | null;
  phraseAt(node: number): Phrase | null;
  /** Prepositional phrases right after a node, up to the clause's end. */
  prepsAfter(node: number, limit: number): Prep[];
}

export const PARTICLES = new Set(['up', 'down', 'off', 'out', 'over', 'in', 'on', 'away', 'back', 'together', 'aside']);
export const PARTICLE_VERBS = new Set(
  'pair push hire beef rake haul reel snap scoop gobble buy pick team tie take hook link sell spin wind lay step cut hand set sign phase pull scale roll open build ramp shut call turn join back put partner divest snatch wrap offload branch hit break carry bring come bulk double mop swallow kick swap walk rule force boot'.split(
    ' ',
  ),
);

/** Whoever does this to someone keeps them "from" what follows: "barred Foo from buying Bar". */
export const KEEPS_FROM = new Set(
  'bar ban block prohibit prevent stop keep enjoin discourage dissuade deter restrain preclude disqualify exclude forbid'.split(
    ' ',
  ),
);

export const MODAL = new Set([
  'will',
  'would',
  'can',
  'could',
  'may',
  'might',
  'shall',
  'should',
  'must',
  "'ll",
  'wo',
  'ca',
  "won't",
  "can't",
  "couldn't",
  "wouldn't",
]);
export const ADJECTIVE_SUFFIX =
  /-(?:backed|owned|based|led|founded|powered|focused|native|driven|listed|made|built|run|funded|headquartered|parented|supported|enabled|first|like|facing|year|month|day|person|dollar|billion|million|year-old|style|wide|scale|level|class|generation|traded)$/i;
/** Nouns that carry an infinitive: "in talks to buy", "a deal to supply". */
export const CONTROL_NOUNS = new Set(
  'talk discussion negotiation deal agreement plan bid offer right option effort decision contract move intention intent proposal attempt pact commitment pledge way push order ability permission approval race chance set'.split(
    ' ',
  ),
);

/**
 * Verbs that a headline has in the passive without its "is" ("Foo hit with lawsuit", "Bar sold to Baz"), by the word
 * right after them: in the active voice their object would stand there.
 */
export const BARE_PASSIVE: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  (
    [
      ['hit slap serve', 'with'],
      ['charge', 'with in over'],
      ['sell', 'to'],
      ['sue', 'for over in after amid'],
      ['fine', 'for over in after'],
      ['order', 'to'],
      ['accuse', 'of'],
      ['name appoint elect hire promote', 'as to'],
      ['value price', 'at'],
    ] as const
  ).flatMap(([verbs, next]) => verbs.split(' ').map((verb): [string, Set<string>] => [verb, new Set(next.split(' '))])),
);

/** Words that may date an event in the past, and that may leave it unsettled or called off. */
const DATED = /last|earlier|ago|before|back|past|date|far|at th(?:e|at) time|(?:19|20)\d\d/;
const UNSURE =
  /talks|discussions|negotiations|close|verge|nearing|off|apart|away|backed out|pulled out|collapse|terminate|broke|through|rejected|rebuffed|spurned|declined|turned down/;

/** The small-letter words of a sentence, joined once; `at` is where each node begins. */
class Joined {
  readonly text: string;
  readonly at: readonly number[];
  private isDated: boolean | null = null;
  private isUnsure: boolean | null = null;

  constructor(nodes: readonly Node[]) {
    const at: number[] = [];
    let text = '';
    for (const { lower } of nodes) {
      if (at.length > 0) text += ' ';
      at.push(text.length);
      text += lower;
    }
    this.text = text;
    this.at = at;
  }

  get dated(): boolean {
    this.isDated ??= DATED.test(this.text);
    return this.isDated;
  }

  get unsure(): boolean {
    this.isUnsure ??= UNSURE.test(this.text);
    return this.isUnsure;
  }
}
const joined = new WeakMap<readonly Node[], Joined>();
function joinedOf(nodes: readonly Node[]): Joined {
  let found = joined.get(nodes);
  if (!found) {
    found = new Joined(nodes);
    joined.set(nodes, found);
  }
  return found;
}

/** The words of the nodes `from`..`to` (exclusive) of a sentence: small letters, one space between. Its nodes are final. */
export function lowerOf(nodes: readonly Node[], from: number, to: number): string {
  const { text, at } = joinedOf(nodes);
  const start = Math.max(0, from);
  const end = to < 0 ? Math.max(0, nodes.length + to) : Math.min(to, nodes.length);
  return start >= end ? '' : text.slice(at[start], end < nodes.length ? (at[end] ?? 0) - 1 : undefined);
}

/** Whether a sentence holds any word that dates an event in the past, or that leaves it unsettled or called off. */
export const mayDate = (nodes: readonly Node[]): boolean => joinedOf(nodes).dated;
export const mayUnsettle = (nodes: readonly Node[]): boolean => joinedOf(nodes).unsure;

export const isVerbish = (node: Node): boolean => node.pos === 'VERB' || node.pos === 'AUX';
export const nominal = (node: Node | undefined): boolean =>
  node !== undefined &&
  (node.mention !== undefined ||
    node.value !== undefined ||
    ['NOUN', 'PROPN', 'NUM', 'PRON', 'SYM'].includes(node.pos));

/** A day, a month, a year, or a word that says when. */
export function timeNode(node: Node | undefined): boolean {
  if (!node || node.mention) return false;
  const { word, pos } = node;
  if (!word) return /^(?:19|20)\d\d$/.test(node.text);
  return (
    word.is(IS_WEEKDAY | IS_YEAR) ||
    (node.capital && word.is(IS_MONTH)) ||
    ((pos === 'NOUN' || pos === 'ADV' || pos === 'PROPN') && word.is(IS_TIME_WORD))
  );
}
