import type { Group, Verb } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import { parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addParties, has, lowerText } from './frame.ts';
import { claimant, defendants, isPublic } from './legal-parties.ts';

/** What an authority imposes, orders or serves, and who is taken to court: acts whose noun stands for the law. */
export function legalActs(scene: Scene, verb: Verb, start: (at: number, verb: Verb | null) => Draft): Draft | null {
  if (verb.passive || verb.negated || verb.subjectVia === 'relative') return null;
  const { nodes } = scene;
  const object = verb.object?.phrases.at(-1);
  const noun = object ? (nodes[object.head]?.lower ?? '') : '';
  const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 12));
  const after = (...words: string[]): Group | null =>
    verb.preps.find((prep) => words.includes(prep.word) && prep.group)?.group ?? null;
  const who = claimant(scene, verb.subject, verb);
  const authority = who.length > 0 && who.every((party) => isPublic(party));
  let whom: Group | null = null;
  switch (verb.lemma) {
    case 'impose':
    case 'levy':
      // Only those in power impose a fine; a tariff hits goods.
      if (/^(?:sanctions?|fines?|penalt(?:y|ies)|bans?|curbs?|restrictions?)$/.test(noun))
        whom = after('on', 'against');
      break;
    case 'issue':
      if (who.some((party) => party.entity) && (authority || /\bdemand\b/.test(rest))) {
        if (/^(?:demand|notice|order|directive|subpoena)$/.test(noun)) whom = after('to', 'from', 'against');
      }
      break;
    case 'order':
      if (who.length > 0 && /^(?:audit|review|investigation|inquiry|probe|recall|examination)$/.test(noun))
        whom = after('of', 'into');
      break;
    case 'send':
    case 'serve':
      if (/\b(?:cease[- ]and[- ]desist|legal threats?|legal notices?|subpoenas?)\b/.test(rest))
        whom = after('to') ?? verb.object;
      break;
    case 'take':
      if (/\bto court\b/.test(rest)) whom = verb.object;
      break;
    default:
      return null;
  }
  if (!whom) return null;
  const draft = start(verb.head, verb);
  const found = defendants(scene, whom, verb);
  // "Foo's founder quits as Bar takes company to court": the one that was named before.
  if (found.length === 0 && /^(?:company|firm|startup|bank)$/.test(nodes[whom.phrases[0]?.head ?? -1]?.lower ?? '')) {
    const at = nodes.findIndex((node, k) => k < verb.from && node.mention?.entity.kind === 'org');
    const mention = nodes[at]?.mention;
    if (mention && !who.some((party) => party.entity === mention.entity))
      found.push({ entity: mention.entity, text: mention.text, node: at, coreferent: false });
  }
  addParties(draft, { role: 'defendant', want: 'any' }, found.length > 0 ? found : parties(scene, whom, 'org', verb));
  // "Publisher takes Foo to court": a word for somebody names nobody.
  const named = who.filter((party) => party.entity !== null || isPublic(party));
  addParties(draft, { role: 'plaintiff', want: 'any' }, named);
  return has(draft, 'defendant') && (named.length > 0 || (verb.lemma === 'take' && who.length > 0)) ? draft : null;
}
