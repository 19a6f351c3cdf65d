import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Environment, type ProcessRole, schema } from './config/schema.ts';

export type { ProcessRole };

/** The oldest Node that it runs on, as `engines` in package.json says: major and minor. */
export const NEEDED_NODE = [20, 19] as const;

/** Names of the variables that hold secrets: logs redact their values. */
export const SECRET_VARIABLES = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'DISCORD_TOKEN',
  'ENCRYPTION_KEY',
] as const;

const OAUTH_VARIABLES = [
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
] as const;

/** What else Slack over HTTP needs of each, and where it comes from. */
const OAUTH_NEEDS: Readonly<Record<(typeof OAUTH_VARIABLES)[number] | 'ENCRYPTION_KEY' | 'HTTP_PORT', string>> = {
  SLACK_SIGNING_SECRET: 'the Signing Secret (Basic Information in your Slack app)',
  SLACK_CLIENT_ID: 'the Client ID (Basic Information in your Slack app)',
  SLACK_CLIENT_SECRET: 'the Client Secret (Basic Information in your Slack app)',
  SLACK_STATE_SECRET: 'a secret of your own for installing: make one with `openssl rand -hex 32`',
  ENCRYPTION_KEY: 'a key that encrypts the tokens of workspaces: make one with `openssl rand -base64 32`',
  HTTP_PORT: 'a port to serve: 3000, say',
};

export interface Config {
  /** Path of the SQLite file, `:memory:`, or the address of a Postgres database. */
  database: string;
  slack: {
    /** Socket Mode, for one workspace. */
    socket?: { botToken: string; appToken: string };
    /** HTTP with OAuth, for any number of workspaces. */
    oauth?: { signingSecret: string; clientId: string; clientSecret: string; stateSecret: string };
    apiUrl?: string;
  } | null;
  discord: {
    token: string;
    apiUrl?: string;
    /** Commands are registered in this server alone. */
    guild?: string;
    /** The shards that this process runs, of how many; absent: all that Discord wants. */
    shards?: { ids: readonly number[]; count: number };
  } | null;
  /** Null: the catalogue that comes with the program. */
  companiesFile: string | null;
  feedsFile: string | null;
  pollMs: number;
  fetchArticles: boolean;
  allowPrivateAddresses: boolean;
  /** Where outlets can read who asks them: part of the User-Agent. */
  contactUrl: string | null;
  /** Where health, metrics, pages and the routes of platforms are served; null: nowhere. */
  http: { host: string; port: number } | null;
  /** The address of those pages as people reach it, without a slash at its end; null where they do not. */
  publicUrl: string | null;
  /** Encrypt what is kept of installations; the first seals, all open. */
  encryptionKeys: readonly string[];
  roles: readonly ProcessRole[];
  /** What is older than so many days and needed by nothing goes; null: everything is kept. */
  retentionDays: number | null;
  /** What becomes of a message that may have been sent, in a channel that cannot be searched. */
  whenUnsure: 'send' | 'hold';
  logLevel: Environment['LOG_LEVEL'];
  /** Values that must never be logged. */
  secrets: readonly string[];
}

function shardFaults(
  e: { DISCORD_SHARDS?: number[] | undefined; DISCORD_SHARD_COUNT?: number | undefined } = {},
): string[] {
  const { DISCORD_SHARDS: ids, DISCORD_SHARD_COUNT: count } = e;
  if (!ids) return [];
  if (count === undefined)
    return ['DISCORD_SHARD_COUNT is missing: DISCORD_SHARDS is set, and every process must know of how many they are'];
  const beyond = ids.filter((id) => id >= count);
  return beyond.length
    ? [`DISCORD_SHARDS names ${beyond.join(', ')}, but DISCORD_SHARD_COUNT is ${count}: the last is ${count - 1}`]
    : [];
}

/** As the store takes it, from how a person writes it. */
export const databaseOf = (url: string): string => url.replace(/^sqlite:/, '');

/** The password in an address, as it may come up in messages. */
function passwordsIn(url: string | undefined): string[] {
  if (!url || !URL.canParse(url)) return [];
  const { password } = new URL(url);
  return password ? [password, decodeURIComponent(password)] : [];
}

