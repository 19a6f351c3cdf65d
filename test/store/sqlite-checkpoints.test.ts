import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { createCheckpoints } from '../../src/store/checkpoints.ts';
import type { Store } from '../../src/store/store.ts';
import { article, noise } from '../support/fixtures.ts';
import { openTestStore, tempDatabase, tempFolder } from '../support/store.ts';

const MB = 2 ** 20;
/** Stores so many articles, each in a transaction of its own. */
async function write(store: Store, count: number, bytes = 200): Promise<void> {
  for (let n = 0; n < count; n++) await store.articles.insert(article({ text: noise(bytes) }));
}

/** How many articles are in the file itself, without its log. */
async function inFile(file: string): Promise<number> {
  const copy = join(await tempFolder(), 'copy.db');
  copyFileSync(file, copy);
  const db = new Database(copy);
  try {
    return db.prepare('select count(*) from articles').pluck().get() as number;
  } catch {
    // Copied while it was written to.
    return 0;
  } finally {
    db.close();
  }
}

describe('the log of SQLite', () => {
  it('is copied into the file while the bot is at work', async () => {
    const file = await tempDatabase();
    const store = await openTestStore(file);
    expect(await inFile(file)).toBe(0);
    await write(store, 600);
    await vi.waitFor(async () => expect(await inFile(file)).toBeGreaterThan(200), { timeout: 20_000, interval: 50 });
    expect((await store.counts()).articles).toBe(600);
  });

  it('begins anew before it is long, however much is written without a pause', async () => {
    const file = await tempDatabase();
    const store = await openTestStore(file);
    let longest = 0;
    for (let n = 0; n < 80; n++) {
      await store.transaction((tx) => write(tx, 10, 130_000));
      longest = Math.max(longest, statSync(`${file}-wal`).size);
    }
    expect(statSync(file).size).toBeGreaterThan(50 * MB);
    expect(longest).toBeLessThan(40 * MB);
  });

  it('waits for whoever reads an older state, without holding up anybody, and begins anew after that', async () => {
    const file = await tempDatabase();
    const store = await openTestStore(file);
    await write(store, 1);
    const reader = new Database(file, { readonly: true });
    reader.exec('begin');
    const seen = () => reader.prepare('select count(*) from articles').pluck().get();
    expect(seen()).toBe(1);
    for (let n = 0; n < 25; n++) await store.transaction((tx) => write(tx, 10, 130_000));
    expect(seen()).toBe(1);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(20 * MB);
    reader.exec('commit');
    const before = statSync(`${file}-wal`).size;
    // More than the log may grow by before a busy thread has said how long it is; it would be 2.6 times as long.
    for (let n = 0; n < 40; n++) await store.transaction((tx) => write(tx, 10, 130_000));
    expect(statSync(`${file}-wal`).size).toBeLessThan(2 * before);
    expect(seen()).toBe(651);
    reader.close();
  });

  it('is gone when the store is closed, with nothing lost', async () => {
    const file = await tempDatabase();
    const store = await openTestStore(file);
    await write(store, 600);
    await store.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(await inFile(file)).toBe(600);
    const db = new Database(file, { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });

  it('loses nothing where file and log are left as a crash leaves them, whatever was being copied', async () => {
    const file = await tempDatabase();
    const store = await openTestStore(file);
    await write(store, 100);
    for (let run = 0; run < 12; run++) {
      await write(store, 60);
      // As a process that is killed leaves them: the log first, since only what it holds is copied meanwhile.
      const left = join(await tempFolder(), 'left.db');
      copyFileSync(`${file}-wal`, `${left}-wal`);
      copyFileSync(file, left);
      const db = new Database(left);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.prepare('select count(*) from articles').pluck().get()).toBe(160 + run * 60);
      db.close();
    }
  });

  it('loses nothing that was acknowledged, whenever the process is killed', async () => {
    const file = await tempDatabase();
    await (await openTestStore(file)).close();
    const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const script = `
      const { openStore } = await import(${at('../../src/store/index.ts')});
      const { article, noise } = await import(${at('../support/fixtures.ts')});
      const store = await openStore(process.argv[1]);
      for (let n = 0; ; n++) {
        const id = process.argv[2] + '-' + n;
        await store.articles.insert(article({ id, text: noise(30_000) }));
        console.log(id);
      }`;
    const loader = new URL('../support/typescript-workers.mjs', import.meta.url).href;
    let acknowledged = 0;
    for (const [run, lifeMs] of [300, 700, 1_100, 400].entries()) {
      const child = spawn(process.execPath, ['--import', loader, '--input-type=module', '-e', script, file, `${run}`], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
      });
      await once(child.stdout, 'data');
      await pause(lifeMs);
      child.kill('SIGKILL');
      await once(child, 'close');
      const ids = said.split('\n').slice(0, -1);
      acknowledged += ids.length;
      const store = await openTestStore(file);
      for (const id of ids) expect(await store.articles.get(id)).not.toBeNull();
      await store.close();
      const db = new Database(file, { readonly: true });
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      db.close();
    }
    // Far more than the thread lets stand in the log.
    expect(acknowledged * 30_000).toBeGreaterThan(4 * MB);
  });

  it('is copied by whoever commits where the thread cannot be', async () => {
    const nothing = join(await tempFolder(), 'none', 'there.db');
    const failed = vi.fn();
    const checkpoints = createCheckpoints(nothing, failed);
    checkpoints.written(10_000);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce(), { timeout: 20_000 });
    // Asked again, it does not wait for what will never come.
    checkpoints.written(10_000);
    await checkpoints.ready();
    await checkpoints.stop();
  });

  it('outlives a file that cannot be copied to: what is written stands in the log', async () => {
    const file = join(await tempFolder(), 'no-database.db');
    writeFileSync(file, 'this is no database, and nothing can be copied into it');
    const failed = vi.fn();
    const checkpoints = createCheckpoints(file, failed);
    checkpoints.written(10_000);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce(), { timeout: 10_000 });
    await checkpoints.ready();
    await checkpoints.stop();
  });
});
