import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import type { Card } from '../../src/chat/card.ts';
import { readConfig } from '../../src/config.ts';
import { CONSOLE_CHANNEL } from '../support/fixtures.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

const caller = { user: 'operator', mayManage: true };
let newsroom: Newsroom;
let file: string;
let app: App;

beforeEach(async () => {
  newsroom = await openNewsroom();
  file = join(newsroom.folder, 'companies.json');
  writeFileSync(file, '[\n  { "slug": "meta", "name": "Meta" }\n]\n');
  app = await openApp(readConfig({ ...newsroom.env, COMPANIES_FILE: file }, join(newsroom.folder, 'no.env')), {
    adapters: [],
    now: () => Date.parse('2025-06-15T09:00:00Z'),
  });
});
afterEach(async () => {
  await app.stop();
  await newsroom.close();
});

const answer = async (command: string, options: Record<string, string>, subcommand?: string) =>
  (await app.host.answer({ command, options, caller, channel: CONSOLE_CHANNEL, ...(subcommand ? { subcommand } : {}) }))
    .card;
const add = (options: Record<string, string>) => answer('dealwire', { action: 'add', ...options }, 'companies');
const press = async (action: string) => (await app.host.press({ action, caller, channel: CONSOLE_CHANNEL })).card;
const action = (card: Card, label: string) => {
  const found = card.buttons.find((button) => button.label === label);
  return found && 'action' in found ? found.action : `no button ${label}`;
};

it('a company that a manager adds from chat stands in the file, and its news is told from then on', async () => {
  const item = (n: string) => ({ title: `Figure ${n} of the report`, guid: n, date: 'Fri, 13 Jun 2025 14:00:00 GMT' });
  newsroom.publish('harbour-post', ['one', 'two', 'three'].map(item));
  await app.settle();

  const offer = await add({ name: 'Figure AI', aliases: 'Figure' });
  expect(JSON.stringify(offer)).toContain('Figure one of the report');
  expect(readFileSync(file, 'utf8')).not.toContain('Figure');
  await press(action(offer, 'Add with care'));
  expect(JSON.parse(readFileSync(file, 'utf8'))[1]).toEqual({
    slug: 'figure-ai',
    name: 'Figure AI',
    ambiguous: ['Figure'],
  });

  // Known at once, not only at the next look at the file.
  await press('subscribe:figure-ai');
  newsroom.publish('silicon-courier', [
    {
      title: 'Figure AI raises $1 billion',
      guid: 'new',
      date: 'Sat, 14 Jun 2025 16:30:00 GMT',
      description: '<p>Figure AI raised $1 billion in a Series C round, the company said on Saturday.</p>',
    },
  ]);
  const stored = await app.ingest(`${newsroom.server.url}/silicon-courier.xml`);
  expect(stored).toHaveLength(1);
  expect((await answer('deal', { company: 'figure-ai' })).title).toContain('Figure AI');
  expect(JSON.stringify(await answer('dealwire', {}, 'companies'))).toContain('(figure-ai) – also Figure; 1 fact');
  expect((await press(action(offer, 'Add as it stands'))).title).toBe('“Figure AI” is tracked already');
});

it('chat is told what is wrong without paths; a file that is broken stays as it is', async () => {
  const unfit = JSON.stringify(await add({ name: 'Acme', aliases: 'meta', domains: 'nowhere' }));
  expect(unfit).toContain('domains 1: must be a bare domain');
  expect(unfit).not.toContain(newsroom.folder);
  expect(JSON.stringify(await add({ name: 'Acme', aliases: 'meta' }))).toMatch(/aliases: .*is claimed by meta as well/);
  const foreign = JSON.stringify(await add({ name: '月之暗面' }));
  expect(foreign).toContain('no letter from a to z');
  expect(foreign).not.toContain('slug: ');
  writeFileSync(file, '[ { "slug": "meta" ');
  expect(JSON.stringify(await add({ name: 'Acme' }))).toContain('dealwire doctor');
  expect((await press('company-add:Acme')).title).toBe('“Acme” cannot be added');
  expect(readFileSync(file, 'utf8')).toBe('[ { "slug": "meta" ');
});

it('a running bot takes over what is written into the file', async () => {
  await app.start();
  writeFileSync(`${file}.new`, '[ { "slug": "acme", "name": "Acme" } ]');
  renameSync(`${file}.new`, file);
  await expect
    .poll(async () => (await answer('dealwire', {}, 'companies')).title, { timeout: 15_000, interval: 200 })
    .toBe('1 company tracked');
  await expect.poll(() => app.names('acme'), { timeout: 15_000, interval: 200 }).toBe('Acme');
}, 40_000);
