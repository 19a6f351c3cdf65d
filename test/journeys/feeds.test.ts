import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { rss } from '../support/feed-server.ts';
import { CONSOLE_CHANNEL } from '../support/fixtures.ts';
import { type Newsroom, openNewsroom, STORY } from '../support/newsroom.ts';

const DAY = 86_400_000;
const caller = { user: 'operator', mayManage: true };

let newsroom: Newsroom;
let app: App;
let clock: number;

const start = async () => {
  app = await openApp(
    readConfig({ ...newsroom.env, CONTACT_URL: 'https://operator.example/bot' }, join(newsroom.folder, 'no.env')),
    {
      adapters: [],
      now: () => clock,
    },
  );
};
const ask = (options: Record<string, string>, subcommand = 'feeds') =>
  app.host.answer({ command: 'dealwire', subcommand, options, caller, channel: CONSOLE_CHANNEL });
const press = (action: string) => app.host.press({ action, caller, channel: CONSOLE_CHANNEL });
const later = async (ms = DAY) => {
  clock += ms;
  await app.settle();
};

beforeEach(async () => {
  clock = Date.parse('2025-06-12T09:00:00Z');
  newsroom = await openNewsroom();
  await start();
});
afterEach(async () => {
  await app.stop();
  await newsroom.close();
});

it('a feed that a manager adds by its site is read over restarts, its news credited to it, until it is removed', async () => {
  const { server } = newsroom;
  server.serve('/', {
    document: '<html><head><link rel="alternate" type="application/rss+xml" href="/wire.xml"></head></html>',
    type: 'text/html',
  });
  const wire = (...items: Parameters<typeof rss>[0]) => server.serve('/wire.xml', { document: rss(items) });
  wire({ title: 'What stood there before', guid: 'w-0', date: 'Wed, 11 Jun 2025 08:00:00 GMT' });

  const offered = await ask({ action: 'add', feed: server.url });
  expect(offered.card.title).toBe('Read “Test feed” from now on?');
  const [keep] = offered.card.buttons;
  await later();
  expect(server.count('/wire.xml')).toBe(1);
  await press(keep && 'action' in keep ? keep.action : '');
  await app.stop();
  await start();
  await app.settle();
  expect(server.count('/wire.xml')).toBe(2);
  expect(new Set(server.requests.slice(-3).map((r) => r.headers['user-agent']))).toEqual(
    new Set([expect.stringMatching(/^dealwire\/\S+ \(\+https:\/\/operator\.example\/bot\)$/)]),
  );

  wire(STORY['silicon-courier'] ?? { title: '' });
  await later(2 * DAY);
  const told = await app.host.answer({
    command: 'deal',
    options: { company: 'scale-ai' },
    caller,
    channel: CONSOLE_CHANNEL,
  });
  expect(JSON.stringify(told.card)).toContain('Test feed');

  // The document is of that feed, so that nothing in it is new.
  expect(await app.ingest(`${server.url}/wire.xml`)).toEqual([]);
  expect((await ask({})).card.title).toBe('4 feeds: 4 fine');
  const removed = await ask({ action: 'remove', feed: `${server.url}/wire.xml` });
  expect(removed.card.title).toBe('“Test feed” is no longer read');
  const asked = server.count('/wire.xml');
  await app.stop();
  await start();
  await later();
  expect(server.count('/wire.xml')).toBe(asked);
  expect((await ask({})).card.title).toBe('3 feeds: 3 fine');
  expect((await ask({}, 'status')).card.title).toBe('All is well');
});

it('a running bot reads what is listed in the file from now on, and leaves what is listed no more', async () => {
  const { server, folder } = newsroom;
  await app.start();
  const file = join(folder, 'feeds.json');
  const [first, ...others] = JSON.parse(readFileSync(file, 'utf8')) as { id: string; url: string }[];
  server.serve('/fresh.xml', { document: rss([{ title: 'What stood there before', guid: 'f-0' }]) });
  const fresh = { id: 'fresh', outlet: 'Fresh Paper', url: `${server.url}/fresh.xml`, tier: 2 };
  writeFileSync(`${file}.new`, JSON.stringify([...others, fresh]));
  renameSync(`${file}.new`, file);
  const list = async () => JSON.stringify((await ask({})).card);
  await expect.poll(list, { timeout: 15_000, interval: 200 }).toContain('Fresh Paper');
  expect(await list()).not.toContain(`(${first?.id})`);
  await expect.poll(() => server.count('/fresh.xml'), { timeout: 15_000, interval: 200 }).toBe(1);
}, 40_000);
