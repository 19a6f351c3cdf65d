import type { Group, Verb } from '../clauses.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addParties, addValues, apposed, type Draft, lowerText, newDraft } from './frame.ts';
import { STRONG, values } from './infrastructure-read.ts';
import { NO_SITE, placesIn } from './infrastructure-sites.ts';

// Sites behind a word of work or plans, and sites that are themselves what a sentence tells of.

/** The site that a verb's object tells of: itself, what it explains, or what the ground, the plans or the land are for. */
export function siteOf(scene: Scene, verb: Verb): { site: Group | null; behind: boolean } {
  const { nodes } = scene;
  const { object } = verb;
  const head = nodes[object?.phrases[0]?.head ?? -1];
  const behind =
    (/^(?:ground|work|construction)$/.test(head?.lower ?? '') && /^(?:break|start|begin)$/.test(verb.lemma)) ||
    (/^plans?$/.test(head?.lower ?? '') && /^(?:announce|unveil|reveal)$/.test(verb.lemma)) ||
    (/^(?:land|acres|parcel)$/.test(head?.lower ?? '') && /^(?:buy|acquire)$/.test(verb.lemma));
  const group = behind ? verb.preps.find(({ word }) => /^(?:on|of|for)$/.test(word))?.group : null;
  if (group) return { site: group, behind };
  // "is building Foo, a 2GW campus".
  const named = object && head?.mention ? apposed(scene, object) : null;
  return { site: named ?? object, behind: false };
}

/** How a site that is done is told of. */
const RUNNING = /^(?:now |already |fully |finally )?(?:online|live|operational|open|up and running|into operation)\b/;

/** "A campus is being built by Foo in Lyon", "Foo's plant in Lyon has come online", "Construction of Foo's plant began". */
export function undergone(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return clauses.verbs.flatMap((verb) => {
    const subject = verb.subject;
    if (!subject || verb.negated || verb.form !== 'finite' || subject.phrases.length !== 1) return [];
    const rest = lowerText(scene, verb.to + 1, verb.reach);
    const started =
      /^(?:start|begin|commence)$/.test(verb.lemma) &&
      /^(?:construction|work)$/.test(nodes[subject.phrases[0]?.head ?? -1]?.lower ?? '');
    const built = verb.passive && /^(?:build|construct|develop|erect|open|inaugurate)$/.test(verb.lemma);
    const runs = !verb.passive && /^(?:come|go|be)$/.test(verb.lemma) && RUNNING.test(rest);
    if (!started && !built && !runs) return [];
    const site = started ? workedOn(scene, verb) : subject;
    const phrase = site?.phrases[0];
    if (!site || !phrase || !STRONG.test(nodes[phrase.head]?.lower ?? '')) return [];
    if (NO_SITE.test(lowerText(scene, site.from, site.to + 1))) return [];
    const by = built ? (verb.preps.find(({ word }) => word === 'by')?.group ?? null) : null;
    const who = [...parties(scene, by, 'org', verb), ...ownerOf(scene, phrase, phrase.head, 'org')].filter(
      (party): party is Party => party.entity?.kind === 'org' && !party.entity.authority,
    );
    const draft = newDraft(scene, 'infrastructure', verb.head, verb);
    draft.from = Math.min(site.from, verb.from);
    draft.to = verb.reach;
    addParties(draft, 'org', who.slice(0, by ? 3 : 1));
    for (const { text } of placesIn(scene, site.from, verb.reach).slice(0, 3))
      if (!draft.args.some((arg) => arg.role === 'location' && arg.text === text))
        draft.args.push({ role: 'location', text });
    addValues(draft, scene, { values }, site.from, verb.reach);
    return [draft];
  });
}

/** "Construction of Foo's plant has begun", "Work began on Foo's plant": what is worked on. */
function workedOn({ clauses, nodes }: Scene, verb: Verb): Group | null {
  const after = verb.subject?.to ?? -1;
  if (/^(?:of|on)$/.test(nodes[after + 1]?.lower ?? '')) return clauses.groupAt(after + 2);
  return verb.preps.find(({ word, at }) => /^(?:on|of)$/.test(word) && at > verb.to)?.group ?? null;
}
