import type { Group, Verb } from '../clauses.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import { nodeText, type Scene } from '../scene.ts';
import { PLACES } from '../words.ts';
import { makerIn, ofOwn } from './agreement-sides.ts';
import { addParties, all, type Draft, lowerText, newDraft } from './frame.ts';

// Another house's thing that is taken in or thrown out, and who takes a house's own.
const party = 'party';

const start = (scene: Scene, verb: Verb, sides: readonly Party[], status?: 'ended'): Draft | null => {
  const draft = newDraft(scene, 'agreement', verb.head, verb);
  draft.from = verb.from;
  draft.to = verb.reach;
  if (status) draft.status = status;
  addParties(draft, party, sides);
  return all(draft, party).length >= 2 ? draft : null;
};

const actors = (scene: Scene, verb: Verb): Party[] =>
  verb.passive ||
  verb.negated ||
  verb.form === 'gerund' ||
  verb.chain.includes('purpose') ||
  verb.subjectVia === 'relative'
    ? []
    : parties(scene, verb.subject, 'any', verb).filter(({ entity }) => entity === null || entity.kind === 'org');

/** The houses behind the phrases of a group: named, as owner of a thing, or as its maker; never one of `but`. */
function housesIn(scene: Scene, group: Group | null, but: readonly Party[]): Party[] {
  const slugs = new Set(but.map(({ entity }) => entity?.slug ?? entity?.name));
  return (group?.phrases ?? []).flatMap((phrase) => {
    const owned = ownerOf(scene, phrase, phrase.head, 'org');
    const at = scene.nodes.findIndex((node, k) => k >= phrase.from && k <= phrase.head && node.mention !== undefined);
    const named = scene.nodes[at]?.mention;
    const whole = named && (at === phrase.head || (at === phrase.head - 1 && scene.nodes[phrase.head]?.pos === 'NUM'));
    const found =
      owned.length > 0
        ? owned.filter((one) => !one.coreferent)
        : named && whole && named.entity.kind === 'org'
          ? [{ entity: named.entity, text: named.text, node: at, coreferent: false }]
          : named?.entity.owner && !but.some(({ entity }) => ofOwn(named.entity, entity))
            ? makerIn(scene, named, at)
            : [];
    return found.filter(({ entity }) => !slugs.has(entity?.slug ?? entity?.owner ?? entity?.name));
  });
}

const KNOWN = ({ entity }: Party): boolean => Boolean(entity?.slug ?? entity?.owner);

/** "ditches Foo for Bar", "kicks out Foo in favour of Bar", "replaces Foo with Bar": one supplier goes, another comes. */
function ditching(scene: Scene, verb: Verb): Draft[] {
  if (!/^(?:ditch|drop|dump|kick out|replace|swap|swap out|oust|boot)$/.test(verb.phrasal)) return [];
  const who = actors(scene, verb);
  const gone = housesIn(scene, verb.object, who);
  const [only] = gone;
  if (who.length !== 1 || !only || gone.length > 1 || verb.object?.phrases.length !== 1) return [];
  const follows = (word: string): boolean =>
    word === (/^(?:replace)$/.test(verb.lemma) ? 'with' : 'for') || (word === 'of' && verb.lemma !== 'replace');
  const next = verb.preps.find(
    ({ word, at }) => follows(word) && (word !== 'of' || /\bin favou?r$/.test(lowerText(scene, at - 2, at))),
  );
  const came = housesIn(scene, next?.group ?? null, who);
  // "drops Foo" may be a suit, a price or a person.
  if (came.length === 0 && (!/^(?:ditch|dump|kick out)$/.test(verb.phrasal) || !KNOWN(only))) return [];
  return [
    start(scene, verb, [...who, only], 'ended'),
    came.length > 0 ? start(scene, verb, [...who, ...came]) : null,
  ].filter((draft) => draft !== null);
}

/** Devices, systems and programs that everybody's things come to. */
const EVERYBODYS =
  /^(?:(?:microsoft )?(?:word|excel|powerpoint|outlook|office)|(?:nvidia )?[abhl]\d{2,3}s?|gpus?|iphones?|ipads?|ios|android|macs?|macos|windows|pcs?|chrome|xbox|playstation|apple (?:watch|tv|vision pro)|vision pro|carplay|safari|edge|app store|google play|youtube|facebook|instagram|tiktok|x|twitter)$/i;

