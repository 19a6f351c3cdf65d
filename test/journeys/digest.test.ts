import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type QuietBot, startQuietBot } from '../support/quiet-bot.ts';

const DAY = 86_400_000;

describe('a channel that asked for one digest a day', () => {
  let bot: QuietBot;
  beforeEach(async () => {
    bot = await startQuietBot();
  });
  afterEach(() => bot.close());

  it('gets the story of three outlets as one line the next morning, also over a restart', async () => {
    await bot.type('subscribe', { company: 'scale-ai', cadence: 'daily' });
    bot.publish('harbour-post');
    await bot.at('2025-06-13T15:00:00Z');
    bot.publish('silicon-courier');
    await bot.at('2025-06-13T17:00:00Z');
    expect(bot.titles()).toEqual([]);
    await bot.restart();
    await bot.at('2025-06-14T08:59:00Z');
    expect(bot.titles()).toEqual([]);
    await bot.at('2025-06-14T09:00:00Z');
    expect(bot.titles()).toEqual([expect.stringMatching(/^Digest of 14 June 2025: /)]);
    await bot.restart();
    await bot.at('2025-06-16T12:00:00Z');
    expect(bot.titles()).toHaveLength(1);
  });

  it('hears what waits at once when it asks for that', async () => {
    await bot.type('subscribe', { company: 'scale-ai', cadence: 'daily' });
    bot.publish('harbour-post');
    await bot.at('2025-06-13T15:00:00Z');
    await bot.type('subscribe', { company: 'scale-ai', cadence: 'instant' });
    await bot.settle();
    expect(bot.titles()).toEqual([expect.stringMatching(/^Meta is investing \$14\.3 billion/)]);
    await bot.at('2025-06-15T12:00:00Z');
    expect(bot.titles()).toHaveLength(1);
  });

  it('that is subscribed again, or can be reached again, gets what was held', async () => {
    await bot.type('subscribe', { company: 'scale-ai' });
    bot.slack.fates = [{ outcome: 'refused', reason: 'no right', permission: true }];
    bot.publish('harbour-post');
    await bot.at('2025-06-13T15:00:00Z');
    expect(bot.titles()).toEqual([]);
    expect(JSON.stringify(await bot.type('subscriptions', {}))).toContain('paused: no right');
    expect(JSON.stringify(await bot.type('subscribe', { company: 'scale-ai' }))).toContain(
      'It was paused, and goes on',
    );
    await bot.settle();
    expect(bot.titles()).toHaveLength(1);
  });

  it('given up on after a long outage gets it once it is reached, though nothing was paused', async () => {
    await bot.type('subscribe', { company: 'scale-ai' });
    bot.slack.fates = Array.from({ length: 40 }, () => ({ outcome: 'later', waitMs: 0, reason: 'down' }) as const);
    bot.publish('harbour-post');
    await bot.at('2025-06-13T15:00:00Z');
    while (bot.slack.fates.length > 16) {
      await bot.at(DAY / 12);
    }
    const status = JSON.stringify(await bot.type('dealwire', {}));
    expect(status).not.toContain('undefined');
    await bot.at(DAY);
    expect(bot.titles()).toEqual([]);
    bot.slack.fates = [];
    await bot.at(DAY / 24);
    expect(bot.titles()).toHaveLength(1);
  });
});
