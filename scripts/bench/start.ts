import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { catalogueFiles } from '../measure/material.ts';
import { type Row, race } from '../measure/row.ts';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));
/** What a bot that has nothing to do settles at shows after this. */
const SETTLE_MS = 5_000;

function bot(folder: string): ChildProcess {
  const { companies, feeds } = catalogueFiles();
  return spawn(process.execPath, [MAIN, 'start'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: `sqlite:${join(folder, 'dealwire.db')}`,
      COMPANIES_FILE: companies,
      FEEDS_FILE: feeds,
      // Nothing is polled: what is measured is the program at rest.
      ROLES: 'deliver,chat',
    },
  });
}

const gone = async (child: ChildProcess): Promise<void> => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
};

/** Asks one command on the console and resolves with its answer. */
const answer = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      if (/\/deal/.test(said)) resolve(said);
    });
    child.once('exit', () => reject(new Error('the console ended before it answered')));
    child.stdin?.write('/dealwire help\n');
  });

/** From the start to the first answer on the console, beside Node that does nothing; and the memory at rest. */
export default {
  measure: async (_, { rounds }) => {
    const folder = mkdtempSync(join(tmpdir(), 'dealwire-bench-'));
    try {
      let child: ChildProcess | null = null;
      const { times, ratio } = await race(
        {
          node: () => spawnSync(process.execPath, ['-e', '0']),
          console: async () => {
            child = bot(folder);
            await answer(child);
          },
        },
        rounds,
        async () => {
          if (child) await gone(child);
          child = null;
        },
      );
      const resting = bot(folder);
      await answer(resting);
      await pause(SETTLE_MS);
      const status = `/proc/${resting.pid}/status`;
      const kilobytes = existsSync(status) ? Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]) : null;
      await gone(resting);
      return [
        {
          what: 'from the start to the first answer on the console',
          against: 'node -e 0',
          ...ratio('console', 'node'),
          unit: '×' as const,
          goal: { most: 10 },
          note: `${times.console.median.toFixed(0)} ms against ${times.node.median.toFixed(0)} ms`,
        },
        ...(kilobytes === null
          ? []
          : [
              {
                what: 'memory at rest, with the whole catalogue',
                against: 'nothing',
                value: (kilobytes * 1024) / 1e6,
                unit: 'MB' as const,
                goal: { most: 150 },
              },
            ]),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
} satisfies Row;
