import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { nextDigest } from '../../src/domain/digest.ts';
import type { Change, Fact } from '../../src/domain/fact.ts';
import { bringForward } from '../../src/intake/when.ts';
import { createOutbox, type Presenter } from '../../src/outbox.ts';
import type { Store } from '../../src/store/store.ts';
import { change, channel, DAY, delivery, due, HOUR, hexId, MINUTE, NOON, subscription } from '../support/fixtures.ts';
import { type Fate, fakePlatform, memoryLog } from '../support/outbox.ts';
import { openTestStore, storeFact, tempDatabase } from '../support/store.ts';

/** More for a long search: `PROMISE_RUNS=2000 npx vitest run test/outbox`. */
const RUNS = Number(process.env.PROMISE_RUNS ?? 40);

type Step =
  | { do: 'news'; fact: number }
  | { do: 'switch'; cadence: 'instant' | 'daily' }
  | { do: 'drain' | 'crash'; fates: Fate[] }
  | { do: 'wait'; ms: number };

const fates = fc.array(
  fc.constantFrom<Fate>(
    'sent',
    'unknown, and stands',
    'unknown, and does not stand',
    'throws, and stands',
    'throws, and does not stand',
    { outcome: 'later', waitMs: HOUR, reason: 'busy' },
    { outcome: 'refused', reason: 'no right', permission: true },
    { outcome: 'gone', reason: 'archived' },
  ),
  { maxLength: 3 },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('news' as const), fact: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('switch' as const), cadence: fc.constantFrom('instant', 'daily') }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('drain' as const, 'drain', 'crash'), fates }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(MINUTE, 5 * HOUR, 10 * HOUR, DAY) }),
  },
);

const mayStand = (fate: Fate) => typeof fate === 'string' && fate.endsWith('and stands');

const card = (title: string): Card => ({ summary: title, title, blocks: [], buttons: [] });
/** A fact has a new version with each piece of news. */
const asItIs = (fact: Fact) => `#${fact.shortId} v${fact.changedAt}.`;
const asChanged = (fact: Fact, change: Change | null) => `#${fact.shortId} v${change?.details.at(-1)?.after}.`;
const present: Presenter = {
  alert: (fact) => card(`alert ${asItIs(fact)}`),
  update: (fact, { change }) => ({
    edited: card(`edited ${asItIs(fact)}`),
    reply: card(`reply ${asChanged(fact, change)}`),
  }),
  digest: (_delivery, news) =>
    card(`digest ${news.map((it) => (it.change ? asChanged(it.fact, it.change) : asItIs(it.fact))).join(' ')}`),
};

it(
  'whatever happens, and however often the cadence changes, everything is told, nothing twice, and one digest a day',
  async () => {
    const file = await tempDatabase();
    let store = await openTestStore(file);
    let run = 0;
    let digests = 0;
    let alerts = 0;

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24, size: 'max' }), async (plan) => {
        run++;
        let now = NOON + run * 100 * DAY;
        let version = 0;
        let cadence: 'instant' | 'daily' = 'daily';
        const place = channel(`C${run}`);
        const platform = fakePlatform('slack', 1_000);
        const days: string[] = [];
        const { send } = platform;
        platform.send = async (where, message, key) => {
          const before = platform.messages.length;
          try {
            return await send(where, message, key);
          } finally {
            if (message.title.startsWith('digest') && platform.messages.length > before)
              days.push(new Date(now - 9 * HOUR).toISOString().slice(0, 10));
          }
        };
        await store.subscriptions.put(subscription({ channel: place, cadence, createdAt: now }));
        const facts: Fact[] = [];
        for (let i = 0; i < 3; i++) facts.push(await storeFact(store, { id: hexId(), changedAt: 0 }));
        const outbox = (on: Store) =>
          createOutbox({
            store: on,
            adapters: new Map([['slack', platform]]),
            present,
            log: memoryLog(),
            now: () => now,
            by: 'test',
            leaseMs: MINUTE,
          });
        const follow = async () => {
          await store.subscriptions.put(subscription({ channel: place, cadence }));
          await bringForward(store, place, now);
        };

        for (const s of plan) {
          now += 1_000;
          if (s.do === 'wait') now += s.ms;
          if (s.do === 'switch') {
            cadence = s.cadence;
            await follow();
          }
          if (s.do === 'news') {
            const fact = facts[s.fact]!;
            const known = await store.deliveries.alertOf(place, fact.id);
            version++;
            const daily = cadence === 'daily';
            facts[s.fact] = await store.transaction(async (tx) => {
              await tx.deliveries.insert(
                delivery({
                  factId: fact.id,
                  channel: place,
                  kind: known ? 'update' : 'alert',
                  daily,
                  change: known ? change('amount', `${fact.changedAt}`, `${version}`) : null,
                  createdAt: now,
                  progress: due(daily ? nextDigest(now) : now),
                }),
              );
              return tx.facts.save({ ...fact, changedAt: version }, fact.claims, fact.companies);
            });
          }
          if (s.do === 'drain' || s.do === 'crash') platform.fates = [...s.fates];
          if (s.do === 'drain') await outbox(store).drain();
          if (s.do === 'crash') {
            const killed = async () => {
              throw new Error('killed');
            };
            await outbox({ ...store, transaction: killed }).drain();
            await store.close();
            store = await openTestStore(file);
            now += MINUTE;
          }
        }

        platform.fates = [];
        await follow();
        for (let i = 0; i < 200 && (await store.deliveries.nextDue()) !== null; i++) {
          now = Math.max(now, (await store.deliveries.nextDue()) ?? now);
          await outbox(store).drain();
        }

        const posted = platform.messages.map((message) => message.title).join(' ');
        const shown = `${posted} ${platform.messages.flatMap((message) => message.edits).join(' ')}`;
        // Of a message that was found, nobody knows which updates it told already: they are told once more.
        const most = plan.some((s) => s.do === 'crash' || ('fates' in s && s.fates.some(mayStand))) ? 2 : 1;
        for (const fact of facts) {
          if (fact.changedAt > 0) expect(shown).toContain(asItIs(fact));
          for (let v = 1; v <= version; v++)
            expect(posted.split(`#${fact.shortId} v${v}.`).length - 1).toBeLessThanOrEqual(most);
        }
        expect(new Set(platform.messages.map((message) => message.key)).size).toBe(platform.messages.length);
        // One that had to wait may come on the day of the next.
        const waited = plan.some((s) => s.do === 'crash' || ('fates' in s && s.fates.some((fate) => fate !== 'sent')));
        if (!waited) expect(new Set(days).size).toBe(days.length);
        expect(await store.deliveries.waiting(place)).toEqual([]);
        digests += days.length;
        alerts += platform.messages.length - days.length;
      }),
      { numRuns: RUNS },
    );
    // The plans must have come to both kinds of messages, or this test shows nothing.
    expect(Math.min(digests, alerts)).toBeGreaterThan(RUNS / 4);
  },
  2_000 * RUNS,
);
