import pino from 'pino';

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const TOKENS = /\b(?:xox[a-z]-[\w-]+|xapp-[\w-]+|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,})/g;

/** A line with every known secret, and whatever looks like a token, taken out. */
export function redact(line: string, secrets: readonly string[]): string {
  const known = secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  return known.replace(TOKENS, '[secret]');
}

const LEVELS: Record<string, string> = { warn: 'warning: ', error: 'error: ', fatal: 'error: ' };

/** A line of the log for a person at a terminal: time, what happened, the values that say where. */
export function pretty(line: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const values = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const cause = (err as { message?: string } | undefined)?.message;
  const head = `${String(time).slice(11, 19)} ${LEVELS[String(level)] ?? ''}${msg}`;
  return `${[head, cause && `(${cause})`, ...values].filter(Boolean).join(' ')}\n`;
}

export interface LogOptions {
  level: string;
  /** Values that never appear in it, whatever logs them. */
  secrets?: readonly string[];
  /** For people: one readable line each, instead of JSON. */
  readable?: boolean;
  write?: (line: string) => unknown;
}

/** Structured logs on standard error (standard output is for results), one JSON object a line, or one readable line. */
export function createLog({
  level,
  secrets = [],
  readable = false,
  write = (line) => process.stderr.write(line),
}: LogOptions): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      write: (line: string) => {
        const safe = redact(line, secrets);
        write(readable ? pretty(safe) : safe);
      },
    },
  );
}
