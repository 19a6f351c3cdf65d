import type { Fact, SourcedClaim } from '../domain/fact.ts';
import { type Gist, gistOf, join } from './gist.ts';
import { tie } from './same-event.ts';
import { keysOf, seeksOf } from './seek.ts';

/**
 * An order of claims that rests on their content alone (ids depend on the order of arrival): by date, then outlet, then
 * words. Everything that must choose between equals chooses by it.
 */
export function byContent(a: SourcedClaim, b: SourcedClaim): number {
  if (a.at !== b.at) return a.at - b.at;
  const [x, y] = [signature(a), signature(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const signatures = new WeakMap<SourcedClaim, string>();
function signature(claim: SourcedClaim): string {
  let known = signatures.get(claim);
  if (known === undefined) {
    const { start, quote } = claim.evidence;
    known = JSON.stringify([
      claim.outlet,
      claim.title,
      claim.type,
      start,
      quote,
      claim.args,
      claim.status,
      claim.url,
      claim.id,
    ]);
    signatures.set(claim, known);
  }
  return known;
}

const isResponse = (claim: SourcedClaim) => claim.type === 'response';

/**
 * The event that a reply in an article is about: the last event told before it that concerns the speaker, else the
 * first after it, else the only event of the article. Null where none fits: the reply then stands by itself.
 */
export function answers(response: SourcedClaim, events: readonly SourcedClaim[]): SourcedClaim | null {
  const speaker = gistOf(response).sides.get('object') ?? [];
  const own = events.filter((event) => event.articleId === response.articleId && !isResponse(event));
  const place = (claim: SourcedClaim) => (claim.evidence.field === 'title' ? -1 : claim.evidence.start);
  const concerned = own
    .filter((event) => {
      const named = [...gistOf(event).sides.values()].flat();
      return speaker.some((who) => named.some((name) => (name.slug ?? name.norm) === (who.slug ?? who.norm)));
    })
    .sort((a, b) => place(a) - place(b) || byContent(a, b));
  const before = concerned.filter(
    (event) => place(event) <= place(response) && event.background === response.background,
  );
  const fitting = before.at(-1) ?? concerned.find((event) => event.background === response.background) ?? concerned[0];
  return fitting ?? (own.length === 1 ? (own[0] ?? null) : null);
}

/**
 * Puts claims together that tell of one event: a function of the set of claims, whatever their order. The strongest
 * ties are taken first, and two groups are joined only if all that each of them says fits together, so that a vague
 * claim ("OpenAI signs a partner") cannot bridge two events. What is only recalled in passing joins last, one by one.
 * Replies follow the event that they answer.
 */
export function group(claims: readonly SourcedClaim[]): SourcedClaim[][] {
  const ordered = [...claims].sort(byContent);
  const events = ordered.filter((claim) => !isResponse(claim));
  const groups = cluster(events.filter((claim) => !claim.background));
  const recalled: SourcedClaim[] = [];
  const told = groups.map((gist) => ({ gist, size: gist.claims.length }));
  for (const claim of events.filter((it) => it.background)) {
    const best = strongest(
      gistOf(claim),
      told.map((it) => it.gist),
    );
    const into = best === null ? undefined : told[best];
    if (into) into.gist = join(into.gist, gistOf(claim));
    else recalled.push(claim);
  }
  const all = [...told.map((it) => it.gist), ...cluster(recalled)].map((gist) => [...gist.claims]);
  const alone: SourcedClaim[] = [];
  for (const response of ordered.filter(isResponse)) {
    const event = answers(response, events);
    const home = event && all.find((members) => members.includes(event));
    if (home) home.push(response);
    else alone.push(response);
  }
  return [...all, ...cluster(alone).map((gist) => [...gist.claims])].map((members) => members.sort(byContent));
}

function strongest(one: Gist, others: readonly Gist[]): number | null {
  let best: { at: number; strength: number } | null = null;
  others.forEach((other, at) => {
    const strength = fits(other, one);
    if (strength > (best?.strength ?? 0)) best = { at, strength };
  });
  return (best as { at: number } | null)?.at ?? null;
}

/** Two groups fit if their gists do, and if what one article tells as two events stays two. */
function fits(a: Gist, b: Gist): number {
  for (const x of a.claims) {
    for (const y of b.claims) {
      if (x.articleId === y.articleId && tie(gistOf(x), gistOf(y)) === 0) return 0;
    }
  }
  return tie(a, b);
}

/** Only claims of which one seeks the other are compared, in memory as in the store, so that both find the same. */
const soughtBy = (claim: SourcedClaim): string[] => seeksOf(claim).map((seek) => seek.key);

/** Agglomerates claims (in content order) along their ties, strongest first. */
function cluster(claims: readonly SourcedClaim[]): Gist[] {
  const links: { a: number; b: number; strength: number }[] = [];
  const byKey = new Map<string, number[]>();
  claims.forEach((claim, b) => {
    const met = new Set(soughtBy(claim).flatMap((key) => byKey.get(key) ?? []));
    for (const a of met) {
      const strength = tie(gistOf(claims[a] as SourcedClaim), gistOf(claim));
      if (strength > 0) links.push({ a, b, strength });
    }
    for (const key of keysOf(claim)) byKey.set(key, [...(byKey.get(key) ?? []), b]);
  });
  links.sort((x, y) => y.strength - x.strength || x.a - y.a || x.b - y.b);
  const home = claims.map((claim) => ({ gist: gistOf(claim) as Gist | null }));
  const of = claims.map((_, i) => i);
  for (const { a, b } of links) {
    const [x, y] = [of[a] as number, of[b] as number];
    const [one, other] = [home[x], home[y]];
    if (x === y || !one?.gist || !other?.gist || fits(one.gist, other.gist) === 0) continue;
    one.gist = join(one.gist, other.gist);
    other.gist = null;
    of.forEach((root, i) => {
      if (root === y) of[i] = x;
    });
  }
  return home.flatMap(({ gist }) => (gist ? [gist] : []));
}

/**
 * The claims of `pool` that the grouping of `seeds` can depend on: everything reachable over ties, with the replies
 * that hang on it. Grouping these alone gives the same as grouping everything.
 */
export function reach(seeds: readonly SourcedClaim[], pool: readonly SourcedClaim[]): Set<SourcedClaim> {
  const reached = new Set<SourcedClaim>(seeds);
  const waiting = [...seeds];
  let rest = pool.filter((claim) => !reached.has(claim));
  for (let claim = waiting.pop(); claim; claim = waiting.pop()) {
    const from = gistOf(claim);
    const sought = new Set(soughtBy(claim));
    const found = rest.filter((other) => keysOf(other).some((key) => sought.has(key)) && tie(from, gistOf(other)) > 0);
    if (found.length === 0) continue;
    for (const other of found) reached.add(other);
    waiting.push(...found);
    rest = rest.filter((other) => !reached.has(other));
  }
  return reached;
}

/** Which of the facts the claim tells of, if any. For one claim by itself: `group` weighs all that is known. */
export function match(claim: SourcedClaim, candidates: readonly Fact[]): Fact | null {
  const groups = group([claim, ...candidates.flatMap((fact) => fact.claims)]);
  const home = groups.find((members) => members.includes(claim)) ?? [];
  const shared = (fact: Fact) => fact.claims.filter((it) => home.includes(it)).length;
  const [best] = [...candidates].sort((a, b) => shared(b) - shared(a) || a.firstAt - b.firstAt);
  return best && shared(best) > 0 ? best : null;
}
