import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import type { Card } from '../../src/chat/card.ts';
import { readConfig } from '../../src/config.ts';
import { type Newsroom, OUTLETS, openNewsroom, STORY } from '../support/newsroom.ts';
import { type FakePlatform, fakePlatform } from '../support/outbox.ts';

const HERE = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const caller = { user: 'U1', mayManage: true };

/** The whole program on a platform that does what a test wants; its clock moves only when a test says so. */
describe('a channel that wants silence', { timeout: 90_000 }, () => {
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
  const type = async (command: string, options: Record<string, string> = {}, subcommand?: string) =>
    (await app.host.answer({ command, options, channel: HERE, caller, ...(subcommand ? { subcommand } : {}) })).card;
  const press = async (action: string) => (await app.host.press({ action, channel: HERE, caller })).card;
  const publish = (id: string) => newsroom.publish(id, [STORY[id] ?? { title: '' }]);
  const titles = () => slack.messages.map((message) => message.title);
  const actionOf = (card: Card | undefined, label: string) => {
    const button = card?.buttons.find((b) => b.label === label);
    return button && 'action' in button ? button.action : '';
  };

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

  it('hears nothing of a company that it muted by a button of an alert, not even updates, till that ends', async () => {
    await type('subscribe', { company: 'scale-ai' });
    publish('harbour-post');
    await at('2025-06-13T15:00:00Z');
    expect(titles()).toHaveLength(1);
    const asked = await press(actionOf(slack.messages[0]?.card, 'Mute'));
    await press(actionOf(asked, 'For a day'));
    await app.stop();
    await startBot();
    publish('silicon-courier');
    await at('2025-06-13T17:00:00Z');
    expect(titles()).toHaveLength(1);
    publish('venture-lantern');
    await at('2025-06-14T14:59:00Z');
    expect(titles()).toHaveLength(1);
    expect(JSON.stringify(await type('deal', { company: 'scale-ai' }))).toContain('Silicon Courier');
  });

  it('has what came in its quiet hours in one digest when they end, and hears at once again from then on', async () => {
    await type('subscribe', { company: 'scale-ai' });
    await type('dealwire', { 'quiet-hours': '22-7', 'time-zone': 'Europe/Berlin' }, 'settings');
    await at('2025-06-13T21:00:00Z');
    publish('harbour-post');
    await at('2025-06-13T21:20:00Z');
    publish('silicon-courier');
    await at('2025-06-14T04:59:00Z');
    expect(titles()).toEqual([]);
    await at('2025-06-14T05:00:00Z');
    expect(titles()).toEqual([expect.stringMatching(/^Digest of 14 June 2025: /)]);
    expect(JSON.stringify(slack.messages[0]?.card)).toContain('$14.3 billion');
    await at('2025-06-14T07:30:00Z');
    expect(titles()).toHaveLength(1);
  });

  it('hears what waits as soon as it wants no quiet hours any more', async () => {
    await type('subscribe', { company: 'scale-ai' });
    await type('dealwire', { 'quiet-hours': '22-7' }, 'settings');
    publish('harbour-post');
    await at('2025-06-13T23:00:00Z');
    expect(titles()).toEqual([]);
    await type('dealwire', { 'quiet-hours': 'none' }, 'settings');
    await app.settle();
    expect(titles()).toEqual([expect.stringMatching(/^Meta is investing \$14\.3 billion/)]);
  });

  it('is not told what was due when it muted', async () => {
    await type('subscribe', { company: 'scale-ai', cadence: 'daily' });
    publish('harbour-post');
    await at('2025-06-13T15:00:00Z');
    await press('mute:scale-ai:for=week');
    await at('2025-06-14T09:30:00Z');
    expect(titles()).toEqual([]);
  });
});
