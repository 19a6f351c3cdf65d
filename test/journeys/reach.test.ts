import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '../../adapters/discord/index.ts';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/index.ts';
import { type Newsroom, openNewsroom, STORY } from '../support/newsroom.ts';
import { BOT_USER, type FakeSlack, startFakeSlack, TEAM } from '../support/slack/index.ts';

const HERE = 'C0DEALS';
const SECRET = 'C0SECRET';
const SOMEBODY = '1200000000000000001';
const DAY = 86_400_000;

/** The whole program between real SDKs; its clock moves only when a test says so. */
describe('a channel that comes and goes', () => {
  let newsroom: Newsroom;
  let slack: FakeSlack;
  let discord: FakeDiscord;
  let app: App;
  let clock: number;

  beforeEach(async () => {
    clock = Date.parse('2025-06-12T09:00:00Z');
    [newsroom, slack, discord] = await Promise.all([openNewsroom(), startFakeSlack(), startFakeDiscord()]);
    slack.channel(HERE);
    slack.channel(SECRET, { isPrivate: true, isMember: false });
    const { botToken, appToken, apiUrl } = slack;
    const tokens = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, DISCORD_TOKEN: discord.token };
    app = await openApp(readConfig({ ...newsroom.env, ...tokens }, join(newsroom.folder, 'no.env')), {
      now: () => clock,
      adapters: [
        createSlackAdapter({ socket: { botToken, appToken }, apiUrl, paceMs: { post: 1, other: 1 } }),
        createDiscordAdapter({ token: discord.token, apiUrl: discord.apiUrl }),
      ],
    });
    await app.start();
    await later(0);
  });
  afterEach(async () => {
    await app.stop();
    await Promise.all([newsroom.close(), slack.stop(), discord.stop()]);
  });

  async function later(ms = 1_800_000): Promise<void> {
    clock += ms;
    await app.settle();
  }
  async function news(): Promise<void> {
    newsroom.publish('harbour-post', [STORY['harbour-post'] ?? { title: '' }]);
    await later(1.5 * DAY);
  }
  const alerts = (channel: string) => slack.messages(channel).filter((m) => m.text.includes('Meta')).length;
  const inDiscord = () => discord.messages().filter((m) => !m.interaction && m.text.includes('Meta')).length;
  const paused = async (workspace: string, channel: string, platform = 'slack') =>
    JSON.stringify(
      await app.host.answer({
        command: 'subscriptions',
        options: {},
        caller: { user: 'U1', mayManage: true },
        channel: { platform, workspace, channel },
      }),
    );

  it('in Slack: archived, its subscriber is told once, and restored, it gets what it missed', async () => {
    await slack.command('/subscribe scale-ai', { channel: HERE });
    slack.channel(HERE, { isArchived: true });
    await slack.event({ type: 'channel_archive', channel: HERE, user: 'U1' });
    await expect.poll(() => slack.messages('D0ALICE').length).toBe(1);
    expect(slack.messages('D0ALICE')[0]?.text).toContain('Alerts on Scale AI are on hold: the channel is archived');
    expect(JSON.stringify(slack.messages('D0ALICE')[0]?.blocks)).toContain(`<#${HERE}>`);
    await news();
    await later();
    expect(alerts(HERE)).toBe(0);
    slack.channel(HERE, { isArchived: false, name: 'renamed' });
    await slack.event({ type: 'channel_unarchive', channel: HERE, user: 'U1' });
    await expect.poll(() => alerts(HERE), { timeout: 10_000 }).toBe(1);
    expect(slack.messages('D0ALICE')).toHaveLength(1);
  }, 60_000);

  it('in Slack: under another id for good, it gets what it missed there, and its alert is brought up to date', async () => {
    slack.channel(HERE, { isPrivate: true });
    await slack.command('/subscribe scale-ai', { channel: HERE });
    await news();
    await expect.poll(() => alerts(HERE), { timeout: 10_000 }).toBe(1);
    // Slack has the new id before it says so: what is sent to the old one meanwhile finds no channel.
    slack.changeId(HERE, 'C0SHARED');
    newsroom.publish('silicon-courier', [STORY['silicon-courier'] ?? { title: '' }]);
    await later(1.5 * DAY);
    expect(slack.messages('C0SHARED')).toMatchObject([{ edits: 0 }]);
    const event = { type: 'channel_id_changed', old_channel_id: HERE, new_channel_id: 'C0SHARED' };
    await slack.event(event);
    await slack.event(event);
    await expect.poll(() => slack.messages('C0SHARED').map((m) => m.edits), { timeout: 10_000 }).toEqual([1, 0]);
    expect(slack.messages('C0SHARED')[1]).toMatchObject({ thread_ts: slack.messages('C0SHARED')[0]?.ts });
    expect(await paused(TEAM, 'C0SHARED')).toContain('Scale AI');
    expect(await paused(TEAM, HERE)).toContain('follows no company');
  }, 60_000);

  it('in Slack: turned private without the bot, it is told of, and goes on once the bot is invited', async () => {
    await slack.command('/subscribe scale-ai', { channel: HERE });
    slack.channel(HERE, { isPrivate: true, isMember: false });
    await news();
    await expect.poll(() => slack.messages('D0ALICE').length).toBe(1);
    expect(slack.messages('D0ALICE')[0]?.text).toContain('/invite it there');
    slack.channel(HERE, { isMember: true });
    await slack.event({ type: 'member_joined_channel', user: BOT_USER, channel: HERE, channel_type: 'G', team: 'T' });
    await expect.poll(() => alerts(HERE), { timeout: 10_000 }).toBe(1);
  }, 60_000);

  it('in Slack: private from the start, its subscriber reads it in the answer and is not told again', async () => {
    expect((await slack.command('/subscribe scale-ai', { channel: SECRET })).words).toContain('/invite @dealwire');
    await news();
    expect(slack.messages('D0ALICE')).toEqual([]);
    slack.channel(SECRET, { isMember: true });
    // The event was missed: a look finds it out.
    await later(DAY);
    await expect.poll(() => alerts(SECRET), { timeout: 10_000 }).toBe(1);
  }, 60_000);

  it('in Discord: without the right to post, its subscriber is told once, and given it back, it goes on', async () => {
    await discord.command('subscribe', { company: 'scale-ai' });
    discord.setDenied(discord.channel, ['send']);
    await expect.poll(() => discord.toldTo(SOMEBODY).length).toBe(1);
    expect(discord.toldTo(SOMEBODY)[0]?.text).toContain('allow it Send Messages there');
    expect(discord.toldTo(SOMEBODY)[0]?.text).toContain(`<#${discord.channel}>`);
    discord.rename(discord.channel, 'renamed');
    await news();
    expect(inDiscord()).toBe(0);
    discord.setDenied(discord.channel, []);
    await expect.poll(inDiscord, { timeout: 10_000 }).toBe(1);
    expect(discord.toldTo(SOMEBODY)).toHaveLength(1);
  }, 60_000);

  it('in Discord: a server that removed the bot keeps its subscriptions for 30 days, and no longer', async () => {
    await discord.command('subscribe', { company: 'scale-ai' });
    const { guild, channel } = discord;
    discord.kick(guild);
    await expect.poll(() => paused(guild, channel, 'discord')).toContain('paused: dealwire was removed');
    await later(29 * DAY);
    expect(await paused(guild, channel, 'discord')).toContain('Scale AI');
    await later(2 * DAY);
    expect(await paused(guild, channel, 'discord')).toContain('follows no company');
    expect(discord.toldTo(SOMEBODY)).toEqual([]);
  }, 60_000);
});
