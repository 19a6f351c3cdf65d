import { lookUp } from './dictionary.ts';
import { nominal } from './grammar.ts';
import type { Spot } from './repair-words.ts';
import { HEADLINE_VERBS } from './verbs.ts';
import { GENERIC_CAPITALS } from './words.ts';

/** What is done with the thing before: "network sharing agreements". */
const DEALINGS =
  /^(?:agreement|deal|contract|activit|business|operation|arrangement|right|service|unit|arm|division|partnership|pact|licence|license)/;
/** Who does it themselves: "a company sharing". */
const DOERS = new Set('company startup firm business group bank team unit people'.split(' '));
/** What is begun or left, and so is done: "starts trading". */
const PHASES = new Set('begin start stop keep consider avoid continue resume finish risk quit end'.split(' '));
/** People, houses and things that the word before says more of. */
const KINDS = new Set(
  'veteran executive exec expert specialist chief boss manager director analyst entrepreneur startup firm company giant group platform provider unit division business arm software app tool service'.split(
    ' ',
  ),
);
const HELD = /^(?:traded|held|listed|owned)$/;
const POSSESSIVES = new Set(['its', 'their', 'our', 'his', 'her']);
const FRESHLY = new Set(['recently', 'newly', 'just']);

/** Mends what the tagger takes for a verb or for an adverb, and what only describes: true if nothing is left to be mended. */
export function repairModifier({ nodes, i, node, before, after, sentence }: Spot): boolean {
  const { lower } = node;
  const verb = node.pos === 'VERB';
  const hyphen = node.text.includes('-');
  // "gets a built-in bot".
  if (node.pos === 'ADP' && hyphen && after && (after.pos === 'ADJ' || nominal(after))) node.pos = 'ADJ';
  // "launches tokenized securities platform": what a headline's verb brings is described, not done.
  if (
    verb &&
    /[a-z]ed$/.test(lower) &&
    before?.pos === 'VERB' &&
    /[^s]s$/.test(before.lower) &&
    HEADLINE_VERBS.has(before.lower) &&
    sentence.field === 'title' &&
    after &&
    (nominal(after) || after.pos === 'ADJ') &&
    !after.mention &&
    !after.value
  ) {
    node.pos = 'ADJ';
    return true;
  }
  // "has bought publicly traded Foo".
  if (
    verb &&
    HELD.test(lower) &&
    /^(?:publicly|privately|closely)$/.test(before?.lower ?? '') &&
    after &&
    nominal(after)
  ) {
    node.pos = 'ADJ';
    return true;
  }
  // "launches group chats in", "a group chat function": what no subject can do is no verb.
  if (
    verb &&
    before?.pos === 'NOUN' &&
    !before.mention &&
    !HEADLINE_VERBS.has(lower) &&
    !sentence.titleCase &&
    lookUp(lower).known &&
    ((nodes[i - 2]?.pos === 'DET' &&
      /^(?:an?|this)$/.test(nodes[i - 2]?.lower ?? '') &&
      lower === node.lemma &&
      after?.pos === 'NOUN') ||
      (nodes[i - 2]?.pos === 'VERB' && !before.lower.endsWith('s') && lower.endsWith('s')))
  )
    node.pos = 'NOUN';
  if (node.text !== lower && node.text.length > 1 && GENERIC_CAPITALS.has(node.text)) {
    if (node.pos !== 'NUM') node.pos = 'NOUN';
    return true;
  }
  // "was re-acquired by", "being reacquired by".
  if (before?.pos === 'AUX' && after?.lower === 'by' && /^re-?\p{L}+ed$/u.test(lower)) {
    node.pos = 'VERB';
    node.lemma = HEADLINE_VERBS.get(lower.replace(/^re-?/, '')) ?? node.lemma;
    return true;
  }
  if (node.pos === 'VERB') {
    if (hyphen && !HEADLINE_VERBS.has(lower)) {
      node.pos = 'ADJ';
      return true;
    }
    // "a small hull builder": a plain verb between a determined word and a noun names a thing.
    if (
      lower === node.lemma &&
      before?.pos === 'ADV' &&
      !before.lower.endsWith('ly') &&
      nodes[i - 2]?.pos === 'DET' &&
      after?.pos === 'NOUN'
    ) {
      before.pos = 'ADJ';
      node.pos = 'NOUN';
      return true;
    }
    // "a wholly owned unit", "the previously announced deal".
    if (
      /(?:ed|en|wn)$/.test(lower) &&
      before?.pos === 'ADV' &&
      !FRESHLY.has(before.lower) &&
      (nodes[i - 2]?.pos === 'DET' || nodes[i - 2]?.pos === 'PART' || POSSESSIVES.has(nodes[i - 2]?.lower ?? '')) &&
      after &&
      (after.pos === 'ADJ' || after.pos === 'NOUN') &&
      !after.value
    ) {
      node.pos = 'ADJ';
      return true;
    }
    // "appointed shipping veteran Foo", "buys trading platform Foo": what kind of one it is.
    if (
      lower.endsWith('ing') &&
      (before?.pos === 'DET' || (before?.pos === 'VERB' && !PHASES.has(before.lemma))) &&
      KINDS.has(after?.lower ?? '')
    ) {
      node.pos = 'ADJ';
      return true;
    }
    // "network sharing agreements", "card issuing activities": what is done with the thing before.
    if (
      lower.endsWith('ing') &&
      before?.pos === 'NOUN' &&
      !before.mention &&
      !before.lower.endsWith('s') &&
      !DOERS.has(before.lower) &&
      after &&
      DEALINGS.test(after.lower)
    ) {
      node.pos = 'ADJ';
      return true;
    }
  }
  // "Carluccio's acquired the chain": a name that ends so, where no noun follows.
  const done = before?.lower === "'s" && nodes[i - 2]?.mention && after?.pos === 'DET' && HEADLINE_VERBS.get(lower);
  if (done && /(?:ed|ought|old)$/.test(lower)) {
    node.pos = 'VERB';
    node.lemma = done;
    return true;
  }
  return false;
}
