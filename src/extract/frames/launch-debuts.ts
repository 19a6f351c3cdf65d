import type { Verb } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import { parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addParties, lowerText, newDraft, throughPart } from './frame.ts';
import { makers } from './launch-makers.ts';

/** Houses that are themselves what is new: "Foo launches out of stealth", "a founder launches his next venture, Foo". */
export function byDebut(scene: Scene, verb: Verb): Draft[] {
  if (verb.negated || verb.passive || verb.subjectVia === 'relative' || scene.index > 2) return [];
  const orgs =
    /^(?:launch|debut|relaunch)$/.test(verb.phrasal) && verb.form === 'finite' && !verb.object
      ? opens(scene, verb)
      : [];
  const found =
    orgs.length > 0 ? orgs : /^(?:launch|found|start|unveil|debut)$/.test(verb.phrasal) ? venture(scene, verb) : [];
  if (found.length !== 1 || verb.chain.includes('purpose')) return [];
  const draft = newDraft(scene, 'launch', verb.head, verb);
  draft.from = verb.subject?.from ?? verb.from;
  draft.to = verb.reach;
  addParties(draft, 'org', found);
  return [draft];
}

/** "Foo launches out of a venture studio", "Foo launches to help banks", "Foo debuts in Spain". */
function opens(scene: Scene, verb: Verb): ReturnType<typeof makers> {
  const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 6));
  if (!/^(?:out of|from stealth|to \p{L}+|with|in|as an?|publicly|globally|officially)\b/u.test(rest)) return [];
  if (/\b(?:orbit|space|court|probe|theaters|theatres)\b/.test(rest)) return [];
  return makers(scene, verb).filter((party) => !party.coreferent && !scene.nodes[party.node]?.part);
}

/** "Jane Roe has launched her next venture, Foo": the house that somebody starts, if the words say that it is one. */
function venture(scene: Scene, verb: Verb): ReturnType<typeof makers> {
  const group = verb.object;
  const phrase = group?.phrases[0];
  if (!group || !phrase || group.phrases.length > 1 || parties(scene, verb.subject, 'person', verb).length === 0)
    return [];
  if (!/\b(?:startup|venture|company|firm)\b/.test(lowerText(scene, phrase.from, phrase.to + 1))) return [];
  return parties(scene, throughPart(scene, group, verb.reach), 'org', verb).filter(
    (party) => !party.coreferent && party.entity?.kind === 'org' && !party.entity.slug,
  );
}
