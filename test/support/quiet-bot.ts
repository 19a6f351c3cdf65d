import { join } from 'node:path';
import { type App, openApp } from '../../src/app.ts';
import type { Card } from '../../src/chat/card.ts';
import { readConfig } from '../../src/config.ts';
import { openNewsroom, STORY } from './newsroom.ts';
import { type FakePlatform, fakePlatform } from './outbox.ts';

const HERE = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const caller = { user: 'U1', mayManage: true };

/** The whole program on a platform that does what a test wants; its clock moves only when a test says so. */
export interface QuietBot {
  /** The file of its database. */
  database: string;
  slack: FakePlatform;
  /** Goes on to this moment (ISO), or on by so many ms, and does what is due by then. */
  at(when: string | number): Promise<void>;
  restart(): Promise<void>;
  /** What is due now. */
  settle(): Promise<void>;
  type(command: string, options?: Record<string, string>, subcommand?: string): Promise<Card>;
  press(action: string): Promise<Card>;
  /** Puts an outlet's report of Meta and Scale AI into its feed. */
  publish(id: string): void;
  /** Of all messages that stand. */
  titles(): string[];
  close(): Promise<void>;
}

/** On 12 June 2025, 10:00 UTC, after the feeds were read for the first time. */
export async function startQuietBot(): Promise<QuietBot> {
  const newsroom = await openNewsroom();
  const slack = fakePlatform();
  let clock = Date.parse('2025-06-12T10:00:00Z');
  const start = async (): Promise<App> => {
    const config = readConfig(newsroom.env, join(newsroom.folder, 'no.env'));
    const opened = await openApp(config, { now: () => clock, adapters: [slack] });
    await opened.settle();
    return opened;
  };
  let app = await start();
  return {
    database: join(newsroom.folder, 'dealwire.db'),
    slack,
    async at(when) {
      clock = typeof when === 'string' ? Date.parse(when) : clock + when;
      await app.settle();
    },
    async restart() {
      await app.stop();
      app = await start();
    },
    settle: () => app.settle(),
    type: async (command, options = {}, subcommand) =>
      (await app.host.answer({ command, options, channel: HERE, caller, ...(subcommand ? { subcommand } : {}) })).card,
    press: async (action) => (await app.host.press({ action, channel: HERE, caller })).card,
    publish: (id) => newsroom.publish(id, [STORY[id] ?? { title: '' }]),
    titles: () => slack.messages.map((message) => message.title),
    async close() {
      await app.stop();
      await newsroom.close();
    },
  };
}