/** "brings Foo's maps to its platform", "brings maps to Foo": what goes from one house to another. */
function bringing(scene: Scene, verb: Verb): Draft[] {
  if (verb.lemma !== 'bring' || scene.index > 2 || !verb.object) return [];
  const to = verb.preps.find(({ word }) => word === 'to' || word === 'into')?.group ?? null;
  if (
    !to ||
    /\b(?:suit|lawsuit|case|claims?|charges?|action|attention)\b/.test(
      lowerText(scene, verb.object.from, verb.object.to + 1),
    )
  )
    return [];
  const who = actors(scene, verb);
  if (who.length !== 1) return [];
  const owner = housesIn(scene, verb.object, who).filter(KNOWN);
  const place = to.phrases.every((phrase) => EVERYBODYS.test(scene.nodes[phrase.head]?.text ?? ''));
  const firm = who.some(({ entity }) => entity?.slug ?? entity?.sure);
  const host = place
    ? []
    : housesIn(scene, to, who).filter(
        (one) => KNOWN(one) && (firm || scene.nodes[one.node]?.mention?.entity.kind === 'org'),
      );
  const draft = start(scene, verb, [...who, ...(owner.length > 0 ? owner : host)]);
  return draft ? [draft] : [];
}

/** "turns to Foo for its maps". */
function turning(scene: Scene, verb: Verb): Draft[] {
  if (verb.lemma !== 'turn' || verb.object || scene.sentence.field !== 'title') return [];
  const to = verb.preps.find(({ word, at }) => word === 'to' && at <= verb.to + 1)?.group ?? null;
  // "turns to Foo for its maps", "turns to Foo to mend its maps".
  const goal = scene.clauses.verbs.some(({ form, from }) => form === 'infinitive' && to !== null && from === to.to + 2);
  if (!to || !(goal || verb.preps.some(({ word }) => word === 'for'))) return [];
  const who = actors(scene, verb);
  const draft = start(scene, verb, [
    ...who,
    ...parties(scene, to, 'org', verb).filter(({ coreferent }) => !coreferent),
  ]);
  return who.length === 1 && draft ? [draft] : [];
}

/** "releases its first pen, with Foo as launch customer", "with Foo and Bar onboard". */
function firstUsers(scene: Scene, verb: Verb): Draft[] {
  if (verb.form !== 'finite' || scene.index > 2) return [];
  return verb.preps.flatMap(({ word, group, at }) => {
    if (word !== 'with' || !group || at <= verb.to) return [];
    const after = lowerText(scene, group.to + 1, group.to + 6);
    const aboard = /^(?:on ?board|aboard)\b/.test(scene.nodes[group.to]?.lower ?? '') || /^on board\b/.test(after);
    const customer =
      /^as (?:an? |its |the |their )?(?:[\w-]+ ){0,3}(?:customers?|partners?|users?|clients?|tenants?)\b/.test(after);
    if (!aboard && !customer) return [];
    const who = actors(scene, verb);
    const named = aboard
      ? scene.nodes
          .slice(group.from, group.to + 1)
          .flatMap((node, k) =>
            node.mention?.entity.kind === 'org'
              ? [{ entity: node.mention.entity, text: node.mention.text, node: group.from + k, coreferent: false }]
              : [],
          )
      : parties(scene, group, 'org', verb);
    const draft = start(scene, verb, [...who, ...named.filter(({ entity }) => entity?.kind === 'org')]);
    return who.length === 1 && draft ? [draft] : [];
  });
}

/** "to give Foo users access to its maps for free", "to give Elbonia early access": whom a house lets in. */
function admitting(scene: Scene, verb: Verb): Draft[] {
  const object = verb.object;
  if (!/^(?:give|grant|offer|provide)$/.test(verb.lemma) || scene.sentence.field !== 'title' || !object) return [];
  const who = parties(scene, verb.subject, 'org', verb).filter(({ entity }) => entity?.kind === 'org');
  if (verb.passive || verb.negated || who.length !== verb.subject?.phrases.length) return [];
  if (!/\baccess\b/.test(lowerText(scene, object.from, verb.reach))) return [];
  const { nodes } = scene;
  const end = nodes.findIndex(
    (node, k) =>
      k > object.from &&
      k <= object.to &&
      (/^(?:users|customers|subscribers|members|employees|staff|students)$/.test(node.lower) ||
        /^(?:early )?access\b/.test(lowerText(scene, k, k + 2))),
  );
  const words = nodes.slice(object.from, Math.max(end, object.from));
  const named = words.find((node) => node.mention)?.mention;
  const country = words.length === 1 && (named?.entity.kind === 'place' || PLACES.has(words[0]?.lower ?? ''));
  if (!country && (named?.entity.kind !== 'org' || !words.every((node) => node.capital))) return [];
  const text = nodeText(scene, object.from, end - 1);
  const entity = country ? null : words.length === 1 && named ? named.entity : scene.entities.adopt(text, 'org');
  if (who.some((one) => one.entity === named?.entity || (named?.entity.slug && one.entity?.slug === named.entity.slug)))
    return [];
  const draft = start(scene, verb, [...who, { entity, text, node: end - 1, coreferent: false }]);
  return draft ? [draft] : [];
}

export const things = (scene: Scene): Draft[] =>
  scene.clauses.verbs.flatMap((verb) => [
    ...ditching(scene, verb),
    ...bringing(scene, verb),
    ...turning(scene, verb),
    ...firstUsers(scene, verb),
    ...admitting(scene, verb),
  ]);
