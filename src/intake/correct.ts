import { createHash } from 'node:crypto';
import type { Argument, Certainty, Status } from '../domain/claim.ts';
import { type CorrectedField, type Correcting, type Correction, type Place, placeOf } from '../domain/correction.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Change, Fact, SourcedClaim } from '../domain/fact.ts';
import { newId as rowId } from '../domain/id.ts';
import { asReadIn, standsIn } from '../domain/reading.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import { assemble, bestFirst, keysOf } from '../ledger/index.ts';
import type { Store } from '../store/store.ts';
import { isDaily, progressOf } from './when.ts';

/** Who corrects, and from where. */
export interface Corrector {
  user: string;
  channel: ChannelRef;
}

export interface Corrected {
  outcome: 'done';
  /** As it is read where it was corrected. */
  fact: Fact;
  change: Change;
  /** For everybody, or for this workspace. */
  place: Place | null;
  /** Messages that are brought up to date. */
  messages: number;
}

export type CorrectionOutcome =
  | Corrected
  /** It stands so already, or there is nothing to take back. */
  | { outcome: 'same'; fact: Fact }
  | { outcome: 'unknown' }
  /** Facts are joined and split for everybody: only the operator may. */
  | { outcome: 'operator' }
  /** Facts of different kinds, or a demo fact and a real one, cannot be joined; all or nothing of a fact cannot be split off. */
  | { outcome: 'unfit'; fact: Fact };

export interface Corrections {
  /** A value stands instead of what articles tell; null: what they tell stands again. */
  correct(
    factId: string,
    field: CorrectedField,
    value: Argument | Status | Certainty | null,
    who: Corrector,
  ): Promise<CorrectionOutcome>;
  /** The fact is not so; `undo`: it is after all. */
  retract(factId: string, undo: boolean, who: Corrector): Promise<CorrectionOutcome>;
  /** Both are one: what was told of the second is of the first. */
  join(factId: string, other: string, who: Corrector): Promise<CorrectionOutcome>;
  /** What these outlets tell is another event. The fact that comes of it is in `fact`. */
  split(factId: string, outlets: (claim: SourcedClaim) => boolean, who: Corrector): Promise<CorrectionOutcome>;
}

export interface CorrectionParts {
  store: Store;
  /** Epoch ms. */
  now?: () => number;
  newId?: () => string;
  /** Called after a transaction that left deliveries owed. */
  onDeliveries?: () => void;
}

/** The platform on which the operator of the bot speaks. */
const OPERATOR = 'console';

/**
 * Corrections by people. What somebody says in a workspace counts in that workspace alone, so that no workspace changes
 * what another reads; what the operator says on the console counts everywhere. Each correction is one transaction, with
 * the updates that it owes to the channels which were told otherwise.
 */
