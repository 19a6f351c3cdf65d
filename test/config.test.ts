import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig, SECRET_VARIABLES, wantsColour } from '../src/config.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dealwire-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const nowhere = join(tmpdir(), 'dealwire-no-such-file.env');
const read = (env: NodeJS.ProcessEnv) => readConfig(env, nowhere);
function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing: an empty environment runs on the console with a SQLite file', () => {
    const config = read({});
    expect(config).toMatchObject({
      database: 'data/dealwire.db',
      slack: null,
      discord: null,
      pollMs: 600_000,
      fetchArticles: true,
      allowPrivateAddresses: false,
      roles: ['poll', 'deliver', 'chat'],
      logLevel: 'info',
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('reads .env, and the environment wins over it', () => {
    const file = join(folder, 'one.env');
    writeFileSync(file, '# a comment\nPOLL_MINUTES=30\nLOG_LEVEL="debug"\nFETCH_ARTICLES=false\n');
    const config = readConfig({ POLL_MINUTES: '5' }, file);
    expect(config).toMatchObject({ pollMs: 300_000, logLevel: 'debug', fetchArticles: false });
  });

  it('takes an empty value as unset', () => {
    expect(read({ SLACK_BOT_TOKEN: '', DISCORD_TOKEN: '  ', POLL_MINUTES: '' })).toMatchObject({
      slack: null,
      discord: null,
      pollMs: 600_000,
    });
  });

  it('tells every fault at once, each with the name of its variable', () => {
    const faults = faultsOf({
      DATABASE_URL: 'mysql://x',
      SLACK_BOT_TOKEN: 'xapp-wrong',
      DISCORD_API_URL: 'ftp://discord',
      POLL_MINUTES: 'often',
      FETCH_ARTICLES: 'maybe',
      ROLES: 'poll,dance',
      LOG_LEVEL: 'loud',
    });
    for (const name of [
      'DATABASE_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'DISCORD_API_URL',
      'POLL_MINUTES',
      'FETCH_ARTICLES',
      'ROLES',
      'LOG_LEVEL',
    ]) {
      expect(
        faults.filter((fault) => fault.startsWith(`${name} `)),
        name,
      ).not.toEqual([]);
    }
  });

  it.each(['0', '-5', '1441', 'NaN', 'Infinity', 'x'])('refuses POLL_MINUTES=%s', (value) => {
    expect(faultsOf({ POLL_MINUTES: value }).join()).toMatch(/^POLL_MINUTES must be/);
  });

  it('keeps everything unless RETENTION_DAYS says after how many days what is needed by nothing goes', () => {
    expect(read({}).retentionDays).toBeNull();
    expect(read({ RETENTION_DAYS: '365' }).retentionDays).toBe(365);
    for (const wrong of ['0', '89', '-5', '1.5', '36501', 'a year'])
      expect(faultsOf({ RETENTION_DAYS: wrong })).toEqual([
        'RETENTION_DAYS must be a whole number of days from 90 to 36500; without it everything is kept',
      ]);
  });

  it('takes a contact address for the User-Agent, and nothing that would break the header', () => {
    expect(read({}).contactUrl).toBeNull();
    for (const url of ['https://operator.example/bot', 'mailto:news@operator.example'])
      expect(read({ CONTACT_URL: url }).contactUrl).toBe(url);
    for (const wrong of [
      'operator.example',
      'ftp://operator.example',
      'https://operator.example/a b',
      'https://x.example/)',
    ])
      expect(faultsOf({ CONTACT_URL: wrong }).join()).toMatch(/^CONTACT_URL (?:must|is)/);
  });

  it('opens a port only where one is named, on loopback unless told otherwise', () => {
    expect(read({ PUBLIC_URL: 'https://deals.example.com/' })).toMatchObject({
      http: null,
      publicUrl: 'https://deals.example.com',
    });
    expect(read({ HTTP_PORT: '8080' })).toMatchObject({ http: { host: '127.0.0.1', port: 8080 }, publicUrl: null });
    expect(read({ HTTP_PORT: '8080', HTTP_HOST: '::' }).http).toEqual({ host: '::', port: 8080 });
    for (const wrong of [{ HTTP_PORT: '0' }, { HTTP_PORT: '65536' }, { HTTP_PORT: 'http' }, { PUBLIC_URL: 'deals' }])
      expect(faultsOf(wrong).join()).toMatch(/^(HTTP_PORT|PUBLIC_URL) must be/);
    expect(faultsOf({ HTTP_PORT: '80', HTTP_HOST: 'http://x' }).join()).toMatch(/^HTTP_HOST must be an address/);
  });

  it('wants both Slack tokens or none', () => {
    expect(faultsOf({ SLACK_APP_TOKEN: 'xapp-1-a' }).join()).toContain('SLACK_BOT_TOKEN is missing');
    expect(faultsOf({ SLACK_BOT_TOKEN: 'xoxb-1-a' }).join()).toContain('SLACK_APP_TOKEN is missing');
    expect(read({ SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xapp-1-a' }).slack).toEqual({
      socket: { botToken: 'xoxb-1-a', appToken: 'xapp-1-a' },
    });
  });

  const OAUTH = {
    SLACK_SIGNING_SECRET: 'signing',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client',
    SLACK_STATE_SECRET: 'state-secret-of-16',
    ENCRYPTION_KEY: 'new-key-of-at-least-32-characters, old-key-of-at-least-32-characters',
    HTTP_PORT: '3000',
  };

  it('takes Slack over HTTP with all that it needs, also beside Socket Mode', () => {
    const { slack, encryptionKeys, secrets } = read({
      ...OAUTH,
      SLACK_BOT_TOKEN: 'xoxb-1-a',
      SLACK_APP_TOKEN: 'xapp-1-a',
    });
    expect(slack).toEqual({
      socket: { botToken: 'xoxb-1-a', appToken: 'xapp-1-a' },
      oauth: {
        signingSecret: 'signing',
        clientId: '1.2',
        clientSecret: 'client',
        stateSecret: 'state-secret-of-16',
      },
    });
    expect(encryptionKeys).toEqual(['new-key-of-at-least-32-characters', 'old-key-of-at-least-32-characters']);
    expect(secrets).toEqual(expect.arrayContaining([...encryptionKeys, 'signing', 'client']));
  });

  it('names all that Slack over HTTP lacks at once, each with where it comes from', () => {
    const faults = faultsOf({ SLACK_CLIENT_ID: '1.2' });
    expect(faults).toHaveLength(5);
    expect(faults.join()).toMatch(
      /SLACK_SIGNING_SECRET is missing: SLACK_CLIENT_ID is set.*Basic Information.*SLACK_CLIENT_SECRET.*SLACK_STATE_SECRET.*openssl.*ENCRYPTION_KEY.*openssl.*HTTP_PORT/,
    );
  });

  it('serves HTTP only where commands are answered', () => {
    const { HTTP_PORT: _, ...rest } = OAUTH;
    expect(faultsOf(rest).join()).toContain('HTTP_PORT is missing');
    expect(read({ ...rest, ROLES: 'poll,deliver' }).slack?.oauth).toBeDefined();
  });

  it('takes no key that could be guessed', () => {
    expect(faultsOf({ ENCRYPTION_KEY: 'short' })).toEqual([expect.stringMatching(/^ENCRYPTION_KEY must be.*openssl/)]);
    expect(faultsOf({ ENCRYPTION_KEY: `${'k'.repeat(32)},short` })).toHaveLength(1);
    expect(faultsOf({ ...OAUTH, SLACK_STATE_SECRET: 'short' }).join()).toMatch(/^SLACK_STATE_SECRET is too short/);
  });

  it('never repeats a secret in its error', () => {
    const secret = 'zq-very-secret-value';
    try {
      read(Object.fromEntries(SECRET_VARIABLES.map((name) => [name, secret])));
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message).not.toContain(secret);
    }
  });

  it('knows the values that logs must hide', () => {
    expect(read({ DISCORD_TOKEN: 'd'.repeat(40) }).secrets).toEqual(['d'.repeat(40)]);
  });
});

