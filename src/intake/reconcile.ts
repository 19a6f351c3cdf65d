import { canonical } from '../domain/canonical.ts';
import type { Change, Fact, FactState, SourcedClaim } from '../domain/fact.ts';
import {
  answers,
  assemble,
  bestFirst,
  byContent,
  compare,
  group,
  keysOf,
  partyKeys,
  reach,
  type Seek,
  seeksOf,
} from '../ledger/index.ts';
import type { Store } from '../store/store.ts';

export interface Reconciled {
  facts: { fact: Fact; change: Change }[];
}

interface Clock {
  now: () => number;
  newId: () => string;
}

/** Claims that an edit, or better rules, took back, with the facts that they were of. */
export interface Dropped {
  claims: ReadonlySet<string>;
  facts: readonly Fact[];
}

/** How facts are made anew from all articles: claims whose ids are new, and rules that may be new too. */
export interface Anew {
  /** Of which fact each claim was before, in its former words as well: that decides which fact a group goes on as. */
  homes(claimIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/**
 * Brings the facts in line with claims that came and went. It does not ask which fact a claim joins: it takes all
 * claims that could tell of the same events and groups them anew, so that the facts are a function of the claims,
 * whatever order they arrived in. A group keeps the identity of the fact that most of its claims came from; a fact
 * whose claims all went elsewhere is taken out, and its messages become the other's.
 *
 * All claims in `added` are of the demo edition, or none. With `anew`, facts are made again though their claims are the
 * same. Runs inside the caller's transaction.
 */
export async function reconcile(
  tx: Store,
  added: readonly SourcedClaim[],
  dropped: Dropped,
  { now, newId }: Clock,
  anew?: Anew,
): Promise<Reconciled> {
  const facts = await concerned(tx, added, dropped);
  const kept = [...facts.values()].flatMap((fact) => fact.claims.filter((claim) => !dropped.claims.has(claim.id)));
  const homes = await anew?.homes([...kept, ...added].map((claim) => claim.id));
  const groups = asCorrected(group([...kept, ...added]), [...facts.values()], dropped, homes);
  const fresh = new Set(added);
  const owners = ownersOf(groups, [...facts.values()], dropped, fresh, homes);

  const saved: Reconciled['facts'] = [];
  for (const members of groups) {
    const owner = owners.get(members);
    if (owner && !anew && sameClaims(owner, members)) continue;
    const state = assemble(members);
    const change: Change =
      owner || members.some((claim) => fresh.has(claim))
        ? compare(owner ?? null, state)
        : { kind: 'counted', details: [] };
    const changedAt = owner && anew && sameState(owner, state) ? owner.changedAt : now();
    const fact = await tx.facts.save(
      { ...state, id: owner?.id ?? newId(), demo: members[0]?.demo ?? false, changedAt },
      bestFirst(members, state),
      [...new Set(members.flatMap(keysOf))],
    );
    owners.set(members, fact);
    saved.push({ fact, change });
  }
  const standing = new Set([...owners.values()].map((fact) => fact.id));
  for (const fact of facts.values()) {
    if (standing.has(fact.id)) continue;
    const heir = groups
      .map((members) => ({
        members,
        count: homes ? heritage(members, fact, homes) : overlap(members, fact, dropped, fresh),
      }))
      .sort((a, b) => b.count - a.count)[0];
    const into = heir && heir.count > 0 ? owners.get(heir.members)?.id : undefined;
    await (into === undefined ? tx.facts.remove(fact.id) : tx.facts.remove(fact.id, into));
  }
  return { facts: saved };
}

/** The stored facts that the claims may bear on, and those that these may bear on in turn. */
async function concerned(tx: Store, added: readonly SourcedClaim[], dropped: Dropped): Promise<Map<string, Fact>> {
  const found = new Map(dropped.facts.map((fact) => [fact.id, fact]));
  const pool = new Map<string, Fact>();
  /** What was asked for, by key. */
  const asked = new Map<string, Seek>();
  const seeds = new Set<SourcedClaim>([...events(added), ...dropped.facts.flatMap((fact) => ownClaims(fact, dropped))]);
  for (let frontier = [...seeds]; frontier.length > 0; ) {
    const wanted = new Map<string, Seek>();
    for (const { key, from, to } of frontier.flatMap(seeksOf)) {
      const known = wanted.get(key) ?? asked.get(key);
      if (known && known.from <= from && known.to >= to) continue;
      wanted.set(key, { key, from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
    }
    if (wanted.size > 0) {
      const known = new Set([...pool.keys(), ...found.keys()]);
      for (const fact of await tx.facts.candidates([...wanted.values()], frontier[0]?.demo ?? false, known))
        pool.set(fact.id, fact);
      for (const seek of wanted.values()) asked.set(seek.key, seek);
    }
    const home = new Map<SourcedClaim, Fact>();
    for (const fact of pool.values()) {
      if (found.has(fact.id)) continue;
      for (const claim of ownClaims(fact, dropped)) home.set(claim, fact);
    }
    frontier = [];
    for (const claim of reach([...seeds], [...home.keys()])) {
      const fact = home.get(claim);
      if (!fact || found.has(fact.id)) continue;
      found.set(fact.id, fact);
      for (const member of ownClaims(fact, dropped)) {
        seeds.add(member);
        frontier.push(member);
      }
    }
  }
  return found;
}

/** What a fact's identity rests on: replies follow the event that they answer. */
const ownClaims = (fact: Fact, dropped: Dropped): SourcedClaim[] =>
  (fact.type === 'response' ? fact.claims : fact.claims.filter((claim) => claim.type !== 'response')).filter(
    (claim) => !dropped.claims.has(claim.id),
  );

/** Claims of events, and replies that answer none of them. */
const events = (claims: readonly SourcedClaim[]): SourcedClaim[] =>
  claims.filter((claim) => claim.type !== 'response' || answers(claim, claims) === null);

/**
 * People know better what is one event: what they joined stays together, what they parted stays apart, though the claims
 * that stood for it may have been told in other words since.
 */
function asCorrected(
  groups: SourcedClaim[][],
  facts: readonly Fact[],
  dropped: Dropped,
  homes: ReadonlyMap<string, string> | undefined,
): SourcedClaim[][] {
  let corrected = groups;
  const isOf = (fact: Fact) => (claim: SourcedClaim) => {
    const home = homes?.get(claim.id);
    return home === undefined
      ? fact.claims.some((it) => it.id === claim.id || (dropped.claims.has(it.id) && isReworded(claim, it)))
      : home === fact.id;
  };
  for (const fact of facts) {
    const said = fact.amended?.filter((it) => it.place === null).map((it) => it.what) ?? [];
    const apart = new Set(said.flatMap((what) => (what.kind === 'split' ? what.articles : [])));
    if (apart.size > 0) {
      corrected = corrected.flatMap((members) => {
        const rest = members.filter((claim) => !apart.has(claim.articleId));
        if (rest.length === 0 || rest.length === members.length || !rest.some(isOf(fact))) return [members];
        return [rest, members.filter((claim) => apart.has(claim.articleId))];
      });
    }
    if (!said.some((what) => what.kind === 'join')) continue;
    const own = corrected.filter(
      (members) => members.some(isOf(fact)) && !members.some((it) => apart.has(it.articleId)),
    );
    if (own.length > 1)
      corrected = [...corrected.filter((members) => !own.includes(members)), own.flat().sort(byContent)];
  }
  return corrected;
}

/** Which fact each group goes on as: the one most of its claims came from, an older one before a younger. */
function ownersOf(
  groups: readonly SourcedClaim[][],
  facts: readonly Fact[],
  dropped: Dropped,
  fresh: ReadonlySet<SourcedClaim>,
  homes: ReadonlyMap<string, string> | undefined,
): Map<readonly SourcedClaim[], Fact> {
  const overlaps = groups.flatMap((members) =>
    facts.map((fact) => ({
      members,
      fact,
      weight: homes ? heritage(members, fact, homes) : overlap(members, fact, dropped, fresh),
    })),
  );
  overlaps.sort(
    (a, b) =>
      b.weight - a.weight ||
      a.fact.firstAt - b.fact.firstAt ||
      (a.fact.id < b.fact.id ? -1 : a.fact.id > b.fact.id ? 1 : 0),
  );
  const owners = new Map<readonly SourcedClaim[], Fact>();
  const taken = new Set<string>();
  for (const { members, fact, weight } of overlaps) {
    if (weight === 0 || owners.has(members) || taken.has(fact.id)) continue;
    owners.set(members, fact);
    taken.add(fact.id);
  }
  return owners;
}

/** Claims that were of the fact before; those of which nothing is known count where they are now. */
const heritage = (members: readonly SourcedClaim[], fact: Fact, homes: ReadonlyMap<string, string>): number =>
  members.filter((claim) => {
    const home = homes.get(claim.id);
    return home === undefined ? fact.claims.some((it) => it.id === claim.id) : home === fact.id;
  }).length;

function overlap(
  members: readonly SourcedClaim[],
  fact: Fact,
  dropped: Dropped,
  fresh: ReadonlySet<SourcedClaim>,
): number {
  const ids = new Set(members.map((claim) => claim.id));
  const shared = fact.claims.filter((claim) => ids.has(claim.id)).length;
  // An edited article tells the same event in other words: what it said before vouches for that.
  const reworded = fact.claims.filter(
    (claim) => dropped.claims.has(claim.id) && members.some((it) => fresh.has(it) && isReworded(it, claim)),
  ).length;
  return shared + reworded / 2;
}

/** An edited article tells the same event in other words. */
const isReworded = (claim: SourcedClaim, before: SourcedClaim): boolean =>
  claim.articleId === before.articleId && claim.type === before.type && sameParties(claim, before);

export function sameParties(a: SourcedClaim, b: SourcedClaim): boolean {
  const [x, y] = [new Set(partyKeys(a)), new Set(partyKeys(b))];
  const common = [...x].filter((key) => y.has(key)).length;
  return common > 0 && common === Math.min(x.size, y.size);
}

/** The same for a reader, whatever the ids of the claims. */
export const sameState = (before: FactState, after: FactState): boolean => contentOf(before) === contentOf(after);

/** What a state says, without the ids of its claims. */
function contentOf({ type, status, certainty, background, fields, conflicts, responses, ...rest }: FactState): string {
  const { companies, outlets, origins, speakers, firstAt, lastAt } = rest;
  const state = [type, status, certainty, background, fields, conflicts, responses, companies, outlets, origins];
  return canonical([...state, speakers, firstAt, lastAt], (name, value) =>
    name === 'claimIds' ? (value as string[]).length : value,
  );
}

const sameClaims = (fact: Fact, members: readonly SourcedClaim[]): boolean =>
  fact.claims.length === members.length && members.every((claim) => fact.claims.some((it) => it.id === claim.id));
