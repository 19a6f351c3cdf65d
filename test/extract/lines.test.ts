import { expect, test } from 'vitest';
import { extractLines } from '../../src/extract/lines.ts';
import { extract } from './support.ts';

async function run(lines: string[]): Promise<Record<string, unknown>[]> {
  const out: Record<string, unknown>[] = [];
  async function* input(): AsyncGenerator<string> {
    yield* lines;
  }
  await extractLines(input(), (line) => void out.push(JSON.parse(line)), extract);
  return out;
}

test('every line gets a line, and a bad one never stops the rest', async () => {
  const out = await run([
    JSON.stringify({ id: 'a', title: 'Zorblatt buys Brindle for $5 million', text: '' }),
    'no json',
    '[1]',
    '{"title": "x"}',
    '{"id": "b", "title": 3}',
    '',
    '{"id": 7, "text": null}',
  ]);
  expect(out.map((line) => [line.id, 'error' in line])).toEqual([
    ['a', false],
    [undefined, true],
    [undefined, true],
    [undefined, true],
    ['b', true],
    [undefined, true],
    ['7', false],
  ]);
  expect(out[0]).toMatchObject({ mentions: [{ slug: 'zorblatt' }], claims: [{ type: 'acquisition' }] });
});
