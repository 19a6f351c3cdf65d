import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { CatalogueError, checkList, type Entries, type Entry, readJson, readList, told } from './catalogue/entries.ts';
import { company, demo, demoFeed, feed, outlet } from './catalogue/schema.ts';
import type { Alias, Catalogue, Company, FeedSpec } from './domain/company.ts';

export { CatalogueError };

type CompanyEntry = z.infer<typeof company>;
type FeedEntry = z.infer<typeof feed>;

/** Path of a file of the data that comes with the program, whether it runs from the sources or from `dist/`. */
export function bundledData(name: string): string {
  for (let folder = import.meta.dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const path = join(folder, 'data', name);
    if (existsSync(path)) return path;
  }
  return join('data', name);
}

/**
 * Reads and checks companies, feeds and outlets; the result is frozen. Files that are not named are those that
 * come with the program. Throws `CatalogueError` with every fault of all three files.
 */
export function loadCatalogue(named: {
  companies?: string | null;
  feeds?: string | null;
  outlets?: string | null;
}): Catalogue {
  const paths = {
    companies: named.companies ?? bundledData('companies.json'),
    feeds: named.feeds ?? bundledData('feeds.json'),
    outlets: named.outlets ?? bundledData('outlets.json'),
  };
  const faults: string[] = [];
  const companies = readList(paths.companies, company, 'slug', faults, 'COMPANIES_FILE');
  const feeds = readList(paths.feeds, feed, 'id', faults, 'FEEDS_FILE');
  const outlets = readList(paths.outlets, outlet, 'name', faults);
  if (companies) checkCompanies(companies, faults);
  if (companies?.ids.size === 0) faults.push(`${paths.companies}: lists no company; add at least one`);
  if (feeds) checkFeeds(feeds.sound, companies?.ids ?? null, faults);
  if (outlets) checkOutlets(outlets.sound, faults);
  if (faults.length || !companies || !feeds || !outlets) throw new CatalogueError('The catalogue', faults);
  return deepFreeze({
    companies: companies.sound.map((entry) => toCompany(entry.value)),
    feeds: feeds.sound.map((entry) => toFeed(entry.value)),
    outlets: outlets.sound.map((entry) => entry.value),
  });
}

/** The demo edition: its documents (`file` is a full path) and the companies that the console is subscribed to. */
export interface Demo {
  feeds: readonly (FeedSpec & { file: string })[];
  companies: readonly string[];
}

/** Reads and checks `demo.json` of a folder (by default the one that comes with the program). Throws `CatalogueError`. */
export function loadDemo(dir: string = dirname(bundledData('demo/demo.json'))): Demo {
  const path = join(dir, 'demo.json');
  const faults: string[] = [];
  const raw = readJson(path, faults);
  const parsed = raw === undefined ? undefined : demo.safeParse(raw);
  if (parsed && !parsed.success) faults.push(...parsed.error.issues.flatMap((issue) => told(path, issue)));
  const feeds = parsed?.success ? checkList(path, parsed.data.feeds, demoFeed, 'id', faults).sound : [];
  checkFeeds(feeds, null, faults);
  for (const { at, value } of feeds) {
    if (!existsSync(join(dir, value.file)))
      faults.push(`${at}, file: ${value.file} is not there; add it or mend the name`);
  }
  if (faults.length || !parsed?.success) throw new CatalogueError('The demo edition', faults);
  return deepFreeze({
    companies: parsed.data.companies,
    feeds: feeds.map(({ value }) => ({ ...toFeed(value), file: join(dir, value.file) })),
  });
}

function toCompany(entry: CompanyEntry): Company {
  const { ambiguous, aliases, parent, people, ...rest } = entry;
  const names = [...new Set([entry.name, ...aliases, ...ambiguous])];
  return {
    ...rest,
    ...(parent ? { parent } : {}),
    aliases: names.map((name): Alias => ({ text: name, ambiguous: ambiguous.includes(name) })),
    people: people.map(({ from, until, ...who }) => ({
      ...who,
      ...(from ? { from } : {}),
      ...(until ? { until } : {}),
    })),
  };
}

