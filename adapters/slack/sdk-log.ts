import { inspect } from 'node:util';
import { LogLevel } from '@slack/bolt';
import type { AdapterLog } from '../../src/chat/adapter.ts';

/** The logger that Slack's SDKs ask for. */
export interface SdkLogger {
  debug(...parts: unknown[]): void;
  info(...parts: unknown[]): void;
  warn(...parts: unknown[]): void;
  error(...parts: unknown[]): void;
  setLevel(level: LogLevel): void;
  getLevel(): LogLevel;
  setName(name: string): void;
}

/** Slack's SDKs, heard through our log. Their debug lines hold whole messages and are left out. */
export function sdkLogger(log: AdapterLog): SdkLogger {
  const line = (parts: unknown[]) =>
    parts
      .map((part) => (typeof part === 'string' ? part : part instanceof Error ? part.message : inspect(part)))
      .join(' ')
      .slice(0, 500);
  return {
    debug: () => {},
    info: (...parts) => log.debug({ sdk: true }, line(parts)),
    warn: (...parts) => log.debug({ sdk: true }, line(parts)),
    error: (...parts) => log.warn({ sdk: true }, line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

/** The same, with errors as debug lines: for a client whose failures we tell ourselves. */
export function silent(logger: SdkLogger): SdkLogger {
  return { ...logger, error: logger.info };
}
