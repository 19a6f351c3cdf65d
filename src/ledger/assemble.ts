import type { Certainty, Status } from '../domain/claim.ts';
import type { Conflict, FactResponse, FactState, SourcedClaim } from '../domain/fact.ts';
import { fieldsOf } from './fields.ts';
import { byContent } from './group.ts';
import { isParty, nameOf, normalName, sameName } from './keys.ts';
import { certaintyOf, lifeOf } from './life.ts';
import { drifted, isOwnWord, originsOf } from './origins.ts';
import { structureOf } from './structure.ts';
import { distinct, SURE, versions } from './told.ts';

/** What the ledger concludes from the claims of one event. A function of the set: order never matters. Throws on none. */
export function assemble(claims: readonly SourcedClaim[]): FactState {
  if (claims.length === 0) throw new Error('a fact needs at least one claim');
  const ordered = [...claims].sort(byContent);
  const told = ordered.filter((claim) => claim.type !== 'response');
  const events = told.length > 0 ? told : ordered;
  const { type, conflict } = structureOf(events);
  const { status, ahead } = lifeOf(events);
  const responses = told.length > 0 ? responsesOf(ordered) : [];
  const conflicts: Conflict[] = conflict ? [conflict] : [];
  if (ahead.length > 0) conflicts.push(versions('status', events, (claim) => claim.status, status));
  const fields = fieldsOf(type, status, events, conflicts);
  const companies = new Set(
    events.flatMap((claim) => claim.args.flatMap((arg) => (arg.slug === undefined ? [] : [arg.slug]))),
  );
  const certainty = answered(certaintyOf(events, status), responses, events);
  const doubt = doubtOf(events, status, certainty);
  if (doubt) conflicts.push(doubt);
  return {
    type,
    status,
    certainty,
    background: events.every((claim) => claim.background),
    fields,
    conflicts,
    responses,
    companies: [...companies].sort(),
    outlets: distinct(ordered.map((claim) => claim.outlet)),
    origins: originsOf(ordered),
    speakers: distinct(events.flatMap((claim) => claim.speakers)),
    firstAt: Math.min(...ordered.map((claim) => claim.at)),
    lastAt: Math.max(...ordered.map((claim) => claim.at)),
  };
}

/** The claims of a fact, the one whose quotation shows it best first. */
export function bestFirst(claims: readonly SourcedClaim[], state: FactState): SourcedClaim[] {
  const shown = new Set(
    state.fields.flatMap((field) =>
      field.present.flatMap((value) => value.claimIds.map((id) => `${id} ${field.role}`)),
    ),
  );
  const score = (claim: SourcedClaim) =>
    (claim.type === state.type ? 100 : claim.type === 'response' ? -100 : 0) -
    (claim.background ? 50 : 0) +
    (claim.status === state.status ? 20 : 0) -
    SURE[claim.certainty] * 8 +
    (isOwnWord(claim) ? 4 : 0) +
    claim.args.filter((arg) => shown.has(`${claim.id} ${arg.role}`)).length * 5 -
    claim.tier * 2 +
    (claim.evidence.field === 'text' ? 1 : 0);
  return [...claims].sort((a, b) => score(b) - score(a) || byContent(a, b));
}

/** A party that confirms when asked is a party's own word. */
function answered(
  certainty: Certainty,
  responses: readonly FactResponse[],
  events: readonly SourcedClaim[],
): Certainty {
  const named = events.flatMap((claim) => claim.args.filter(isParty).map(nameOf));
  const confirms = responses.some(
    (it) =>
      it.stance === 'confirmed' &&
      it.recalled !== true &&
      named.some((name) => sameName(name, { slug: it.slug, norm: normalName(it.speaker), person: false })),
  );
  return certainty === 'reported' && confirms ? 'confirmed' : certainty;
}

/** Where outlets differ on how sure it is: denied here and told there, or made surer in the retelling. */
function doubtOf(events: readonly SourcedClaim[], status: Status, certainty: Certainty): Conflict | null {
  const step = events.filter((claim) => !claim.background && (claim.status === status || claim.certainty === 'denied'));
  const denied =
    step.some((claim) => claim.certainty === 'denied') && step.some((claim) => claim.certainty !== 'denied');
  const surer = certainty === 'reported' && step.some((claim) => drifted(claim, step));
  return denied || surer ? versions('certainty', step, (claim) => claim.certainty, certainty) : null;
}

function responsesOf(claims: readonly SourcedClaim[]): FactResponse[] {
  const found: FactResponse[] = [];
  const told = claims.some((claim) => claim.type !== 'response' && !claim.background);
  for (const claim of claims) {
    if (claim.type !== 'response') continue;
    const speaker = claim.args.find((arg) => arg.role === 'speaker');
    const stance = claim.args.find((arg) => arg.role === 'stance');
    if (!speaker || !stance || typeof stance.value !== 'string') continue;
    const recalled = claim.background && told;
    const same = found.find(
      (it) =>
        it.stance === stance.value &&
        (it.recalled === true) === recalled &&
        sameName({ slug: it.slug, norm: normalName(it.speaker), person: false }, nameOf(speaker)),
    );
    if (same) {
      same.outlets = distinct([...same.outlets, claim.outlet]);
      same.claimIds.push(claim.id);
      continue;
    }
    found.push({
      speaker: speaker.text,
      slug: speaker.slug ?? null,
      stance: stance.value,
      text: stance.text,
      outlets: [claim.outlet],
      claimIds: [claim.id],
      ...(recalled ? { recalled } : {}),
    });
  }
  return found;
}