/** Every fault of the environment at once: one line each, with the variable's name and the mend. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((f) => `  ${f}`).join('\n')}\nSet these in .env or in the environment; .env.example lists every variable.`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Reads the environment over `.env` (if there is one). Empty values count as unset. Throws `ConfigError`. */
export function readConfig(env: NodeJS.ProcessEnv = process.env, envFile = '.env'): Config {
  const fromFile = existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {};
  const merged = Object.fromEntries(
    Object.entries({ ...fromFile, ...env })
      .map(([k, v]) => [k, v?.trim()] as const)
      .filter(([, v]) => v),
  ) as Record<string, string>;
  const faults: string[] = [];
  const parsed = schema.safeParse(merged);
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      faults.push(`${issue.path[0]?.toString() ?? 'environment'} ${issue.message}`);
  }
  for (const [have, want] of [
    ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'],
    ['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'],
  ] as const) {
    if (merged[have] && !merged[want])
      faults.push(`${want} is missing: ${have} is set, and Slack needs both for Socket Mode`);
  }
  const oauth = OAUTH_VARIABLES.filter((name) => merged[name]);
  if (oauth.length) {
    for (const [name, mend] of Object.entries(OAUTH_NEEDS))
      if (!merged[name] && !(name === 'HTTP_PORT' && parsed.data && !parsed.data.ROLES.includes('chat')))
        faults.push(`${name} is missing: ${oauth[0]} is set, and Slack over HTTP needs ${mend}`);
  }
  faults.push(...shardFaults(parsed.data));
  if (!parsed.success || faults.length) throw new ConfigError(faults);
  const e = parsed.data;
  return Object.freeze({
    database: databaseOf(e.DATABASE_URL),
    slack: slackOf(e),
    discord: e.DISCORD_TOKEN
      ? {
          token: e.DISCORD_TOKEN,
          ...(e.DISCORD_API_URL ? { apiUrl: e.DISCORD_API_URL } : {}),
          ...(e.DISCORD_GUILD ? { guild: e.DISCORD_GUILD } : {}),
          ...(e.DISCORD_SHARD_COUNT
            ? {
                shards: {
                  ids: e.DISCORD_SHARDS ?? Array.from({ length: e.DISCORD_SHARD_COUNT }, (_, i) => i),
                  count: e.DISCORD_SHARD_COUNT,
                },
              }
            : {}),
        }
      : null,
    companiesFile: e.COMPANIES_FILE ?? null,
    feedsFile: e.FEEDS_FILE ?? null,
    pollMs: e.POLL_MINUTES * 60_000,
    fetchArticles: e.FETCH_ARTICLES,
    allowPrivateAddresses: e.ALLOW_PRIVATE_ADDRESSES,
    contactUrl: e.CONTACT_URL ?? null,
    http: e.HTTP_PORT === undefined ? null : { host: e.HTTP_HOST, port: e.HTTP_PORT },
    publicUrl: e.PUBLIC_URL ?? null,
    encryptionKeys: Object.freeze(e.ENCRYPTION_KEY ?? []),
    roles: Object.freeze(e.ROLES),
    retentionDays: e.RETENTION_DAYS ?? null,
    whenUnsure: e.WHEN_UNSURE,
    logLevel: e.LOG_LEVEL,
    secrets: Object.freeze(
      [
        ...SECRET_VARIABLES.map((name) => merged[name]),
        ...(e.ENCRYPTION_KEY ?? []),
        ...passwordsIn(merged.DATABASE_URL),
      ].filter((v): v is string => Boolean(v)),
    ),
  });
}

function slackOf(e: Environment): Config['slack'] {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    SLACK_API_URL: apiUrl,
  } = e;
  const slack = {
    ...(botToken && appToken && { socket: { botToken, appToken } }),
    ...(signingSecret && clientId && clientSecret && stateSecret
      ? { oauth: { signingSecret, clientId, clientSecret, stateSecret } }
      : {}),
  };
  return 'socket' in slack || 'oauth' in slack ? { ...slack, ...(apiUrl && { apiUrl }) } : null;
}

/** Whether to colour what goes to this output: terminals only, and never where NO_COLOR is set (https://no-color.org). */
export function wantsColour(isTerminal: boolean | undefined, env: NodeJS.ProcessEnv = process.env): boolean {
  return isTerminal === true && !env.NO_COLOR && env.TERM !== 'dumb';
}
