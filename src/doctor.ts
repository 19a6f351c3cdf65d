import { statfs } from 'node:fs/promises';
import { loadCatalogue } from './catalogue.ts';
import { broken, type Check, fault, look, ok } from './chat/check.ts';
import { type Config, NEEDED_NODE } from './config.ts';
import { checkFeeds } from './doctor/feeds.ts';
import { checkHttp } from './doctor/http.ts';
import type { Catalogue } from './domain/company.ts';
import type { ChannelRef, Subscription } from './domain/subscription.ts';
import { type Examined, examineDatabase } from './store/examine.ts';
import { openStore } from './store/index.ts';
import type { FeedRow } from './store/store.ts';

export interface DoctorParts {
  config: Config;
  /** `process.versions.node`. */
  node: string;
  /** Epoch ms. */
  now: () => number;
  /** What the platforms find; `channels`: where something is subscribed. */
  platforms(channels: readonly ChannelRef[]): AsyncIterable<Check>;
}

const MB = 1_000_000;
const DISK = { broken: 100 * MB, look: 1_000 * MB };

/** Looks at everything that the bot needs, one after the other, and changes nothing. Never throws. */
export async function* doctor(parts: DoctorParts): AsyncGenerator<Check> {
  const { config } = parts;
  yield checkNode(parts.node);
  const database = await attempt('database', () => examineDatabase(config.database));
  yield* database.checks;
  if (database.value) {
    yield checkDatabase(database.value);
    if (database.value.folder !== null) yield await checkDisk(database.value.folder);
  }
  const catalogue = await attempt('catalogue', async () =>
    loadCatalogue({ companies: config.companiesFile, feeds: config.feedsFile }),
  );
  yield* catalogue.checks;
  if (catalogue.value) {
    const { companies, feeds, outlets } = catalogue.value;
    yield ok('catalogue', `${companies.length} companies, ${feeds.length} feeds, ${outlets.length} outlets`);
  }
  const known = await attempt('database', () => whatIsStored(config, database.value, catalogue.value));
  yield* known.checks;
  if (catalogue.value) yield* checkFeeds(catalogue.value.feeds, known.value?.feeds ?? [], config, parts.now);
  yield* checkHttp(config);
  const channels = unique((known.value?.subscriptions ?? []).map(({ channel }) => channel));
  yield* parts.platforms(channels);
  for (const { channel, paused } of known.value?.subscriptions ?? [])
    if (paused !== null)
      yield look(
        `${channel.platform} ${channel.channel}`,
        `its subscriptions are paused: ${paused}`,
        'Mend that, then /subscribe there again: what was held is sent.',
      );
  const setAside = known.value?.setAside ?? 0;
  if (setAside)
    yield look(
      'messages',
      `${setAside} set aside`,
      'dealwire outbox says which and why, dealwire outbox retry sends them again.',
    );
}

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [least, atLeast] = NEEDED_NODE;
  return major > least || (major === least && minor >= atLeast)
    ? ok('node', version)
    : broken('node', `${version} is too old`, `Install Node ${least}.${atLeast} or newer from https://nodejs.org.`);
}

function checkDatabase({ name, version, newest, bytes }: Examined): Check {
  if (version === null) return ok('database', `${name} is empty: the first start makes its tables`);
  const size = `${name}, ${(bytes / MB).toFixed(1)} MB, sound`;
  return version === newest
    ? ok('database', `${size}, tables up to date (version ${version})`)
    : look(
        'database',
        `${size}, tables of version ${version}`,
        `The next start brings them to version ${newest}; make a backup first: dealwire backup FILE.`,
      );
}

async function checkDisk(folder: string): Promise<Check> {
  const disk = await statfs(folder).catch(() => null);
  return disk
    ? checkRoom(folder, disk.bavail * disk.bsize)
    : ok('disk', `${folder} is not there yet: the first start makes it`);
}

/** `free`: bytes. */
export function checkRoom(folder: string, free: number): Check {
  const room = `${(free / (1_000 * MB)).toFixed(1)} GB free in ${folder}`;
  if (free < DISK.broken) return broken('disk', room, 'Free some room there, or move the database: DATABASE_URL.');
  if (free < DISK.look) return look('disk', room, 'Free some room before it runs full.');
  return ok('disk', room);
}

async function whatIsStored(
  config: Config,
  database: Examined | undefined,
  catalogue: Catalogue | undefined,
): Promise<{ feeds: FeedRow[]; subscriptions: Subscription[]; setAside: number }> {
  // Opening tables of another version would change them.
  if (!database || database.version !== database.newest || !catalogue)
    return { feeds: [], subscriptions: [], setAside: 0 };
  const store = await openStore(config.database);
  try {
    const slugs = catalogue.companies.map((company) => company.slug);
    return {
      feeds: await store.feeds.all(),
      subscriptions: await store.subscriptions.following(slugs),
      setAside: (await store.deliveries.setAside()).length,
    };
  } finally {
    await store.close();
  }
}

/** What came of it, or a check for each thing that is wrong. */
async function attempt<T>(name: string, work: () => Promise<T>): Promise<{ value?: T; checks: Check[] }> {
  try {
    return { value: await work(), checks: [] };
  } catch (error) {
    const faults = (error as { faults?: readonly string[] }).faults;
    if (faults) return { checks: faults.map((it) => faultOf(name, it)) };
    return { checks: [fault(name, error instanceof Error ? error.message : String(error))] };
  }
}

/** Faults of configuration and catalogue say what is wrong and, behind a semicolon, what to do. */
export function faultOf(name: string, line: string): Check {
  const at = line.lastIndexOf('; ');
  return at < 0
    ? broken(name, line, 'Mend it there; .env.example and data/ show how it looks.')
    : broken(name, line.slice(0, at), `${line.charAt(at + 2).toUpperCase()}${line.slice(at + 3)}.`);
}

const unique = (channels: readonly ChannelRef[]): ChannelRef[] => [
  ...new Map(channels.map((it) => [JSON.stringify([it.platform, it.workspace, it.channel]), it])).values(),
];
