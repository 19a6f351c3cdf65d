import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the address of a PostgreSQL server for tests, started when it is first asked for. */
    postgres: string;
  }
}

/** One server for all tests of a run; none where no test asks. `TEST_DATABASE_URL` names another, which is only used. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { TEST_DATABASE_URL: given } = process.env;
  let server: Promise<PostgresServer> | null = null;
  const desk = createServer(async (_, response) => {
    try {
      if (!given) server ??= startPostgres();
      response.end(given ?? (await server)?.url);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }).listen(0, '127.0.0.1');
  await once(desk, 'listening');
  project.provide('postgres', `http://127.0.0.1:${(desk.address() as { port: number }).port}`);
  return async () => {
    desk.close();
    await (await server)?.close();
  };
}
