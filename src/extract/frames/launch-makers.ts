import type { Group, Verb } from '../clauses.ts';
import { lookUp } from '../dictionary.ts';
import { type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { PLACES } from '../words.ts';
import { METHOD } from './labels.ts';

/** A verb at the start of a sentence that looks like a name ("Headquartered in …"), or a country. */
function misread(scene: Scene, party: Party): boolean {
  if (party.entity?.slug || party.entity?.sure || party.coreferent) return false;
  const first = party.text.split(' ')[0]?.toLowerCase() ?? '';
  return (
    PLACES.has(party.text.toLowerCase()) ||
    METHOD.test(party.text) ||
    // "San Francisco-based": half of a town.
    /-based$/.test(scene.nodes[party.node + 1]?.lower ?? '') ||
    (/(?:ing|ed)$/.test(first) && lookUp(first).pos === 'VERB') ||
    /^(?:discover|learn|watch|read|see)$/.test(first)
  );
}

/** "Former Foo engineers launch Bar": Foo launches nothing. */
function formerly(scene: Scene, node: number): boolean {
  const phrase = scene.clauses.phraseAt(node);
  if (!phrase) return false;
  const before = scene.nodes.slice(phrase.from, node).map((other) => other.lower);
  return (
    before.some((word) => /^(?:former|ex|ex-.*|one-time|onetime)$/.test(word)) ||
    scene.nodes[phrase.from - 1]?.lower === 'former'
  );
}

/** Who acts: an organisation, or the one whose researchers or team do. */
export function makers(scene: Scene, verb: Verb): Party[] {
  const orgs = (group: Group | null): Party[] =>
    parties(scene, group, 'org', verb).filter(
      (party) =>
        party.entity?.kind === 'org' &&
        !party.entity.authority &&
        !misread(scene, party) &&
        !formerly(scene, party.node),
    );
  const { subject } = verb;
  const found = orgs(subject);
  if (found.length > 0 || !subject) return found;
  const head = scene.nodes[subject.phrases[0]?.head ?? 0];
  // "Foo bank", "the Foo browser": a name, and in small letters what it is.
  const before = scene.nodes[(subject.phrases[0]?.head ?? 0) - 1]?.mention;
  if (
    subject.phrases.length === 1 &&
    /^(?:bank|browser|airline|insurer|app|platform)$/.test(head?.lower ?? '') &&
    before?.entity.kind === 'org' &&
    !before.entity.authority
  )
    return [{ entity: before.entity, text: before.text, node: (subject.phrases[0]?.head ?? 0) - 1, coreferent: false }];
  if (
    !/^(?:researchers?|team|engineers|scientists|developers|group|lab)$/.test(head?.lower ?? '') ||
    !/^(?:at|from|of)$/.test(scene.nodes[subject.to + 1]?.lower ?? '')
  )
    return [];
  return orgs(scene.clauses.groupAt(subject.to + 2)).filter((party) => !party.coreferent);
}
