import { createSlackAdapter, type SlackSettings } from '../../../adapters/slack/index.ts';
import type { Adapter, AdapterLog, Host } from '../../../src/chat/adapter.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { ButtonPress, CommandCall, CommandSpec, Reply } from '../../../src/chat/command.ts';
import type { FormAnswer } from '../../../src/chat/form.ts';
import type { ChannelRef } from '../../../src/domain/subscription.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { createInstallations } from '../../../src/installations.ts';
import { createKeyring } from '../../../src/keyring.ts';
import type { Store } from '../../../src/store/store.ts';
import { CLIENT, type FakeSlack, SIGNING_SECRET, startFakeSlack, TEAM } from '../../support/slack/index.ts';
import { openTestStore } from '../../support/store.ts';

export const SPECS: CommandSpec[] = [
  {
    name: 'deal',
    description: 'What is known of a company',
    options: [
      { name: 'company', description: 'the company', kind: 'company', required: true },
      { name: 'share', description: 'show it to the channel', kind: 'flag', required: false },
    ],
  },
  {
    name: 'subscribe',
    description: 'Alerts for this channel',
    manages: true,
    options: [{ name: 'company', description: 'the company', kind: 'company', required: true }],
  },
  {
    name: 'dealwire',
    description: 'Help and health',
    options: [],
    subcommands: [
      { name: 'help', description: 'How to use it', options: [] },
      { name: 'status', description: 'How it fares', options: [] },
    ],
  },
];

export function card(change: Partial<Card> = {}): Card {
  return { summary: 'A summary', title: 'A title', blocks: [], buttons: [], ...change };
}

export function inChannel(channel = 'C0GENERAL', workspace = TEAM): ChannelRef {
  return { platform: 'slack', workspace, channel };
}

export interface HostDouble extends Host {
  calls: CommandCall[];
  presses: ButtonPress[];
  answers: FormAnswer[];
  /** `lost C1: reason` and `found C1`, in order; `*` is the workspace. */
  reach: string[];
  lines: string[];
}

/** A host that remembers what it was asked. */
export function createHost(
  change: Partial<Pick<Host, 'answer' | 'press' | 'form' | 'home' | 'commands' | 'installations'>> = {},
): HostDouble {
  const calls: CommandCall[] = [];
  const presses: ButtonPress[] = [];
  const answers: FormAnswer[] = [];
  const reach: string[] = [];
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  const log: AdapterLog = { debug: () => {}, info: write('info'), warn: write('warn'), error: write('error') };
  const { answer, press, form, home, commands = SPECS, installations } = change;
  return {
    calls,
    presses,
    answers,
    reach,
    lines,
    commands,
    log,
    ...(installations && { installations }),
    async answer(call) {
      calls.push(call);
      if (answer) return answer(call);
      const words = Object.entries(call.options).map(([name, value]) => `${name}=${value}`);
      return reply(`${call.command} ${call.subcommand ?? ''} ${words.join(' ')}`.replace(/\s+/g, ' ').trim());
    },
    async press(pressed) {
      presses.push(pressed);
      return press ? press(pressed) : reply(`pressed ${pressed.action}`);
    },
    form: (pressed) => (form ? form(pressed) : null),
    async submit(answer) {
      answers.push(answer);
      return reply(`sent ${answer.action} ${JSON.stringify(answer.values)}`);
    },
    home: home ?? (async (_, channels) => card({ title: `home of ${channels?.join() ?? 'unknown'}` })),
    suggest: () => [],
    async unreachable(where, reason, how = {}) {
      reach.push([`lost ${where.channel ?? '*'}: ${reason}`, ...Object.keys(how)].join(', '));
    },
    async moved(from, to) {
      reach.push(`moved ${from.channel} to ${to.channel} of ${to.workspace}`);
    },
    async reachable(where) {
      reach.push(`found ${where.channel ?? '*'}`);
    },
  };
}

export function reply(title: string, change: Partial<Reply> = {}): Reply {
  return { card: card({ summary: title, title }), visibility: 'caller', ...change };
}

export interface Running {
  fake: FakeSlack;
  adapter: Adapter;
  host: HostDouble;
  stop(): Promise<void>;
}

/** The real adapter, connected to a fake Slack. */
export async function run(host = createHost(), settings: Partial<SlackSettings> = {}): Promise<Running> {
  const fake = await startFakeSlack();
  const { apiUrl, botToken, appToken } = fake;
  const adapter = createSlackAdapter({
    socket: { botToken, appToken },
    apiUrl,
    paceMs: { post: 1, other: 1 },
    ...settings,
  });
  await adapter.start(host);
  return {
    fake,
    adapter,
    host,
    async stop() {
      await adapter.stop();
      await fake.stop();
    },
  };
}

export interface Served extends Running {
  /** Where the bot serves HTTP. */
  at: string;
  /** The real store, in which the installations are. */
  store: Store;
}

/** The real adapter over HTTP on a real server, with a real store; `stop` leaves the store open. */
export async function serve(
  change: Parameters<typeof createHost>[0] = {},
  settings: Partial<SlackSettings> & {
    store?: Store;
    /** Socket Mode beside it, for a second app. */
    both?: true;
    /** Before the adapter is started. */
    begin?: (fake: FakeSlack, adapter: Adapter, host: HostDouble) => Promise<void>;
  } = {},
): Promise<Served> {
  const { store = await openTestStore(), both, begin, ...rest } = settings;
  const keyring = createKeyring(['a key of at least thirty-two characters']);
  const host = createHost({
    installations: (platform) => createInstallations({ store, keyring, platform, now: () => Date.now() }),
    ...change,
  });
  const fake = await startFakeSlack();
  const adapter = createSlackAdapter({
    oauth: { ...CLIENT, signingSecret: SIGNING_SECRET, stateSecret: 'a secret of sixteen' },
    apiUrl: fake.apiUrl,
    paceMs: { post: 1, other: 1 },
    ...(both && { socket: { botToken: fake.botToken, appToken: fake.appToken } }),
    ...rest,
  });
  const http = createHttpServer({ host: '127.0.0.1', port: 0, routes: adapter.routes ?? [], log: host.log });
  await http.start();
  const at = `http://127.0.0.1:${http.address()?.port}`;
  fake.overHttp(`${at}/slack/events`);
  fake.consent(`${at}/slack/oauth_redirect`);
  await begin?.(fake, adapter, host);
  await adapter.start(host);
  return {
    fake,
    adapter,
    host,
    at,
    store,
    async stop() {
      await adapter.stop();
      await http.stop();
      await fake.stop();
    },
  };
}
