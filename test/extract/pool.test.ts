import { afterEach, expect, test } from 'vitest';
import { createExtractionPool, type ExtractionPool } from '../../src/extract/pool.ts';
import { extract, names } from './support.ts';

let pool: ExtractionPool | undefined;
afterEach(async () => {
  await pool?.close();
});

test('a worker extracts what the extractor itself would', async () => {
  pool = createExtractionPool(names);
  const article = { id: 'p', title: 'Zorblatt acquires Brindle for $5 million', text: 'Nobody was surprised.' };
  expect(await pool.extract(article)).toEqual(extract(article));
});

test('an article past its deadline gives nothing rather than an error', async () => {
  pool = createExtractionPool(names, { deadlineMs: 1 });
  expect(await pool.extract({ id: 'p', title: 'Zorblatt acquires Brindle', text: 'word '.repeat(20_000) })).toEqual({
    mentions: [],
    claims: [],
  });
});
