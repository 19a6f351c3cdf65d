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

/**
 * Structured logs on standard error, one JSON object a line (standard output is for results).
 * `secrets` are values that never appear in them, whatever logs them.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  write: (line: string) => unknown = (line) => process.stderr.write(line),
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void write(redact(line, secrets)) },
  );
}