export function createCorrections(parts: CorrectionParts): Corrections {
  const { store, now = Date.now, newId = rowId, onDeliveries } = parts;

  async function inOne(work: (tx: Store) => Promise<CorrectionOutcome>): Promise<CorrectionOutcome> {
    const result = await store.transaction(work);
    if (result.outcome === 'done' && result.messages > 0) onDeliveries?.();
    return result;
  }
  const make = (factId: string, what: Correcting, who: Corrector, told: Pick<Correction, 'before' | 'after'>) => ({
    id: newId(),
    factId,
    place: placeBy(who),
    what,
    ...told,
    by: who.user,
    at: now(),
  });

  /** Writes it down, and owes the updates. */
  async function settle(
    tx: Store,
    correction: Correction,
    undo: boolean,
    details: Change['details'],
    { channel }: Corrector,
  ): Promise<CorrectionOutcome> {
    await tx.corrections.put(correction, undo);
    const fact = await tx.facts.get(correction.factId);
    if (!fact) return { outcome: 'unknown' };
    const change: Change = { kind: 'changed', details, by: correction.place === null ? 'operator' : 'manager' };
    const messages = await tellAgain(tx, fact, change, correction, { now, newId });
    return { outcome: 'done', fact: asReadIn(fact, channel), change, place: correction.place, messages };
  }

  return {
    correct: (factId, field, value, who) =>
      inOne(async (tx) => {
        const stored = await tx.facts.get(factId);
        if (!stored) return { outcome: 'unknown' };
        const place = placeBy(who);
        const read = asReadIn(stored, who.channel);
        const before = standsIn(read, field);
        if (value === null) {
          const own = stored.amended?.find(
            (it) => it.what.kind === 'field' && it.what.field === field && samePlace(it.place, place),
          );
          if (own?.what.kind !== 'field') return { outcome: 'same', fact: read };
          const amended = (stored.amended ?? []).filter((it) => it !== own);
          const after = standsIn(asReadIn({ ...stored, amended }, who.channel), field);
          return settle(tx, make(factId, own.what, who, { before, after }), true, [{ field, before, after }], who);
        }
        const after = typeof value === 'string' ? value : value.text;
        const settled = read.corrections?.some((it) => it.what.kind === 'field' && it.what.field === field);
        const contested = read.conflicts.some((it) => it.role === field);
        if (after === before && (settled || !contested)) return { outcome: 'same', fact: read };
        const what: Correcting = { kind: 'field', field, value };
        return settle(tx, make(factId, what, who, { before, after }), false, [{ field, before, after }], who);
      }),

    retract: (factId, undo, who) =>
      inOne(async (tx) => {
        const stored = await tx.facts.get(factId);
        if (!stored) return { outcome: 'unknown' };
        const place = placeBy(who);
        const own = stored.amended?.some((it) => it.what.kind === 'retract' && samePlace(it.place, place)) ?? false;
        if (own !== undo) return { outcome: 'same', fact: asReadIn(stored, who.channel) };
        const told = undo ? { before: 'retracted', after: null } : { before: null, after: 'retracted' };
        const details = [{ field: 'retracted' as const, ...told }];
        return settle(tx, make(factId, { kind: 'retract' }, who, told), undo, details, who);
      }),

    join: (factId, other, who) =>
      inOne(async (tx) => {
        if (placeBy(who) !== null) return { outcome: 'operator' };
        const [fact, second] = [await tx.facts.get(factId), await tx.facts.get(other)];
        if (!fact || !second) return { outcome: 'unknown' };
        if (fact.id === second.id) return { outcome: 'same', fact };
        if (fact.demo !== second.demo || !sameKind(fact, second)) return { outcome: 'unfit', fact: second };
        // What was parted from it before is of it again.
        for (const it of fact.amended ?? [])
          if (it.what.kind === 'split' && it.what.into === other)
            await tx.corrections.put({ ...it, id: newId(), by: who.user, at: now() }, true);
        await save(tx, fact, [...fact.claims, ...second.claims], now());
        await tx.facts.remove(second.id, fact.id);
        const told = { before: null, after: `#${second.shortId}` };
        const correction = make(fact.id, { kind: 'join', with: second.shortId }, who, told);
        return settle(tx, correction, false, [{ field: 'joined', ...told }], who);
      }),

    split: (factId, belongs, who) =>
      inOne(async (tx) => {
        if (placeBy(who) !== null) return { outcome: 'operator' };
        const fact = await tx.facts.get(factId);
        if (!fact) return { outcome: 'unknown' };
        const articles = new Set(fact.claims.filter(belongs).map((claim) => claim.articleId));
        const apart = fact.claims.filter((claim) => articles.has(claim.articleId));
        const rest = fact.claims.filter((claim) => !articles.has(claim.articleId));
        if (!apart.length || !rest.length) return { outcome: 'unfit', fact };
        const made = await save(tx, { id: newId(), demo: fact.demo }, apart, now());
        await save(tx, fact, rest, now());
        const told = { before: `#${made.shortId}`, after: null };
        const what: Correcting = { kind: 'split', into: made.id, articles: [...articles] };
        const result = await settle(tx, make(fact.id, what, who, told), false, [{ field: 'joined', ...told }], who);
        return result.outcome === 'done' ? { ...result, fact: made } : result;
      }),
  };
}

const placeBy = ({ channel }: Corrector): Place | null => (channel.platform === OPERATOR ? null : placeOf(channel));

const samePlace = (a: Place | null, b: Place | null): boolean =>
  a === null || b === null ? a === b : a.platform === b.platform && a.workspace === b.workspace;

const DEALS: readonly Fact['type'][] = ['investment', 'acquisition', 'agreement', 'valuation', 'infrastructure'];
const sameKind = (a: Fact, b: Fact): boolean => a.type === b.type || [a, b].every((it) => DEALS.includes(it.type));

async function save(
  tx: Store,
  { id, demo }: Pick<Fact, 'id' | 'demo'>,
  claims: readonly SourcedClaim[],
  changedAt: number,
): Promise<Fact> {
  const state = assemble(claims);
  return tx.facts.save({ ...state, id, demo, changedAt }, bestFirst(claims, state), [
    ...new Set(claims.flatMap(keysOf)),
  ]);
}

/**
 * Owes an update to each channel of the place that was told otherwise. What was not sent yet is made from what stands
 * when it goes. A channel that no longer follows the companies is not written to any more.
 */
async function tellAgain(
  tx: Store,
  fact: Fact,
  change: Change,
  correction: Correction,
  { now, newId }: { now: () => number; newId: () => string },
): Promise<number> {
  let messages = 0;
  for (const channel of await tx.deliveries.channelsOf(fact.id)) {
    if (correction.place && !samePlace(correction.place, placeOf(channel))) continue;
    const alert = await tx.deliveries.alertOf(channel, fact.id);
    const { state } = alert?.delivery.progress ?? {};
    if (state !== 'sent' && state !== 'leased') continue;
    const following = (await tx.subscriptions.of(channel)).filter((it) => fact.companies.includes(it.company));
    if (!following.length) continue;
    const daily = alert?.delivery.kind === 'digest' && isDaily(following, fact);
    const delivery: Delivery = {
      id: newId(),
      key: keyOf(channel, correction.id),
      channel,
      factId: fact.id,
      withFacts: [],
      kind: 'update',
      daily,
      change,
      createdAt: now(),
      progress: progressOf(following, [fact], daily, now(), await tx.channels.settings(channel)),
    };
    if (await tx.deliveries.insert(delivery)) messages += 1;
  }
  return messages;
}

/** 24 characters. */
const keyOf = ({ platform, workspace, channel }: ChannelRef, correction: string): string =>
  createHash('sha256')
    .update(JSON.stringify(['correction', platform, workspace, channel, correction]))
    .digest('hex')
    .slice(0, 24);
