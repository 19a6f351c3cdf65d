import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConsoleAdapter } from '../../adapters/console/index.ts';
import { createDiscordAdapter } from '../../adapters/discord/index.ts';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/index.ts';
import { type Newsroom, OUTLETS, openNewsroom, STORY } from '../support/newsroom.ts';
import { type FakeSlack, startFakeSlack } from '../support/slack/index.ts';

const SLACK_CHANNEL = 'C0DEALS';
const DAY = 86_400_000;

/** One dealwire on all three platforms, reading three outlets over HTTP; its clock moves only when a test says so. */
describe('the journey of a story', () => {
  let newsroom: Newsroom;
  let slack: FakeSlack;
  let discord: FakeDiscord;
  let app: App;
  let terminal: { type(line: string): void; shown(): string };
  let clock: number;

  async function startBot(): Promise<void> {
    const input = new PassThrough();
    const output = new PassThrough();
    let shown = '';
    output.on('data', (chunk) => {
      shown += chunk;
    });
    terminal = { type: (line) => void input.write(`${line}\n`), shown: () => shown };
    const config = readConfig(
      {
        ...newsroom.env,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_APP_TOKEN: slack.appToken,
        DISCORD_TOKEN: 'a-token-for-tests-only-0123456789',
      },
      join(newsroom.folder, 'no.env'),
    );
    app = await openApp(config, {
      now: () => clock,
      adapters: [
        createSlackAdapter({ socket: slack, apiUrl: slack.apiUrl }),
        createDiscordAdapter({ token: discord.token, apiUrl: discord.apiUrl }),
        createConsoleAdapter({ input, output, isTerminal: false, colour: false, now: () => clock }),
      ],
    });
    await app.start();
    await app.settle();
  }

  /** Half an hour later every feed is due again. */
  async function later(ms = 1_800_000): Promise<void> {
    clock += ms;
    await app.settle();
  }

  const inSlack = () => slack.messages(SLACK_CHANNEL);
  const inDiscord = () => discord.messages(discord.channel);
  const onConsole = () =>
    terminal
      .shown()
      .split('\n')
      .filter((line) => /Meta .*\$14\.3 billion.*Scale AI/.test(line));

  async function subscribeEverywhere(company: string): Promise<void> {
    await slack.command(`/subscribe ${company}`, { channel: SLACK_CHANNEL });
    await discord.command('subscribe', { company });
    terminal.type(`/subscribe ${company}`);
    await expect.poll(() => terminal.shown()).toContain('Scale AI');
  }

  beforeEach(async () => {
    clock = Date.parse('2025-06-12T09:00:00Z');
    [newsroom, slack, discord] = await Promise.all([openNewsroom(), startFakeSlack(), startFakeDiscord()]);
    slack.channel(SLACK_CHANNEL);
    await startBot();
  });

  afterEach(async () => {
    await app.stop();
    await Promise.all([newsroom.close(), slack.stop(), discord.stop()]);
  });

  it('three outlets tell one story: one alert in each channel, with amount, stake, status, certainty and quotation', async () => {
    await subscribeEverywhere('scale-ai');
    clock += 1.5 * DAY;
    for (const { id } of OUTLETS) {
      newsroom.publish(id, [STORY[id] ?? { title: '' }]);
      await later();
    }
    for (const read of [() => inSlack().filter((m) => !m.thread_ts), inDiscord]) {
      const alerts = read();
      const words = JSON.stringify(alerts[0]);
      expect(alerts.filter((m) => JSON.stringify(m).includes('Meta'))).toHaveLength(1);
      expect(words).toContain('$14.3 billion');
      expect(words).toContain('49%');
      expect(words).toMatch(/confirmed/i);
      expect(words).toContain('Meta is investing $14.3 billion in Scale AI and will hold a 49% stake');
      expect(words).toContain('Harbour Post');
    }
    expect(terminal.shown()).toContain('49%');
    expect(onConsole().length).toBeGreaterThan(0);
  });

  it('what stood in a feed when it was first read, and what was known before a subscription, never alerts', async () => {
    newsroom.publish('harbour-post', [STORY['harbour-post'] ?? { title: '' }]);
    clock += 2 * DAY;
    await app.stop();
    await startBot();
    await subscribeEverywhere('scale-ai');
    newsroom.publish('silicon-courier', [STORY['silicon-courier'] ?? { title: '' }]);
    await later();
    expect(inSlack()).toEqual([]);
    expect(inDiscord()).toEqual([]);
  });

  it('after a stop and a start nothing is sent a second time, and what was owed meanwhile is', async () => {
    await subscribeEverywhere('scale-ai');
    clock += 1.5 * DAY;
    newsroom.publish('harbour-post', [STORY['harbour-post'] ?? { title: '' }]);
    await later();
    expect(inSlack()).toHaveLength(1);
    expect(inDiscord()).toHaveLength(1);
    await app.stop();
    newsroom.publish('silicon-courier', [
      {
        title: 'OpenAI to phase out its work with Scale AI',
        guid: 'sc-78',
        date: 'Wed, 18 Jun 2025 12:00:00 GMT',
        description: '<p>OpenAI is phasing out its work with Scale AI, an OpenAI spokesperson said on Wednesday.</p>',
      },
    ]);
    clock += 5 * DAY;
    await startBot();
    await later();
    expect(inSlack().map((m) => m.text)).toHaveLength(2);
    expect(inDiscord()).toHaveLength(2);
    await later(DAY);
    await app.stop();
    await startBot();
    await later(DAY);
    expect(inSlack()).toHaveLength(2);
    expect(inDiscord()).toHaveLength(2);
  });

  it('/deal scale-ai is answered in Slack and in Discord within 3 s, with who, how much, how sure and the link', async () => {
    newsroom.publish('harbour-post', [
      {
        ...STORY['harbour-post'],
        title: STORY['harbour-post']?.title ?? '',
        link: `${newsroom.server.url}/meta-scale`,
      },
    ]);
    await later(2 * DAY);
    const inSlackNow = await slack.command('/deal scale-ai', { channel: SLACK_CHANNEL, withinMs: 3000 });
    const inDiscordNow = await discord.command('deal', { company: 'scale-ai' });
    for (const words of [JSON.stringify(inSlackNow), JSON.stringify(inDiscordNow)]) {
      expect(words).toContain('$14.3 billion');
      expect(words).toContain('49%');
      expect(words).toMatch(/confirmed/i);
      expect(words).toContain('/meta-scale');
    }
    expect(inSlackNow.visibility).toBe('caller');
  });

  it('a misspelt company gets suggestions on both platforms', async () => {
    expect((await slack.command('/deal scael ai', { channel: SLACK_CHANNEL })).words).toContain('Scale AI');
    expect(JSON.stringify(await discord.command('deal', { company: 'scael ai' }))).toContain('Scale AI');
  });
});
