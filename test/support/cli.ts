import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

/** The built program as a child process, of another user where `as` gives a user id. Fails at once where it was not built (`npm test` builds it first). */
export function dealwire(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; as?: number },
): ChildProcessWithoutNullStreams {
  if (!existsSync(MAIN)) throw new Error('dist/ is missing: run npm run build first');
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd,
    ...(options.as === undefined ? {} : { uid: options.as, gid: options.as }),
    // Nothing of the developer's own environment: only what a test says.
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC', NO_COLOR: '1', ...options.env },
  });
}

export interface Finished {
  code: number | null;
  out: string;
  err: string;
}

/** Runs it to its end with this on standard input. */
export async function run(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; input?: string; as?: number },
): Promise<Finished> {
  const child = dealwire(args, options);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}
