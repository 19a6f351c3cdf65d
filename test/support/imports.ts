import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** A source file: its path from the project's root, with forward slashes, and its text. */
export type Sources = ReadonlyMap<string, string>;

/** Reads every TypeScript file below the given folders of the project. */
export function readSources(root: string, folders: readonly string[]): Sources {
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'));
    }
  }
  return files;
}

const IMPORT =
  /(?:^|[;}\s])(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** What a file imports: paths of the project as in `Sources`, packages by their name. */
export function importsOf(path: string, source: string): string[] {
  return [...source.matchAll(IMPORT)].map((m) => {
    const name = (m[1] ?? m[2]) as string;
    return name.startsWith('.') ? posix.normalize(posix.join(dirname(path), name)) : name;
  });
}

/** The room of a file: a folder of `src`, a file directly in it, or one adapter. */
export function roomOf(path: string): string {
  const [top, second = '', ...rest] = path.split('/');
  if (top === 'adapters') return rest.length ? `adapters/${second}` : 'adapters';
  return rest.length ? second : second.replace(/\.ts$/, '');
}

const ROOMS_ALONE = ['chat', 'ledger', 'store'];

/** Which rooms each room may import besides itself; a room that is not named may import none. */
const ALLOWED: Record<string, readonly string[]> = {
  domain: [],
  ...Object.fromEntries(ROOMS_ALONE.map((room) => [room, ['domain']])),
  feeds: ['domain', 'workers', 'version'],
  version: [],
  extract: ['domain', 'workers'],
  workers: [],
  config: [],
  log: [],
  catalogue: ['domain'],
  draw: ['domain', 'workers'],
  present: ['chat', 'domain', 'draw'],
  commands: ['store', 'present', 'chat', 'domain', 'draw'],
  intake: ['extract', 'ledger', 'store', 'domain'],
  poll: ['feeds', 'intake', 'store', 'domain', 'log'],
  'feed-desk': ['feeds', 'poll', 'store', 'domain'],
  'company-desk': ['catalogue', 'live', 'store', 'domain', 'log'],
  backfill: ['feeds', 'poll', 'store', 'domain'],
  ingest: ['feeds', 'intake', 'poll', 'domain'],
  demo: ['catalogue', 'poll', 'store', 'domain'],
  export: ['present', 'store', 'domain'],
  keyring: [],
  platforms: ['chat', 'log'],
  installations: ['chat', 'keyring', 'store', 'log'],
  outbox: ['store', 'present', 'chat', 'domain', 'log'],
  reach: ['store', 'chat', 'domain', 'log', 'outbox'],
  retention: ['store', 'log', 'outbox'],
  http: ['chat', 'domain'],
  web: ['http', 'store', 'present', 'chat', 'domain'],
  metrics: ['http', 'store', 'present', 'chat', 'feeds', 'domain', 'version'],
  live: ['catalogue', 'extract', 'domain', 'log'],
  doctor: ['catalogue', 'chat', 'config', 'feeds', 'http', 'store', 'domain'],
  digest: ['store', 'present', 'chat', 'domain', 'log'],
};

/** Packages that only one place may know. */
const OWNERS: Record<string, string> = {
  kysely: 'src/store/',
  'better-sqlite3': 'src/store/',
  pg: 'src/store/',
  '@slack/': 'adapters/slack/',
  'discord.js': 'adapters/discord/',
  '@discordjs/': 'adapters/discord/',
  'rss-parser': 'src/feeds/',
  'wink-nlp': 'src/extract/',
  vega: 'src/draw/',
  '@resvg/': 'src/draw/',
};

function mayImport(from: string, to: string): boolean {
  const [source, target] = [roomOf(from), roomOf(to)];
  if (source === target) return true;
  // The command line composes: it may know everything, and nothing may know it.
  if (target === 'main' || target === 'cli') return source === 'main' && target === 'cli';
  if (source === 'main' || source === 'cli') return true;
  if (to.startsWith('adapters/')) return source === 'adapters';
  if (source === 'app') return true;
  // The list of platforms knows how each is configured; a platform knows its own settings alone.
  if (source === 'adapters' && target === 'config') return true;
  if (source === 'adapters' || source.startsWith('adapters/')) return target === 'chat' || target === 'domain';
  return ALLOWED[source]?.includes(target) ?? false;
}

function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      found.push(`circle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

/** Every breach of the house's import rules, a line each; empty when the sources keep them. */
export function violations(sources: Sources): string[] {
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [path, source] of sources) {
    const imports = importsOf(path, source);
    graph.set(
      path,
      imports.filter((i) => sources.has(i)),
    );
    for (const target of imports) {
      if (/^(src|adapters)\//.test(target)) {
        if (!sources.has(target)) found.push(`${path} imports ${target}, which does not exist`);
        else if (!mayImport(path, target)) found.push(`${path} may not import ${target}`);
      } else if (target.startsWith('test/') || target.startsWith('scripts/')) {
        found.push(`${path} may not import ${target}`);
      }
      for (const [name, owner] of Object.entries(OWNERS)) {
        const known = name.endsWith('/') ? target.startsWith(name) : target === name || target.startsWith(`${name}/`);
        if (known && !path.startsWith(owner)) found.push(`${path} may not import ${target}: only ${owner} knows it`);
      }
    }
    if (path !== 'src/config.ts' && /\bprocess\.env\b/.test(source)) {
      found.push(`${path} reads the environment: only src/config.ts may`);
    }
  }
  return [...found, ...circles(graph)];
}
