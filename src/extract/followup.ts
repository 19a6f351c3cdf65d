import type { ClaimType } from '../domain/claim.ts';
import type { Group, Verb } from './clauses.ts';
import { type Cue, each } from './frames/cues.ts';
import { type Draft, type DraftArgument, lowerText, newDraft } from './frames/frame.ts';
import { OFFERING } from './frames/ipo.ts';
import { keyOf, parties } from './parties.ts';
import type { Scene } from './scene.ts';

/** The nouns that mean an event told before, and whose roles say which event it was. */
const NOUNS: readonly [RegExp, ClaimType][] = [
  [/\b(?:acquisition|takeover|purchase|buyout|merger)$/, 'acquisition'],
  [/\b(?:contract|agreement|pact|partnership|arrangement|tie-up|collaboration)$/, 'agreement'],
  [/\b(?:round|investment|financing|fundraising|raise|stake)$/, 'investment'],
  [/\b(?:suit|lawsuit|complaint)$/, 'legal'],
];
const DEALS: readonly ClaimType[] = ['acquisition', 'investment', 'agreement'];
const IDENTITY: ReadonlySet<string> = new Set(['acquirer', 'target', 'party', 'defendant', 'plaintiff', 'org']);
/** So many sentences later nobody remembers which deal "the deal" was. */
const MEMORY = 4;

/** What a sentence needs to add to an event. */
export const cues: readonly Cue[] = each(
  [['#told', '#money']],
  'pay offer shell hand spend',
  'value worth price consideration total cost amount',
  'want seek demand ask claim request',
  'put',
).concat([
  ['#told', '#money', 'offering ipo listing flotation float sale', 'raise value'],
  [
    '#told',
    '^',
    'the',
    'acquisition takeover purchase merger deal transaction',
    'call cancel scrap abandon terminate collapse fall close complete finalize',
  ],
]);

/** Notes the events of a sentence that later ones may add to. */
export function note(scene: Scene, drafts: readonly Draft[]): void {
  for (const draft of drafts) if (!draft.background) scene.article.told.set(draft.type, draft);
}

/**
 * What a sentence adds to an event told before it: "The cloud provider will pay $2 billion in cash", "The contract is
 * worth $6 billion", "The deal values the startup at $1 billion", "The publisher wants $250 million in damages".
 */
export function followUps(scene: Scene, own: readonly Draft[]): Draft[] {
  if (scene.sentence.field === 'title') return [];
  const drafts: Draft[] = [];
  for (const verb of scene.clauses.verbs) {
    if (verb.negated || !verb.subject) continue;
    const found =
      price(scene, verb) ??
      putAt(scene, verb) ??
      worth(scene, verb) ??
      damages(scene, verb) ??
      outcome(scene, verb) ??
      offering(scene, verb);
    // "Foo sued Bar, seeking $5 million": of the suit that the sentence tells itself.
    if (found && !(found.type === 'legal' && own.some(({ type }) => type === 'legal'))) drafts.push(found);
  }
  return drafts;
}

function told(scene: Scene, type: ClaimType): Draft | null {
  const draft = scene.article.told.get(type);
  return draft && scene.index - draft.sentence <= MEMORY && scene.index > draft.sentence ? draft : null;
}

/** The latest of some types. */
function latest(scene: Scene, types: readonly ClaimType[]): Draft | null {
  return types
    .flatMap((type) => told(scene, type) ?? [])
    .reduce<Draft | null>((best, draft) => (best && best.sentence >= draft.sentence ? best : draft), null);
}

const moneyIn = (scene: Scene, group: Group | null) =>
  group ? scene.nodes.slice(group.from, group.to + 1).find((node) => node.value?.kind === 'money')?.value : undefined;

function more(scene: Scene, event: Draft, verb: Verb, ...added: readonly DraftArgument[]): Draft {
  const draft = newDraft(scene, event.type, verb.head, verb, event.status);
  draft.status = event.status;
  draft.background = false;
  draft.from = verb.from;
  draft.to = verb.reach;
  draft.args = [
    ...event.args
      .filter((other) => IDENTITY.has(other.role) && other.party)
      .map((other) => ({ ...other, ...(other.party ? { party: { ...other.party, coreferent: true } } : {}) })),
    ...added,
  ];
  return draft;
}

/** "Foo will pay $2 billion": the buyer of the purchase told before, and nothing else that is paid for. */
function price(scene: Scene, verb: Verb): Draft | null {
  if (!/^(?:pay|offer|shell out|hand over|spend)$/.test(verb.phrasal) || verb.passive) return null;
  const event = told(scene, 'acquisition');
  if (!event || !verb.object) return null;
  const head = scene.nodes[verb.object.phrases[0]?.head ?? 0];
  if (head?.value?.kind !== 'money' || (head.value.use !== 'plain' && head.value.use !== 'saving')) return null;
  const rest = lowerText(scene, verb.object.to + 1, verb.reach);
  if (
    /^(?:for|to|a |an |per|in (?:fees?|damages|fines?|taxes|annual|salar))/.test(rest) &&
    !/^for (?:it|the (?:[\w-]+ ){0,6}?(?:company|startup|firm|business|maker|developer|provider|operator|platform|chipmaker|lab|retailer|bank|owner|producer|supplier))\b/.test(
      rest,
    )
  )
    return null;
  const buyers = parties(scene, verb.subject, 'org', verb).map(keyOf);
  const buyer = event.args.find((arg) => arg.role === 'acquirer')?.party;
  if (!buyer || !buyers.includes(keyOf(buyer))) return null;
  return more(scene, event, verb, { role: 'amount', text: head.value.text, value: head.value });
}

