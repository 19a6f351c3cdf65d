import { json, type Page } from './page.ts';

export interface HealthParts {
  /** Resolves when the database has answered a question; rejects where it cannot. */
  database(): Promise<void>;
  /** Each platform's connection. */
  platforms(): readonly { name: string; state: 'up' | 'connecting' | 'down' }[];
  /** Ms for the database to answer. */
  patienceMs?: number;
}

/**
 * `/healthz`: the process is alive. `/readyz`: 200 while the database answers and every platform is connected, else 503;
 * `checks` says of each how it is. Neither tells anything that the person who asks could not see from outside.
 */
export function healthPages({ database, platforms, patienceMs = 2_000 }: HealthParts): Page[] {
  let asked: Promise<'ok' | 'failing'> | null = null;
  /** One question at a time, however many ask. */
  const ask = () => {
    asked ??= answers(database(), patienceMs).finally(() => {
      asked = null;
    });
    return asked;
  };
  return [
    { path: '/healthz', unmetered: true, answer: () => json(200, { status: 'alive' }) },
    {
      path: '/readyz',
      unmetered: true,
      async answer() {
        const state = await ask();
        const connections = platforms();
        const ready = state === 'ok' && connections.every((it) => it.state === 'up');
        const checks = { database: state, ...Object.fromEntries(connections.map((it) => [it.name, it.state])) };
        return json(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks });
      },
    },
  ];
}

function answers(question: Promise<void>, ms: number): Promise<'ok' | 'failing'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'failing'>((resolve) => {
    timer = setTimeout(resolve, ms, 'failing');
  });
  const answered = question.then(
    () => 'ok' as const,
    () => 'failing' as const,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
