import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delivery } from '../support/fixtures.ts';
import { openTestStore, tempFolder } from '../support/store.ts';

describe('a power cut', () => {
  it('undoes nothing that was acknowledged, wherever it tears the write that was under way', async () => {
    const folder = await tempFolder();
    const file = join(folder, 'dealwire.db');
    const store = await openTestStore(file);
    const files = () => ({ db: readFileSync(file), log: readFileSync(`${file}-wal`) });
    const owed = Array.from({ length: 12 }, () => delivery());
    /** What the disk held when each was acknowledged; whatever was written after may be there in part. */
    const synced: ReturnType<typeof files>[] = [];
    for (const one of owed) {
      await store.deliveries.insert(one);
      synced.push(files());
    }
    const plentiful = { numRuns: 60 };
    const moment = fc.integer({ min: 0, max: owed.length - 2 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.uint8Array({ maxLength: 600 }),
        async (at, share, noise) => {
          const [before, after] = [synced[at], synced[at + 1]];
          if (!before || !after) return;
          expect(after.log.subarray(0, before.log.length).equals(before.log)).toBe(true);
          const torn = before.log.length + Math.floor((after.log.length - before.log.length) * share);
          const cut = join(folder, `${++run}`);
          mkdirSync(cut);
          writeFileSync(join(cut, 'dealwire.db'), before.db);
          writeFileSync(join(cut, 'dealwire.db-wal'), Buffer.concat([after.log.subarray(0, torn), noise]));
          const again = await openTestStore(join(cut, 'dealwire.db'));
          for (const one of owed.slice(0, at + 1)) expect(await again.deliveries.get(one.id)).toEqual(one);
          await again.deliveries.insert(delivery());
          await again.close();
          const db = new Database(join(cut, 'dealwire.db'), { readonly: true });
          expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
          db.close();
        },
      ),
      plentiful,
    );
  });
});