function toFeed(entry: FeedEntry): FeedSpec {
  const { id, outlet: name, title, url, tier: rank, company: owner } = entry;
  return { id, outlet: name, title: title ?? name, url, tier: rank, ...(owner ? { company: owner } : {}) };
}

function checkCompanies({ sound, ids }: Entries<CompanyEntry>, faults: string[]): void {
  unique(sound, 'slug', (c) => c.slug, faults);
  const parents = new Map(sound.map(({ value }) => [value.slug, value.parent]));
  const claimed = new Map<string, string>();
  for (const { at, value } of sound) {
    const { slug, parent, name, aliases, ambiguous } = value;
    if (parent && !ids.has(parent))
      faults.push(`${at}, parent: no company has the slug "${parent}"; add it or mend the slug`);
    else if (parent && hasCircle(slug, parents))
      faults.push(`${at}, parent: "${parent}" leads back to ${slug}; a company cannot be above itself`);
    for (const [key, list] of Object.entries({ aliases, ambiguous })) {
      for (const alias of new Set(list.filter((each, i) => list.indexOf(each) !== i)))
        faults.push(`${at}, ${key}: "${alias}" is listed twice; remove one`);
    }
    for (const alias of new Set([name, ...aliases])) {
      if (ambiguous.includes(alias)) {
        if (aliases.includes(alias))
          faults.push(`${at}, aliases: "${alias}" stands in ambiguous too; keep one of the two`);
        continue;
      }
      const other = claimed.get(fold(alias)) ?? slug;
      if (other !== slug)
        faults.push(
          `${at}, aliases: "${alias}" is claimed by ${other} as well; list it under ambiguous in one of them`,
        );
      claimed.set(fold(alias), other);
    }
  }
}

function hasCircle(start: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(start); at && !seen.has(at); at = parents.get(at)) {
    if (at === start) return true;
    seen.add(at);
  }
  return false;
}

function checkFeeds(entries: readonly Entry<FeedEntry>[], slugs: ReadonlySet<unknown> | null, faults: string[]): void {
  unique(entries, 'id', (f) => f.id, faults);
  unique(entries, 'url', (f) => new URL(f.url).href, faults);
  for (const { at, value } of entries) {
    if (value.company && slugs && !slugs.has(value.company))
      faults.push(`${at}, company: no company has the slug "${value.company}"; add it or mend the slug`);
    if (value.tier === 0 && !value.company)
      faults.push(`${at}, company: is missing; tier 0 is a company’s own feed, so say whose, or use tier 1 or 2`);
    if (value.tier !== 0 && value.company)
      faults.push(`${at}, tier: must be 0, since the feed is the company’s own; or leave company out`);
  }
}

function checkOutlets(entries: readonly Entry<z.infer<typeof outlet>>[], faults: string[]): void {
  const claimed = new Map<string, string>();
  for (const { at, value } of entries) {
    for (const alias of [value.name, ...value.aliases]) {
      const other = claimed.get(alias);
      if (other) faults.push(`${at}, aliases: "${alias}" is claimed by ${other} as well; keep it in one place`);
      else claimed.set(alias, value.name);
    }
  }
}

function unique<T>(entries: readonly Entry<T>[], key: string, of: (value: T) => string, faults: string[]): void {
  const first = new Map<string, string>();
  for (const { at, value } of entries) {
    const id = of(value);
    const before = first.get(id);
    if (before)
      faults.push(
        `${at}, ${key}: "${id}" is taken by ${before.slice(before.lastIndexOf(', ') + 2)}; give each its own`,
      );
    else first.set(id, at);
  }
}

function fold(alias: string): string {
  return alias.normalize('NFKC').toLowerCase();
}

function deepFreeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
