import { z } from 'zod';

/** What a process may do. */
export const ROLES = ['poll', 'deliver', 'chat'] as const;
export type ProcessRole = (typeof ROLES)[number];

const flag = (fallback: boolean) =>
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off'], 'must be true or false'))
    .transform((v) => v === 'true' || v === '1' || v === 'yes' || v === 'on')
    .default(fallback);

const url = (what: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an http or https address, ${what}` })
    .transform((v) => v.replace(/\/+$/, ''));

const whole = (least: number, most: number, of = '', hint = '') => {
  const fault = `must be a whole number${of && ` of ${of}`} from ${least} to ${most}${hint}`;
  return z
    .string()
    .regex(/^\d+$/, fault)
    .transform(Number)
    .refine((n) => n >= least && n <= most, fault);
};

const KEY_FAULT = 'must be a key of at least 32 characters, as `openssl rand -base64 32` makes; to change it: new,old';

/** `0,1` or `0-3`, or both: numbers from 0, each once. */
const shards = z
  .string()
  .regex(/^\d{1,5}(?:-\d{1,5})?(?:\s*,\s*\d{1,5}(?:-\d{1,5})?)*$/, 'must be numbers from 0, as in 0,1 or 0-3')
  .transform((v) =>
    v.split(',').flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    }),
  )
  .refine((v) => v.length > 0 && new Set(v).size === v.length, 'must name each shard once, the lower number first');

/** The environment's variables, each with what it must be; faults are sentences that go on from the variable's name. */
export const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(
      /^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)/,
      'must be sqlite: followed by a file, as in sqlite:data/dealwire.db, or the address of a PostgreSQL database, as in postgres://user:password@host/dealwire',
    )
    .refine(
      (v) => v.startsWith('sqlite:') || URL.canParse(v),
      'is no address: percent-encode odd characters in the password',
    )
    .default('sqlite:data/dealwire.db'),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', 'must be a bot token: it starts with xoxb- (OAuth & Permissions in your Slack app)')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'must be an app-level token: it starts with xapp- (Basic Information in your Slack app)')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z
    .string()
    .min(16, 'is too short: at least 16 characters, as `openssl rand -hex 32` makes')
    .optional(),
  SLACK_API_URL: url('as in https://slack.com/api').optional(),
  DISCORD_TOKEN: z
    .string()
    .min(20, 'is too short for a bot token (Bot, Reset Token in the Discord developer portal)')
    .optional(),
  DISCORD_API_URL: url('as in https://discord.com/api').optional(),
  DISCORD_GUILD: z
    .string()
    .regex(/^\d{15,21}$/, 'must be the id of a server: digits (Copy Server ID, in developer mode)')
    .optional(),
  DISCORD_SHARDS: shards.optional(),
  DISCORD_SHARD_COUNT: whole(1, 16_384).optional(),
  COMPANIES_FILE: z.string().optional(),
  FEEDS_FILE: z.string().optional(),
  POLL_MINUTES: z
    .string()
    .transform(Number)
    .refine((n) => Number.isFinite(n) && n > 0 && n <= 1440, 'must be a number of minutes above 0, at most 1440')
    .default(10),
  FETCH_ARTICLES: flag(true),
  ALLOW_PRIVATE_ADDRESSES: flag(false),
  CONTACT_URL: z
    .url({
      protocol: /^(?:https?|mailto)$/,
      error: 'must be an http or https address, or mailto: and an e-mail address',
    })
    .refine((v) => /^[\x21-\x7e]+$/.test(v) && !/[()<>]/.test(v), 'must be plain ASCII without spaces or brackets')
    .max(200, 'is too long: at most 200 characters')
    .optional(),
  ENCRYPTION_KEY: z
    .string()
    .transform((v) =>
      v
        .split(',')
        .map((key) => key.trim())
        .filter(Boolean),
    )
    .refine((keys) => keys.length > 0 && keys.every((key) => key.length >= 32), KEY_FAULT)
    .optional(),
  HTTP_PORT: whole(1, 65_535).optional(),
  HTTP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address or name of this machine: 127.0.0.1, or 0.0.0.0 for all of its addresses')
    .default('127.0.0.1'),
  PUBLIC_URL: url('where people reach the pages of HTTP_PORT, as in https://deals.example.com').optional(),
  ROLES: z
    .string()
    .transform((v) =>
      v
        .split(',')
        .map((r) => r.trim())
        .filter(Boolean),
    )
    .pipe(
      z
        .array(z.enum(ROLES, `must be a list of ${ROLES.join(', ')}`))
        .min(1, `must name at least one of ${ROLES.join(', ')}`),
    )
    .default([...ROLES]),
  RETENTION_DAYS: whole(90, 36_500, 'days', '; without it everything is kept').optional(),
  WHEN_UNSURE: z.enum(['send', 'hold'], 'must be send (at least once) or hold (at most once)').default('send'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'must be trace, debug, info, warn, error or silent')
    .default('info'),
});

/** The variables as they were read. */
export type Environment = z.infer<typeof schema>;
