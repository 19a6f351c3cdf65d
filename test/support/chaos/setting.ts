import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FakeDiscord } from '../discord/index.ts';
import type { FeedServer } from '../feed-server.ts';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack } from '../slack/index.ts';
import { wordsOf } from '../slack/validate.ts';
import type { Bot } from './bot.ts';
import { BUYERS, companiesOf, type Story } from './stories.ts';
import type { Room } from './tally.ts';

export const DISCORD_TOKEN = 'a-token-of-a-chaos-run-0123456789';
export const FEEDS = ['harbour-post', 'silicon-courier'] as const;
const OUTLETS = { 'harbour-post': 'Harbour Post', 'silicon-courier': 'Silicon Courier' } as const;
const [BOTH, SECOND] = [BUYERS.map((buyer) => buyer.slug), [BUYERS[1].slug]];

export function environment(
  folder: string,
  stories: readonly Story[],
  feedsUrl: string,
  slack: FakeSlack,
  discord: FakeDiscord,
): Record<string, string> {
  const feeds = FEEDS.map((id) => ({
    id,
    outlet: OUTLETS[id],
    tier: 1,
    title: OUTLETS[id],
    url: `${feedsUrl}/${id}.xml`,
  }));
  writeFileSync(join(folder, 'feeds.json'), JSON.stringify(feeds));
  writeFileSync(join(folder, 'companies.json'), JSON.stringify(companiesOf(stories)));
  return {
    FEEDS_FILE: join(folder, 'feeds.json'),
    COMPANIES_FILE: join(folder, 'companies.json'),
    ALLOW_PRIVATE_ADDRESSES: 'true',
    FETCH_ARTICLES: 'false',
    POLL_MINUTES: '0.005',
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    LOG_LEVEL: 'info',
  };
}

/** Commands come to the first alone: each gateway of a bot hears them all. */
export const spread = (env: Record<string, string>, processes: number): Record<string, string>[] =>
  Array.from({ length: processes }, (_, i) => (i === 0 ? env : { ...env, ROLES: 'poll,deliver' }));

export interface Settled {
  /** What stands in the channels now. */
  rooms: () => Room[];
  /** From the start of the bot till it was connected. */
  startMs: number;
}

/** In peace: the first start, the subscriptions, and the first reading of the feeds, which alerts nobody. */
export async function settleIn(bot: Bot, server: FeedServer, slack: FakeSlack, discord: FakeDiscord): Promise<Settled> {
  for (const id of ['C0BOTH', 'C0SECOND']) slack.channel(id);
  const second = discord.addChannel('second');
  const began = Date.now();
  bot.start();
  await Promise.all([slack.socket.connected(), discord.connection.session()]);
  const startMs = Date.now() - began;
  await until('commands to be registered', 60_000, () => discord.registered().length > 0);
  for (const buyer of BUYERS) {
    await slack.command(`/subscribe ${buyer.slug}`, { channel: 'C0BOTH', withinMs: 60_000 });
    await discord.command('subscribe', { company: buyer.slug });
  }
  await slack.command(`/subscribe ${SECOND[0]}`, { channel: 'C0SECOND', withinMs: 60_000 });
  await discord.command('subscribe', { company: SECOND[0] ?? '' }, { channel: second });
  // Asked a second time, a feed was read once.
  await until('the feeds to be read', 60_000, () => FEEDS.every((feed) => server.count(`/${feed}.xml`) > 1));
  await pause(1_500);
  const before = new Set([discord.channel, second].flatMap((id) => discord.messages(id).map((m) => m.id)));
  const inSlack = (id: string) =>
    slack.messages(id).map((m) => ({
      id: m.ts,
      words: wordsOf(m.blocks),
      under: m.thread_ts ?? null,
      edits: m.edits,
    }));
  const inDiscord = (id: string) =>
    discord
      .messages(id)
      .filter((m) => !before.has(m.id) && !m.interaction)
      .map((m) => ({ id: m.id, words: m.text, under: m.replyTo, edits: m.edits }));
  const rooms = () => [
    { name: 'Slack, both', follows: BOTH, messages: inSlack('C0BOTH') },
    { name: 'Slack, second', follows: SECOND, messages: inSlack('C0SECOND') },
    { name: 'Discord, both', follows: BOTH, messages: inDiscord(discord.channel) },
    { name: 'Discord, second', follows: SECOND, messages: inDiscord(second) },
  ];
  return { rooms, startMs };
}

export async function until(what: string, ms: number, met: () => boolean): Promise<void> {
  const deadline = Date.now() + ms;
  while (!met()) {
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms for ${what}`);
    await pause(50);
  }
}
