import type { Card } from '../chat/card.ts';
import type { Caller, CommandSpec, Reply } from '../chat/command.ts';
import { matchChoice } from '../chat/parse.ts';
import { placeOf } from '../domain/correction.ts';
import { nextDigest } from '../domain/digest.ts';
import type { ChannelSettings, Managers, WhenUnsure } from '../domain/settings.ts';
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
const UNSURE: readonly WhenUnsure[] = ['send', 'hold'];

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
    {
      name: 'unsure',
      description: 'For the whole workspace: a message that may stand already is sent again, or held back',
      kind: 'choice',
      required: false,
      choices: UNSURE,
    },
  ],
};

interface Who {
  caller: Caller;
  channel: ChannelRef;
}

/** What holds for the whole workspace; `managers`: null where the platform itself says who may manage a channel. */
const ofWorkspace = async ({ caller, channel }: Who, { store, whenUnsure }: Deps) => ({
  managers: caller.isAdmin ? await store.channels.managers(placeOf(channel)) : null,
  whenUnsure: (await store.channels.whenUnsure(placeOf(channel))) ?? whenUnsure,
});

async function shown({ caller, channel }: Who, deps: Deps, before?: SettingsContext['before']): Promise<Card> {
  const { channels } = deps.store;
  const settings = await channels.settings(channel);
  return settingsCard(settings, {
    ...(await ofWorkspace({ caller, channel }, deps)),
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
  const choice = <T extends string>(option: string, choices: readonly T[]): T | undefined => {
    const typed = options[option];
    if (typed === undefined) return undefined;
    const value = choices.find((it) => it === matchChoice(choices, typed));
    if (!value) problems.push(`${option} is one of ${choices.join(', ')}.`);
    return value;
  };
  const managers = choice('managers', MANAGERS);
  const unsure = choice('unsure', UNSURE);
  if (problems.length) return toCaller(usageCard(problems.join(' '), table, settingsSpec.name));
  if (!managers && !unsure && !Object.keys(wanted).length) return toCaller(await shown({ caller, channel }, deps));

  if (!caller.mayManage) return toCaller(notAllowedCard());
  const place = placeOf(channel);
  const before = {
    settings: await channels.settings(channel),
    ...(await ofWorkspace({ caller, channel }, deps)),
  };
  if (managers) {
    if (!caller.isAdmin) return toCaller(managersElsewhereCard());
    if (!(await caller.isAdmin())) return toCaller(adminsOnlyCard());
    await channels.setManagers(place, managers);
  }
  if (unsure) await channels.setWhenUnsure(place, unsure);
  if (Object.keys(wanted).length) {
    await channels.configure(channel, { ...before.settings, ...wanted }, deps.now());
    await deps.followed?.(channel);
  }
  return toCaller(await shown({ caller, channel }, deps, before));
}
