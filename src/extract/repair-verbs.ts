import { MODAL, type Node, nominal, PARTICLES } from './grammar.ts';
import type { Spot } from './repair-words.ts';
import { IS_AUXILIARY, IS_CONTRACTED, IS_SUBORDINATE } from './traits.ts';
import { HEADLINE_VERBS } from './verbs.ts';
import type { Word } from './vocabulary.ts';
import { DESCRIPTORS } from './words.ts';

/** Words that join and rule others are what they are, whatever the tagger makes of them. */
export function repairGrammar({ i, node, before, after, sentence }: Spot, word: Word): void {
  const { lower } = node;
  // "in addition to buying Foo": a preposition.
  if (lower === 'to' && node.pos === 'PART' && after?.pos === 'VERB' && after.lower.endsWith('ing'))
    if (after.lemma !== after.lower) node.pos = 'ADP';
  if (lower === "n't" || lower === 'not' || lower === 'never') node.pos = 'PART';
  else if (word.is(IS_CONTRACTED)) node.pos = 'AUX';
  else if (word.is(IS_AUXILIARY)) {
    const kept = node.pos === 'PART' || lower.startsWith('get') || lower === 'got';
    if (!kept && !(lower === 'will' && before?.pos === 'DET')) node.pos = 'AUX';
    if (lower === 'may' && node.capital && !sentence.titleCase && i > 0) node.pos = 'PROPN';
  } else if (lower === 'whether' || (word.is(IS_SUBORDINATE) && !JOINING.has(node.pos))) node.pos = 'SCONJ';
}
const JOINING: ReadonlySet<Node['pos']> = new Set(['ADP', 'ADV', 'SCONJ', 'PRON', 'DET']);

/** "to raise" after a name is an infinitive even where the tagger sees a noun. */
export function repairInfinitive({ nodes, i, node, after }: Spot): void {
  if (node.lower !== 'to' || !after || node.pos === 'PART') return;
  const at = after.pos === 'ADV' ? i + 2 : i + 1;
  const next = nodes[at];
  if (!next || next.mention || next.value || next.pos === 'VERB' || HEADLINE_VERBS.get(next.lower) !== next.lower)
    return;
  const then = nodes[at + 1];
  if (then && !nominal(then) && !BEGINNING.has(then.pos) && !PARTICLES.has(then.lower)) return;
  node.pos = 'PART';
  next.pos = 'VERB';
  next.lemma = next.lower;
}
const BEGINNING: ReadonlySet<Node['pos']> = new Set(['DET', 'ADJ', 'ADP', 'PRON']);

const PAST = /(?:ed|t|ght|old|ook|id|ell|ose|ot|un|ave|ade)$/;
const FIXED: ReadonlySet<Node['pos']> = new Set(['DET', 'ADP', 'PRON', 'CCONJ', 'SCONJ', 'PART']);
/** Verbs that are more often something else, but not in a headline's capitals. */
const EITHER = new Set(['up', 'back', 'near', 'open']);
/** What may follow a verb. */
const FOLLOWING: ReadonlySet<Node['pos']> = new Set([
  'DET',
  'ADJ',
  'NUM',
  'PRON',
  'PROPN',
  'ADP',
  'ADV',
  'NOUN',
  'PART',
]);
const ACTORS = new Set(['it', 'they', 'he', 'she', 'we', 'who']);
const HAVING = new Set(['has', 'have', 'had']);
const OPENING = new Set(['“', '"', '‘', "'"]);
const CLOSING = new Set(['”', '"', '’', "'"]);
const CLAUSES = new Set(['as', 'while', 'when', 'because']);
const POWERS = new Set(['EU', 'US', 'UK', 'UN', 'EC']);

