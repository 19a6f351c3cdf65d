import { createSlackAdapter, type SlackSettings } from '../../../adapters/slack/index.ts';
import type { Adapter, AdapterLog, Host } from '../../../src/chat/adapter.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { ButtonPress, CommandCall, CommandSpec, Reply } from '../../../src/chat/command.ts';
import type { ChannelRef } from '../../../src/domain/subscription.ts';
import { type FakeSlack, startFakeSlack, TEAM } from '../../support/slack/index.ts';

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

export function inChannel(channel = 'C0GENERAL'): ChannelRef {
  return { platform: 'slack', workspace: TEAM, channel };
}

export interface HostDouble extends Host {
  calls: CommandCall[];
  presses: ButtonPress[];
  /** `lost C1: reason` and `found C1`, in order; `*` is the workspace. */
  reach: string[];
  lines: string[];
}

/** A host that remembers what it was asked. */
export function createHost(change: Partial<Pick<Host, 'answer' | 'press' | 'commands'>> = {}): HostDouble {
  const calls: CommandCall[] = [];
  const presses: ButtonPress[] = [];
  const reach: string[] = [];
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  const log: AdapterLog = { debug: () => {}, info: write('info'), warn: write('warn'), error: write('error') };
  const { answer, press, commands = SPECS } = change;
  return {
    calls,
    presses,
    reach,
    lines,
    commands,
    log,
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
    suggest: () => [],
    async unreachable(where, reason) {
      reach.push(`lost ${where.channel ?? '*'}: ${reason}`);
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
