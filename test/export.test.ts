import { describe, expect, it } from 'vitest';
import { exportFacts } from '../src/export.ts';
import { openTestStore, storeFact } from './support/store.ts';

const names = () => undefined;

async function exported(store: Awaited<ReturnType<typeof openTestStore>>, format: 'csv' | 'jsonl') {
  const lines: string[] = [];
  const progress: string[] = [];
  const onProgress = (done: number, total: number) => progress.push(`${done}/${total}`);
  const count = await exportFacts(format, { store, names, write: (text) => lines.push(text), onProgress });
  return { count, lines, progress };
}

describe('an export', () => {
  it('holds every fact once, however many there are', async () => {
    const store = await openTestStore();
    for (let n = 0; n < 401; n += 1) await storeFact(store);
    const { count, lines, progress } = await exported(store, 'jsonl');
    expect(count).toBe(401);
    expect(progress).toEqual(['200/401', '400/401', '401/401']);
    expect(new Set(lines.map((line) => JSON.parse(line).id)).size).toBe(401);
  });

  it('of an empty ledger is empty: for CSV, its head alone', async () => {
    const store = await openTestStore();
    expect(await exported(store, 'jsonl')).toEqual({ count: 0, lines: [], progress: [] });
    expect((await exported(store, 'csv')).lines).toHaveLength(1);
  });

  it('as CSV keeps line breaks, quotes and commas of a feed in their cell, and makes no formula of them', async () => {
    const store = await openTestStore();
    await storeFact(store, {}, { article: { title: '=HYPERLINK("https://x.example", "a,\nb")' } });
    const { lines } = await exported(store, 'csv');
    expect(lines.join('\n')).toContain(`"'=HYPERLINK(""https://x.example"", ""a,\nb"")"`);
  });
});
