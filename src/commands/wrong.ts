import { randomUUID } from 'node:crypto';
import type { Card } from '../chat/card.ts';
import type { Caller, CommandSpec } from '../chat/command.ts';
import { plain } from '../chat/text.ts';
import { type Place, placeOf } from '../domain/correction.ts';
import type { Fact } from '../domain/fact.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import {
  nothingReportedCard,
  REPORTS_A_PAGE,
  reportClosedCard,
  reportedCard,
  reportsCard,
  reportsNotAllowedCard,
} from '../present/index.ts';
import type { Deps } from './command.ts';
import { namesOf } from './reply.ts';

interface Who {
  caller: Caller;
  channel: ChannelRef;
}

export const reportsSpec: CommandSpec = {
  name: 'reports',
  description: 'Managers: what readers say is wrong',
  options: [],
  manages: true,
};

const LONGEST = 1000;

/** Keeps what somebody says is wrong with a fact, for those who manage there. */
export async function report(fact: Fact, typed: string, { caller, channel }: Who, deps: Deps): Promise<Card> {
  const text = plain(typed).slice(0, LONGEST).trim();
  if (!text) return nothingReportedCard(fact);
  const isNew = await deps.store.reports.put({
    id: (deps.newId ?? randomUUID)(),
    factId: fact.id,
    place: placeOf(channel),
    by: caller.user,
    text,
    at: deps.now(),
  });
  return reportedCard(fact, namesOf(deps), !isNew);
}

/** Where somebody may deal with reports: in their workspace; on the console, whose reader runs the bot, everywhere. */
const placeFor = (channel: ChannelRef): Place | null => (channel.platform === 'console' ? null : placeOf(channel));

/** A page of open reports, from 1; a page beyond the last is the last. */
export async function reportsPage(wanted: number, { caller, channel }: Who, deps: Deps): Promise<Card> {
  if (!caller.mayManage) return reportsNotAllowedCard();
  const { reports, facts } = deps.store;
  const place = placeFor(channel);
  const { total } = await reports.open(place, 0, 0);
  const pages = Math.max(1, Math.ceil(total / REPORTS_A_PAGE));
  const page = Math.min(Math.max(1, wanted), pages);
  const found = await reports.open(place, REPORTS_A_PAGE, (page - 1) * REPORTS_A_PAGE);
  const shown = await Promise.all(found.reports.map(async (it) => ({ ...it, fact: await facts.get(it.factId) })));
  return reportsCard(shown, { names: namesOf(deps), page, pages, total });
}

export async function closeReport(id: string, { caller, channel }: Who, deps: Deps): Promise<Card> {
  if (!caller.mayManage) return reportsNotAllowedCard();
  return reportClosedCard(await deps.store.reports.close(id, placeFor(channel), caller.user, deps.now()));
}
