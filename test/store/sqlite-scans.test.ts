import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeArchive } from '../../scripts/measure/archive.ts';
import { createRetention } from '../../src/retention.ts';
import { openStore } from '../../src/store/index.ts';
import { type QuietBot, startQuietBot } from '../support/quiet-bot.ts';
import { tempFolder } from '../support/store.ts';

/** Tables that grow with the years, or with the number of channels. */
const LARGE = [
  ...['articles', 'article_companies', 'claims', 'facts', 'fact_companies', 'fact_keys'],
  ...['deliveries', 'delivery_facts', 'channels', 'subscriptions', 'corrections', 'reports', 'outages'],
];

/** What the whole program asks of its database in some days of news, by text; with what it was doing then. */
async function statementsOfSomeDays(): Promise<Map<string, string>> {
  const statements = new Map<string, string>();
  let doing = '';
  const prepare = Database.prototype.prepare;
  const spy = vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (
    this: Database.Database,
    sql: string,
  ) {
    if (this.name.endsWith('dealwire.db') && !statements.has(sql)) statements.set(sql, doing);
    return prepare.call(this, sql);
  } as typeof prepare);
  const during = async (what: string, work: () => Promise<unknown>) => {
    doing = what;
    await work();
  };
  const bots: QuietBot[] = [];
  const start = async () => {
    const bot = await startQuietBot();
    bots.push(bot);
    return bot;
  };
  try {
    const digested = await start();
    const { type, press, at, publish, database, restart, slack } = await start();
    // Their tables are made at the first start.
    statements.clear();
    await during('digests', async () => {
      await digested.type('subscribe', { company: 'scale-ai', cadence: 'daily' });
      digested.publish('harbour-post');
      await digested.at('2025-06-13T15:00:00Z');
      await digested.at('2025-06-14T09:00:00Z');
    });
    expect(digested.titles().join()).toContain('Digest');
    await during('start', restart);
    await during('subscribe', async () => {
      await type('subscribe', { company: 'scale-ai' });
      await type('subscribe', { company: 'meta', cadence: 'daily' });
      await type('subscriptions');
    });
    await during('intake and alerts', async () => {
      publish('harbour-post');
      await at('2025-06-13T15:00:00Z');
      publish('silicon-courier');
      await at('2025-06-13T17:00:00Z');
      publish('venture-lantern');
      await at('2025-06-14T08:30:00Z');
    });
    expect(slack.messages.length).toBeGreaterThan(0);
    const shown = JSON.stringify(await type('deal', { company: 'scale-ai' }));
    const number = /#([0-9a-f]{4,})/.exec(shown)?.[1] ?? '';
    expect(number).not.toBe('');
    await during('/deal', async () => {
      await type('deal', { company: 'scale-ai' });
      await type('deal', { company: 'scale-ai', type: 'investment', with: 'meta', since: '30d' });
      await type('deal', { company: `#${number}` });
    });
    await during('/news', () => type('news', { company: 'scale-ai' }));
    await during('/timeline', () => type('timeline', { company: 'scale-ai' }));
    await during('/compare', () => type('compare', { company: 'scale-ai', with: 'meta', other: 'meta' }));
    await during('/who', () => type('who', { company: 'scale-ai' }));
    await during('mute, settings', async () => {
      await type('dealwire', { quiet: '22:00-07:00' }, 'settings');
      await press('mute:scale-ai');
    });
    await during('trouble of a channel', async () => {
      slack.fates = [{ outcome: 'refused', reason: 'no right', permission: true }];
      await at('2025-06-16T10:00:00Z');
    });
    await during('correct', () => type('dealwire', { fact: number, field: 'amount', value: '$14 billion' }, 'correct'));
    await during('housekeeping', async () => {
      const store = await openStore(database);
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      const now = () => Date.parse('2026-08-01T00:00:00Z');
      await createRetention({ store, days: 30, log, now }).round();
      await store.recover(now(), 0);
      await store.close();
    });
  } finally {
    spy.mockRestore();
    for (const bot of bots) await bot.close();
  }
  return statements;
}

describe('what the program asks of SQLite', () => {
  let statements: Map<string, string>;
  let filled: Database.Database;
  let bare: Database.Database;

  beforeAll(async () => {
    statements = await statementsOfSomeDays();
    const folder = await tempFolder();
    await makeArchive(join(folder, 'filled.db'), 3_000, 1);
    copyFileSync(join(folder, 'filled.db'), join(folder, 'bare.db'));
    filled = new Database(join(folder, 'filled.db'));
    bare = new Database(join(folder, 'bare.db'));
    bare.exec('drop table sqlite_stat1');
    // Read anew, without what the planner knew.
    bare.close();
    bare = new Database(join(folder, 'bare.db'));
  });
  afterAll(() => {
    for (const db of [filled, bare]) db.close();
  });

  it('reads no large table from one end to the other, with or without statistics', () => {
    expect(statements.size).toBeGreaterThan(100);
    expect(new Set(statements.values()).size).toBeGreaterThan(8);
    const scans: string[] = [];
    for (const [sql, doing] of statements) {
      if (!/^\s*(?:select|insert|update|delete|with)\b/i.test(sql)) continue;
      for (const [store, db] of [
        ['with statistics', filled],
        ['without', bare],
      ] as const) {
        const statement = db.prepare(`explain query plan ${sql}`);
        const bound = new Array((sql.match(/\?/g) ?? []).length).fill(null);
        for (const { detail } of statement.all(...bound) as { detail: string }[]) {
          // The greatest of a column without an index is found by a search of everything; some joins make an index of everything.
          const table = /^SCAN (\w+)|^SEARCH (\w+)$|^SEARCH (\w+) USING AUTOMATIC/.exec(detail);
          if (LARGE.includes(table?.slice(1).find(Boolean) ?? ''))
            scans.push(`${doing}, ${store}: ${detail}\n  ${sql}`);
        }
      }
    }
    expect(scans).toEqual([]);
  });
});
