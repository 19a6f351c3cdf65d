import { describe, expect, it } from 'vitest';
import { createIntake } from '../../src/intake.ts';
import type { Store } from '../../src/store/store.ts';
import { usd, who } from '../ledger/told.ts';
import { article, claim, HOUR, NOON } from '../support/fixtures.ts';
import { openTestStore } from '../support/store.ts';

/** The store, and how many facts it was asked to read so far to find those that a claim may tell of. */
function counting(store: Store): { store: Store; read: () => number } {
  let read = 0;
  const watched = (tx: Store): Store => ({
    ...tx,
    facts: {
      ...tx.facts,
      candidates: async (...asked) => {
        const found = await tx.facts.candidates(...asked);
        read += found.length;
        return found;
      },
    },
  });
  return {
    store: { ...store, transaction: (work) => store.transaction((tx) => work(watched(tx))) },
    read: () => read,
  };
}

describe('the work of taking an article in', () => {
  it('is as much after many articles about its company as after few', async () => {
    const { store, read } = counting(await openTestStore());
    const intake = createIntake({ store, now: () => NOON + 2_000 * HOUR });
    let told = 0;
    /** Each event is told by two outlets, six hours apart. */
    const tell = async (kind: number): Promise<void> => {
      for (const outlet of ['Alpha Wire', 'Beta Post']) {
        const at = NOON + told++ * 6 * HOUR;
        const other = `Newcomer${kind}`;
        const args = [
          [who('investor', 'Meta'), who('target', other), usd('$300 million')],
          [who('party', 'Meta'), who('party', other), usd(`$${kind + 40} million`)],
          [who('org', 'Meta'), { role: 'product' as const, text: `Tool ${kind}.1` }],
          [who('plaintiff', other), who('defendant', `Rival${kind}`), who('plaintiff', 'Meta')],
        ][kind % 4];
        const type = (['investment', 'agreement', 'launch', 'legal'] as const)[kind % 4];
        const id = `${outlet} ${kind}`;
        await intake.take(
          article({ id, identity: id, outlet, title: `What ${other} and Meta do`, url: null, published: at, seen: at }),
          { mentions: [], claims: [claim({ ...(type && { type }), ...(args && { args }) })] },
          { quiet: true },
        );
      }
    };
    const looked: number[] = [];
    for (let kind = 0; kind < 120; kind++) {
      const before = read();
      await tell(kind);
      looked.push(read() - before);
    }
    const sum = (some: number[]) => some.reduce((all, n) => all + n, 0);
    const [few, many] = [sum(looked.slice(20, 40)), sum(looked.slice(100, 120))];
    // The second telling finds the first, and a sum what else was agreed in those days: the same, however much is stored.
    expect(few).toBeLessThan(60);
    expect(many).toBe(few);
    expect((await store.counts()).facts).toBe(120);
  });
});
