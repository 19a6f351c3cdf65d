import type { Card } from '../chat/card.ts';
import type { CommandSpec } from '../chat/command.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import { confirmEndAllCard, endedCard, notFollowedCard } from '../present/index.ts';
import type { Command, Deps } from './command.ts';
import { COMPANY } from './options.ts';
import { byName, companyOf, isReply, namesOf, toCaller, wrongUse } from './reply.ts';

export const unsubscribeSpec: CommandSpec = {
  name: 'unsubscribe',
  description: 'Stop sending news of a company, or of all companies, to this channel',
  options: [{ ...COMPANY, kind: 'company-or-all' }],
  manages: true,
};

/** Ends one subscription of the channel, or says that there is none. */
export async function unfollow(slug: string, channel: ChannelRef, deps: Deps): Promise<Card> {
  const company = { slug, name: namesOf(deps)(slug) ?? slug };
  const removed = await deps.store.subscriptions.remove(channel, slug);
  return removed ? endedCard([company]) : notFollowedCard(company);
}

/** Ends all of the channel's subscriptions; of several only when `sure`. */
export async function unfollowAll(sure: boolean, channel: ChannelRef, deps: Deps): Promise<Card> {
  const names = namesOf(deps);
  const all = byName(await deps.store.subscriptions.of(channel), names);
  if (!all.length) return notFollowedCard(null);
  if (all.length > 1 && !sure) return confirmEndAllCard(all, names);
  await deps.store.subscriptions.remove(channel, 'all');
  return endedCard(all.map((s) => ({ slug: s.company, name: names(s.company) ?? s.company })));
}

export const unsubscribe: Command = {
  spec: unsubscribeSpec,
  async answer(call, deps) {
    const typed = call.options.company?.trim() ?? '';
    if (!typed) return wrongUse('Which company? Name one, or say all.', unsubscribeSpec);
    if (/^(?:all|everything|\*)$/i.test(typed)) return toCaller(await unfollowAll(false, call.channel, deps));
    const found = companyOf(typed, unsubscribeSpec, deps, (slug) => ({ do: 'unsubscribe', company: slug }));
    if (!isReply(found)) return toCaller(await unfollow(found.slug, call.channel, deps));
    // A company that has left the catalogue can still be ended by its slug.
    const gone = (await deps.store.subscriptions.of(call.channel)).find((s) => s.company === typed.toLowerCase());
    return gone ? toCaller(await unfollow(gone.company, call.channel, deps)) : found;
  },
};
