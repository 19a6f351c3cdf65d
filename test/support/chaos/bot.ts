import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { dealwire } from '../cli.ts';

/** The real program as one or several child processes, which are started again whenever they are gone. */
export interface Bot {
  /** Starts those that do not run. */
  start(): void;
  /** Kills the process of this id, if it is one of these, else any of them. */
  kill(pid: number | null, pick: (count: number) => number): void;
  /** Resolves when one has ended that ran at its last start: at once if one does not run. */
  ended(): Promise<{ code: number | null; said: string }>;
  /** All of them run. */
  running(): boolean;
  /** Ends all in order; their exit code, or that of one that did not end well. */
  stop(): Promise<number | null>;
  /** Ends all at once. */
  abandon(): Promise<void>;
  /** All they ever wrote to either output. */
  log: string;
}

/** A process for each environment. */
export function createBot(cwd: string, envs: readonly Record<string, string>[], log: string): Bot {
  const members = envs.map((env) => createMember(cwd, env, log));
  return {
    log,
    start() {
      for (const member of members) if (!member.running()) member.start();
    },
    kill(pid, pick) {
      const living = members.filter((member) => member.running());
      const victim = living.find((member) => member.pid() === pid) ?? living[pick(living.length)];
      victim?.kill('SIGKILL');
    },
    ended: () => Promise.race(members.map((member) => member.ended())),
    running: () => members.every((member) => member.running()),
    async stop() {
      for (const member of members) member.kill('SIGTERM');
      const ends = await Promise.all(members.map((member) => member.ended()));
      return ends.find(({ code }) => code !== 0)?.code ?? 0;
    },
    async abandon() {
      for (const member of members) member.kill('SIGKILL');
      await Promise.all(members.map((member) => member.ended()));
    },
  };
}

function createMember(cwd: string, env: Record<string, string>, log: string) {
  let child: ChildProcess | null = null;
  let said = '';
  let end: Promise<unknown> = Promise.resolve();
  return {
    pid: () => child?.pid,
    start() {
      said = '';
      const own = dealwire(['start'], { cwd, env });
      child = own;
      end = once(own, 'exit');
      const hear = (chunk: Buffer) => {
        said += chunk;
        appendFileSync(log, chunk);
      };
      own.stdout.on('data', hear);
      own.stderr.on('data', hear);
      own.stdin.on('error', () => {});
    },
    kill: (signal: 'SIGKILL' | 'SIGTERM') => void child?.kill(signal),
    async ended() {
      await end;
      return { code: child?.exitCode ?? null, said };
    },
    running: () => child !== null && child.exitCode === null && child.signalCode === null,
  };
}