/** "Lovable Raises", "Foo and Bar ink deal": a headline's verb that the tagger takes for a noun; true if nothing is left to be mended. */
export function repairVerb(spot: Spot, verb: string | undefined): boolean {
  const { nodes, i, node, before, after, sentence } = spot;
  const { lower, pos } = node;
  if (!verb || pos === 'VERB' || pos === 'AUX') return false;
  if (FIXED.has(pos) && !(sentence.titleCase && EITHER.has(verb))) return false;
  const base = lower === verb;
  const third = !base && lower.endsWith('s');
  const past = !base && PAST.test(lower);
  // "Last year it poached two researchers": who acts stands before.
  if (past && ACTORS.has(before?.lower ?? '') && after && after.pos !== 'VERB' && after.pos !== 'AUX') {
    node.pos = 'VERB';
    node.lemma = verb;
    return true;
  }
  // "has poached a dozen engineers".
  const object = after && (after.value || after.mention || after.pos === 'DET' || after.pos === 'NUM');
  if (past && pos === 'ADJ' && HAVING.has(before?.lower ?? '') && object) {
    node.pos = 'VERB';
    node.lemma = verb;
    return true;
  }
  // ‘Foo,’ launches: the comma stands within the quotation.
  const comma =
    before?.text === ',' || (before !== undefined && CLOSING.has(before.text) && nodes[i - 2]?.text === ',');
  const subject =
    before &&
    (before.mention ||
      (nominal(before) && before.pos !== 'PRON') ||
      before.text === ')' ||
      comma ||
      (sentence.titleCase &&
        (i === 1 || DESCRIPTORS.has(nodes[i - 2]?.lower ?? '')) &&
        before.capital &&
        before.pos === 'ADJ'));
  // A headline's first word may be a name that is also an adjective, as may what follows "Startup": "Lovable Raises".
  const opening =
    sentence.titleCase &&
    (i === 1 || DESCRIPTORS.has(nodes[i - 2]?.lower ?? '')) &&
    before?.capital &&
    (before.pos === 'ADJ' || before.pos === 'VERB' || before.pos === 'ADV');
  const determined =
    before &&
    !opening &&
    (before.pos === 'DET' ||
      before.pos === 'ADJ' ||
      before.pos === 'PART' ||
      before.value ||
      (before.pos === 'ADP' && before.lower !== 'to'));
  const goesOn =
    after &&
    (after.mention ||
      after.value ||
      FOLLOWING.has(after.pos) ||
      // "launches tokenized securities": described by what was done to it.
      (after.pos === 'VERB' && third && describes(nodes, i + 1)) ||
      // "halts hiring".
      (after.lower === 'hiring' && third) ||
      PARTICLES.has(after.lower) ||
      OPENING.has(after.text));
  // "… as its voice tool approaches 5M users": another clause has a verb of its own.
  const opened = nodes.slice(0, i).findLastIndex((other) => CLAUSES.has(other.lower));
  const already =
    nodes.slice(Math.max(0, i - 8, opened), i).some((other) => other.pos === 'VERB' && other.end > 0) &&
    !sentence.titleCase;
  if (
    (third || past) &&
    subject &&
    !determined &&
    goesOn &&
    (before?.mention || !already || (comma && third && sentence.field === 'title')) &&
    !(before?.lower === "'s")
  ) {
    // "Cloud partners" or "AI models": a plural noun inside a phrase, unless a name stands before.
    if (third && after?.pos === 'PART' && after.lower !== 'to') return true;
    // After a comma in a headline it goes on with what the subject did: "raises $9M, launches detector".
    const goesOnWith = comma && sentence.field === 'title' && nodes.slice(0, i).some((other) => other.pos === 'VERB');
    // "Foo, maker of maps, reports": the aside ends here.
    const aside =
      comma &&
      nodes[1]?.text === ',' &&
      nodes[0]?.mention &&
      i > 3 &&
      !nodes.slice(0, i).some(({ pos }) => pos === 'VERB');
    const acts = before?.mention || aside || (i === 1 && POWERS.has(before?.text ?? ''));
    if (third && !acts && !goesOnWith && after?.pos === 'NOUN' && !sentence.titleCase) return true;
    // "Lovable Raises": what opens the headline is then a name.
    if (opening && before) before.pos = 'NOUN';
    node.pos = 'VERB';
    node.lemma = verb;
  } else if (base && subject && !determined && (sentence.titleCase || before?.mention) && plural(nodes, i) && goesOn) {
    node.pos = 'VERB';
    node.lemma = verb;
  } else if (
    base &&
    (sentence.titleCase || (pos === 'ADJ' && after?.pos === 'DET')) &&
    before &&
    (before.text === ',' || before.lower === 'and' || before.lower === '&') &&
    goesOn &&
    nodes
      .slice(0, i)
      .some(
        (other, n) => other.pos === 'VERB' && (nodes[n - 1]?.lower === 'to' || MODAL.has(nodes[n - 1]?.lower ?? '')),
      )
  ) {
    node.pos = 'VERB';
    node.lemma = verb;
  } else if (base && before && (before.lower === 'to' || MODAL.has(before.lower)) && goesOn) {
    node.pos = 'VERB';
    node.lemma = verb;
    if (before.lower === 'to') before.pos = 'PART';
  }
  return false;
}

/** "tokenized securities", "AI-generated quizzes": a participle before the noun that it describes. */
export function describes(nodes: readonly Node[], i: number): boolean {
  const node = nodes[i];
  const noun = nodes[i + 1];
  return (
    node !== undefined &&
    noun !== undefined &&
    (/[a-z]ed$/.test(node.lower) || node.text.includes('-')) &&
    (nominal(noun) || noun.pos === 'ADJ') &&
    (!noun.mention || node.text.includes('-')) &&
    !noun.value
  );
}

/** "Infosys, AWS Partner to …": two names before a verb without its s. */
function plural(nodes: readonly Node[], verb: number): boolean {
  let names = 0;
  for (let k = verb - 1; k >= 0; k--) {
    const node = nodes[k] as Node;
    if (node.mention) names++;
    else if (node.pos === 'VERB' || node.pos === 'AUX' || /[;:]/.test(node.text)) break;
    if ((node.text === ',' || node.lower === 'and' || node.text === '&') && names > 0)
      return nodes.slice(0, k).some((other) => other.mention);
  }
  const head = nodes[verb - 1];
  return head !== undefined && !head.mention && head.pos === 'NOUN' && /s$/.test(head.lower);
}
