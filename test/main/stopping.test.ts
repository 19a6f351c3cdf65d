import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dealwire } from '../support/cli.ts';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/index.ts';
import { type Newsroom, openNewsroom, STORY } from '../support/newsroom.ts';
import { type FakeSlack, startFakeSlack } from '../support/slack/index.ts';

const CHANNEL = 'C0DEALS';
/** What service managers and containers wait before they kill. */
const PATIENCE_MS = 10_000;

describe('the running bot', () => {
  let newsroom: Newsroom;
  let slack: FakeSlack;
  let discord: FakeDiscord;
  let bot: ChildProcessWithoutNullStreams;
  let said: string;

  async function start(env: Record<string, string> = {}): Promise<void> {
    said = '';
    bot = dealwire(['start'], {
      cwd: newsroom.folder,
      env: {
        ...newsroom.env,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_APP_TOKEN: slack.appToken,
        SLACK_API_URL: slack.apiUrl,
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        POLL_MINUTES: '0.005',
        LOG_LEVEL: 'info',
        ...env,
      },
    });
    for (const output of [bot.stdout, bot.stderr]) output.on('data', (chunk) => (said += chunk));
    await Promise.all([slack.socket.connected(), discord.connection.session()]);
    await expect.poll(() => said, { timeout: 15_000 }).toContain('connected to Slack');
  }

  /** Its exit code, or how long it has not ended. */
  async function ends(after: NodeJS.Signals): Promise<number | null | string> {
    const exit = once(bot, 'exit') as Promise<[number | null]>;
    bot.kill(after);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, `still runs ${PATIENCE_MS} ms after ${after}:\n${said}`);
    });
    const end = await Promise.race([exit.then(([code]) => code), late]);
    clearTimeout(timer);
    return end;
  }

  const publish = (id: string) => newsroom.publish(id, [{ title: '', ...STORY[id], date: new Date().toUTCString() }]);
  /** Follows in both platforms, after the feeds were read for the first time. */
  async function follow(): Promise<void> {
    await slack.command('/subscribe scale-ai', { channel: CHANNEL });
    await discord.command('subscribe', { company: 'scale-ai' });
    await expect.poll(() => newsroom.server.count('/harbour-post.xml'), { timeout: 10_000 }).toBeGreaterThan(1);
  }

  beforeEach(async () => {
    [newsroom, slack, discord] = await Promise.all([openNewsroom(), startFakeSlack(), startFakeDiscord()]);
    slack.channel(CHANNEL);
    await start();
  });
  afterEach(async () => {
    if (bot.exitCode === null && bot.signalCode === null) {
      bot.kill('SIGKILL');
      await once(bot, 'exit');
    }
    await Promise.all([newsroom.close(), slack.stop(), discord.stop()]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops on %s within ten seconds though Slack, Discord and a feed never answer; the next start finds what was sent',
    async (signal) => {
      await follow();
      slack.faultOnce('chat.postMessage', { kind: 'silence', applied: true });
      discord.faultOnce('send', { kind: 'hang', applied: false });
      publish('harbour-post');
      await expect.poll(() => slack.messages(CHANNEL), { timeout: 15_000 }).toHaveLength(1);
      await expect.poll(() => discord.pendingFaults(), { timeout: 15_000 }).toBe(0);
      newsroom.server.serve('/silicon-courier.xml', () => {});
      const asked = newsroom.server.count('/silicon-courier.xml');
      await expect
        .poll(() => newsroom.server.count('/silicon-courier.xml'), { timeout: 10_000 })
        .toBeGreaterThan(asked);
      expect(await ends(signal)).toBe(0);

      publish('silicon-courier');
      await start();
      await expect.poll(() => discord.messages(), { timeout: 20_000 }).toHaveLength(1);
      await expect.poll(() => said, { timeout: 20_000 }).toContain('found already sent');
      expect(slack.messages(CHANNEL).filter((m) => !m.thread_ts)).toHaveLength(1);
      expect(await ends(signal)).toBe(0);
    },
    60_000,
  );

  it('goes on after the gateway sent what the SDK cannot read, and answers commands', async () => {
    discord.connection.dispatch('CHANNEL_UPDATE', null);
    discord.connection.dispatch('INTERACTION_CREATE', { id: '1', type: 2 });
    await expect.poll(() => said, { timeout: 10_000 }).toContain('an error that nobody awaited');
    expect(JSON.stringify(await discord.command('dealwire status'))).toContain('Subscriptions');
    expect((await slack.command('/dealwire status', { channel: CHANNEL })).words).toContain('Subscriptions');
    expect(await ends('SIGTERM')).toBe(0);
  });

  it('stops in order, with exit code 1, after an error that nobody caught', async () => {
    expect(await ends('SIGTERM')).toBe(0);
    const fault =
      "import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.on('SIGUSR2', () => { throw new Error('out of the blue'); });";
    await start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` });
    expect(await ends('SIGUSR2')).toBe(1);
    expect(said).toContain('an error that nobody caught');
    expect(said).toContain('out of the blue');
  });
});
