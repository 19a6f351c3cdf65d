import { lookUp } from './dictionary.ts';
import type { Sentence } from './document.ts';
import { type Node, nominal } from './grammar.ts';
import { stem } from './lemmas.ts';
import { HEADLINE_VERBS } from './verbs.ts';
import { COMPANY_NOUNS, MONTHS } from './words.ts';

/** A word of a sentence with its neighbours, whose part of speech may have to be mended. */
export interface Spot {
  nodes: readonly Node[];
  i: number;
  node: Node;
  before: Node | undefined;
  after: Node | undefined;
  sentence: Sentence;
}

/** What a word asks for by itself: true if nothing is left to be mended about it. */
type Mend = (spot: Spot) => boolean;

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const PAYERS = set('subscriber subscribers subs user users customer customers member members seats');
const MANAGERS = set('director directors partner partners editor editors');
const FINES = set('record antitrust hefty huge big large privacy regulatory civil criminal historic a the');
const MOVES = set('climb rise jump surge fall drop slip tumble soar slump gain rally sink plunge slide edge dip leap');
const PERIODS = set('quarter year period months weeks half');
const GROUNDS = set('fraud copyright patent antitrust bias privacy trademark discrimination defamation');
const NO_OWNERS = set('it they he she we you i who which that not to');

const auxiliary: Mend = ({ node }) => {
  node.pos = 'AUX';
  return false;
};

/** "2M paid subscribers". */
const payers: Mend = ({ node, after }) => {
  if (!PAYERS.has(after?.lower ?? '')) return false;
  node.pos = 'ADJ';
  return true;
};

/** "the attorney general sues": an office. */
const general: Mend = ({ node, before }) => {
  if (before?.lower !== 'attorney' && before?.lower !== 'attorneys') return false;
  node.pos = 'NOUN';
  return true;
};

/** "toss Fraud Claims": what a suit rests on. */
const complaint: Mend = ({ node, before }) => {
  if (!GROUNDS.has(before?.lower ?? '')) return false;
  node.pos = 'NOUN';
  return true;
};

/** "Foo, the Bar and Baz backed bank": who stands behind it. */
const backing: Mend = ({ nodes, i, node, before, after }) => {
  let k = i - 1;
  while (k > 0 && (nodes[k]?.mention || /^(?:and|,|&)$/.test(nodes[k]?.lower ?? ''))) k--;
  const described = after && !after.mention && (after.pos === 'ADJ' || after.pos === 'NOUN');
  if (!before?.mention || !described || nodes[k]?.pos !== 'DET') return false;
  node.pos = 'ADJ';
  return true;
};

/** "Foo and Bar part ways". */
const part: Mend = ({ node, after }) => {
  if (after?.lower !== 'ways') return false;
  node.pos = 'VERB';
  node.lemma = 'part';
  return true;
};

/** "the existing investors": what describes is not done. */
const participle: Mend = ({ i, node, before, after }) => {
  const described = after && nominal(after) && !after.mention && !after.value;
  if (described && (i === 0 || before?.pos === 'ADP' || before?.pos === 'DET' || before?.pos === 'CCONJ'))
    node.pos = 'ADJ';
  return false;
};

/** "its next major offering", "the first digital bank": an ordinal before a noun is no adverb. */
const ordinal: Mend = ({ node, before, after }) => {
  if (
    node.pos === 'ADV' &&
    (before?.pos === 'PART' || before?.pos === 'DET' || before?.pos === 'PRON') &&
    !NO_OWNERS.has(before.lower) &&
    after &&
    (after.pos === 'ADJ' || (nominal(after) && !after.value))
  )
    node.pos = 'ADJ';
  return false;
};

const noun: Mend = ({ node }) => {
  if (node.pos !== 'VERB') return false;
  node.pos = 'NOUN';
  return true;
};

/** "has raised $5M and plans to hire". */
const plans: Mend = ({ nodes, i, node, before, after }) => {
  if (before?.lower !== 'and' || after?.lower !== 'to' || !nodes.slice(0, i).some(({ pos }) => pos === 'VERB'))
    return false;
  node.pos = 'VERB';
  node.lemma = node.lower.slice(0, -1);
  return true;
};

/** "has since confirmed". */
const since: Mend = ({ node, before }) => {
  if (!HAVE.has(before?.lower ?? '')) return false;
  node.pos = 'ADV';
  return true;
};
const HAVE = set("has have had 've");

