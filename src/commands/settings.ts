import type { Card } from '../chat/card.ts';
import type { Caller, CommandSpec, Reply } from '../chat/command.ts';
import { matchChoice } from '../chat/parse.ts';
import { placeOf } from '../domain/correction.ts';
import { nextDigest } from '../domain/digest.ts';
import type { ChannelSettings, Managers } from '../domain/settings.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import {
  adminsOnlyCard,
  managersElsewhereCard,
  notAllowedCard,
  type SettingsContext,
  settingsCard,
  usageCard,
} from '../present/index.ts';
import type { Deps } from './command.ts';
import { toCaller } from './reply.ts';
import type { Read } from './values.ts';
import { readHour, readQuiet, readZone } from './values-time.ts';

const MANAGERS: readonly Managers[] = ['members', 'admins'];

export const settingsSpec: CommandSpec = {
  name: 'settings',
  description: 'When this channel is told: digest hour, time zone, quiet hours; managers may change it',
  options: [
    {
      name: 'digest-hour',
      description: 'When the daily digest goes out: 9, 8:30, 6 pm',
      kind: 'text',
      required: false,
    },
    {
      name: 'time-zone',
      description: 'For the digest and quiet hours: Europe/Berlin, New York, UTC',
      kind: 'text',
      required: false,
      shape: 'zone',
    },
    {
      name: 'quiet-hours',
      description: 'When nothing is to be told: 22-7, or none. It is told in one digest afterwards',
      kind: 'text',
      required: false,
    },
    {
      name: 'managers',
      description: 'Slack: who may change what channels follow, for the whole workspace',
      kind: 'choice',
      required: false,
      choices: MANAGERS,
    },
  ],
};

interface Who {
  caller: Caller;
  channel: ChannelRef;
}

async function shown({ caller, channel }: Who, deps: Deps, before?: SettingsContext['before']): Promise<Card> {
  const { channels } = deps.store;
  const settings = await channels.settings(channel);
  return settingsCard(settings, {
    managers: caller.isAdmin ? await channels.managers(placeOf(channel)) : null,
    next: nextDigest(deps.now(), settings),
    mayManage: caller.mayManage,
    ...(before ? { before } : {}),
  });
}

/** Shows the settings; those that are named are changed first, all of them or none. */
export async function answerSettings(
  { caller, channel, options }: Who & { options: Readonly<Record<string, string>> },
  table: CommandSpec,
  deps: Deps,
): Promise<Reply> {
  const { channels } = deps.store;
  const wanted: Partial<ChannelSettings> = {};
  const problems: string[] = [];
  const read = <K extends keyof ChannelSettings>(
    option: string,
    key: K,
    how: (typed: string) => Read<ChannelSettings[K]>,
  ) => {
    const typed = options[option];
    if (typed === undefined) return;
    const value = how(typed);
    if (value.ok) wanted[key] = value.value;
    else problems.push(value.problem);
  };
  read('digest-hour', 'digestAt', readHour);
  read('time-zone', 'zone', readZone);
  read('quiet-hours', 'quiet', readQuiet);
  if (problems.length) return toCaller(usageCard(problems.join(' '), table, settingsSpec.name));
  const managers =
    options.managers === undefined
      ? undefined
      : MANAGERS.find((it) => it === matchChoice(MANAGERS, options.managers ?? ''));
  if (options.managers !== undefined && !managers)
    return toCaller(usageCard('managers is one of members, admins.', table, settingsSpec.name));
  if (!managers && !Object.keys(wanted).length) return toCaller(await shown({ caller, channel }, deps));

  if (!caller.mayManage) return toCaller(notAllowedCard());
  const place = placeOf(channel);
  const before = {
    settings: await channels.settings(channel),
    managers: caller.isAdmin ? await channels.managers(place) : null,
  };
  if (managers) {
    if (!caller.isAdmin) return toCaller(managersElsewhereCard());
    if (!(await caller.isAdmin())) return toCaller(adminsOnlyCard());
    await channels.setManagers(place, managers);
  }
  if (Object.keys(wanted).length) {
    await channels.configure(channel, { ...before.settings, ...wanted }, deps.now());
    await deps.followed?.(channel);
  }
  return toCaller(await shown({ caller, channel }, deps, before));
}
