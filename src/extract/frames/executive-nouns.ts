import { ownerOf, parties } from '../parties.ts';
import { affiliation, officeIn } from '../people.ts';
import type { Scene } from '../scene.ts';
import { person, role, unsurePerson } from './executive-parts.ts';
import { addParties, type Draft, newDraft } from './frame.ts';

/** "announced the resignation of Foo", "Foo's departure from Bar". */
export function byNoun(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  nodes.forEach((node, at) => {
    const lemma = node.lemma.replace(/s$/, '');
    if (
      node.mention ||
      !/^(?:resignation|departure|appointment|exit|ouster|retirement|promotion|firing|dismissal)$/.test(lemma)
    )
      return;
    const phrase = clauses.phraseAt(at);
    if (!phrase || phrase.head !== at) return;
    const carrier = clauses.verbs.find((verb) => verb.object && verb.object.from <= at && at <= verb.object.to) ?? null;
    const draft = newDraft(scene, 'executive_move', at, carrier);
    draft.from = phrase.from;
    draft.to = carrier?.reach ?? nodes.length;
    const preps = clauses.prepsAfter(at + 1, draft.to);
    const of = preps.find((prep) => prep.word === 'of');
    let who = ownerOf(scene, phrase, at, 'person').filter((party) => party.entity?.kind === 'person');
    if (who.length === 0 && of?.group) {
      for (let k = of.group.from; k < Math.min(draft.to, of.group.to + 8) && who.length === 0; k++) {
        const mention = nodes[k]?.mention;
        if (
          mention?.entity.kind === 'person' ||
          (mention && unsurePerson({ entity: mention.entity, text: mention.text, node: k, coreferent: false }))
        )
          who = [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
      }
    }
    // "announces his departure" of the subject.
    if (who.length === 0 && /^(?:his|her)$/.test(nodes[phrase.from]?.lower ?? '') && carrier)
      who = person(scene, carrier.subject, carrier);
    if (who.length === 0) return;
    addParties(draft, { role: 'person', want: 'person' }, who.slice(0, 1));
    const arriving = lemma === 'appointment' || lemma === 'promotion';
    const from = preps.find((prep) => (prep.word === 'from' || prep.word === 'at') && prep.group);
    const orgs = from
      ? parties(scene, from.group, 'org')
      : carrier
        ? parties(scene, carrier.subject, 'org', carrier)
        : [];
    const beside = affiliation(scene, who[0]?.node ?? at);
    const known = scene.article.homes.get(who[0]?.entity ?? ({} as never));
    const holders =
      orgs.length > 0
        ? orgs
        : beside.org
          ? [beside.org]
          : known
            ? [{ entity: known, text: known.name, node: at, coreferent: true }]
            : [];
    addParties(draft, arriving ? 'to_org' : 'from_org', holders.slice(0, 1));
    const office = officeIn(scene, at + 1, draft.to) ?? beside.office;
    role(draft, arriving ? 'to_role' : 'from_role', office);
    drafts.push(draft);
  });
  return drafts;
}