describe('colour', () => {
  it('is for terminals only, and NO_COLOR and a dumb terminal turn it off', () => {
    expect(wantsColour(true, {})).toBe(true);
    expect(wantsColour(false, {})).toBe(false);
    expect(wantsColour(undefined, {})).toBe(false);
    expect(wantsColour(true, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour(true, { TERM: 'dumb' })).toBe(false);
  });

  it('takes the address of a PostgreSQL database, and keeps its password out of the log', () => {
    const config = read({ DATABASE_URL: 'postgres://bot:s%40cret@db.example/deals' });
    expect(config.database).toBe('postgres://bot:s%40cret@db.example/deals');
    expect(config.secrets).toEqual(expect.arrayContaining(['s@cret', 's%40cret']));
  });

  it('takes the shards of Discord as numbers and ranges', () => {
    const shardsOf = (DISCORD_SHARDS: string, DISCORD_SHARD_COUNT = '8') =>
      read({ DISCORD_TOKEN: 'x'.repeat(30), DISCORD_SHARDS, DISCORD_SHARD_COUNT }).discord?.shards;
    expect(shardsOf('0,2-4')).toEqual({ ids: [0, 2, 3, 4], count: 8 });
    expect(shardsOf('', '2')).toEqual({ ids: [0, 1], count: 2 });
  });

  it.each([
    [{ DISCORD_SHARDS: '0' }, /DISCORD_SHARD_COUNT is missing/],
    [{ DISCORD_SHARDS: '0-4', DISCORD_SHARD_COUNT: '4' }, /names 4, but DISCORD_SHARD_COUNT is 4/],
    [{ DISCORD_SHARDS: 'all', DISCORD_SHARD_COUNT: '4' }, /must be numbers from 0/],
    [{ DISCORD_SHARDS: '3-1', DISCORD_SHARD_COUNT: '4' }, /each shard once/],
  ])('refuses %o', (env, words) => {
    expect(faultsOf(env).join('\n')).toMatch(words);
  });
});