/** "A person familiar with the deal put the price at $400 million". */
function putAt(scene: Scene, verb: Verb): Draft | null {
  const event = told(scene, 'acquisition');
  if (!event || verb.lemma !== 'put' || verb.passive || !verb.object) return null;
  if (
    !/^(?:the|its) (?:purchase |sale |deal )?(?:price|price tag|value|sum)$/.test(
      lowerText(scene, verb.object.from, verb.object.to + 1),
    )
  )
    return null;
  const value = moneyIn(scene, verb.preps.find(({ word }) => word === 'at')?.group ?? null);
  return value
    ? more(scene, event, verb, { role: 'amount', text: value.text, value: { ...value, use: 'plain' } })
    : null;
}

/** "The $20 billion acquisition was called off in May", "The deal closed on Friday": how the purchase told before ended. */
function outcome(scene: Scene, verb: Verb): Draft | null {
  const event = told(scene, 'acquisition');
  const group = verb.subject as Group;
  if (!event || group.from > 0 || verb.form !== 'finite' || verb.modal !== null || !(verb.past || verb.passive))
    return null;
  if (scene.nodes.slice(group.from, verb.from).some((node) => node.mention)) return null;
  if (
    !/^the (?:[$\w.-]+ ){0,3}(?:acquisition|takeover|purchase|merger|deal|transaction)$/.test(
      lowerText(scene, group.from, group.to + 1),
    )
  )
    return null;
  const failed = verb.passive
    ? /^(?:call off|cancel|scrap|abandon|terminate)$/.test(verb.phrasal)
    : /^(?:collapse|fall apart|fall through)$/.test(verb.phrasal);
  const closed = /^(?:close|complete|finali[sz]e)$/.test(verb.lemma) && event.status === 'announced';
  if (!failed && !closed) return null;
  const value = moneyIn(scene, group);
  const draft = more(scene, event, verb, ...(value ? [{ role: 'amount' as const, text: value.text, value }] : []));
  draft.status = failed ? 'failed' : 'closed';
  return draft;
}

/** "The deal is worth $6 billion", "The purchase price was $2 billion", "The acquisition values Foo at $1 billion". */
function worth(scene: Scene, verb: Verb): Draft | null {
  const group = verb.subject as Group;
  const subject = lowerText(scene, group.from, group.to + 1);
  if (
    !/^(?:the|this|that|its|their) /.test(subject) ||
    scene.nodes.slice(group.from, group.to + 1).some((node) => node.mention)
  )
    return null;
  const rest = lowerText(scene, verb.from, verb.reach);
  const type = NOUNS.find(([pattern]) => pattern.test(subject))?.[1];
  const priced = /\b(?:price|price tag|consideration)$/.test(subject);
  const event = type
    ? told(scene, type)
    : priced
      ? told(scene, 'acquisition')
      : /\b(?:deal|transaction|move)$/.test(subject)
        ? latest(scene, DEALS)
        : null;
  if (!event) return null;
  const value = scene.nodes.slice(verb.to + 1, verb.reach).find((node) => node.value?.kind === 'money')?.value;
  if (!value || value.use === 'previous' || value.use === 'price' || value.use === 'financial') return null;
  const valued = verb.lemma === 'value' || /\bvalued at\b/.test(rest);
  if (event.type === 'investment') return null;
  if (event.type === 'legal') return null;
  if (valued || priced || /\bworth\b|\bvalue of\b/.test(rest) || /^(?:total|cost|amount)$/.test(verb.lemma))
    return more(scene, event, verb, { role: 'amount', text: value.text, value: { ...value, use: 'plain' } });
  return null;
}

/** "The offering raised $1 billion and values the company at $9 billion": of the listing told before. */
function offering(scene: Scene, verb: Verb): Draft | null {
  const event = told(scene, 'ipo');
  const group = verb.subject as Group;
  if (!event || verb.passive || !/^(?:raise|value)$/.test(verb.lemma)) return null;
  if (!LISTING.test(lowerText(scene, group.from, group.to + 1))) return null;
  const role = verb.lemma === 'value' ? 'valuation' : 'amount';
  const value =
    role === 'amount'
      ? moneyIn(scene, verb.object)
      : scene.nodes.slice(verb.to + 1, verb.reach).find((node) => node.value?.kind === 'money')?.value;
  if (!value || value.use === 'price' || value.use === 'previous') return null;
  return more(scene, event, verb, { role, text: value.text, value });
}
/** A listing that was told before. */
const LISTING = new RegExp(`^(?:the|its|their|that|this) (?:[\\w-]+ ){0,3}${OFFERING}$`);

/** "The publisher wants $250 million in damages": of the suit told before. */
function damages(scene: Scene, verb: Verb): Draft | null {
  if (!/^(?:want|seek|demand|ask|claim|request)$/.test(verb.lemma) || verb.passive) return null;
  const event = told(scene, 'legal');
  if (!event) return null;
  const value =
    moneyIn(scene, verb.object) ??
    scene.nodes.slice(verb.to + 1, verb.reach).find((node) => node.value?.kind === 'money')?.value;
  if (
    !value ||
    !/\b(?:damages|compensation|restitution|penalt(?:y|ies)|fines?)\b/.test(lowerText(scene, verb.to + 1, verb.reach))
  )
    return null;
  return more(scene, event, verb, { role: 'amount', text: value.text, value });
}
