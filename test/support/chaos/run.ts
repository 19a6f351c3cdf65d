import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FakeDiscord, startFakeDiscord } from '../discord/index.ts';
import { type FeedServer, startFeedServer } from '../feed-server.ts';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startFakeSlack } from '../slack/index.ts';
import { wordsOf } from '../slack/validate.ts';
import { type Bot, createBot } from './bot.ts';
import { type Chance, createChance } from './chance.ts';
import { type ChaosDatabase, postgresDatabase, sqliteDatabase } from './database.ts';
import { createTrouble, type Death, type Trouble } from './faults.ts';
import { openPress, type Press } from './press.ts';
import { BUYERS, companiesOf, makeStories, report, type Story } from './stories.ts';
import { type Room, type Tally, tally } from './tally.ts';

export interface ChaosOptions {
  kills: number;
  seed: number;
  /** Told in each channel that follows their buyers; by default one for every three kills, ten at least. */
  stories?: number;
  /** A PostgreSQL server is started, and some of the kills are its own; default false: SQLite. */
  postgres?: boolean;
  /** Of the bot, over which its roles are spread; several need Postgres. Default 1. */
  processes?: number;
  /** Of calls that meet a fault; default 0.2. */
  share?: number;
  /** Longest life of the bot between two kills, ms; default 6,000. */
  lifeMs?: number;
  /** Faults may also be time-outs of the bot's own length; default false. */
  long?: boolean;
  /**
   * How long all may take to arrive once the faults are over, ms; default 10 minutes: after faults in a row a message waits
   * up to some minutes. Kills lengthen no wait.
   */
  calmMs?: number;
  say?: (line: string) => void;
}

export interface ChaosResult extends Tally {
  kills: number;
  /** Kills in the middle of a call, by what became of the call. */
  deaths: Record<string, number>;
  /** Starts that gave up, since a platform could not be reached; the bot was started again. */
  failedStarts: number;
  /** Platforms on which a command was not answered within half a minute once the faults were over. */
  silent: string[];
  /** Ends that nobody asked for, with the last words. */
  crashes: string[];
  faults: number;
  byKind: Record<string, number>;
  /** What the database still owes or has set aside at the end. */
  unsettled: number;
  /** Deadlocks in the log of the database's server. */
  deadlocks: number;
  /** Secrets found in what the bot wrote. */
  leaks: number;
  /** Exit code of the stop in order at the end. */
  lastExit: number | null;
  seconds: number;
  /** Kept where something is wrong. */
  folder: string;
}

const DISCORD_TOKEN = 'a-token-of-a-chaos-run-0123456789';
const FEEDS = ['harbour-post', 'silicon-courier'] as const;
const OUTLETS = { 'harbour-post': 'Harbour Post', 'silicon-courier': 'Silicon Courier' } as const;
const [BOTH, SECOND] = [BUYERS.map((buyer) => buyer.slug), [BUYERS[1].slug]];

/** Runs the built program against fake platforms, kills it again and again, and tells what stands in the channels. */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { kills, seed, say = () => {} } = options;
  const began = Date.now();
  const chance = createChance(seed);
  const trouble = createTrouble(createChance(seed ^ 0x5eed), {
    share: options.share ?? 0.2,
    long: options.long ?? false,
  });
  let calm = true;
  const [server, slack, discord] = await Promise.all([
    startFeedServer(),
    startFakeSlack({ chance: (method) => (calm ? null : trouble.slack(method)) }),
    startFakeDiscord({ token: DISCORD_TOKEN, chance: (place) => (calm ? null : trouble.discord(place)) }),
  ]);
  const quiet = createTrouble(chance, { share: 0, long: false });
  const press = openPress(server, FEEDS, { ...trouble, feed: () => (calm ? quiet.feed() : trouble.feed()) });
  const stories = makeStories(options.stories ?? Math.max(10, Math.ceil(kills / 3)));
  const folder = mkdtempSync(join(tmpdir(), 'dealwire-chaos-'));
  const database = options.postgres ? await postgresDatabase() : sqliteDatabase(folder);
  const env = { ...environment(folder, stories, server.url, slack, discord), DATABASE_URL: database.url };
  const bot = createBot(folder, spread(env, options.processes ?? 1), join(folder, 'bot.log'));
  const result = { failedStarts: 0, crashes: [] as string[], deaths: {} as Record<string, number> };

  async function start(): Promise<void> {
    bot.start();
    await pause(0);
  }

  try {
    const rooms = await settleIn(bot, server, slack, discord);
    const up = () => slack.socket.connections() > 0 && discord.connection.connected();
    calm = false;
    const gateways = troubleGateways(chance, trouble, slack, discord);
    const telling = tell(stories, press, chance, ((options.lifeMs ?? 6_000) * kills) / 2.2);
    for (let kill = 1; kill <= kills; kill++) {
      if (!bot.running()) await start();
      const { how, code, said } = await untilKilled(bot, up, database, trouble, chance, options.lifeMs ?? 6_000);
      if (how === 'ended by itself') {
        const last = said.trim().split('\n').slice(-3).join('\n');
        // With every platform out of reach a start ends with 1, and is repeated by whatever runs the bot.
        if (
          /cannot be reached|could not be reached|does not answer|stopping or starting|HTTP|status/i.test(last) &&
          code === 1
        )
          result.failedStarts++;
        else result.crashes.push(last);
        kill--;
        continue;
      }
      result.deaths[how] = (result.deaths[how] ?? 0) + 1;
      if (kill % 10 === 0 || kill === kills) say(`kill ${kill} of ${kills}, ${total(trouble)} faults`);
    }
    gateways.stop();
    calm = true;
    trouble.end();
    await telling.finish();
    if (!bot.running()) await start();
    const counted = await untilAllStands(bot, stories, rooms, database, options.calmMs ?? 600_000);
    const silent = await silentPlatforms(slack, discord);
    const leaks = leaksIn(bot.log);
    const code = await bot.stop();
    const deadlocks = database.deadlocks();
    const good =
      !result.crashes.length &&
      !leaks &&
      !silent.length &&
      !counted.unsettled &&
      !deadlocks &&
      ![counted.lost, counted.doubled, counted.stale, counted.strange].some((list) => list.length);
    if (good) rmSync(folder, { recursive: true });
    return {
      ...counted,
      ...result,
      kills,
      faults: total(trouble),
      byKind: Object.fromEntries([...trouble.counts].sort()),
      deadlocks,
      leaks,
      silent,
      lastExit: code,
      seconds: Math.round((Date.now() - began) / 1000),
      folder,
    };
  } finally {
    await bot.abandon();
    await Promise.all([server.close(), slack.stop(), discord.stop(), database.close()]);
  }
}

