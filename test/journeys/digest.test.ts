import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { type Newsroom, OUTLETS, openNewsroom, STORY } from '../support/newsroom.ts';
import { type FakePlatform, fakePlatform } from '../support/outbox.ts';

const DAY = 86_400_000;
const HERE = { platform: 'slack', workspace: 'T1', channel: 'C1' };

/** The whole program on a platform that does what a test wants; its clock moves only when a test says so. */
describe('a channel that asked for one digest a day', () => {
  let newsroom: Newsroom;
  let slack: FakePlatform;
  let app: App;
  let clock: number;

  const startBot = async () => {
    const config = readConfig(newsroom.env, join(newsroom.folder, 'no.env'));
    app = await openApp(config, { now: () => clock, adapters: [slack] });
    await app.settle();
  };
  const at = async (time: string) => {
    clock = Date.parse(time);
    await app.settle();
  };
  const type = async (command: string, options: Record<string, string>) =>
    (await app.host.answer({ command, options, channel: HERE, caller: { user: 'U1', mayManage: true } })).card;
  const publish = (id: string) => newsroom.publish(id, [STORY[id] ?? { title: '' }]);
  const titles = () => slack.messages.map((message) => message.title);

  beforeEach(async () => {
    clock = Date.parse('2025-06-12T10:00:00Z');
    newsroom = await openNewsroom(OUTLETS);
    slack = fakePlatform();
    await startBot();
  });
  afterEach(async () => {
    await app.stop();
    await newsroom.close();
  });

  it('gets the story of three outlets as one line the next morning, also over a restart', async () => {
    await type('subscribe', { company: 'scale-ai', cadence: 'daily' });
    publish('harbour-post');
    await at('2025-06-13T15:00:00Z');
    publish('silicon-courier');
    await at('2025-06-13T17:00:00Z');
    expect(titles()).toEqual([]);
    await app.stop();
    await startBot();
    await at('2025-06-14T08:59:00Z');
    expect(titles()).toEqual([]);
    await at('2025-06-14T09:00:00Z');
    expect(titles()).toEqual([expect.stringMatching(/^Digest of 14 June 2025: /)]);
    await app.stop();
    await startBot();
    await at('2025-06-16T12:00:00Z');
    expect(titles()).toHaveLength(1);
  });

  it('hears what waits at once when it asks for that', async () => {
    await type('subscribe', { company: 'scale-ai', cadence: 'daily' });
    publish('harbour-post');
    await at('2025-06-13T15:00:00Z');
    await type('subscribe', { company: 'scale-ai', cadence: 'instant' });
    await app.settle();
    expect(titles()).toEqual([expect.stringMatching(/^Meta is investing \$14\.3 billion/)]);
    await at('2025-06-15T12:00:00Z');
    expect(titles()).toHaveLength(1);
  });

  it('that is subscribed again, or can be reached again, gets what was held', async () => {
    await type('subscribe', { company: 'scale-ai' });
    slack.fates = [{ outcome: 'refused', reason: 'no right', permission: true }];
    publish('harbour-post');
    await at('2025-06-13T15:00:00Z');
    expect(titles()).toEqual([]);
    expect(JSON.stringify(await type('subscriptions', {}))).toContain('paused: no right');
    expect(JSON.stringify(await type('subscribe', { company: 'scale-ai' }))).toContain('It was paused, and goes on');
    await app.settle();
    expect(titles()).toHaveLength(1);
  });

  it('given up on after a long outage gets it once it is reached, though nothing was paused', async () => {
    await type('subscribe', { company: 'scale-ai' });
    slack.fates = Array.from({ length: 40 }, () => ({ outcome: 'later', waitMs: 0, reason: 'down' }) as const);
    publish('harbour-post');
    await at('2025-06-13T15:00:00Z');
    while (slack.fates.length > 16) {
      clock += DAY / 12;
      await app.settle();
    }
    const status = JSON.stringify(await type('dealwire', {}));
    expect(status).not.toContain('undefined');
    clock += DAY;
    await app.settle();
    expect(titles()).toEqual([]);
    slack.fates = [];
    clock += DAY / 24;
    await app.settle();
    expect(titles()).toHaveLength(1);
  });
});
