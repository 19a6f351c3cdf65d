import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp } from '../../src/store/backup.ts';
import { openStore } from '../../src/store/index.ts';
import { noise } from '../support/fixtures.ts';
import { openTestStore, storeArticle, storeFact, tempDatabase } from '../support/store.ts';

/** Another program that lets nobody else into the file, as one does that closes it last; for so long from now on. */
async function holdAlone(database: string, ms: number): Promise<{ ended: Promise<number | null> }> {
  const script = `
    import Database from 'better-sqlite3';
    const db = new Database(${JSON.stringify(database)});
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('begin exclusive');
    console.log('held');
    setTimeout(() => { db.exec('rollback'); db.close(); }, ${ms});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  await once(child.stdout, 'data');
  return { ended };
}

describe('a backup', () => {
  it('is whole and of one moment though the bot goes on writing, and opens like the database itself', async () => {
    const database = await tempDatabase();
    const store = await openTestStore(database);
    const text = noise(20_000);
    for (let i = 0; i < 60; i++) await storeArticle(store, { text });
    const fact = await storeFact(store);
    let writing = true;
    let written = 61;
    const load = (async () => {
      while (writing) {
        await storeArticle(store, { text });
        written++;
        // SQLite answers at once: without this nothing else would get its turn.
        await new Promise(setImmediate);
      }
    })();
    const target = join(dirname(database), 'copy.db');
    const steps: number[] = [];
    const bytes = await backUp(database, target, { onProgress: (done, total) => steps.push(done / total) });
    writing = false;
    await load;
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(steps.at(-1)).toBe(1);
    // One file, and nothing else was left behind.
    expect(readdirSync(dirname(target)).filter((name) => /copy|partial/.test(name))).toEqual(['copy.db']);
    const restored = await openStore(target);
    const { articles, claims } = await restored.counts();
    expect(articles).toBeGreaterThanOrEqual(61);
    expect(articles).toBeLessThanOrEqual(written);
    // Each article was stored with its claim, in two transactions: at most one is on its way.
    expect(articles - claims).toBeLessThanOrEqual(1);
    expect((await restored.facts.get(fact.id))?.claims).toHaveLength(1);
    await restored.close();
  });

  it('waits for a program that has the database alone for a moment, and so does whoever opens it', async () => {
    const database = await tempDatabase();
    await (await openStore(database)).close();
    const act = [
      () => backUp(database, join(dirname(database), 'copy.db')),
      async () => (await openStore(database)).close(),
    ];
    for (const open of act) {
      const holder = await holdAlone(database, 700);
      await open();
      expect(await holder.ended).toBe(0);
    }
  });

  it('replaces a file only when told to, and never the database itself', async () => {
    const database = await tempDatabase();
    await openTestStore(database);
    const target = join(dirname(database), 'copy.db');
    writeFileSync(target, 'precious');
    await expect(backUp(database, target)).rejects.toThrow('is there already: name another file, or say --force');
    await backUp(database, target, { overwrite: true });
    await (await openStore(target)).close();
    await expect(backUp(database, database, { overwrite: true })).rejects.toThrow('is the database itself');
  });

  it('says in words what cannot be', async () => {
    const database = await tempDatabase();
    const folder = dirname(database);
    await expect(backUp(database, join(folder, 'a.db'))).rejects.toThrow(/There is no database at/);
    await openTestStore(database);
    await expect(backUp(database, join(folder, 'none', 'a.db'))).rejects.toThrow(/There is no folder .*none: make it/);
    mkdirSync(join(folder, 'sub'));
    await expect(backUp(database, join(folder, 'sub'))).rejects.toThrow(/is not a file/);
    await expect(backUp('postgres://u:hush@db.example/x', 'a.dump')).rejects.toThrow(
      /pg_dump --format=custom --file=a\.dump/,
    );
    await expect(backUp('postgres://u:hush@db.example/x', 'a.dump')).rejects.not.toThrow(/hush/);
  });

  it('that was interrupted leaves nothing', async () => {
    const database = await tempDatabase();
    const store = await openTestStore(database);
    await storeArticle(store, { text: noise(5_000_000) });
    const target = join(dirname(database), 'copy.db');
    const stop = new AbortController();
    const backup = backUp(database, target, { onProgress: () => stop.abort(), signal: stop.signal });
    await expect(backup).rejects.toThrow('The backup was interrupted: nothing was written.');
    expect([existsSync(target), readdirSync(dirname(target)).some((name) => name.includes('partial'))]).toEqual([
      false,
      false,
    ]);
  });
});
