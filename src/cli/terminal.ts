/** Exit codes besides 0, it did its work. */
export const COULD_NOT = 1;
export const CALLED_WRONGLY = 2;

/** Called in a way that cannot be served: told with `CALLED_WRONGLY`. */
export class Misuse extends Error {}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
export const complain = (text: string): void => void process.stderr.write(`${text}\n`);

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Interrupted once, the work ends in order; a second Ctrl-C ends it at once. */
export function interruptible(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort());
  return stop.signal;
}
