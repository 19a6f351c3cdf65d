import type { Verb } from '../clauses.ts';
import { ownerOf, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import type { Value } from '../values.ts';
import { addParties, addValues, type Draft, type Frame, lowerText, newDraft } from './frame.ts';
import { BUILD, NO_SITE, placesIn, SITE } from './infrastructure-sites.ts';

// Sites and spending that no verb of building tells.

/** Which figures of a clause belong to a site. */
export const values: NonNullable<Frame['values']> = {
  amount: (value) => value.kind === 'money' && (value.use === 'plain' || value.use === 'saving'),
  capacity: (value) => value.kind === 'capacity' && /w(?:att)?s?$/i.test(value.unit),
};

/** What ends work on a site. */
export const STOP =
  /^(?:pause|halt|scrap|shelve|cancel|abandon|suspend|drop|nix|walk away|back out|pull out|freeze|delay)$/;

/** "pauses its data center in Oslo", "has scrapped plans for a factory", "is walking away from expanding its campus". */
export const stopped = (scene: Scene): Draft[] =>
  scene.clauses.verbs.flatMap((verb) => {
    // "a law to pause data centers" stops nothing.
    if (!STOP.test(verb.phrasal) || verb.negated || verb.passive) return [];
    if (verb.chain.some((word) => !/^(?:plan|agree|decide|choose|be)$/.test(word))) return [];
    const who = parties(scene, verb.subject, 'org', verb).filter((party) => party.entity?.kind === 'org');
    const inner = scene.clauses.verbs.find((other) => other.governor === verb && BUILD.has(other.phrasal));
    const object = inner?.object ?? verb.object;
    if (who.length !== 1 || !object) return [];
    const things = lowerText(scene, object.from, object.to + 1);
    const rest = lowerText(scene, object.from, verb.reach);
    const plan = /^(?:plans?|projects?|construction|work|expansion)$/.test(scene.nodes[object.to]?.lower ?? '');
    const site = SITE.test(plan ? rest : things) || /\bstargate\b/.test(things);
    if (!site || NO_SITE.test(rest) || /\b(?:labs?|operations|compute|capacity|stores?|jv|venture)\b/.test(things))
      return [];
    const draft = newDraft(scene, 'infrastructure', verb.head, inner ?? verb);
    draft.from = verb.from;
    draft.to = inner?.reach ?? verb.reach;
    draft.status = 'failed';
    addParties(draft, 'org', who);
    for (const { text } of placesIn(scene, object.from, draft.to).slice(0, 3))
      draft.args.push({ role: 'location', text });
    addValues(draft, scene, { values });
    return [draft];
  });

/** "is targeting $60B in total compute spend by 2030", "raises its capex forecast to $60B": what a house means to spend. */
export function targeted(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
  for (const verb of scene.clauses.verbs) {
    const sum = verb.negated || verb.passive ? null : (spendOf(scene, verb) ?? guided(scene, verb));
    if (!sum) continue;
    const draft = newDraft(scene, 'infrastructure', verb.head, verb);
    draft.from = verb.from;
    draft.to = verb.reach;
    draft.status = 'announced';
    addParties(
      draft,
      'org',
      parties(scene, verb.subject, 'org', verb)
        .filter((party) => party.entity?.kind === 'org')
        .slice(0, 3),
    );
    draft.args.push({ role: 'amount', text: sum.text, value: sum });
    drafts.push(draft);
  }
  return drafts;
}

function spendOf(scene: Scene, verb: Verb): Value | null {
  const sum = scene.nodes[verb.object?.phrases[0]?.head ?? -1]?.value;
  return /^(?:target|plan|expect|project|forecast|commit)$/.test(verb.lemma) &&
    sum?.kind === 'money' &&
    /\bin (?:\w+ ){0,3}(?:compute|capex|data cent(?:er|re)|capital|infrastructure) (?:spend(?:ing)?|expenditures?|leases?|investments?)\b/.test(
      lowerText(scene, verb.to, verb.reach),
    )
    ? sum
    : null;
}

/** "expects capex of $60B", "raises its 2031 capex guidance to $60B". */
function guided(scene: Scene, verb: Verb): Value | null {
  if (!/^(?:expect|forecast|project|raise|lift|boost|hike|increase|cut|lower|trim)$/.test(verb.lemma)) return null;
  const sum = scene.nodes.find(
    ({ value }, k) =>
      k > verb.to &&
      k < verb.reach &&
      value?.kind === 'money' &&
      value.use !== 'previous' &&
      /\b(?:capex|capital (?:expenditures?|spending))\b.*\b(?:of|to|at|between)(?: (?:about|around|between|as|much|up|to|least|some|over))*$/.test(
        lowerText(scene, verb.to + 1, k),
      ),
  );
  return sum?.value ?? null;
}

/** "Seoul becomes Foo's third office", "Sydney will be home to Foo's new hub". */
export function becoming(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  for (const verb of clauses.verbs) {
    const site = verb.object?.phrases[0];
    const where = verb.subject?.phrases[0] ? nodes[verb.subject.phrases[0].head] : undefined;
    if (!/^(?:become|be)$/.test(verb.lemma) || verb.negated || !site || where?.mention?.entity.kind !== 'place')
      continue;
    if (!/^(?:office|hub|campus|headquarters|hq|site)$/.test(nodes[site.head]?.lower ?? '')) continue;
    const owners = ownerOf(scene, site, site.head, 'org');
    if (owners.length !== 1) continue;
    const draft = newDraft(scene, 'infrastructure', verb.head, verb);
    draft.from = verb.subject?.from ?? verb.from;
    draft.to = verb.reach;
    addParties(draft, 'org', owners);
    draft.args.push({ role: 'location', text: where.mention.text });
    drafts.push(draft);
  }
  return drafts;
}

/** "expands its footprint with new offices in Paris", "New offices in Paris expand Foo's presence". */
export function grownWith(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return nodes.flatMap((node, at) => {
    const phrase = clauses.phraseAt(at);
    if (
      node.mention ||
      phrase?.head !== at ||
      !/^(?:offices?|hubs?|labs?|campus|cent(?:er|re)s?|gccs?|factory|factories|headquarters|plants?)$/.test(
        node.lower,
      ) ||
      !/\b(?:new|first|second|third|latest|largest|additional)\b/.test(lowerText(scene, phrase.from, at))
    )
      return [];
    const places = placesIn(scene, at + 1, Math.min(nodes.length, at + 7));
    const verb =
      nodes[phrase.from - 1]?.lower === 'with'
        ? [...clauses.verbs].reverse().find((other) => other.to < phrase.from && other.form === 'finite')
        : clauses.verbs.find((other) => other.subject === clauses.groupAt(at));
    if (
      !verb ||
      places.length === 0 ||
      verb.passive ||
      !/^(?:expand|bet|grow|deepen|strengthen|ramp|mark|boost|double|widen|broaden|bolster|extend|step|enter|push|go|increase)$/.test(
        verb.lemma,
      )
    )
      return [];
    const object = verb.object?.phrases[0];
    const who =
      verb.to < at
        ? parties(scene, verb.subject, 'org', verb)
        : object
          ? ownerOf(scene, object, object.head, 'org')
          : [];
    const draft = newDraft(scene, 'infrastructure', at, verb);
    draft.from = phrase.from;
    draft.to = at + 1;
    addParties(draft, 'org', who.filter((party) => party.entity?.kind === 'org').slice(0, 1));
    for (const place of places.slice(0, 3)) draft.args.push({ role: 'location', text: place.text });
    return [draft];
  });
}

/** Sites that stand for themselves. */
export const STRONG =
  /^(?:data[- ]?cent(?:er|re)s?|cent(?:er|re)s?|datacenters?|campus(?:es)?|plants?|factor(?:y|ies)|fabs?|megafabs?|gigafactor(?:y|ies)|supercomputers?|headquarters|hq)$/;

/** "plans to build two more factories": a headline's plan for so many sites, wherever they will stand. */
export function planned(scene: Scene, verb: Verb | null): boolean {
  const object = verb?.object?.phrases[0];
  return (
    object !== undefined &&
    scene.sentence.field === 'title' &&
    /^(?:build|construct|open)$/.test(verb?.lemma ?? '') &&
    (verb?.modal === 'to' || verb?.modal === 'will' || (verb?.chain.includes('plan') ?? false)) &&
    STRONG.test(scene.nodes[object.head]?.lower ?? '') &&
    /^(?:an?|its|two|three|four|five|six|seven|eight|ten|new|more|first|second|third|another|several)\b/.test(
      lowerText(scene, object.from, object.to),
    )
  );
}