function environment(
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
const spread = (env: Record<string, string>, processes: number): Record<string, string>[] =>
  Array.from({ length: processes }, (_, i) => (i === 0 ? env : { ...env, ROLES: 'poll,deliver' }));

/** In peace: the first start, the subscriptions, and the first reading of the feeds, which alerts nobody. */
async function settleIn(bot: Bot, server: FeedServer, slack: FakeSlack, discord: FakeDiscord): Promise<() => Room[]> {
  for (const id of ['C0BOTH', 'C0SECOND']) slack.channel(id);
  const second = discord.addChannel('second');
  bot.start();
  await Promise.all([slack.socket.connected(), discord.connection.session()]);
  await until('commands to be registered', 20_000, () => discord.registered().length > 0);
  for (const buyer of BUYERS) {
    await slack.command(`/subscribe ${buyer.slug}`, { channel: 'C0BOTH', withinMs: 10_000 });
    await discord.command('subscribe', { company: buyer.slug });
  }
  await slack.command(`/subscribe ${SECOND[0]}`, { channel: 'C0SECOND', withinMs: 10_000 });
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
  return () => [
    { name: 'Slack, both', follows: BOTH, messages: inSlack('C0BOTH') },
    { name: 'Slack, second', follows: SECOND, messages: inSlack('C0SECOND') },
    { name: 'Discord, both', follows: BOTH, messages: inDiscord(discord.channel) },
    { name: 'Discord, second', follows: SECOND, messages: inDiscord(second) },
  ];
}

/** Publishes the stories over about this time, the second report of each a while after the first. */
function tell(stories: readonly Story[], press: Press, chance: Chance, overMs: number) {
  const gap = overMs / stories.length;
  const due = stories
    .flatMap((story, i) => {
      const at = i * gap;
      const later = chance.happens(0.3) ? chance.whole(0, 600) : chance.whole(2_000, 12_000);
      return [
        { at, story, which: 'first' as const, feed: FEEDS[0] },
        { at: Math.min(at + later, Math.max(overMs, at)), story, which: 'last' as const, feed: FEEDS[1] },
      ];
    })
    .sort((a, b) => a.at - b.at || (a.which < b.which ? -1 : 1));
  const begun = Date.now();
  const stop = new AbortController();
  const publish = () => {
    const next = due.shift();
    if (next)
      press.publish(next.feed, report(next.story, next.which, Date.now() - (next.which === 'first' ? 120_000 : 0)));
  };
  const running = (async () => {
    while (due[0] && !stop.signal.aborted) {
      await pause(Math.max(0, begun + due[0].at - Date.now()), undefined, { signal: stop.signal }).catch(() => {});
      if (!stop.signal.aborted) publish();
    }
  })();
  return {
    async finish() {
      stop.abort();
      await running;
      while (due.length) publish();
    },
  };
}

/** Breaks and confuses the connections that commands come by. */
function troubleGateways(chance: Chance, trouble: Trouble, slack: FakeSlack, discord: FakeDiscord) {
  let timer: NodeJS.Timeout;
  const acts: Record<string, () => void> = {
    'slack gateway disconnect': () => slack.socket.disconnect('refresh_requested'),
    'slack gateway drop': () => slack.socket.drop(),
    'slack gateway turned away': () => slack.socket.turnAwayOnce('too_many_websockets'),
    'discord gateway op 7': () => discord.connection.askReconnect(),
    'discord gateway op 9': () => discord.connection.invalidate(false),
    'discord gateway op 9, resumable': () => discord.connection.invalidate(true),
    'discord gateway drop': () => discord.connection.drop(),
    'discord gateway close 4000': () => discord.connection.drop(4000),
    'discord outage of a server': () => {
      discord.outage(discord.guild, true);
      setTimeout(() => discord.outage(discord.guild, false), 700);
    },
  };
  const again = () => {
    timer = setTimeout(
      () => {
        const name = chance.pick(Object.keys(acts));
        acts[name]?.();
        trouble.count(name);
        again();
      },
      chance.whole(500, 4_000),
    );
  };
  again();
  return { stop: () => clearTimeout(timer) };
}

/** Of kills on a database with a server, how many are the server's. */
const SERVER_SHARE = 0.1;

/**
 * Kills a process at a random moment of its life, or in the middle of a call, or the database's server; tells which, and
 * how a process ended that was not killed.
 */
async function untilKilled(
  bot: Bot,
  up: () => boolean,
  database: ChaosDatabase,
  trouble: Trouble,
  chance: Chance,
  lifeMs: number,
): Promise<{ how: string; code: number | null; said: string }> {
  if (database.crash && chance.happens(SERVER_SHARE)) {
    await pause(chance.whole(50, lifeMs));
    await database.crash(chance.whole(0, 1_500));
    return { how: "the database's server", code: null, said: '' };
  }
  const inCall = chance.happens(0.6);
  let how: string = 'at a random moment';
  const kill = (pid: number | null) => bot.kill(pid, (count) => chance.whole(0, count - 1));
  if (inCall) {
    const death = chance.pick<Death>(['before', 'after', 'after', 'late', 'answered']);
    trouble.arm(chance.whole(1, 4), death, () => {
      how = `in a call, ${death}`;
      // The only process is killed at once; of several, one that is sending.
      if (database.crash) void database.sender().then(kill);
      else kill(null);
    });
  }
  // One of four lives may end before the bot is connected; on a busy machine all would.
  if (chance.happens(0.75)) await Promise.race([until('a connection', 30_000, up).catch(() => {}), bot.ended()]);
  const timer = setTimeout(
    () => {
      if (how === 'at a random moment') kill(null);
    },
    inCall ? lifeMs : chance.whole(50, lifeMs),
  );
  const { code, said } = await bot.ended();
  clearTimeout(timer);
  trouble.disarm();
  return { how: code === null ? how : 'ended by itself', code, said };
}

/** Waits until everything stands and nothing is owed, then a little longer for what should not come. */
async function untilAllStands(
  bot: Bot,
  stories: readonly Story[],
  rooms: () => Room[],
  database: ChaosDatabase,
  ms: number,
): Promise<Tally & { unsettled: number }> {
  const deadline = Date.now() + ms;
  const done = async () => {
    const { lost, stale } = tally(stories, rooms());
    return !lost.length && !stale.length && (await database.unsettled()) === 0;
  };
  while (!(await done()) && Date.now() < deadline) {
    if (!bot.running()) bot.start();
    await pause(200);
  }
  await pause(1_500);
  return { ...tally(stories, rooms()), unsettled: await database.unsettled() };
}

/** Where the connection that commands come by did not outlive it all. */
async function silentPlatforms(slack: FakeSlack, discord: FakeDiscord): Promise<string[]> {
  const deadline = Date.now() + 30_000;
  const asks: Record<string, () => Promise<unknown>> = {
    Slack: () => slack.command(`/deal ${BUYERS[0].slug}`, { channel: 'C0BOTH' }),
    Discord: () => discord.command('deal', { company: BUYERS[0].slug }),
  };
  const answered = await Promise.all(
    Object.entries(asks).map(async ([name, ask]) => {
      while (Date.now() < deadline)
        if (
          await ask().then(
            () => true,
            () => false,
          )
        )
          return [];
      return [name];
    }),
  );
  return answered.flat();
}

function leaksIn(log: string): number {
  const said = readFileSync(log, 'utf8');
  return [BOT_TOKEN, APP_TOKEN, DISCORD_TOKEN].filter((secret) => said.includes(secret)).length;
}

const total = (trouble: Trouble): number => [...trouble.counts.values()].reduce((sum, n) => sum + n, 0);

async function until(what: string, ms: number, met: () => boolean): Promise<void> {
  const deadline = Date.now() + ms;
  while (!met()) {
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms for ${what}`);
    await pause(50);
  }
}
