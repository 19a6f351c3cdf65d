import { describe, expect, it } from 'vitest';
import { connect } from '../../src/store/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { prepared, preparedChange } from '../../src/store/prepared.ts';
import { NOON } from '../support/fixtures.ts';
import { tempDatabase } from '../support/store.ts';

type Site = { site: string; left_until: number };

describe('a statement that is put together once', () => {
  it('is given other values each time, as many as there are, in and out of transactions', async () => {
    const { writer, reader, close } = await connect(await tempDatabase());
    await migrate(writer, NOON);
    let builds = 0;
    const put = preparedChange((db, rows: readonly Site[]) => {
      builds++;
      return db
        .insertInto('sites')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing());
    });
    const among = prepared((db, sites: readonly string[], until: number) => {
      builds++;
      return db
        .selectFrom('sites')
        .selectAll()
        .where('site', 'in', sites)
        .where('left_until', '<', until)
        .orderBy('site')
        .limit(5);
    });
    const site = (name: string, left_until: number): Site => ({ site: name, left_until });
    expect(await put(writer, [site('a', 1), site('b', 2)])).toBe(2);
    expect(await put(writer, [site('b', 7), site('c', 3)])).toBe(1);
    await writer.transaction().execute(async (tx) => {
      expect(await put(tx, [site('d', 4)])).toBe(1);
      expect(await among(tx, ['a', 'd'], 9)).toEqual([site('a', 1), site('d', 4)]);
    });
    expect(await among(reader, ['a', 'b'], 2)).toEqual([site('a', 1)]);
    expect(await among(reader, ['b', 'c'], 9)).toEqual([site('b', 2), site('c', 3)]);
    expect(await among(reader, ['d', 'x', 'c'], 4)).toEqual([site('c', 3)]);
    // Rows: two and one. Lists: two in the transaction and again for the reader, three.
    expect(builds).toBeLessThanOrEqual(5);
    await close();
  });

  it('has the columns that it is given, and values that repeat', async () => {
    const { writer, close } = await connect(await tempDatabase());
    await migrate(writer, NOON);
    const put = preparedChange((db, row: Partial<Site> & { site: string; left_until: number }) =>
      db
        .insertInto('sites')
        .values(row)
        .onConflict((conflict) => conflict.column('site').doUpdateSet(row)),
    );
    const asked = prepared((db, { site, left_until }: Partial<Site>) => {
      let query = db.selectFrom('sites').select('site');
      if (site !== undefined) query = query.where('site', '=', site);
      if (left_until !== undefined) query = query.where('left_until', '=', left_until);
      return query.orderBy('site');
    });
    for (const [site, left_until] of [
      ['a', 1],
      ['b', 1],
      ['a', 2],
    ] as const)
      expect(await put(writer, { site, left_until })).toBe(1);
    expect(await asked(writer, { site: 'a' })).toEqual([{ site: 'a' }]);
    expect(await asked(writer, { left_until: 1 })).toEqual([{ site: 'b' }]);
    expect(await asked(writer, { site: 'a', left_until: 1 })).toEqual([]);
    expect(await asked(writer, {})).toEqual([{ site: 'a' }, { site: 'b' }]);
    await close();
  });
});
