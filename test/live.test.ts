import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FeedSpec } from '../src/domain/company.ts';
import { createLive } from '../src/live.ts';
import { createLog } from '../src/log.ts';
import { tempFolder } from './support/store.ts';

describe('the catalogue of a running bot', () => {
  it('follows its files, in lookups, in the workers that extract and in its feeds; a broken file changes nothing', async () => {
    const folder = await tempFolder();
    const companies = join(folder, 'companies.json');
    const feeds = join(folder, 'feeds.json');
    const entry = (slug: string, name: string) => ({ slug, name });
    writeFileSync(companies, JSON.stringify([entry('meta', 'Meta')]));
    writeFileSync(feeds, '[]');
    const lines: string[] = [];
    const log = createLog({ level: 'info', write: (line) => lines.push(line) });
    const listed: string[][] = [];
    const onFeeds = (feeds: readonly FeedSpec[]) => void listed.push(feeds.map((it) => it.id));
    const live = createLive({ files: { companies, feeds }, log, onFeeds, lookMs: 20 });
    const text = 'Widgetly raised $5 million in a Series A round, the company said.';
    const mentioned = async () =>
      (await live.extract({ id: 'a', title: 'Widgetly raises $5 million', text })).mentions.map((it) => it.slug);
    try {
      live.watch();
      expect(await mentioned()).toEqual([]);
      expect(live.lookup.find('widgetly')).toBeNull();

      const next = `${companies}.new`;
      writeFileSync(next, JSON.stringify([entry('meta', 'Meta'), entry('widgetly', 'Widgetly')]));
      const reading = live.extract({ id: 'b', title: 'Meta buys', text: 'Meta will buy Acme for $1 billion.' });
      renameSync(next, companies);
      await expect.poll(() => live.lookup.find('widgetly')?.name, { timeout: 10_000 }).toBe('Widgetly');
      expect(live.catalogue.companies).toHaveLength(2);
      expect(await mentioned()).toContain('widgetly');
      expect((await reading).mentions.map((it) => it.slug)).toContain('meta');

      const courier = { id: 'courier', outlet: 'Courier', url: 'https://courier.example/feed', tier: 2 };
      writeFileSync(feeds, JSON.stringify([courier]));
      await expect.poll(() => listed, { timeout: 10_000 }).toEqual([['courier']]);
      expect(live.catalogue.feeds.map((it) => it.id)).toEqual(['courier']);

      writeFileSync(companies, '[ { "slug": "meta" ');
      await expect.poll(() => lines.some((line) => line.includes('stay as they were')), { timeout: 10_000 }).toBe(true);
      expect(live.lookup.find('widgetly')?.name).toBe('Widgetly');
      expect(await mentioned()).toContain('widgetly');
    } finally {
      await live.close();
    }
  }, 40_000);
});
