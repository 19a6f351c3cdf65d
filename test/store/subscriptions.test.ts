import { describe, expect, it } from 'vitest';
import { CONSOLE_CHANNEL, channel, DISCORD_CHANNEL, NOON, SLACK_CHANNEL, subscription } from '../support/fixtures.ts';
import { openTestStore } from '../support/store.ts';

describe('subscriptions', () => {
  it('come back as they were made', async () => {
    const store = await openTestStore();
    const made = subscription({ types: ['investment', 'legal'], minAmount: 1.5e9, cadence: 'daily', paused: 'quiet' });
    expect(await store.subscriptions.put(made)).toBe('made');
    expect(await store.subscriptions.of(SLACK_CHANNEL)).toEqual([made]);
    expect(await store.subscriptions.of(DISCORD_CHANNEL)).toEqual([]);
  });

  it('of the same channel and company change the first, which stays as old as it is', async () => {
    const store = await openTestStore();
    const first = subscription({ paused: 'the bot was removed' });
    await store.subscriptions.put(first);
    const second = subscription({ types: ['legal'], minAmount: 5, createdBy: 'U2', createdAt: NOON });
    expect(await store.subscriptions.put(second)).toBe('changed');
    expect(await store.subscriptions.of(SLACK_CHANNEL)).toEqual([
      { ...second, id: first.id, createdAt: first.createdAt },
    ]);
  });

  it('are found by company, over all channels, paused ones too', async () => {
    const store = await openTestStore();
    const a = subscription({ createdAt: 1 });
    const b = subscription({ channel: DISCORD_CHANNEL, company: 'meta', createdAt: 2 });
    const c = subscription({ channel: CONSOLE_CHANNEL, paused: 'gone', createdAt: 3 });
    for (const s of [a, b, c, subscription({ company: 'openai' })]) await store.subscriptions.put(s);
    expect(await store.subscriptions.following(['scale-ai', 'meta', 'meta'])).toEqual([a, b, c]);
    expect(await store.subscriptions.following([])).toEqual([]);
  });

  it('end one by one, or all of a channel', async () => {
    const store = await openTestStore();
    for (const company of ['meta', 'openai', 'scale-ai']) await store.subscriptions.put(subscription({ company }));
    await store.subscriptions.put(subscription({ channel: DISCORD_CHANNEL }));
    expect(await store.subscriptions.remove(SLACK_CHANNEL, 'meta')).toBe(1);
    expect(await store.subscriptions.remove(SLACK_CHANNEL, 'meta')).toBe(0);
    expect(await store.subscriptions.remove(SLACK_CHANNEL, 'all')).toBe(2);
    expect((await store.counts()).subscriptions).toBe(1);
  });

  it('are paused and resumed by channel or by workspace; the first reason stays', async () => {
    const store = await openTestStore();
    const [one, two] = [channel('C1'), channel('C2')];
    const elsewhere = channel('C1', { workspace: 'T2' });
    for (const c of [one, two, elsewhere]) await store.subscriptions.put(subscription({ channel: c }));
    const reasons = async () =>
      (await Promise.all([one, two, elsewhere].map((c) => store.subscriptions.of(c)))).map((s) => s[0]?.paused);
    expect(await store.subscriptions.pause(one, 'not invited', NOON)).toBe(1);
    expect(await reasons()).toEqual(['not invited', null, null]);
    const workspace = { platform: 'slack', workspace: one.workspace };
    expect(await store.subscriptions.pause(workspace, 'uninstalled', NOON)).toBe(1);
    expect(await reasons()).toEqual(['not invited', 'uninstalled', null]);
    expect(await store.subscriptions.resume(workspace)).toBe(2);
    expect(await reasons()).toEqual([null, null, null]);
    expect(await store.subscriptions.resume(workspace)).toBe(0);
  });

  it('tell channels apart whatever characters their names have', async () => {
    const store = await openTestStore();
    const a = { platform: 'x', workspace: 'a/b', channel: 'c' };
    const b = { platform: 'x', workspace: 'a', channel: 'b/c' };
    await store.subscriptions.put(subscription({ channel: a }));
    expect(await store.subscriptions.of(b)).toEqual([]);
    expect(await store.subscriptions.put(subscription({ channel: b }))).toBe('made');
    expect(await store.subscriptions.of(a)).toMatchObject([{ channel: a }]);
  });
});
