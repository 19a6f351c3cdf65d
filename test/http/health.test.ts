import { describe, expect, it } from 'vitest';
import { healthPages } from '../../src/http/health.ts';

type Parts = Parameters<typeof healthPages>[0];

async function ask(path: string, parts: Partial<Parts>) {
  const pages = healthPages({ database: async () => {}, platforms: () => [], ...parts });
  const answer = await pages.find((page) => page.path === path)?.answer({ path, query: new URLSearchParams() });
  return { http: answer?.status, ...JSON.parse(answer?.body ?? '') };
}

describe('health over HTTP', () => {
  it('alive says nothing but that the process answers, whatever is broken', async () => {
    const broken: Parts = { database: () => Promise.reject(new Error('gone')), platforms: () => [] };
    expect(await ask('/healthz', broken)).toEqual({ http: 200, status: 'alive' });
  });

  it('ready is the database and every platform', async () => {
    const platforms = () => [
      { name: 'slack', state: 'up' as const },
      { name: 'discord', state: 'up' as const },
    ];
    expect(await ask('/readyz', { platforms })).toEqual({
      http: 200,
      status: 'ready',
      checks: { database: 'ok', slack: 'up', discord: 'up' },
    });
    const one = () => [...platforms().slice(0, 1), { name: 'discord', state: 'connecting' as const }];
    expect(await ask('/readyz', { platforms: one })).toMatchObject({
      http: 503,
      status: 'not ready',
      checks: { discord: 'connecting' },
    });
  });

  it('a database that fails or does not answer in time is told as failing, without its words', async () => {
    for (const database of [() => Promise.reject(new Error('at /secret/path')), () => new Promise<void>(() => {})])
      expect(await ask('/readyz', { database, patienceMs: 5 })).toEqual({
        http: 503,
        status: 'not ready',
        checks: { database: 'failing' },
      });
  });
});
