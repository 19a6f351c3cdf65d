import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { type QuietBot, startQuietBot } from '../support/quiet-bot.ts';

describe('a channel that wants silence', { timeout: 90_000 }, () => {
  let bot: QuietBot;
  beforeEach(async () => {
    bot = await startQuietBot();
  });
  afterEach(() => bot.close());

  const actionOf = (card: Card | undefined, label: string) => {
    const button = card?.buttons.find((b) => b.label === label);
    return button && 'action' in button ? button.action : '';
  };

  it('hears nothing of a company that it muted by a button of an alert, not even updates, till that ends', async () => {
    await bot.type('subscribe', { company: 'scale-ai' });
    bot.publish('harbour-post');
    await bot.at('2025-06-13T15:00:00Z');
    expect(bot.titles()).toHaveLength(1);
    const asked = await bot.press(actionOf(bot.slack.messages[0]?.card, 'Mute'));
    await bot.press(actionOf(asked, 'For a day'));
    await bot.restart();
    bot.publish('silicon-courier');
    await bot.at('2025-06-13T17:00:00Z');
    expect(bot.titles()).toHaveLength(1);
    bot.publish('venture-lantern');
    await bot.at('2025-06-14T14:59:00Z');
    expect(bot.titles()).toHaveLength(1);
    expect(JSON.stringify(await bot.type('deal', { company: 'scale-ai' }))).toContain('Silicon Courier');
  });

  it('has what came in its quiet hours in one digest when they end, and hears at once again from then on', async () => {
    await bot.type('subscribe', { company: 'scale-ai' });
    await bot.type('dealwire', { 'quiet-hours': '22-7', 'time-zone': 'Europe/Berlin' }, 'settings');
    await bot.at('2025-06-13T21:00:00Z');
    bot.publish('harbour-post');
    await bot.at('2025-06-13T21:20:00Z');
    bot.publish('silicon-courier');
    await bot.at('2025-06-14T04:59:00Z');
    expect(bot.titles()).toEqual([]);
    await bot.at('2025-06-14T05:00:00Z');
    expect(bot.titles()).toEqual([expect.stringMatching(/^Digest of 14 June 2025: /)]);
    expect(JSON.stringify(bot.slack.messages[0]?.card)).toContain('$14.3 billion');
    await bot.at('2025-06-14T07:30:00Z');
    expect(bot.titles()).toHaveLength(1);
  });

  it('hears what waits as soon as it wants no quiet hours any more', async () => {
    await bot.type('subscribe', { company: 'scale-ai' });
    await bot.type('dealwire', { 'quiet-hours': '22-7' }, 'settings');
    bot.publish('harbour-post');
    await bot.at('2025-06-13T23:00:00Z');
    expect(bot.titles()).toEqual([]);
    await bot.type('dealwire', { 'quiet-hours': 'none' }, 'settings');
    await bot.settle();
    expect(bot.titles()).toEqual([expect.stringMatching(/^Meta is investing \$14\.3 billion/)]);
  });

  it('is not told what was due when it muted', async () => {
    await bot.type('subscribe', { company: 'scale-ai', cadence: 'daily' });
    bot.publish('harbour-post');
    await bot.at('2025-06-13T15:00:00Z');
    await bot.press('mute:scale-ai:for=week');
    await bot.at('2025-06-14T09:30:00Z');
    expect(bot.titles()).toEqual([]);
  });
});
