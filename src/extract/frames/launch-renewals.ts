import type { Verb } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import type { Scene } from '../scene.ts';
import { lowerText } from './frame.ts';
import { KINDS } from './labels.ts';
import { madeBy, tellAbility } from './launch-abilities.ts';

/** What a thing gets when it is renewed. */
export const RENEWAL =
  /\b(?:boost|upgrades?|updates?|makeover|overhaul|revamp|redesign|layer|tier|features?|support|accelerators?|abilit(?:y|ies)|capabilit(?:y|ies)|skills|voice|companion|coding bot|infusion|look|release|rollout|integrations?)\b/;

/** "Foo gets a new tier", "Foo's glasses are getting a major upgrade": what is there already is renewed. */
export function byRenewal(scene: Scene, verb: Verb): Draft[] {
  if (!/^(?:get|gain|receive)$/.test(verb.lemma) || !verb.object || scene.index > 3) return [];
  if (verb.negated || verb.passive || verb.subjectVia === 'relative' || verb.form !== 'finite') return [];
  if (verb.chain.length > 0 || !/^(?:will|to)?$/.test(verb.modal ?? '')) return [];
  const object = lowerText(scene, verb.object.from, verb.object.to + 1);
  const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 9));
  if (!RENEWAL.test(rest) || !(KINDS.test(object) || RENEWAL.test(object) || /^(?:an?|its)\b/.test(object))) return [];
  const made = madeBy(scene, verb);
  return made ? [tellAbility(scene, verb, made)] : [];
}
