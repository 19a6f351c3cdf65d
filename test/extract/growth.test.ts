import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { names } from './support.ts';

const extract = createExtractor(names);
const session = new Session();

beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
});
afterAll(async () => {
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
});

/** How often functions of the extractor are called while it reads a text. */
async function work(text: string): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  extract({ id: 'g', title: '', text });
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => url.includes('/src/extract/'))
    .flatMap(({ functions }) => functions)
    .reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0);
}

const story = (n: number): string =>
  `Firm${n} raised $${n} million in a Series B round led by Zorblatt. The startup plans to hire ${n} engineers, its chief executive said. `;

test.each([
  ['stories of many firms', story],
  ['one name again and again', () => 'Zorblatt, '],
  ['marks without words', () => '(( “ . '],
  ['figures', () => '$1 billion '],
])('the work of reading %s grows with their length alone', async (_, piece) => {
  const written = (size: number): string => {
    let text = '';
    for (let n = 1; text.length < size; n++) text += piece(n);
    return text.slice(0, size);
  };
  const [small, large] = [written(10_000), written(40_000)];
  // What words mean is asked once; after that, only the reading counts.
  extract({ id: 'g', title: '', text: large });
  const [little, much] = [await work(small), await work(large)];
  expect(little).toBeGreaterThan(100);
  expect(much / little).toBeLessThan(1.25 * 4);
});
