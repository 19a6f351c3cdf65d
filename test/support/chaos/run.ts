import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FakeDiscord, startFakeDiscord } from '../discord/index.ts';
import { startFeedServer } from '../feed-server.ts';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startFakeSlack } from '../slack/index.ts';
import { type Bot, createBot } from './bot.ts';
import { createChance } from './chance.ts';
import { type ChaosDatabase, postgresDatabase, sqliteDatabase } from './database.ts';
import { createTrouble, type Trouble } from './faults.ts';
import { troubleGateways } from './gateways.ts';
import { liveTo, momentOf } from './lives.ts';
import { openPress } from './press.ts';
import { DISCORD_TOKEN, environment, FEEDS, settleIn, spread, until } from './setting.ts';
import { BUYERS, makeStories, type Story } from './stories.ts';
import { type Room, type Tally, tally } from './tally.ts';
import { createTelling } from './telling.ts';

export interface ChaosOptions {
  kills: number;
  seed: number;
  /** Told in each channel that follows their buyers; by default one for every four kills, of several processes for every two; ten at least. */
  stories?: number;
  /** A PostgreSQL server is started, and some of the kills are its own; default false: SQLite. */
  postgres?: boolean;
  /** Of the bot, over which its roles are spread; several need Postgres. Default 1. */
  processes?: number;
  /** Of calls that meet a fault; default 0.2. */
  share?: number;
  /** How long the bot may run, once it is connected, before a kill that awaits nothing; ms, default 4,000. */
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
  /** Kills by the moment in which they fell. */
  deaths: Record<string, number>;
  /** Kills while a message was sent or looked for. */
  inCalls: number;
  /** Alerts that were brought up to date where they stand. */
  edited: number;
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
  const stories = makeStories(
    options.stories ?? Math.max(10, Math.ceil(kills / ((options.processes ?? 1) > 1 ? 2 : 4))),
  );
  const folder = mkdtempSync(join(tmpdir(), 'dealwire-chaos-'));
  const database = options.postgres ? await postgresDatabase() : sqliteDatabase(folder);
  const env = { ...environment(folder, stories, server.url, slack, discord), DATABASE_URL: database.url };
  const bot = createBot(folder, spread(env, options.processes ?? 1), join(folder, 'bot.log'));
  const result = { failedStarts: 0, crashes: [] as string[], deaths: {} as Record<string, number> };

  const lifeMs = options.lifeMs ?? 4_000;

  try {
    const { rooms, startMs } = await settleIn(bot, server, slack, discord);
    const up = () => slack.socket.connections() > 0 && discord.connection.connected();
    calm = false;
    const gateways = troubleGateways(createChance(seed ^ 0x6a7e), trouble, slack, discord);
    const owedOf = (told: readonly Story[]) => {
      const { lost, stale } = tally(told, rooms());
      return lost.length + stale.length;
    };
    const telling = createTelling(stories, kills, { press, chance: createChance(seed ^ 0x7e11), owed: owedOf });
    const owed = () => owedOf(telling.told());
    for (let kill = 1; kill <= kills; kill++) {
      const moment = momentOf(chance, lifeMs, database.crash !== undefined);
      if (!bot.running()) bot.start();
      telling.before(kill);
      let over = false;
      const connected = until('a connection', Number.POSITIVE_INFINITY, () => over || up());
      const peace = gateways.begin(connected, lifeMs);
      const life = { bot, database, trouble, press, telling, chance, owed, connected, startMs };
      const { how, code, said } = await liveTo(moment, life);
      over = true;
      peace();
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
      if (kill % 10 === 0 || kill === kills)
        say(
          `kill ${kill} of ${kills}, ${total(trouble)} faults, ${telling.told().length} stories told, ${owed()} owed`,
        );
    }
    calm = true;
    trouble.end();
    telling.finish();
    if (!bot.running()) bot.start();
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
      inCalls: Object.entries(result.deaths).reduce((sum, [how, n]) => sum + (how.startsWith('in a call') ? n : 0), 0),
      edited: rooms().flatMap(({ messages }) => messages.filter(({ edits }) => edits > 0)).length,
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
