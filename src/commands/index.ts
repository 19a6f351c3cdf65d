import type { Host } from '../chat/adapter.ts';
import type { Caller, CommandSpec } from '../chat/command.ts';
import { placeOf } from '../domain/correction.ts';
import type { Fact } from '../domain/fact.ts';
import { asReadIn } from '../domain/reading.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import { faultCard, homeCard, notAllowedCard, unknownCommandCard } from '../present/index.ts';
import { StoreError } from '../store/errors.ts';
import type { Command, Deps } from './command.ts';
import { compare } from './compare.ts';
import { deal } from './deal.ts';
import { dealwire } from './dealwire.ts';
import { formOf, opensForm, submitted } from './forms.ts';
import { news } from './news.ts';
import { pressed } from './press.ts';
import { namesOf, toCaller } from './reply.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { suggest } from './suggest.ts';
import { timeline } from './timeline.ts';
import { unsubscribe } from './unsubscribe.ts';
import { who } from './who.ts';

export type { StatusReport } from '../present/index.ts';
export type { Cluster, Companies, Deps, Feeds, Roles } from './command.ts';

const OTHERS: readonly Command[] = [deal, news, timeline, who, compare, subscribe, unsubscribe, subscriptions];
const TABLE: readonly Command[] = [...OTHERS, dealwire(OTHERS.map((command) => command.spec))];

/** The one table of chat commands: manifests, registration, the console, parsing and help come from it. */
export const COMMANDS: readonly CommandSpec[] = TABLE.map((command) => command.spec);

/** Facts as they are read in the caller's workspace: with what was corrected there. */
function readIn(deps: Deps, here: ChannelRef): Deps {
  const { facts } = deps.store;
  const read = (fact: Fact | null) => fact && asReadIn(fact, here);
  return {
    ...deps,
    store: {
      ...deps.store,
      facts: {
        ...facts,
        get: async (id) => read(await facts.get(id)),
        byShortId: async (typed) => read(await facts.byShortId(typed)),
        of: async (query) => {
          const found = await facts.of({ ...query, readIn: placeOf(here) });
          return { ...found, facts: found.facts.map((fact) => asReadIn(fact, here)) };
        },
      },
    },
  };
}

/**
 * Answers commands and buttons from the store. Never throws: what goes wrong is told in words, to the caller alone,
 * and logged. Options are checked here whatever the platform checked.
 */
export function createAnswerer(
  deps: Deps,
): Pick<Host, 'commands' | 'answer' | 'press' | 'form' | 'submit' | 'home' | 'suggest'> {
  const fault = (error: unknown, what: object) => {
    deps.log?.error({ ...what, err: error instanceof Error ? error : new Error(String(error)) }, 'a command failed');
    return toCaller(faultCard(error instanceof StoreError ? error.fault : undefined));
  };
  /** Where the workspace wants it so, only its admins may manage. */
  const managing = async <T extends { caller: Caller; channel: ChannelRef }>(asked: T): Promise<T> => {
    const { caller, channel } = asked;
    if (!caller.mayManage || !caller.isAdmin) return asked;
    if ((await deps.store.channels.managers(placeOf(channel))) === 'members' || (await caller.isAdmin())) return asked;
    return { ...asked, caller: { ...caller, mayManage: false } };
  };
  return {
    commands: COMMANDS,
    async answer(given) {
      try {
        const call = await managing(given);
        const command = TABLE.find((c) => c.spec.name === call.command);
        if (!command) return toCaller(unknownCommandCard(call.command));
        if (command.spec.manages && !call.caller.mayManage) return toCaller(notAllowedCard());
        return await command.answer(call, readIn(deps, call.channel));
      } catch (error) {
        return fault(error, { command: given.command });
      }
    },
    async press(press) {
      try {
        return await pressed(await managing(press), readIn(deps, press.channel), COMMANDS);
      } catch (error) {
        return fault(error, { action: press.action });
      }
    },
    form(press) {
      if (!opensForm(press.action)) return null;
      return managing(press)
        .then((asked) => formOf(asked, readIn(deps, press.channel)))
        .catch((error) => fault(error, { action: press.action }));
    },
    async submit(answer) {
      try {
        return await submitted(await managing(answer), readIn(deps, answer.channel), COMMANDS);
      } catch (error) {
        return fault(error, { action: answer.action });
      }
    },
    async home(where, channels) {
      try {
        const [subscriptions, status] = await Promise.all([deps.store.subscriptions.within(where), deps.status()]);
        return homeCard({ subscriptions, channels, status, names: namesOf(deps) });
      } catch (error) {
        return fault(error, { home: where.workspace }).card;
      }
    },
    suggest(command, option, typed) {
      try {
        return suggest(COMMANDS, deps, command, option, typed);
      } catch (error) {
        fault(error, { command, option });
        return [];
      }
    },
  };
}
