import type { Card } from '../chat/card.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import { FOR_GOOD } from '../domain/subscription.ts';
import {
  type MuteTime,
  mutedCard,
  mutingCard,
  notFollowedCard,
  unknownFactCard,
  unmutedCard,
} from '../present/index.ts';
import type { Deps } from './command.ts';
import { namesOf } from './reply.ts';

const DAY_MS = 86_400_000;
const LENGTH: Record<MuteTime, number> = { day: DAY_MS, week: 7 * DAY_MS, ever: FOR_GOOD };

/** Asks for how long the companies of a fact are to be silent in the channel. */
export async function askMuting(factId: string, channel: ChannelRef, deps: Deps): Promise<Card> {
  const fact = await deps.store.facts.get(factId);
  if (!fact) return unknownFactCard(factId.slice(0, 8));
  const followed = new Set((await deps.store.subscriptions.of(channel)).map((s) => s.company));
  return mutingCard(
    fact.companies.filter((slug) => followed.has(slug)),
    namesOf(deps),
  );
}

/** `time` null: it is told again. */
export async function mute(slug: string, time: MuteTime | null, channel: ChannelRef, deps: Deps): Promise<Card> {
  const company = { slug, name: namesOf(deps)(slug) ?? slug };
  const until = time && Math.min(FOR_GOOD, deps.now() + LENGTH[time]);
  if (!(await deps.store.subscriptions.mute(channel, slug, until))) return notFollowedCard(company);
  return until === null ? unmutedCard(company) : mutedCard(company, until);
}
