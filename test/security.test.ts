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

describe('a dependency', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));

  it('has one exact version, and the lockfile knows its content', () => {
    const { dependencies, devDependencies } = read('package.json');
    const { packages } = read('package-lock.json') as {
      packages: Record<string, { version: string; integrity?: string }>;
    };
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
    for (const [path, { integrity }] of Object.entries(packages))
      if (path) expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
  });
});
