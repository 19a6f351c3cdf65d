import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSources, violations } from './support/imports.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

describe('the rooms of the house', () => {
  const sources = readSources(ROOT, ['src', 'adapters']);

  it('keep the import rules, have no circles, and leave the environment to config', () => {
    expect(sources.size).toBeGreaterThan(20);
    expect(violations(sources)).toEqual([]);
  });

  it.each([
    [
      'src/domain/claim.ts',
      "import { z } from '../chat/card.ts';",
      'src/domain/claim.ts may not import src/chat/card.ts',
    ],
    [
      'src/chat/card.ts',
      "import type { Store } from '../store/store.ts';",
      'src/chat/card.ts may not import src/store/store.ts',
    ],
    ['src/outbox.ts', "import { x } from '../adapters/index.ts';", 'src/outbox.ts may not import adapters/index.ts'],
    [
      'src/outbox.ts',
      "const x = await import('../adapters/index.ts');",
      'src/outbox.ts may not import adapters/index.ts',
    ],
    [
      'adapters/slack/index.ts',
      "export * from '../discord/index.ts';",
      'adapters/slack/index.ts may not import adapters/discord/index.ts',
    ],
    [
      'adapters/slack/index.ts',
      "import '../../src/store/store.ts';",
      'adapters/slack/index.ts may not import src/store/store.ts',
    ],
    ['src/app.ts', "import { x } from './main.ts';", 'src/app.ts may not import src/main.ts'],
    [
      'src/chat/card.ts',
      "import { sql } from 'kysely';",
      'src/chat/card.ts may not import kysely: only src/store/ knows it',
    ],
    ['src/log.ts', 'const level = process.env.LOG_LEVEL;', 'src/log.ts reads the environment: only src/config.ts may'],
    [
      'src/chat/card.ts',
      "import { x } from '../../test/support/imports.ts';",
      'src/chat/card.ts may not import test/support/imports.ts',
    ],
  ])('a fault planted in %s (%s) is found', (path, line, fault) => {
    const planted = new Map(sources);
    planted.set('adapters/index.ts', planted.get('adapters/index.ts') ?? '');
    planted.set('src/main.ts', planted.get('src/main.ts') ?? '');
    planted.set(path, `${planted.get(path) ?? ''}\n${line}\n`);
    expect(violations(planted)).toContain(fault);
  });

  it('a circle inside a room is found', () => {
    const planted = new Map([
      ['src/domain/a.ts', "import './b.ts';"],
      ['src/domain/b.ts', "import './c.ts';"],
      ['src/domain/c.ts', "import './a.ts';"],
    ]);
    expect(violations(planted)).toEqual([
      'circle: src/domain/a.ts → src/domain/b.ts → src/domain/c.ts → src/domain/a.ts',
    ]);
  });
});
