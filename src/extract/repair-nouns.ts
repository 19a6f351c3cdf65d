import { lookUp } from './dictionary.ts';
import { MODAL, type Node, nominal } from './grammar.ts';
import { stem } from './lemmas.ts';
import { describes } from './repair-verbs.ts';
import type { Spot } from './repair-words.ts';
import { HEADLINE_VERBS } from './verbs.ts';
import { DESCRIPTORS } from './words.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const GOVERNING = set('over of for from with about on in into against amid despite following');
const BE = set("is are was were 's 're");
const POINTING = set('he she it who that there what which this');
const PLURALS = set('people staff police media data men women children crew folks');
/** Words after which a bare verb may be one. */
const BARE_AFTER = set(
  'to that who which and or help helps let lets make makes see sees watch why how what if when where as do does did',
);

const OWNING = set("'s its their his");
const WAGES = set('package packages packet packets deal deals offer offers rise rises cut cuts gap');
const ALL = set('all that both');

/** Mends a verb that stands where none can: true if nothing is left to be mended. `verb` is its lemma in headlines. */
export function repairNoun(spot: Spot, verb: string | undefined): boolean {
  const { nodes, i, node, before, after, sentence } = spot;
  const { lower } = node;
  if (node.pos !== 'VERB') return false;
  if (before) node.pos = modifying(spot, before, verb);
  if (node.pos !== 'VERB') return false;
  // "a debt and equity raise", "oilfield pump maker".
  const bare =
    verb === lower &&
    before &&
    !before.mention &&
    (before.pos === 'NOUN' || before.pos === 'ADJ') &&
    !before.lower.endsWith('s') &&
    !sentence.titleCase &&
    i > 1 &&
    !nodes.slice(Math.max(0, i - 4), i).some((other) => other.lower === 'to' || MODAL.has(other.lower));
  // "offered engineers pay packages".
  const wage =
    lower === 'pay' && WAGES.has(after?.lower ?? '') && before?.lower !== 'to' && !MODAL.has(before?.lower ?? '');
  if (bare || wage || compounded(nodes, i) || (lower === 'partner' && after?.mention)) {
    node.pos = 'NOUN';
    return true;
  }
  if (before?.pos !== 'NOUN') return false;
  // "scores pension fund backing": what ends a clause and takes nothing.
  if (lower === 'backing' && (!after || after.pos === 'ADP' || after.pos === 'PUNCT')) node.pos = 'NOUN';
  // "Foo mapping startup Bar".
  else if (i <= 3 && after?.pos === 'NOUN' && DESCRIPTORS.has(after.lower) && lower.endsWith('ing')) {
    node.pos = 'NOUN';
    return true;
  }
  return false;
}

/** What a verb is after the word before it: an adjective before a noun, a noun, or a verb after all. */
function modifying({ nodes, i, node, after, sentence }: Spot, before: Node, verb: string | undefined): Node['pos'] {
  const { lower } = node;
  const ed = lower.endsWith('ed');
  const thing = after && nominal(after) && !after.value;
  const determined = before.pos === 'DET' && !ALL.has(before.lower);
  const described = before.pos === 'ADJ' && !ALL.has(before.lower) && !before.lower.endsWith('ly');
  if (before.lower === 'new' && describes(nodes, i)) return 'ADJ';
  // A headline's first word may be a name that is an adjective, too.
  const opening = sentence.titleCase && i === 1 && before.pos === 'ADJ' && verb !== undefined;
  if ((determined || described) && !opening && (thing || (after?.pos === 'ADJ' && ed))) return 'ADJ';
  // "launches tokenized securities": two verbs do not stand together.
  const brought = before.pos === 'VERB' && before.lower.endsWith('s') && HEADLINE_VERBS.has(before.lower);
  if (ed && brought && thing && after.pos !== 'PRON') return 'ADJ';
  // "over copied maps", "in combined Series A": between a preposition and its noun.
  const noun = thing && !after.mention && (after.pos === 'NOUN' || after.pos === 'PROPN');
  if (ed && before.pos === 'ADP' && GOVERNING.has(before.lower) && (noun || after?.value?.kind === 'round'))
    return 'ADJ';
  if (determined || OWNING.has(before.lower)) return thing && (ed || lower.endsWith('ing')) ? 'ADJ' : 'NOUN';
  return 'VERB';
}

/** "cuts jobs in AI push", "a16z speed run", "with $150M raise": a bare verb after a noun in the singular, where another verb rules. */
function compounded(nodes: readonly Node[], i: number): boolean {
  const { lower, lemma } = nodes[i] as Node;
  const before = nodes[i - 1];
  if (!before || lower !== lemma) return false;
  const { value } = before;
  if ((lower === 'raise' || lower === 'fundraise') && (value?.kind === 'money' || value?.kind === 'round')) return true;
  if (before.pos !== 'NOUN' || before.mention || value || before.lower.endsWith('s') || PLURALS.has(before.lower))
    return false;
  const earlier = nodes.slice(Math.max(0, i - 12), i);
  return (
    earlier.some(({ pos }) => pos === 'VERB') &&
    !earlier.slice(-5).some((other) => MODAL.has(other.lower) || BARE_AFTER.has(other.lower))
  );
}

/** What is done, though the tagger takes it for a noun: "after launching Foo", "is buying". */
export function repairGerund({ node, before, after }: Spot): void {
  const { lower } = node;
  if (lower === "'s") {
    if (before?.pos === 'PRON' && POINTING.has(before.lower)) node.pos = 'AUX';
    return;
  }
  if (lower === 'led' || lower === 'co-led') {
    if (after?.lower === 'by' || node.pos === 'ADP' || node.pos === 'ADJ' || node.pos === 'NOUN') node.pos = 'VERB';
    node.lemma = 'lead';
    return;
  }
  if (node.pos !== 'NOUN' || !lower.endsWith('ing')) return;
  const verb = HEADLINE_VERBS.get(lower);
  const takes = after && (after.pos === 'DET' || after.mention || after.value || after.pos === 'PRON');
  // "of building a plant", "is considering building a plant".
  const governed = takes && (before?.pos === 'ADP' || before?.pos === 'VERB');
  if (verb !== undefined) {
    const acts =
      before?.pos === 'AUX' ||
      BE.has(before?.lower ?? '') ||
      governed ||
      (before?.mention && (after?.mention || after?.value));
    if (!acts) return;
    node.pos = 'VERB';
    node.lemma = verb;
  } else if (governed || (before?.pos === 'ADP' && after?.pos === 'VERB' && after.lower.endsWith('ing'))) {
    node.pos = 'VERB';
    node.lemma = stem(lower, lookUp(lower).lemma);
    if (after?.pos === 'VERB') after.pos = 'ADJ';
  }
}
