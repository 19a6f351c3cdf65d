import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdapters } from '../../adapters/index.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { type Newsroom, openNewsroom, STORY } from '../support/newsroom.ts';
import { freePort } from '../support/port.ts';
import { install } from '../support/slack/browser.ts';
import { CLIENT, type FakeSlack, SIGNING_SECRET, startFakeSlack } from '../support/slack/index.ts';

const DAY = 86_400_000;

/** One dealwire for two workspaces, over HTTP with OAuth; its clock moves only when a test says so. */
describe('two workspaces over HTTP', () => {
  let newsroom: Newsroom;
  let slack: FakeSlack;
  let app: App;
  let clock: number;
  let env: Record<string, string>;
  const at = () => `http://127.0.0.1:${env.HTTP_PORT}`;

  async function startBot(): Promise<void> {
    const config = readConfig(env, join(newsroom.folder, 'no.env'));
    const adapters = await createAdapters({
      slack: config.slack,
      discord: null,
      listens: true,
      publicUrl: config.publicUrl,
      // Never made: a platform is configured.
      console: undefined as never,
    });
    app = await openApp(config, { now: () => clock, adapters });
    await app.start();
    await app.settle();
  }

  async function later(ms = 1_800_000): Promise<void> {
    clock += ms;
    await app.settle();
  }
  const alerts = (channel: string) => slack.messages(channel).filter((it) => !it.thread_ts);

  beforeEach(async () => {
    clock = Date.parse('2025-06-12T09:00:00Z');
    [newsroom, slack] = await Promise.all([openNewsroom(), startFakeSlack()]);
    env = {
      ...newsroom.env,
      SLACK_API_URL: slack.apiUrl,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_CLIENT_ID: CLIENT.clientId,
      SLACK_CLIENT_SECRET: CLIENT.clientSecret,
      SLACK_STATE_SECRET: 'a secret of sixteen',
      ENCRYPTION_KEY: 'the first key of at least thirty-two',
      HTTP_PORT: `${await freePort()}`,
    };
    slack.overHttp(`${at()}/slack/events`);
    slack.consent(`${at()}/slack/oauth_redirect`);
    for (const n of [1, 2]) slack.channel(`C${n}`, { team: `T${n}` });
    await startBot();
  });
  afterEach(async () => {
    await app.stop();
    await Promise.all([newsroom.close(), slack.stop()]);
  });

  async function followInBoth(): Promise<void> {
    for (const n of [1, 2]) {
      expect((await install(at(), { team: `T${n}` })).status).toBe(200);
      const { words } = await slack.command('/subscribe "Scale AI"', { team: `T${n}`, channel: `C${n}` });
      expect(words).toContain('This channel now follows Scale AI');
    }
  }

  it('each gets the alert by its own token; a new key and a restart change nothing', { timeout: 60_000 }, async () => {
    await followInBoth();
    await app.stop();
    env.ENCRYPTION_KEY = `the second key of at least thirty-two,${env.ENCRYPTION_KEY}`;
    await startBot();
    clock += 1.5 * DAY;
    newsroom.publish('harbour-post', [STORY['harbour-post'] ?? { title: '' }]);
    await later();
    for (const channel of ['C1', 'C2'])
      expect(alerts(channel).map((it) => it.text)).toEqual([expect.stringMatching(/Meta/)]);
    const posts = slack.calls.filter((call) => call.method === 'chat.postMessage');
    expect(posts.map((call) => call.token).sort()).toEqual(['T1', 'T2'].flatMap((team) => slack.state.tokens.of(team)));
  });

  it('one that removes the app gets nothing more; installed again within 30 days, it goes on as it was', {
    timeout: 60_000,
  }, async () => {
    await followInBoth();
    slack.state.tokens.revoke('T1');
    await slack.event({ type: 'app_uninstalled' }, { team: 'T1' });
    clock += 1.5 * DAY;
    newsroom.publish('harbour-post', [STORY['harbour-post'] ?? { title: '' }]);
    await expect
      .poll(async () => {
        await later();
        return alerts('C2').length;
      })
      .toBe(1);
    expect(alerts('C1')).toEqual([]);
    await install(at(), { team: 'T1' });
    await expect
      .poll(
        async () => {
          await later();
          return alerts('C1').length;
        },
        { timeout: 10_000 },
      )
      .toBe(1);
    expect((await slack.command('/subscriptions', { team: 'T1', channel: 'C1' })).words).toContain('Scale AI');
    expect(alerts('C2')).toHaveLength(1);
  });
});
