import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { openStore } from '../../src/store/index.ts';
import { type Finished, run } from '../support/cli.ts';
import { delivery, NOON, subscription } from '../support/fixtures.ts';
import { CHANNEL, prepareBot, type Running } from '../support/running.ts';
import { TEAM } from '../support/slack/index.ts';
import { storeFact } from '../support/store.ts';

describe('dealwire outbox', () => {
  const channel: ChannelRef = { platform: 'slack', workspace: TEAM, channel: CHANNEL };
  let bot: Running;
  beforeEach(async () => {
    bot = await prepareBot();
  });
  afterEach(() => bot.close());
  const outbox = (...args: string[]): Promise<Finished> =>
    run(['outbox', ...args], { cwd: bot.newsroom.folder, env: bot.env });

  /** Two messages that are set aside, the second by a version that did not note when. */
  async function setAside(): Promise<void> {
    const store = await openStore(bot.env.DATABASE_URL?.replace('sqlite:', '') ?? '');
    await store.subscriptions.put(subscription({ channel }));
    for (const [id, since] of [
      ['aaaa-1', NOON],
      ['aabb-2', undefined],
    ] as const) {
      const { id: factId } = await storeFact(store);
      const progress = { state: 'held', reason: 'the bot died 24 times', attempts: 0, cause: 'message' } as const;
      await store.deliveries.insert(
        delivery({ id, factId, channel, progress: { ...progress, ...(since === undefined ? {} : { since }) } }),
      );
    }
    await store.close();
  }

  it('says that nothing is set aside, and what it does not understand', async () => {
    const [none, json, nobody, both, neither] = await Promise.all([
      outbox(),
      outbox('--json'),
      outbox('retry', 'cafe'),
      outbox('retry', 'cafe', '--all'),
      outbox('retry'),
    ]);
    expect([none.code, none.out]).toEqual([0, 'Nothing is set aside: all that was owed is sent, or on its way.\n']);
    expect([json.code, json.out]).toEqual([0, '[]\n']);
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('has the id cafe: dealwire outbox lists')]);
    for (const wrong of [both, neither])
      expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('say which messages')]);
  }, 240_000);

  it('lists what is set aside, why and since when, and what is sent again then stands in its channel', async () => {
    await setAside();
    const [text, json, ambiguous] = await Promise.all([outbox(), outbox('--json'), outbox('retry', 'aa')]);
    expect(text.out).toMatch(/^2 messages set aside, the longest first:$/m);
    expect(text.out).toContain(`aaaa-1  alert for slack ${TEAM}/${CHANNEL}, since 2025-06-18 12:00 UTC`);
    expect(text.out).toContain(`aabb-2  alert for slack ${TEAM}/${CHANNEL}, made 2025-06-18 12:00 UTC`);
    expect(text.out).toContain('the message: the bot died 24 times');
    expect(JSON.parse(json.out)).toMatchObject([{ id: 'aaaa-1', progress: { since: NOON } }, { id: 'aabb-2' }]);
    expect([ambiguous.code, ambiguous.err]).toEqual([1, expect.stringContaining('2 messages have ids that begin')]);

    expect(await outbox('retry', 'aab')).toMatchObject({ code: 0, out: expect.stringContaining('1 message is due') });
    await bot.start();
    await expect.poll(() => bot.alerts().slack, { timeout: 60_000 }).toBe(1);
    // That it stands is noted a moment after it does.
    await expect
      .poll(
        async () => JSON.stringify(await bot.slack.command('/dealwire status', { channel: CHANNEL, withinMs: 10_000 })),
        { timeout: 60_000, interval: 200 },
      )
      .toContain('0 due, 1 held, dealwire outbox says why');

    const all = await outbox('retry', '--all', '--json');
    expect([all.code, all.out]).toEqual([0, '{\n  "released": 1\n}\n']);
    expect((await outbox()).out).toContain('Nothing is set aside');
    expect(await bot.ends('SIGTERM')).toBe(0);
    await bot.start();
    await expect.poll(() => bot.alerts().slack, { timeout: 60_000 }).toBe(2);
  }, 240_000);
});
