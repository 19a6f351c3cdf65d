import type { ButtonPress, CommandSpec, Reply } from '../chat/command.ts';
import {
  deadButtonCard,
  factCard,
  helpCard,
  keptCard,
  notAllowedCard,
  noWindowCard,
  parseAction,
  statusCard,
  unknownFactCard,
} from '../present/index.ts';
import type { Deps } from './command.ts';
import { addCompany, companiesPage } from './companies.ts';
import { comparePage } from './compare.ts';
import { dealPage, mayFollow } from './deal.ts';
import { feedsPage, keepFeed, removeFeed } from './feeds.ts';
import { askMuting, mute } from './mute.ts';
import { newsPage } from './news.ts';
import { mayChangeAll, namesOf, toCaller } from './reply.ts';
import { follow } from './subscribe.ts';
import { subscriptionsPage } from './subscriptions.ts';
import { timelinePicture } from './timeline.ts';
import { unfollow, unfollowAll } from './unsubscribe.ts';
import { whoAnswer } from './who.ts';
import { closeReport, reportsPage } from './wrong.ts';

/**
 * What pressing a button answers, to the presser alone. Turning a page takes the place of the page; anything else
 * stands beside the message pressed, which may be an alert that others read.
 */
export async function pressed(press: ButtonPress, deps: Deps, commands: readonly CommandSpec[]): Promise<Reply> {
  const action = parseAction(press.action);
  if (!action) return toCaller(deadButtonCard());
  const instead = (reply: Reply, turned: boolean): Reply => (turned ? { ...reply, replaces: true } : reply);
  switch (action.do) {
    case 'deal': {
      const { page = 1, type, since } = action;
      const card = await dealPage(
        action.company,
        {
          page,
          ...(type ? { type } : {}),
          ...(since ? { since } : {}),
          follow: await mayFollow(press, action.company, deps),
        },
        deps,
      );
      return instead(toCaller(card), action.page !== undefined && !action.apart);
    }
    case 'news':
      return instead(
        toCaller(await newsPage(action.company, { page: action.page ?? 1 }, deps)),
        action.page !== undefined && !action.apart,
      );
    case 'compare':
      return instead(
        toCaller(await comparePage([action.company, action.other], { page: action.page ?? 1 }, deps)),
        action.page !== undefined && !action.apart,
      );
    case 'timeline': {
      const { do: _, company, ...filter } = action;
      return toCaller(await timelinePicture(company, filter, deps));
    }
    case 'who': {
      const company = deps.lookup.bySlug(action.company);
      return toCaller(company ? await whoAnswer(company, action.on, deps) : deadButtonCard());
    }
    case 'fact': {
      const fact = await deps.store.facts.get(action.id);
      return toCaller(fact ? factCard(fact, { names: namesOf(deps) }) : unknownFactCard(action.id.slice(0, 8)));
    }
    case 'subscribe': {
      if (!press.caller.mayManage) return toCaller(notAllowedCard());
      if (!deps.lookup.bySlug(action.company)) return toCaller(deadButtonCard());
      const filters = {
        ...(action.types ? { types: action.types } : {}),
        ...(action.minAmount === undefined ? {} : { minAmount: action.minAmount || null }),
        ...(action.cadence ? { cadence: action.cadence } : {}),
      };
      return toCaller(await follow(action.company, filters, press, deps));
    }
    case 'unsubscribe': {
      if (!press.caller.mayManage) return toCaller(notAllowedCard());
      return action.company === 'all'
        ? instead(toCaller(await unfollowAll(action.sure === true, press.channel, deps)), action.sure === true)
        : toCaller(await unfollow(action.company, press.channel, deps));
    }
    case 'muting':
      return toCaller(press.caller.mayManage ? await askMuting(action.id, press.channel, deps) : notAllowedCard());
    case 'mute':
    case 'unmute': {
      if (!press.caller.mayManage) return toCaller(notAllowedCard());
      const time = action.do === 'mute' ? action.for : null;
      return toCaller(await mute(action.company, time, press.channel, deps));
    }
    case 'reports':
      return instead(toCaller(await reportsPage(action.page ?? 1, press, deps)), action.page !== undefined);
    case 'report-close':
      return toCaller(await closeReport(action.id, press, deps));
    // These belong to windows: a platform that has none can still say how it is typed.
    case 'configure':
    case 'configured':
    case 'change':
    case 'refilter':
    case 'wrong':
    case 'correct':
    case 'report':
      return toCaller(noWindowCard());
    case 'subscriptions':
      return instead(toCaller(await subscriptionsPage(action.page ?? 1, press, deps)), action.page !== undefined);
    case 'feeds':
      return instead(toCaller(await feedsPage(action.page ?? 1, press, deps)), action.page !== undefined);
    case 'feed-keep':
      return instead(toCaller(await keepFeed(action.id, press, deps)), mayChangeAll(press));
    case 'feed-remove':
      return instead(toCaller(await removeFeed(action.id, press, deps)), mayChangeAll(press));
    case 'companies':
      return instead(toCaller(await companiesPage(action.page ?? 1, press, deps)), action.page !== undefined);
    case 'company-add': {
      const { do: _, ...wish } = action;
      return instead(toCaller(await addCompany(wish, press, deps)), mayChangeAll(press));
    }
    case 'keep':
      return instead(toCaller(keptCard()), true);
    case 'status':
      return instead(toCaller(statusCard(await deps.status())), true);
    case 'help':
      return toCaller(helpCard(commands));
  }
}