const MENDS: readonly (readonly [words: string, mend: Mend])[] = [
  ["'re 've 'll 'm 'd", auxiliary],
  [
    'each',
    // "Foo and Bar each committed $5B".
    ({ node, before, after }) => {
      if (!before?.mention || !after?.lower.endsWith('ed')) return false;
      const did = stem(after.lower, lookUp(after.lower).lemma);
      if (HEADLINE_VERBS.get(did) !== did) return false;
      node.pos = 'ADV';
      after.pos = 'VERB';
      after.lemma = did;
      return true;
    },
  ],
  ['paid paying', payers],
  [
    'hit',
    // "says the map company hit $5M ARR": a figure follows what it did.
    ({ node, before, after }) => {
      if (!after?.value || before?.pos !== 'NOUN' || !COMPANY_NOUNS.has(before.lower)) return false;
      node.pos = 'VERB';
      return true;
    },
  ],
  ['part parts parted', part],
  ['general', general],
  ['claims', complaint],
  ['backed', backing],
  [
    'created appointed formed established named',
    // "a newly created role".
    ({ node, before, after }) => {
      if (before?.lower !== 'newly' || !after || !nominal(after)) return false;
      node.pos = 'ADJ';
      return true;
    },
  ],
  [
    'head',
    // "Head of Design", "Foo head Jane Roe".
    ({ node, before, after }) => {
      const office =
        before?.mention && before.mention.entity.kind !== 'person' && after?.mention?.entity.kind === 'person';
      if (!office && (after?.lower !== 'of' || before?.lower === 'to')) return false;
      node.pos = 'NOUN';
      return true;
    },
  ],
  [
    'board',
    // "adds Foo to board".
    ({ node, before, after }) => {
      if (node.pos !== 'VERB' || (after && after.pos !== 'ADP' && after.pos !== 'PUNCT')) return false;
      node.pos = 'NOUN';
      if (before?.lower === 'to') before.pos = 'ADP';
      return true;
    },
  ],
  [
    'shuttered sunsetted mothballed discontinued',
    // "will be shuttered": done to it, and no quality.
    ({ node, before }) => {
      if (node.pos === 'VERB' || !/^(?:be|been|being)$/.test(before?.lower ?? '')) return false;
      node.pos = 'VERB';
      node.lemma = HEADLINE_VERBS.get(node.lower) ?? stem(node.lower, node.lower);
      return true;
    },
  ],
  [
    'managing',
    // "appointed managing director".
    ({ node, after }) => {
      if (!MANAGERS.has(after?.lower ?? '')) return false;
      node.pos = 'ADJ';
      return true;
    },
  ],
  [
    'existing leading remaining participating ongoing growing upcoming incoming outgoing competing emerging underlying founding following',
    participle,
  ],
  [
    'piloting',
    // "Piloting group chats": no noun opens a headline so.
    ({ i, node, after }) => {
      if (i === 0 && nominal(after)) node.pos = 'VERB';
      return false;
    },
  ],
  [
    'new',
    // "releases a new coding model": no adverb, and no name.
    ({ node, after }) => {
      if (node.pos === 'ADV' || (node.text === 'new' && node.pos === 'PROPN' && after && after.pos !== 'PUNCT'))
        node.pos = 'ADJ';
      return false;
    },
  ],
  ['next first latest', ordinal],
  [
    'fine',
    // "a €500 million fine", "a record fine".
    ({ node, before }) => {
      if (node.pos !== 'VERB' && before && (before.value?.kind === 'money' || FINES.has(before.lower)))
        node.pos = 'NOUN';
      return false;
    },
  ],
  ['compute startup startups funding ipo', noun],
  [
    'tie-up tie-ups',
    ({ node }) => {
      node.pos = 'NOUN';
      return true;
    },
  ],
  [
    'let',
    // "let go of 60 employees".
    ({ nodes, i, node, after }) => {
      if (after?.lower !== 'go' || nodes[i + 2]?.lower !== 'of') return false;
      node.pos = 'VERB';
      after.pos = 'ADV';
      return true;
    },
  ],
  [
    're',
    // "was re acquired by".
    ({ node, before, after }) => {
      if (before?.pos !== 'AUX' || after?.pos !== 'VERB') return false;
      node.pos = 'ADV';
      return true;
    },
  ],
  [
    'fell',
    // "the deal for $10 billion fell apart".
    ({ node, before }) => {
      if (node.pos === 'VERB' || !(before?.value || before?.mention || before?.pos === 'NOUN')) return false;
      node.pos = 'VERB';
      node.lemma = 'fall';
      return true;
    },
  ],
  [
    's',
    // "Foo s purchase of Bar": a page that lost its apostrophes.
    ({ node, before, after }) => {
      if (node.text !== 's' || !before?.mention || (after?.pos !== 'NOUN' && after?.pos !== 'ADJ')) return false;
      node.pos = 'PART';
      node.lower = "'s";
      return true;
    },
  ],
  [
    'shares',
    // "Foo shares climb": what a share does.
    ({ node, after }) => {
      if (!after || !MOVES.has(after.lower)) return false;
      node.pos = 'NOUN';
      node.lemma = 'share';
      after.pos = 'VERB';
      return true;
    },
  ],
  [
    'growing expanding',
    // "adds Foo to growing list": how it is, not what one is to do.
    ({ node, before, after }) => {
      if (before?.lower !== 'to' || !after || after.pos !== 'NOUN') return false;
      node.pos = 'ADJ';
      return true;
    },
  ],
  [
    "’ '",
    // "TCS’ profit": whose, where no quotation ends.
    ({ nodes, i, node, before, after }) => {
      if (!before?.mention || !/s$/i.test(before.text) || before.end !== node.start) return false;
      if (!after || !nominal(after) || after.mention || nodes.slice(0, i).some(({ text }) => /^[‘']$/.test(text)))
        return false;
      node.pos = 'PART';
      node.lower = "'";
      return true;
    },
  ],
  [
    'run',
    // "its revenue run rate".
    ({ node, after }) => {
      if (after?.lower !== 'rate') return false;
      node.pos = 'NOUN';
      return true;
    },
  ],
  [
    'ended ending',
    // "the quarter ended June 30": which quarter, and no clause of its own.
    ({ node, before, after }) => {
      if (!PERIODS.has(before?.lower ?? '') || !MONTHS.has(after?.lower.replace('.', '') ?? '')) return false;
      node.pos = 'ADV';
      return true;
    },
  ],
  [
    'values valued',
    // "The round values the company at $5M": no adjective.
    ({ node, before, after }) => {
      if (
        before?.lower !== 'round' ||
        before.pos !== 'ADJ' ||
        !(after?.pos === 'DET' || after?.pos === 'PRON' || after?.mention)
      )
        return false;
      before.pos = 'NOUN';
      node.pos = 'VERB';
      node.lemma = 'value';
      return true;
    },
  ],
  [
    'lead',
    // "Research lead Jane Roe left": what she is.
    ({ nodes, i, node, before, after }) => {
      const then = nodes[i + 2]?.pos;
      if (after?.mention?.entity.kind !== 'person' || before?.pos !== 'NOUN' || before.mention) return false;
      if (then !== 'VERB' && then !== 'AUX') return false;
      node.pos = 'NOUN';
      return true;
    },
  ],
  [
    'put',
    // "A person familiar with the deal put the price at $5M".
    ({ node, before, after }) => {
      if (before?.pos !== 'NOUN' || after?.pos !== 'DET') return false;
      node.pos = 'VERB';
      node.lemma = 'put';
      return true;
    },
  ],
  [
    'layoff',
    // "plans to layoff 40 people": written as one word.
    ({ node, before, after }) => {
      if (!/^(?:to|will|would|could|may|might)$/.test(before?.lower ?? '') || !after?.value || !before) return false;
      if (before.lower === 'to') before.pos = 'PART';
      node.pos = 'VERB';
      return true;
    },
  ],
  [
    'itself themselves himself herself',
    // "Foo itself bought Bar", "they were themselves bought": it stresses who, and is nobody of its own.
    ({ node, before, after }) => {
      const then = after?.pos === 'VERB' || after?.pos === 'AUX';
      if (!then || !before || before.pos === 'VERB' || (before.pos === 'ADP' && after?.lower !== 'being')) return false;
      node.pos = 'ADV';
      return true;
    },
  ],
  [
    'rival',
    // "said that its rival had poached": somebody, and no way to be.
    ({ node, before, after }) => {
      if (
        !/^(?:its|their|the|a|another)$/.test(before?.lower ?? '') ||
        !(after?.pos === 'AUX' || after?.pos === 'VERB')
      )
        return false;
      node.pos = 'NOUN';
      return true;
    },
  ],
  ['plans aims hopes', plans],
  ['since once', since],
];
const BY_WORD = new Map(MENDS.flatMap(([words, mend]) => words.split(' ').map((word): [string, Mend] => [word, mend])));

/** Mends what a particular word asks for: true if nothing is left to be mended about it. */
export const repairWord: Mend = (spot) => BY_WORD.get(spot.node.lower)?.(spot) ?? false;
