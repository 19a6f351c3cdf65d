import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const rows = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('.test.ts'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('SECURITY.md', () => {
  it('names a test for every threat', () => {
    expect(rows.length).toBeGreaterThan(9);
    for (const row of rows) expect(row).toHaveLength(5);
  });

  it.each(rows.map(([, threat, , held]) => [threat, held] as const))(
    '%s: the tests that it names are there',
    (_, held = '') => {
      for (const [, path = '', titles = ''] of held.matchAll(/`(test\/[^`]+)`([^`]*)/g)) {
        expect({ path, there: existsSync(join(ROOT, path)) }).toEqual({ path, there: true });
        const source = readFileSync(join(ROOT, path), 'utf8');
        const named = [...titles.matchAll(/“([^”]+)”/g)].map((match) => match[1] ?? '');
        expect(named.length).toBeGreaterThan(0);
        for (const title of named) expect(source).toContain(title);
      }
    },
  );
});
