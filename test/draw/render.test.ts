import { readFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { toPng } from '../../src/draw/render.ts';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return { ...real, readFile: vi.fn(real.readFile) };
});

it('draws the next chart where the fonts could not be read for one', async () => {
  const chart = {
    title: 'Scale AI',
    subtitle: 'no facts',
    lanes: [],
    marks: [],
    legend: { status: [], certainty: [], sizes: [], noSum: '' },
    note: 'dealwire',
  };
  vi.mocked(readFile).mockRejectedValueOnce(new Error('EMFILE: too many open files'));
  await expect(toPng(chart)).rejects.toThrow('EMFILE');
  expect(Buffer.from(await toPng(chart)).toString('latin1', 1, 4)).toBe('PNG');
});
