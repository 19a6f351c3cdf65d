import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Alias, Catalogue, Company, FeedSpec, Outlet } from './domain/company.ts';

/** Every fault of the catalogue at once: one line each, with the file, the entry, the field and the mend. */
export class CatalogueError extends Error {
  readonly faults: readonly string[];
  constructor(what: string, faults: readonly string[]) {
    super(
      `${what} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    );
    this.name = 'CatalogueError';
    this.faults = Object.freeze([...faults]);
  }
}

/** A value of the wrong kind says what it must be; a missing one says so first. */
const must = (what: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? `is missing; it must be ${what}` : `must be ${what}`,
});

const text = (most: number) =>
  z
    .string(must('a text in quotes'))
    .refine((v) => v.trim() !== '', 'is empty: write it or take it out')
    .refine((v) => v === v.trim() && !/\s{2}|[\n\t]/.test(v), 'has needless spaces: take them out')
    .max(most, `is too long: at most ${most} characters`);
const texts = (most: number) => z.array(text(most), must('a list of texts, as in ["one", "two"]')).default([]);
const slug = z
  .string(must('a text in quotes'))
  .max(60, 'is too long: at most 60 characters')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens, as in "scale-ai"');
const month = z
  .string(must('a date in quotes'))
  .regex(/^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD');
const domain = z
  .string(must('a text in quotes'))
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a bare domain in lower case, as in "scale.com"');
const domains = z.array(domain, must('a list of domains, as in ["scale.com"]')).default([]);
const webAddress = z.string(must('a text in quotes')).superRefine((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname)
    context.addIssue('must be a full http or https address, as in "https://example.com/feed.xml"');
  else if (url.username || url.password) context.addIssue('must not carry a user name or password');
});
const tier = z.literal([0, 1, 2], must('0 (a company’s own feed), 1 (a primary newsroom) or 2 (secondary and trade)'));

const person = z
  .strictObject(
    { name: text(80), role: text(120), from: month.optional(), until: month.optional() },
    must('a person, as in { "name": "…", "role": "CEO" }'),
  )
  .refine((p) => !p.from || !p.until || p.from.slice(0, p.until.length) <= p.until, {
    path: ['until'],
    error: 'is before from: mend one of the two dates',
  });
const company = z.strictObject(
  {
    slug,
    name: text(80),
    parent: slug.optional(),
    aliases: texts(80),
    ambiguous: texts(80),
    evidence: texts(80),
    exclude: texts(80),
    people: z.array(person, must('a list of people, as in [{ "name": "…", "role": "CEO" }]')).default([]),
    products: texts(80),
    domains,
  },
  must('an object, { … }'),
);
const feed = z.strictObject(
  { id: slug, outlet: text(80), title: text(160).optional(), url: webAddress, tier, company: slug.optional() },
  must('an object, { … }'),
);
const outlet = z.strictObject({ name: text(80), aliases: texts(80), domains }, must('an object, { … }'));
const demo = z.strictObject(
  {
    companies: z.array(slug, must('a list of company slugs')).min(1, 'is empty: name at least one company'),
    feeds: z.array(z.unknown(), must('a list of feeds')).min(1, 'is empty: name at least one document'),
  },
  must('an object, { "companies": […], "feeds": […] }'),
);
const demoFeed = feed.safeExtend({
  file: text(120).refine((v) => v === basename(v), 'must be the name of a file in the same folder'),
});

type Entry<S extends z.ZodType> = { at: string; value: z.infer<S> };

/** The data that comes with the program, from the sources as from `dist/`. */
export function bundledData(name: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'data', name);
}

/**
 * Reads and checks companies, feeds and outlets; the result is frozen. `outlets` defaults to the list that comes with
 * the program. Throws `CatalogueError` with every fault of all three files.
 */
export function loadCatalogue(paths: { companies: string; feeds: string; outlets?: string }): Catalogue {
  const faults: string[] = [];
  const companyEntries = readList(paths.companies, company, 'slug', faults, 'COMPANIES_FILE');
  const feedEntries = readList(paths.feeds, feed, 'id', faults, 'FEEDS_FILE');
  const outletEntries = readList(paths.outlets ?? bundledData('outlets.json'), outlet, 'name', faults);
  if (companyEntries) checkCompanies(companyEntries, faults);
  if (companyEntries?.length === 0 && !faults.length)
    faults.push(`${paths.companies}: lists no company; add at least one`);
  const slugs = companyEntries && new Set(companyEntries.map((e) => e.value.slug));
  if (feedEntries) checkFeeds(feedEntries, slugs, faults);
  if (outletEntries) checkOutlets(outletEntries, faults);
  if (faults.length || !companyEntries || !feedEntries || !outletEntries)
    throw new CatalogueError('The catalogue', faults);
  return deepFreeze({
    companies: companyEntries.map((e) => toCompany(e.value)),
    feeds: feedEntries.map((e) => toFeed(e.value)),
    outlets: outletEntries.map((e): Outlet => e.value),
  });
}

/** The demo edition: its documents (`file` is a full path) and the companies that the console is subscribed to. */
export interface Demo {
  feeds: readonly (FeedSpec & { file: string })[];
  companies: readonly string[];
}

/** Reads and checks `demo.json` of a folder (by default the one that comes with the program). Throws `CatalogueError`. */
export function loadDemo(dir: string = bundledData('demo')): Demo {
  const path = join(dir, 'demo.json');
  const faults: string[] = [];
  const raw = readJson(path, faults);
  const parsed = raw === undefined ? undefined : demo.safeParse(raw);
  if (parsed && !parsed.success) faults.push(...parsed.error.issues.flatMap((issue) => told(path, issue)));
  const entries = parsed?.success ? checkList(path, parsed.data.feeds, demoFeed, 'id', faults, 'feeds ') : [];
  checkFeeds(entries, null, faults);
  for (const { at, value } of entries) {
    if (!existsSync(join(dir, value.file)))
      faults.push(`${at}, file: ${value.file} is not in ${dir}; add it or mend the name`);
  }
  if (faults.length || !parsed?.success) throw new CatalogueError('The demo edition', faults);
  return deepFreeze({
    companies: parsed.data.companies,
    feeds: entries.map((e) => ({ ...toFeed(e.value), file: join(dir, e.value.file) })),
  });
}

function toCompany(entry: z.infer<typeof company>): Company {
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

function toFeed(entry: z.infer<typeof feed>): FeedSpec {
  const { id, outlet: name, title, url, tier: rank, company: owner } = entry;
  return { id, outlet: name, title: title ?? name, url, tier: rank, ...(owner ? { company: owner } : {}) };
}

function checkCompanies(entries: Entry<typeof company>[], faults: string[]): void {
  unique(entries, 'slug', (c) => c.slug, faults);
  const parents = new Map(entries.map(({ value }) => [value.slug, value.parent]));
  const claimed = new Map<string, Entry<typeof company>>();
  for (const entry of entries) {
    const { at, value } = entry;
    const { parent, name, aliases, ambiguous } = value;
    if (parent && !parents.has(parent))
      faults.push(`${at}, parent: no company has the slug "${parent}"; add it or mend the slug`);
    else if (parent && hasCircle(value.slug, parents))
      faults.push(`${at}, parent: "${parent}" leads back to ${value.slug}; a company cannot be above itself`);
    for (const [key, list] of [
      ['aliases', aliases],
      ['ambiguous', ambiguous],
    ] as const) {
      const twice = list.filter((alias, i) => list.indexOf(alias) !== i);
      for (const alias of new Set(twice)) faults.push(`${at}, ${key}: "${alias}" is listed twice; remove one`);
    }
    for (const alias of aliases.filter((a) => ambiguous.includes(a)))
      faults.push(`${at}, aliases: "${alias}" stands in ambiguous too; keep one of the two`);
    for (const alias of new Set([name, ...aliases].filter((a) => !ambiguous.includes(a)).map(fold))) {
      const other = claimed.get(alias);
      if (other && other.value.slug !== value.slug)
        faults.push(
          `${at}, aliases: "${alias}" is claimed by ${other.value.slug} as well; list it under ambiguous in one of them`,
        );
      else claimed.set(alias, entry);
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

function checkFeeds(entries: Entry<typeof feed>[], slugs: ReadonlySet<string> | null, faults: string[]): void {
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

function checkOutlets(entries: Entry<typeof outlet>[], faults: string[]): void {
  const claimed = new Map<string, string>();
  for (const { at, value } of entries) {
    for (const alias of [value.name, ...value.aliases]) {
      const other = claimed.get(alias);
      if (other) faults.push(`${at}, aliases: "${alias}" is claimed by ${other} as well; keep it in one place`);
      else claimed.set(alias, value.name);
    }
  }
}

function unique<T>(
  entries: readonly { at: string; value: T }[],
  key: string,
  of: (value: T) => string,
  faults: string[],
): void {
  const first = new Map<string, string>();
  for (const { at, value } of entries) {
    const id = of(value);
    const before = first.get(id);
    if (before)
      faults.push(`${at}, ${key}: "${id}" is taken by ${before.slice(before.indexOf('entry'))}; give each its own`);
    else first.set(id, at);
  }
}

/** The entries that are sound; null when the file gives no list at all. */
function readList<S extends z.ZodType>(path: string, schema: S, key: string, faults: string[], variable?: string) {
  const raw = readJson(path, faults, variable);
  if (raw === undefined) return null;
  if (Array.isArray(raw)) return checkList(path, raw, schema, key, faults);
  faults.push(`${path}: must be a list, [ … ], with one entry for each`);
  return null;
}

function checkList<S extends z.ZodType>(
  path: string,
  list: readonly unknown[],
  schema: S,
  key: string,
  faults: string[],
  where = '',
): Entry<S>[] {
  const entries: Entry<S>[] = [];
  list.forEach((raw, i) => {
    const id = raw && typeof raw === 'object' && key in raw ? (raw as Record<string, unknown>)[key] : undefined;
    const at = `${path}, ${where}entry ${i + 1}${typeof id === 'string' && id ? ` (${id.slice(0, 60)})` : ''}`;
    const parsed = schema.safeParse(raw);
    if (parsed.success) entries.push({ at, value: parsed.data });
    else faults.push(...parsed.error.issues.flatMap((issue) => told(at, issue)));
  });
  return entries;
}

/** "people 2, role: is missing; …": a list's entries are counted from one, as people count. */
function told(at: string, issue: z.core.$ZodIssue): string[] {
  const where = [at, ...issue.path.map(String)].reduce((sofar, part) =>
    /^\d+$/.test(part) ? `${sofar} ${Number(part) + 1}` : `${sofar}, ${part}`,
  );
  if (issue.code !== 'unrecognized_keys') return [`${where}: ${issue.message}`];
  return issue.keys.map((key) => `${where}: unknown key "${key}"; mend its spelling or take it out`);
}

function readJson(path: string, faults: string[], variable?: string): unknown {
  const fault = (what: string): undefined => {
    faults.push(`${path}: ${what}`);
  };
  let content: string;
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT')
      return fault(`there is no such file; put it there${variable ? ` or set ${variable} to its path` : ''}`);
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return fault('is not UTF-8 text; save it as UTF-8');
    return fault(`cannot be read (${code ?? String(error)})`);
  }
  if (!content.trim()) return fault('is empty; it must be a JSON document');
  try {
    return JSON.parse(content);
  } catch {
    const end = faultOffset(content);
    const before = content.slice(0, end).split('\n');
    const what = end >= content.length ? 'it ends too early' : `unexpected ${JSON.stringify(content[end])}`;
    return fault(
      `is not valid JSON: line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${what}; mend it there or just before`,
    );
  }
}

/**
 * Where JSON goes wrong. Node tells a position only for some faults, so the shortest prefix that no ending could
 * complete is sought: up to there the parser complains of nothing but the end.
 */
function faultOffset(content: string): number {
  const hopeless = (length: number): boolean => {
    const prefix = content.slice(0, length);
    try {
      JSON.parse(prefix);
      return false;
    } catch (error) {
      const message = (error as Error).message;
      const position = /at position (\d+)/.exec(message)?.[1];
      return !(/end of JSON input|Unterminated string/.test(message) || (position && Number(position) >= length));
    }
  };
  let sound = 0;
  let bad = content.length + 1;
  while (bad - sound > 1) {
    const middle = (sound + bad) >> 1;
    if (middle <= content.length && hopeless(middle)) bad = middle;
    else if (middle > content.length) bad = middle;
    else sound = middle;
  }
  return bad - 1;
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
