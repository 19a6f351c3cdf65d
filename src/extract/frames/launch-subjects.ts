import type { Verb } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import { ownerOf, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { artificial, KINDS, label, maker, productArg } from './labels.ts';

/** Launches whose subject is the product: "Foo is now available", "Foo's new detector has launched". */

/** "Foo is now available", "Foo arrives", "Foo launches": the product is the subject. */
export function bySubject(scene: Scene, verb: Verb): Draft[] {
  const { nodes } = scene;
  const { subject } = verb;
  if (!subject || verb.negated || verb.subjectVia === 'relative') return [];
  const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 6));
  if (
    verb.lemma === 'be' ||
    verb.lemma === 'go' ||
    verb.lemma === 'come' ||
    verb.lemma === 'land' ||
    verb.lemma === 'live'
  ) {
    if (
      // "is live in Bar": the tagger sees a verb.
      !(verb.lemma === 'live' && /^(?:is|are|now)$/.test(nodes[verb.head - 1]?.lower ?? '')) &&
      !(verb.lemma === 'land' && scene.index === 0 && verb.form === 'finite') &&
      !/^(?:now |also |finally |officially |here |out |back )*(?:generally |widely |publicly |freely )?(?:available|live|here|out now|open to|free (?:for|to)|in (?:public )?(?:beta|preview|general availability))\b/.test(
        rest,
      )
    )
      return [];
  } else if (verb.lemma === 'arrive' && /^(?:at|in (?:court|the us))/.test(rest)) return [];
  const products = label(scene, subject, verb.from, null).filter(
    (item) => item.entity?.kind === 'product' || (verb.passive && item.entity),
  );
  const named = products.filter((item) => item.entity?.kind === 'product');
  const released =
    /^(?:launch|release|unveil|introduce|debut|announce|open-source|preview|roll out|ship|make|test|reveal)$/;
  if (verb.passive && !released.test(verb.phrasal)) return [];
  if (verb.lemma === 'make' && !/^(?:\w+ )?available\b/.test(rest)) return [];
  if (verb.lemma === 'ship' && verb.preps.some((prep) => prep.word === 'as' || prep.word === 'to')) return [];
  if (named.length === 0) {
    return verb.passive ? [] : byOwner(scene, verb);
  }
  if (
    !verb.passive &&
    !['be', 'go', 'come', 'land', 'live', 'arrive', 'launch', 'debut', 'release', 'roll out', 'ship'].includes(
      verb.phrasal,
    )
  )
    return [];
  const draft = newDraft(scene, 'launch', verb.head, verb);
  draft.from = subject.from;
  draft.to = verb.reach;
  const by = verb.preps.find((prep) => prep.word === 'by');
  const owner = by?.group ? parties(scene, by.group, 'org', verb) : [];
  const before = /^['’]s$/.test(nodes[(named[0]?.node ?? 0) - 1]?.lower ?? '')
    ? nodes[(named[0]?.node ?? 0) - 2]?.mention
    : undefined;
  addParties(
    draft,
    'org',
    owner.length > 0
      ? owner
      : before && before.entity.kind === 'org'
        ? [{ entity: before.entity, text: before.text, node: (named[0]?.node ?? 0) - 2, coreferent: false }]
        : maker(scene, named[0]?.entity ?? null),
  );
  for (const item of named.slice(0, 4)) draft.args.push(productArg(item));
  return [draft];
}

/** "Foo's new detector has launched": the maker owns what is launched. */
function byOwner(scene: Scene, verb: Verb): Draft[] {
  const { nodes } = scene;
  const phrase = verb.subject?.phrases[0];
  const head = phrase ? nodes[phrase.head] : undefined;
  // "Foo's AI support in Bar is now available".
  const part = /^(?:support|features?|capabilit(?:y|ies)|integrations?)$/.test(head?.lower ?? '');
  if (
    !phrase ||
    !head ||
    head.mention ||
    !(part || KINDS.test(head.lower) || artificial(lowerText(scene, phrase.from, phrase.to + 1)))
  )
    return [];
  const owners = ownerOf(scene, phrase, phrase.head, 'org').filter((party) => !party.coreferent);
  const thing = nodes
    .slice(phrase.from, phrase.head)
    .find((node, k) => node.mention?.entity.owner && /^['’]s$/.test(nodes[phrase.from + k + 1]?.lower ?? ''))?.mention;
  if (owners.length === 0 && thing) {
    // "Foo's agentic features are now available", of a product.
    const draft = newDraft(scene, 'launch', verb.head, verb);
    draft.from = phrase.from;
    draft.to = verb.reach;
    addParties(draft, 'org', maker(scene, thing.entity));
    draft.args.push(productArg({ text: thing.text, entity: thing.entity, node: phrase.from }));
    return [draft];
  }
  if (owners.length !== 1) return [];
  const draft = newDraft(scene, 'launch', verb.head, verb);
  draft.from = phrase.from;
  draft.to = verb.reach;
  addParties(draft, 'org', owners);
  const inside =
    part && /^(?:in|on|for)$/.test(nodes[phrase.to + 1]?.lower ?? '') ? scene.clauses.groupAt(phrase.to + 2) : null;
  for (const item of label(scene, inside ?? verb.subject, verb.from, owners[0]?.entity ?? null).slice(0, 2))
    draft.args.push(productArg(item));
  return [draft];
}
