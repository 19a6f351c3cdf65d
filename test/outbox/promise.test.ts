import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Status } from '../../src/domain/claim.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { Fact } from '../../src/domain/fact.ts';
import { createOutbox } from '../../src/outbox.ts';
import type { Store } from '../../src/store/store.ts';
import { change, channel, DAY, delivery, due, hexId, MINUTE, NOON, subscription } from '../support/fixtures.ts';
import { type Fate, fakePlatform, memoryLog, plainPresenter } from '../support/outbox.ts';
import { openTestStore, storeFact, tempDatabase } from '../support/store.ts';

/** More for a long search: `PROMISE_RUNS=2000 npx vitest run test/outbox`. */
const RUNS = Number(process.env.PROMISE_RUNS ?? 40);
const STATUSES: Status[] = ['talks', 'announced', 'closed', 'ended', 'failed'];

type Step =
  | { do: 'news'; fact: number; channel: number }
  | { do: 'drain'; fates: Fate[]; edits: Fate[] }
  /** The bot is killed after its calls and before it could note what came of them. */
  | { do: 'crash'; fates: Fate[]; edits: Fate[] }
  | { do: 'wait'; ms: number };

const fate = fc.constantFrom<Fate>(
  'sent',
  'sent',
  'unknown, and stands',
  'unknown, and does not stand',
  'throws, and stands',
  'throws, and does not stand',
  { outcome: 'later', waitMs: 5_000, reason: 'busy' },
  { outcome: 'refused', reason: 'no right', permission: true },
  { outcome: 'refused', reason: 'bad message' },
  { outcome: 'gone', reason: 'archived' },
);
const fates = fc.array(fate, { maxLength: 4 });
// A refused edit leaves an old alert on purpose; it has a test of its own.
const edits = fc.array(
  fate.filter((f) => typeof f === 'string' || f.outcome !== 'refused' || f.permission === true),
  { maxLength: 4 },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('news' as const), fact: fc.nat(1), channel: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('drain' as const), fates, edits }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), fates, edits }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1_000, MINUTE, 5 * MINUTE) }),
  },
);

it(
  'whatever happens, each delivery stands once or is set aside, and the last edit tells the latest',
  async () => {
    const file = await tempDatabase();
    let store = await openTestStore(file);
    let run = 0;
    const seen = { sent: 0, folded: 0, held: 0 };

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24, size: 'max' }), async (plan) => {
        run++;
        let now = NOON + run * DAY;
        const platform = fakePlatform('slack', 1_000);
        const places = [0, 1].map((i) => channel(`C${run}-${i}`));
        for (const place of places) await store.subscriptions.put(subscription({ channel: place }));
        const facts: Fact[] = [];
        for (let i = 0; i < 4; i++) facts.push(await storeFact(store, { id: hexId() }));
        const owed: Delivery[] = [];
        const outbox = (on: Store) =>
          createOutbox({
            store: on,
            adapters: new Map([['slack', platform]]),
            present: plainPresenter,
            log: memoryLog(),
            now: () => now,
            by: 'test',
            leaseMs: MINUTE,
          });

        for (const s of plan) {
          now += 1_000;
          if (s.do === 'wait') now += s.ms;
          if (s.do === 'news') {
            // Two facts for each channel, so that whoever hears of a fact hears of every change, as intake sees to.
            const which = s.fact + 2 * s.channel;
            const [fact, place] = [facts[which]!, places[s.channel]!];
            const known = await store.deliveries.alertOf(place, fact.id);
            const d = delivery({
              factId: fact.id,
              channel: place,
              kind: known ? 'update' : 'alert',
              change: known ? change('amount', `${now}`, `${now + 1}`) : null,
              createdAt: now,
              progress: due(now),
            });
            const status = STATUSES[owed.length % STATUSES.length]!;
            facts[which] = await store.transaction(async (tx) => {
              await tx.deliveries.insert(d);
              return tx.facts.save({ ...fact, status, changedAt: now }, fact.claims, fact.companies);
            });
            owed.push(d);
          }
          if (s.do === 'drain' || s.do === 'crash') {
            platform.fates = [...s.fates];
            platform.editFates = [...s.edits];
          }
          if (s.do === 'drain') await outbox(store).drain();
          if (s.do === 'crash') {
            const killed = async () => {
              throw new Error('killed');
            };
            await outbox({
              ...store,
              transaction: killed,
              deliveries: { ...store.deliveries, settleAll: killed },
            }).drain();
            await store.close();
            store = await openTestStore(file);
            now += MINUTE;
          }
        }

        platform.fates = [];
        platform.editFates = [];
        for (const place of places) await store.subscriptions.resume(place);
        for (const place of places) await store.deliveries.release(place, now);
        for (let i = 0; i < 200 && (await store.deliveries.nextDue()) !== null; i++) {
          now = Math.max(now, (await store.deliveries.nextDue()) ?? now);
          await outbox(store).drain();
        }

        for (const d of owed) {
          const state = (await store.deliveries.get(d.id))?.progress.state;
          const standing = platform.messages.filter((m) => m.key === d.key).length;
          expect([state, standing]).toEqual([state, state === 'sent' ? 1 : 0]);
          expect(state).toMatch(/^(sent|held|folded)$/);
          seen[state as keyof typeof seen]++;
        }
        for (const [i, fact] of facts.entries()) {
          const states = await Promise.all(
            owed.filter((d) => d.factId === fact.id).map((d) => store.deliveries.get(d.id)),
          );
          if (!states.length || states.some((d) => d?.progress.state === 'held')) continue;
          const alert = platform.messages.find((m) => m.key === states[0]?.key);
          const shown = alert?.edits.at(-1) ?? alert?.title;
          expect([i, shown]).toEqual([i, expect.stringContaining(`#${fact.shortId} ${fact.status}`)]);
        }
        const keys = platform.messages.map((m) => m.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(await store.deliveries.nextDue()).toBeNull();
      }),
      { numRuns: RUNS },
    );
    // The plans must have come to every end, or this test shows nothing.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  },
  6_000 * RUNS,
);
