import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createInstallations, renewSeals } from '../src/installations.ts';
import { createKeyring } from '../src/keyring.ts';
import { createLog } from '../src/log.ts';
import type { Store } from '../src/store/store.ts';
import { NOON } from './support/fixtures.ts';
import { openTestStore, tempDatabase } from './support/store.ts';

const OLD = 'an old key that is long enough to be one';
const NEW = 'a new key that is long enough to be one';

const of = (store: Store, keys: [string, ...string[]]) =>
  createInstallations({ store, keyring: createKeyring(keys), platform: 'slack', now: () => NOON });
const value = { bot: { token: 'xoxb-very-secret' } };

describe('installations', () => {
  it('are kept over a restart, changed, listed and deleted', async () => {
    const file = await tempDatabase();
    const first = await openTestStore(file);
    await of(first, [NEW]).put('T1', { bot: { token: 'xoxb-before' } });
    await of(first, [NEW]).put('T1', value);
    await of(first, [NEW]).put('T2', value);
    await first.close();
    const again = of(await openTestStore(file), [NEW]);
    expect(await again.get('T1')).toEqual(value);
    expect(await again.get('T3')).toBeNull();
    expect(await again.workspaces()).toEqual(['T1', 'T2']);
    expect(await again.delete('T1')).toBe(true);
    expect(await again.delete('T1')).toBe(false);
    expect(await again.get('T1')).toBeNull();
  });

  it('stand encrypted in the file', async () => {
    const file = await tempDatabase();
    const store = await openTestStore(file);
    await of(store, [NEW]).put('T1', value);
    await store.close();
    expect(readFileSync(file).includes('xoxb')).toBe(false);
  });

  it('say what to do when their key is gone', async () => {
    const store = await openTestStore();
    await of(store, [OLD]).put('T1', value);
    await expect(of(store, [NEW]).get('T1')).rejects.toThrow(/T1 .*not in ENCRYPTION_KEY.*new,old.*install dealwire/);
  });

  it('are sealed anew with the first key at a start, so that the old key can be dropped', async () => {
    const store = await openTestStore();
    const lines: string[] = [];
    const log = createLog({ level: 'info', write: (line) => lines.push(line) });
    await of(store, [OLD]).put('T1', value);
    await of(store, ['a third key, which nobody has any more: lost']).put('T2', value);
    await renewSeals({ store, keyring: createKeyring([NEW, OLD]), log });
    expect(await of(store, [NEW]).get('T1')).toEqual(value);
    expect(lines.join('')).toMatch(/"workspace":"T2".*not in ENCRYPTION_KEY/);
    expect(lines.join('')).toMatch(/"renewed":1/);
  });
});
