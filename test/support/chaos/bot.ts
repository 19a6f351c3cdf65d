import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { dealwire } from '../cli.ts';

/** The real program as a child process, which is started again whenever it is gone. */
export interface Bot {
  start(): void;
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
  /** Resolves when it has ended: at once if it does not run. */
  ended(): Promise<{ code: number | null }>;
  running(): boolean;
  /** All it wrote since the last start. */
  said(): string;
  /** All it ever wrote to either output. */
  log: string;
}

export function createBot(cwd: string, env: Record<string, string>, log: string): Bot {
  let child: ChildProcess | null = null;
  let said = '';
  return {
    log,
    start() {
      said = '';
      const own = dealwire(['start'], { cwd, env });
      child = own;
      const hear = (chunk: Buffer) => {
        said += chunk;
        appendFileSync(log, chunk);
      };
      own.stdout.on('data', hear);
      own.stderr.on('data', hear);
      own.stdin.on('error', () => {});
    },
    kill: (signal) => void child?.kill(signal),
    async ended() {
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return { code: child?.exitCode ?? null };
    },
    running: () => child !== null && child.exitCode === null && child.signalCode === null,
    said: () => said,
  };
}
