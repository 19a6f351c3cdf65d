import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHANNEL, prepareBot, type Running } from '../support/running.ts';

/** Throws, in no promise and under nobody's eyes, when the process gets SIGUSR2. */
const BLUE = `import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('SIGUSR2', () => { throw new Error('out of the blue'); });`;

describe('the running bot', () => {
  let bot: Running;
  beforeEach(async () => {
    bot = await prepareBot();
  });
  afterEach(() => bot.close());

  it('stops on SIGTERM within ten seconds though Slack, Discord and a feed never answer; the next start finds what was sent', async () => {
    const { slack, discord, newsroom } = bot;
    await bot.start();
    await bot.follow();
    slack.faultOnce('chat.postMessage', { kind: 'silence', applied: true });
    discord.faultOnce('send', { kind: 'hang', applied: false });
    bot.publish('harbour-post');
    await expect.poll(() => bot.alerts().slack, { timeout: 60_000 }).toBe(1);
    await expect.poll(() => discord.pendingFaults(), { timeout: 60_000 }).toBe(0);
    newsroom.server.serve('/silicon-courier.xml', () => {});
    const asked = newsroom.server.count('/silicon-courier.xml');
    await expect.poll(() => newsroom.server.count('/silicon-courier.xml'), { timeout: 60_000 }).toBeGreaterThan(asked);
    expect(await bot.ends('SIGTERM')).toBe(0);

    newsroom.publish('silicon-courier', []);
    await bot.start();
    await expect.poll(bot.alerts, { timeout: 60_000 }).toEqual({ slack: 1, discord: 1 });
    await expect.poll(bot.said, { timeout: 60_000 }).toContain('found already sent');
    expect(bot.alerts()).toEqual({ slack: 1, discord: 1 });
    expect(await bot.ends('SIGTERM')).toBe(0);
  }, 240_000);

  it('stops on SIGINT likewise', async () => {
    await bot.start();
    await bot.follow();
    bot.discord.faultOnce('send', { kind: 'hang', applied: false });
    bot.publish('harbour-post');
    await expect.poll(() => bot.discord.pendingFaults(), { timeout: 60_000 }).toBe(0);
    expect(await bot.ends('SIGINT')).toBe(0);
  }, 240_000);

  it('goes on after the gateway sent what the SDK cannot read, and answers commands', async () => {
    await bot.start();
    bot.discord.connection.dispatch('CHANNEL_UPDATE', null);
    bot.discord.connection.dispatch('INTERACTION_CREATE', { id: '1', type: 2 });
    await expect.poll(bot.said, { timeout: 60_000 }).toContain('an error that nobody awaited');
    expect(JSON.stringify(await bot.discord.command('dealwire status'))).toContain('Subscriptions');
    expect((await bot.slack.command('/dealwire status', { channel: CHANNEL })).words).toContain('Subscriptions');
    expect(await bot.ends('SIGTERM')).toBe(0);
  }, 240_000);

  it('stops in order, with exit code 1, after an error that nobody caught', async () => {
    await bot.start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(BLUE)}` });
    expect(await bot.ends('SIGUSR2')).toBe(1);
    expect(bot.said()).toContain('an error that nobody caught');
    expect(bot.said()).toContain('out of the blue');
  }, 240_000);
});
