import { randomUUID } from 'node:crypto';
import type { Card } from '../chat/card.ts';
import type { Caller, CommandSpec, Reply } from '../chat/command.ts';
import { CLAIM_TYPES } from '../domain/claim.ts';
import { type ChannelRef, isMuted, type Subscription } from '../domain/subscription.ts';
import { stateOfPlayCard } from '../present/index.ts';
import type { Command, Deps } from './command.ts';
import { COMPANY } from './options.ts';
import { companyOf, isReply, namesOf, toCaller, wrongUse } from './reply.ts';
import { readAmount, readCadence, readTypes } from './values.ts';

export const subscribeSpec: CommandSpec = {
  name: 'subscribe',
  description: 'Send news of a company to this channel; again with other filters to change them',
  options: [
    COMPANY,
    {
      name: 'types',
      description: 'Only these types, with commas between; all by default',
      kind: 'text',
      required: false,
      shape: 'list',
      choices: CLAIM_TYPES,
    },
    {
      name: 'min-amount',
      description: 'Only deals of at least this much in US dollars: 50M, 1.5bn; 0 for no minimum',
      kind: 'text',
      required: false,
      shape: 'amount',
    },
    {
      name: 'cadence',
      description: 'As it happens, or one digest a day',
      kind: 'choice',
      required: false,
      choices: ['instant', 'daily'],
    },
  ],
  manages: true,
};

/** What was asked for; what is absent stays as it is, or is the default in a new subscription. */
export type Filters = Partial<Pick<Subscription, 'types' | 'minAmount' | 'cadence'>>;

/** The filters that the options make, or the reply that says what is wrong with one. */
export function filtersOf(options: Readonly<Record<string, string>>): Filters | Reply {
  const types = options.types === undefined ? undefined : readTypes(options.types);
  if (types && !types.ok) return wrongUse(types.problem, subscribeSpec);
  const minAmount = options['min-amount'] === undefined ? undefined : readAmount(options['min-amount']);
  if (minAmount && !minAmount.ok) return wrongUse(minAmount.problem, subscribeSpec);
  const cadence = options.cadence === undefined ? undefined : readCadence(options.cadence);
  if (cadence && !cadence.ok) return wrongUse(cadence.problem, subscribeSpec);
  return {
    ...(types ? { types: types.value } : {}),
    ...(minAmount ? { minAmount: minAmount.value } : {}),
    ...(cadence ? { cadence: cadence.value } : {}),
  };
}

/**
 * Makes the channel follow the company, or changes how; the card is the one digest of what is known. Whoever asks for
 * news here wants it: a channel that was paused goes on, and is paused again should it still not be reached.
 */
export async function follow(
  slug: string,
  filters: Filters,
  who: { caller: Caller; channel: ChannelRef },
  deps: Deps,
): Promise<Card> {
  const { store } = deps;
  const names = namesOf(deps);
  const all = await store.subscriptions.of(who.channel);
  const known = all.find((s) => s.company === slug) ?? null;
  const before = known && !isMuted(known, deps.now()) ? { ...known, mutedUntil: null } : known;
  const subscription: Subscription = {
    id: before?.id ?? (deps.newId ?? randomUUID)(),
    channel: who.channel,
    company: slug,
    types: [],
    minAmount: null,
    cadence: 'instant',
    createdBy: before?.createdBy ?? who.caller.user,
    createdAt: before?.createdAt ?? deps.now(),
    paused: null,
    mutedUntil: null,
    ...(before ? { types: before.types, minAmount: before.minAmount, cadence: before.cadence } : {}),
    ...filters,
  };
  await store.subscriptions.put(subscription);
  if (all.some((s) => s.paused !== null)) await store.subscriptions.resume(who.channel);
  await deps.followed?.(who.channel);
  const { facts, total } = await store.facts.of({ company: slug, limit: 6, offset: 0 });
  return stateOfPlayCard({ slug, name: names(slug) ?? slug }, facts, { names, subscription, before, total });
}

export const subscribe: Command = {
  spec: subscribeSpec,
  async answer(call, deps) {
    const filters = filtersOf(call.options);
    if (isReply(filters)) return filters;
    const found = companyOf(call.options.company, subscribeSpec, deps, (slug) => ({
      do: 'subscribe',
      company: slug,
      ...(filters.types ? { types: filters.types } : {}),
      ...(filters.minAmount === undefined ? {} : { minAmount: filters.minAmount ?? 0 }),
      ...(filters.cadence ? { cadence: filters.cadence } : {}),
    }));
    if (isReply(found)) return found;
    return toCaller(await follow(found.slug, filters, call, deps));
  },
};
