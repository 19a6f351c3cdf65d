import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openStore } from '../../../src/store/index.ts';

const made: string[] = [];
let server: Promise<string> | null = null;

/** Address of the server for tests: of a database in it that is always there. */
export const postgresServer = (): Promise<string> => {
  server ??= fetch(inject('postgres')).then(async (answer) => {
    const said = await answer.text();
    if (!answer.ok) throw new Error(`PostgreSQL could not be started: ${said}`);
    return said;
  });
  return server;
};

/** Does this in the database at this address, by default in the one that is always there. */
export async function inPostgres<T>(work: (client: pg.Client) => Promise<T>, url?: string): Promise<T> {
  const client = new pg.Client({ connectionString: url ?? (await postgresServer()) });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createDatabase(): Promise<string> {
  const url = new URL(await postgresServer());
  url.pathname = `/test_${randomUUID().replaceAll('-', '')}`;
  await inPostgres((client) => client.query(`create database ${url.pathname.slice(1)}`));
  return url.href;
}

/** Address of a new database without tables. */
export async function tempPostgres(): Promise<string> {
  const url = await createDatabase();
  made.push(new URL(url).pathname.slice(1));
  return url;
}

const withTables: { url: string; used: boolean }[] = [];

/** Address of a database with today's tables, all empty. It is used again after the test: making one takes its time. */
export async function postgresWithTables(): Promise<string> {
  let ready = withTables.find((it) => !it.used);
  if (!ready) {
    const url = await createDatabase();
    await (await openStore(url)).close();
    ready = { url, used: false };
    withTables.push(ready);
  }
  ready.used = true;
  return ready.url;
}

/** Takes out what the test that ends has made. */
export async function tidyPostgres(): Promise<void> {
  if (made.length)
    await inPostgres(async (client) => {
      for (const name of made.splice(0)) await client.query(`drop database if exists ${name} with (force)`);
    });
  for (const one of withTables.filter((it) => it.used)) {
    await inPostgres((client) => client.query(EMPTY), one.url);
    one.used = false;
  }
}

/** Quicker than to truncate, for a few rows. Without its rules each table can be emptied on its own. */
const EMPTY = `
  do $$ declare name text; begin
    set local session_replication_role = replica;
    for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_version' loop
      execute format('delete from %I', name);
    end loop;
  end $$`;
