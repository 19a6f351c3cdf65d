import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseFiles } from '../../src/feeds/parse-files.ts';
import { rss } from '../support/feed-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'dealwire-parse-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('each file is a line, in order; those that cannot be read say why and the rest go on', async () => {
  const good = join(folder, 'good.xml');
  const bad = join(folder, 'bad.xml');
  writeFileSync(
    good,
    rss([{ title: 'One', link: '/1', date: 'Wed, 18 Jun 2025 12:00:00 GMT', description: '<p>Text</p>' }]),
  );
  writeFileSync(bad, 'no feed');
  const lines: string[] = [];
  const missing = join(folder, 'missing.xml');
  const sound = await parseFiles([missing, bad, folder, good], { base: 'https://x.example/feed' }, (l) =>
    lines.push(l),
  );
  expect(sound).toBe(false);
  expect(lines.every((line) => !line.includes('\n'))).toBe(true);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { file: missing, items: [], error: 'There is no such file.' },
    { file: bad, items: [], error: expect.stringContaining('not a feed') },
    { file: folder, items: [], error: expect.stringContaining('folder') },
    {
      file: good,
      items: [{ title: 'One', link: 'https://x.example/1', id: null, date: Date.UTC(2025, 5, 18, 12), text: 'Text' }],
    },
  ]);
});
