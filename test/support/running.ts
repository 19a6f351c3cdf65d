import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { dealwire } from './cli.ts';
import { type FakeDiscord, startFakeDiscord } from './discord/index.ts';
import { type Newsroom, OUTLETS, openNewsroom, STORY } from './newsroom.ts';
import { type FakeSlack, startFakeSlack } from './slack/index.ts';

export const CHANNEL = 'C0DEALS';

/** The built program as a child process, with its platforms and feeds on loopback. */
export interface Running {
  newsroom: Newsroom;
  slack: FakeSlack;
  discord: FakeDiscord;
  /** What its environment is: for other commands on the same database. */
  env: Record<string, string>;
  /** Starts it, and waits until both platforms are connected. */
  start(env?: Record<string, string>): Promise<void>;
  /** All it wrote since it was started, to both outputs. */
  said(): string;
  signal(name: NodeJS.Signals): void;
  /** Its exit code after this signal; where it still runs after ten seconds, a sentence that says so. */
  ends(after: NodeJS.Signals): Promise<number | null | string>;
  /** Follows Scale AI in both platforms, once the feeds were read for the first time. */
  follow(): Promise<void>;
  /** Puts an outlet's report of Meta and Scale AI, as of now, into its feed; `more` is added to its text. */
  publish(id: string, more?: string): void;
  /** Alerts that stand in the channel of each platform. */
  alerts(): { slack: number; discord: number };
  close(): Promise<void>;
}

/** How long a start, or a first reading of the feeds, may take where many share a machine. */
const STARTED_MS = 60_000;
/** What service managers and containers wait before they kill. */
const PATIENCE_MS = 10_000;

export async function prepareBot(): Promise<Running> {
  const [newsroom, slack, discord] = await Promise.all([openNewsroom(), startFakeSlack(), startFakeDiscord()]);
  slack.channel(CHANNEL);
  const env = {
    ...newsroom.env,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    POLL_MINUTES: '0.005',
    LOG_LEVEL: 'info',
  };
  let bot: ChildProcess | null = null;
  let said = '';
  const runs = () => bot !== null && bot.exitCode === null && bot.signalCode === null;

  return {
    newsroom,
    slack,
    discord,
    env,
    said: () => said,
    async start(more = {}) {
      said = '';
      const child = dealwire(['start'], { cwd: newsroom.folder, env: { ...env, ...more } });
      bot = child;
      for (const output of [child.stdout, child.stderr])
        output.on('data', (chunk: Buffer) => {
          said += chunk;
        });
      await expect.poll(() => said, { timeout: STARTED_MS }).toContain('connected to Slack');
      await expect.poll(() => said, { timeout: STARTED_MS }).toContain('Connected to Discord');
    },
    signal: (name) => void bot?.kill(name),
    async ends(after) {
      if (!bot || !runs()) return `it had ended already:\n${said}`;
      const exit = once(bot, 'exit') as Promise<[number | null]>;
      bot.kill(after);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<string>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS, `still runs ${PATIENCE_MS} ms after ${after}:\n${said}`);
      });
      const end = await Promise.race([exit.then(([code]) => code), late]);
      clearTimeout(timer);
      return end;
    },
    async follow() {
      const reads = () => Math.min(...OUTLETS.map(({ id }) => newsroom.server.count(`/${id}.xml`)));
      await expect.poll(reads, { timeout: STARTED_MS }).toBeGreaterThan(1);
      await slack.command('/subscribe scale-ai', { channel: CHANNEL, withinMs: STARTED_MS });
      await discord.command('subscribe', { company: 'scale-ai' });
    },
    publish(id, more = '') {
      const story = { title: '', ...STORY[id] };
      const description = `${story.description ?? ''}${more}`;
      newsroom.publish(id, [{ ...story, description, date: new Date().toUTCString() }]);
    },
    alerts: () => ({
      slack: slack.messages(CHANNEL).filter((m) => !m.thread_ts).length,
      discord: discord.messages().filter((m) => !m.interaction && m.replyTo === null).length,
    }),
    async close() {
      if (bot && runs()) {
        const exit = once(bot, 'exit');
        bot.kill('SIGKILL');
        await exit;
      }
      await Promise.all([newsroom.close(), slack.stop(), discord.stop()]);
    },
  };
}
