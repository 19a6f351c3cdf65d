import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openTestStore, tempDatabase } from '../support/store.ts';

it('a workspace that is forgotten is in no table any more, whatever tables there are', async () => {
  const file = await tempDatabase();
  const store = await openTestStore(file);
  const db = new Database(file);
  const tables = db.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
  const named = tables.filter((table) => columnsOf(table).some((column) => column.name === 'workspace'));
  expect(named).toContain('channels');
  for (const table of named) {
    const columns = columnsOf(table);
    const given: Record<string, unknown> = { platform: 'slack', workspace: 'T1' };
    const values = columns.map(({ name, type }) => given[name] ?? (/int|double/.test(type.toLowerCase()) ? 1 : 'x'));
    db.prepare(`insert into ${table} values (${columns.map(() => '?').join(', ')})`).run(...values);
  }
  await store.outages.forget({ platform: 'slack', workspace: 'T1' });
  for (const table of named) expect([table, ...db.prepare(`select * from ${table}`).all()]).toEqual([table]);
  db.close();

  function columnsOf(table: string): { name: string; type: string }[] {
    return db.prepare(`pragma table_info(${table})`).all() as { name: string; type: string }[];
  }
});
