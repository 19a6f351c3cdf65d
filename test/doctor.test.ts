import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPlatforms } from '../adapters/index.ts';
import type { Check } from '../src/chat/check.ts';
import { COMMANDS } from '../src/commands/index.ts';
import { NEEDED_NODE, readConfig } from '../src/config.ts';
import { checkClock } from '../src/doctor/feeds.ts';
import { checkNode, checkRoom, doctor, faultOf } from '../src/doctor.ts';
import { openStore } from '../src/store/index.ts';
import { type FakeDiscord, startFakeDiscord } from './support/discord/index.ts';
import { rss } from './support/feed-server.ts';
import { delivery, subscription } from './support/fixtures.ts';
import { type Newsroom, openNewsroom } from './support/newsroom.ts';
import { freePort } from './support/port.ts';
import { type FakeSlack, startFakeSlack, TEAM } from './support/slack/index.ts';

describe('dealwire doctor', () => {
  let newsroom: Newsroom;
  let slack: FakeSlack;
  let discord: FakeDiscord;
  let env: Record<string, string>;
  let file: string;
  beforeEach(async () => {
    [newsroom, slack, discord] = await Promise.all([openNewsroom(), startFakeSlack(), startFakeDiscord()]);
    file = join(newsroom.folder, 'dealwire.db');
    env = {
      ...newsroom.env,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    };
    for (const id of ['harbour-post', 'silicon-courier', 'venture-lantern'])
      newsroom.publish(id, [{ title: 'An item', guid: id }]);
  });
  afterEach(async () => {
    await Promise.all([newsroom.close(), slack.stop(), discord.stop()]);
  });

  async function examine(over: Record<string, string> = {}): Promise<Check[]> {
    const config = readConfig({ ...env, ...over }, join(newsroom.folder, 'none.env'));
    const found: Check[] = [];
    for await (const check of doctor({
      config,
      node: process.versions.node,
      now: Date.now,
      platforms: (channels) => checkPlatforms(config, { channels, commands: COMMANDS }),
    }))
      found.push(check);
    return found;
  }
  const ill = (checks: readonly Check[]) =>
    checks.filter((check) => check.state !== 'ok').map(({ name, found }) => `${name}: ${found}`);

  async function follow(...channels: [platform: 'slack' | 'discord', workspace: string, channel: string][]) {
    const store = await openStore(file);
    for (const [platform, workspace, channel] of channels)
      await store.subscriptions.put(subscription({ id: channel, channel: { platform, workspace, channel } }));
    await store.close();
  }

  it('finds nothing wrong where nothing is, asks each feed once, opens no connection and makes no database', async () => {
    const checks = await examine();
    expect(ill(checks)).toEqual(['discord commands: those registered are not those of this version']);
    expect(checks.map(({ name }) => name)).toEqual([
      'node',
      'database',
      'disk',
      'catalogue',
      'feed harbour-post',
      'feed silicon-courier',
      'feed venture-lantern',
      'network',
      'clock',
      'slack bot token',
      'slack scopes',
      'slack app token',
      'slack socket',
      'discord token',
      'discord intents',
      'discord commands',
    ]);
    expect(newsroom.server.requests).toHaveLength(3);
    expect(slack.socket.connections()).toBe(0);
    expect(() => readFileSync(file)).toThrow();
  });

  it('says where a workspace can be added over HTTP, or that nobody reaches it', async () => {
    const { SLACK_BOT_TOKEN: _, SLACK_APP_TOKEN: __, ...rest } = env;
    env = {
      ...rest,
      SLACK_SIGNING_SECRET: 'signing',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client',
      SLACK_STATE_SECRET: 'a secret of sixteen',
      ENCRYPTION_KEY: 'a key of at least thirty-two characters',
      HTTP_PORT: `${await freePort()}`,
    };
    const over = async (more: Record<string, string>) =>
      (await examine(more)).find(({ name }) => name === 'slack over HTTP');
    expect(await over({ PUBLIC_URL: 'https://deals.example.com' })).toMatchObject({
      state: 'ok',
      found: 'https://deals.example.com/slack/install adds a workspace',
    });
    expect(await over({ PUBLIC_URL: 'http://deals.example.com' })).toMatchObject({ state: 'broken' });
    expect(await over({})).toMatchObject({ state: 'look', mend: expect.stringContaining('PUBLIC_URL') });
  });

  it('names what is wrong with tokens, feeds, the port and the database, each with its mend', async () => {
    const other = createServer((_, res) => res.end('not dealwire')).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { server } = newsroom;
    server.serve('/page.xml', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Hello' });
    server.serve('/gone.xml', { status: 410 });
    const feed = (id: string, url: string) => ({ id, outlet: id, title: id, tier: 2, url });
    writeFileSync(
      join(newsroom.folder, 'feeds.json'),
      JSON.stringify([
        feed('missing', `${server.url}/missing.xml`),
        feed('page', `${server.url}/page.xml`),
        feed('gone', `${server.url}/gone.xml`),
        feed('closed', 'http://127.0.0.1:9/feed.xml'),
        feed('well', `${server.url}/harbour-post.xml`),
      ]),
    );
    writeFileSync(file, 'this is no database, but the text of somebody who mistook the file for their notes');
    const checks = await examine({
      HTTP_PORT: `${port}`,
      SLACK_BOT_TOKEN: 'xoxb-mistyped',
      SLACK_APP_TOKEN: 'xapp-mistyped',
      DISCORD_TOKEN: 'a-token-that-was-reset-since',
    });
    other.close();
    const said = ill(checks).join('\n');
    for (const fault of [
      /^database: .*is not a SQLite database$/m,
      /^feed missing: .*answered 404/m,
      /^feed page: .*/m,
      /^feed gone: .*answered 410/m,
      /^feed closed: .*127\.0\.0\.1:9/m,
      /^http port: HTTP_PORT \d+ is in use by another program/m,
      /^slack bot token: Slack does not accept SLACK_BOT_TOKEN \(invalid_auth\)$/m,
      /^slack app token: Slack does not accept SLACK_APP_TOKEN \(invalid_auth\)$/m,
      /^discord token: Discord refuses DISCORD_TOKEN$/m,
    ])
      expect(said).toMatch(fault);
    expect(ill(checks)).toHaveLength(9);
    for (const { state, mend } of checks) if (state === 'broken') expect(mend).toMatch(/^[A-Z/].*[.]$/s);
    expect(JSON.stringify(checks)).not.toContain('mistyped');
  });

  it('names the scopes and channels that are wanting, and tables of a newer version', async () => {
    const denied = discord.addChannel('deals');
    discord.setDenied(denied, ['send', 'embed']);
    slack.channel('C0OLD', { name: 'old', isArchived: true });
    slack.channel('C0SHUT', { name: 'shut', isPrivate: true, isMember: false });
    slack.state.scopes.delete('groups:read');
    await follow(
      ['slack', TEAM, 'C0OLD'],
      ['slack', TEAM, 'C0SHUT'],
      ['discord', discord.guild, denied],
      ['discord', discord.guild, '1500000000000000001'],
    );
    const said = ill(await examine()).join('\n');
    for (const fault of [
      /^slack scopes: groups:read is missing$/m,
      /^slack #old: it is archived$/m,
      /^slack C0SHUT: .*private and dealwire is not in it/m,
      /^discord #deals: dealwire lacks Send Messages, Embed Links$/m,
      /^discord 1500000000000000001: the channel was deleted$/m,
    ])
      expect(said).toMatch(fault);

    const db = new Database(file);
    db.exec('insert into schema_version (version, applied_at) values (9999, 0)');
    db.close();
    const newer = await examine();
    expect(ill(newer).join('\n')).toMatch(/^database: .*was written by a newer dealwire/m);
    // Nothing is read of it, so no channel can be looked at.
    expect(newer.some(({ name }) => name.startsWith('slack #'))).toBe(false);
  });

  it('names a database that another program has locked, and one that is damaged', async () => {
    await follow(['slack', TEAM, 'C0GENERAL']);
    const other = new Database(file);
    other.exec('begin immediate');
    expect(ill(await examine()).join('\n')).toMatch(/^database: .*is locked by another program/m);
    other.exec('rollback');
    other.pragma('wal_checkpoint(TRUNCATE)');
    other.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096, 12_288);
    writeFileSync(file, bytes);
    expect(ill(await examine()).join('\n')).toMatch(/^database: .*is damaged/m);
  });

  it('counts the messages that are set aside, and says who tells more', async () => {
    const store = await openStore(file);
    const progress = { state: 'held', reason: 'too long', attempts: 1, cause: 'message' } as const;
    await store.deliveries.insert(delivery({ progress }));
    await store.deliveries.insert(delivery({ progress: { ...progress, cause: 'unfollowed' } }));
    await store.close();
    const found = (await examine()).filter(({ name }) => name === 'messages');
    expect(found).toMatchObject([{ state: 'look', found: '1 set aside', mend: expect.stringContaining('retry') }]);
  });

  it('names each fault of the catalogue', async () => {
    const companies = join(newsroom.folder, 'companies.json');
    writeFileSync(
      companies,
      JSON.stringify([
        { slug: 'Not A Slug', name: 'A' },
        { slug: 'b', name: 'B', parent: 'c' },
      ]),
    );
    const said = ill(await examine({ COMPANIES_FILE: companies })).join('\n');
    expect(said).toMatch(/^catalogue: .*entry 1 \(Not A Slug\), slug: must be lower-case/m);
    expect(said).toMatch(/^catalogue: .*entry 2 \(b\), parent: no company has the slug "c"$/m);
  });

  it('says that there is no network where no feed can be reached', async () => {
    const feed = (id: string) => ({ id, outlet: id, title: id, tier: 2, url: `http://127.0.0.1:9/${id}.xml` });
    writeFileSync(join(newsroom.folder, 'feeds.json'), JSON.stringify(['a', 'b', 'c'].map(feed)));
    const said = ill(await examine());
    expect(said.filter((line) => line.startsWith('feed '))).toEqual([]);
    expect(said.find((line) => line.startsWith('network: no feed can be reached: http://127.0.0.1:9/a.xml'))).toMatch(
      /, nor can 2 others$/,
    );
    expect(said).toContain('clock: no server told the time');
  });

  it('asks politely: with what it was given last, and not at all where a site wants peace', async () => {
    newsroom.server.serve('/harbour-post.xml', { document: rss([{ title: 'x', guid: 'x' }]), etag: '"e"' });
    const store = await openStore(file);
    const urls = ['harbour-post', 'silicon-courier'].map((id) => ({ id, url: `${newsroom.server.url}/${id}.xml` }));
    await store.feeds.sync(urls, 0);
    for (const row of await store.feeds.all()) {
      const rests =
        row.id === 'silicon-courier' ? { schedule: JSON.stringify({ siteWaitsUntil: Date.now() + 60_000 }) } : {};
      await store.feeds.settle({ ...row, etag: '"e"', ...rests });
    }
    await store.close();
    const checks = await examine();
    const about = (id: string) => checks.find(({ name }) => name === `feed ${id}`)?.found;
    expect(about('harbour-post')).toBe('answers, nothing new');
    expect(about('silicon-courier')).toMatch(/^not asked: its site wants to be left alone until /);
    // Of the catalogue, but not of those that are read: a manager removed it.
    expect(about('venture-lantern')).toBeUndefined();
    expect(newsroom.server.requests.map(({ path }) => path)).toEqual(['/harbour-post.xml']);
  });

  it('judges the clock by most servers, the disk by what is free, Node by what package.json asks for', () => {
    const ago = (seconds: number) => -seconds * 1000;
    expect(checkClock([ago(400), ago(401), 2]).found).toBe('it is 400 s ahead of the servers asked');
    expect(checkClock([300_000]).found).toBe('it is 300 s behind the servers asked');
    expect(checkClock([ago(1), 500, ago(9_000)]).state).toBe('ok');
    expect(['50', '500', '5000'].map((mb) => checkRoom('data', Number(mb) * 1e6).state)).toEqual([
      'broken',
      'look',
      'ok',
    ]);
    expect(checkNode('18.20.4')).toMatchObject({ state: 'broken', mend: expect.stringContaining('20.19') });
    expect(['20.18.0', '20.19.0', '22.1.0', '24.0.0'].map((v) => checkNode(v).state)).toEqual([
      'broken',
      'ok',
      'ok',
      'ok',
    ]);
    const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(engines.node).toBe(`>=${NEEDED_NODE.join('.')}`);
  });

  it('parts what is wrong from what to do', () => {
    expect(faultOf('catalogue', 'companies.json, entry 2: "a" is taken; give each its own')).toEqual({
      name: 'catalogue',
      state: 'broken',
      found: 'companies.json, entry 2: "a" is taken',
      mend: 'Give each its own.',
    });
  });
});
