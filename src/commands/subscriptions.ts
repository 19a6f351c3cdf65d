import type { Card } from '../chat/card.ts';
import type { Caller, CommandSpec } from '../chat/command.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import { SUBSCRIPTIONS_A_PAGE, subscriptionsCard } from '../present/index.ts';
import type { Command, Deps } from './command.ts';
import { byName, namesOf, toCaller } from './reply.ts';

export const subscriptionsSpec: CommandSpec = {
  name: 'subscriptions',
  description: 'What this channel is subscribed to',
  options: [],
};

/** A page of what the channel follows, by name, from 1. */
export async function subscriptionsPage(
  wanted: number,
  { caller, channel }: { caller: Caller; channel: ChannelRef },
  deps: Deps,
): Promise<Card> {
  const names = namesOf(deps);
  const all = byName(await deps.store.subscriptions.of(channel), names);
  const pages = Math.max(1, Math.ceil(all.length / SUBSCRIPTIONS_A_PAGE));
  const page = Math.min(Math.max(1, wanted), pages);
  return subscriptionsCard(all.slice((page - 1) * SUBSCRIPTIONS_A_PAGE, page * SUBSCRIPTIONS_A_PAGE), {
    names,
    page,
    pages,
    total: all.length,
    mayManage: caller.mayManage,
    now: deps.now(),
  });
}

export const subscriptions: Command = {
  spec: subscriptionsSpec,
  answer: async (call, deps) => toCaller(await subscriptionsPage(1, call, deps)),
};
