import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import type { Caller, Reply } from '../../src/chat/command.ts';
import { parseCall } from '../../src/chat/parse.ts';
import { richText } from '../../src/chat/text.ts';
import { COMMANDS, createAnswerer, type Deps, type Feeds } from '../../src/commands/index.ts';
import { createLookup } from '../../src/domain/lookup.ts';
import type { FeedOffer, FeedReport, StatusReport } from '../../src/present/index.ts';
import { channel, DISCORD_CHANNEL, HOUR, NOON } from '../support/fixtures.ts';
import { openTestStore } from '../support/store.ts';

const MANAGER: Caller = { user: 'U1', mayManage: true };
const READER: Caller = { user: 'U2', mayManage: false };
const report = (id: string, over: Partial<FeedReport> = {}): FeedReport => ({
  id,
  outlet: 'Harbour Post',
  title: `Harbour Post: ${id}`,
  url: `https://harbour.example/${id}`,
  condition: { is: 'fine', lastNew: NOON - HOUR },
  ...over,
});
const OFFER: FeedOffer = {
  id: 'courier-example',
  title: 'Silicon Courier',
  outlet: 'Silicon Courier',
  url: 'https://courier.example/feed.xml',
  format: 'Atom',
  items: 20,
  latest: [{ title: 'Acme buys Widgetly', url: 'https://courier.example/1', at: NOON }],
  others: ['https://courier.example/comments.xml'],
};

let read: FeedReport[];
let asked: string[];
let feeds: Feeds;
let deps: Deps;
beforeEach(async () => {
  read = [report('deals'), report('chips'), report('tides', { outlet: 'Tide Table', title: 'The Tide Table' })];
  asked = [];
  feeds = {
    all: async () => read,
    find: async (address) => {
      asked.push(address);
      return { outcome: 'found', ...OFFER };
    },
    keep: async (id) => (id === OFFER.id || read.some((f) => f.id === id) ? report(id) : null),
    remove: async (id) => {
      const found = read.find((feed) => feed.id === id) ?? null;
      read = read.filter((feed) => feed !== found);
      return found;
    },
  };
  deps = {
    store: await openTestStore(),
    lookup: createLookup([]),
    now: () => NOON,
    status: async () => ({}) as StatusReport,
    feeds,
  } as unknown as Deps;
});

const where = { channel: channel() };
const table = COMMANDS.find((command) => command.name === 'dealwire');
async function ask(line: string, caller = MANAGER, at = where): Promise<Reply> {
  if (!table) throw new Error('no /dealwire');
  const parsed = parseCall(table, line);
  if (!parsed.ok) throw new Error(parsed.problem);
  const { options, subcommand = '' } = parsed;
  return createAnswerer(deps).answer({ command: 'dealwire', subcommand, options, caller, ...at });
}
const press = (action: string, caller = MANAGER, at = where) => createAnswerer(deps).press({ action, caller, ...at });
const actions = (card: Card) => card.buttons.map((b) => ('action' in b ? b.action : b.url));
const textOf = (card: Card) =>
  [
    card.title,
    ...card.blocks.flatMap((b) =>
      b.kind === 'text'
        ? [richText(b.text)]
        : b.kind === 'list'
          ? b.items.map((i) => richText(i))
          : b.kind === 'fields'
            ? b.fields.map((f) => `${f.label}: ${richText(f.value)}`)
            : [],
    ),
  ].join('\n');

describe('/dealwire feeds', () => {
  it('lists the feeds, worst first, to anyone, and says to managers how to change them', async () => {
    read = [
      ...read,
      report('dead', {
        condition: {
          is: 'failing',
          since: NOON - 99 * HOUR,
          error: 'harbour.example answered 404 (not found).',
          long: true,
        },
      }),
    ];
    const reply = await ask('feeds', READER);
    expect(reply).toMatchObject({ visibility: 'caller', card: { title: '4 feeds: 3 fine, 1 unreachable' } });
    expect(textOf(reply.card).split('\n')[1]).toMatch(
      /^Harbour Post: dead \(dead\) – unreachable since .*404 \(not found\)/,
    );
    expect(reply.card.footer).not.toContain('remove');
    expect((await ask('feeds')).card.footer).toContain('/dealwire feeds remove <feed>');
    expect((await ask('feeds list')).card.title).toBe('4 feeds: 3 fine, 1 unreachable');
  });

  it('pages, and the page that was turned takes the place of the one before', async () => {
    read = Array.from({ length: 23 }, (_, i) => report(`f${String(i).padStart(2, '0')}`));
    const first = await ask('feeds');
    expect(first.card.footer).toContain('Page 1 of 3');
    const second = await press('feeds:page=2');
    expect(second.replaces).toBe(true);
    expect(textOf(second.card)).toContain('(f10)');
    expect(actions(second.card)).toEqual(['feeds:page=3', 'feeds:page=1', 'feeds:page=2']);
    expect((await press('feeds:page=99')).card.footer).toContain('Page 3 of 3');
    expect((await press('feeds')).replaces).toBeUndefined();
  });

  it('says so when nothing is read', async () => {
    read = [];
    expect((await ask('feeds')).card.title).toBe('No feed is read');
  });
});

describe('adding', () => {
  it.each([
    'feeds add https://courier.example/news?a=1&b=2',
    'feeds add feed:https://courier.example/news?a=1&b=2',
    'feeds action:add feed:https://courier.example/news?a=1&b=2',
    'feeds https://courier.example/news?a=1&b=2 add',
  ])('understands “%s”', async (line) => {
    await ask(line);
    expect(asked).toEqual(['https://courier.example/news?a=1&b=2']);
  });

  it('shows what was found and asks; nothing is kept before the button is pressed', async () => {
    const { card } = await ask('feeds add courier.example');
    expect(card.title).toBe('Read “Silicon Courier” from now on?');
    expect(textOf(card)).toContain('Format: Atom, 20 items');
    expect(textOf(card)).toContain('Acme buys Widgetly');
    expect(textOf(card)).toContain('https://courier.example/comments.xml');
    expect(actions(card)).toEqual(['feed-keep:courier-example', 'keep']);
    expect(await press('feed-keep:courier-example')).toMatchObject({
      replaces: true,
      card: { title: expect.stringContaining('is read from now on') },
    });
  });

  it('says that a company’s own feed counts as its word', async () => {
    feeds.find = async () => ({ outcome: 'found', ...OFFER, own: 'Lumen Labs' });
    expect(textOf((await ask('feeds add lumen.example')).card)).toContain('a feed of Lumen Labs itself');
  });

  it('says what is wrong, and what to do', async () => {
    feeds.find = async () => ({ outcome: 'none', why: 'no-feed', reason: 'This is no feed, its page names none.' });
    expect((await ask('feeds add x.example')).card.title).toBe('No feed was found behind “x.example”');
    feeds.find = async () => ({
      outcome: 'none',
      why: 'closed',
      reason: '10.0.0.1 leads to a private or local address.',
    });
    expect(textOf((await ask('feeds add 10.0.0.1')).card)).toMatch(
      /private or local address\.\n.*ALLOW_PRIVATE_ADDRESSES/,
    );
    feeds.find = async () => ({
      outcome: 'none',
      why: 'unreachable',
      reason: 'x.example cannot be reached (the name cannot be found).',
    });
    expect(textOf((await ask('feeds add x.example')).card)).toContain('name cannot be found');
    feeds.find = async () => ({ outcome: 'known', feed: report('deals') });
    expect((await ask('feeds add x.example')).card.title).toBe('“Harbour Post: deals” is read already');
    expect(textOf((await ask('feeds add')).card)).toMatch(/Which feed\?.*\nUsage: \/dealwire feeds/s);
    expect(textOf((await ask('feeds x.example')).card)).toContain('Say what to do: list, add or remove.');
    expect((await press('feed-keep:nobody')).card.title).toBe('This button no longer works');
  });
});

describe('removing', () => {
  it.each([
    'feeds remove deals',
    'feeds remove https://harbour.example/deals/',
    'feeds remove "Harbour Post: deals"',
    'feeds remove feed:DEALS',
  ])('understands “%s”, keeps what is known, and can be undone', async (line) => {
    const { card } = await ask(line);
    expect(card.title).toBe('“Harbour Post: deals” is no longer read');
    expect(textOf(card)).toContain('stay as they are');
    expect(actions(card)).toEqual(['feed-keep:deals', 'feeds']);
    expect(read.map((feed) => feed.id)).toEqual(['chips', 'tides']);
  });

  it('takes an outlet that has one feed, and asks where it has several', async () => {
    expect((await ask('feeds remove tide table')).card.title).toBe('“The Tide Table” is no longer read');
    const { card } = await ask('feeds remove harbour');
    expect(card.title).toBe('Which feed is “harbour”?');
    expect(textOf(card)).toContain('It could be Harbour Post: deals (deals) or Harbour Post: chips (chips).');
    expect(actions(card)).toEqual(['feed-remove:deals', 'feed-remove:chips', 'feeds']);
    expect(read).toHaveLength(2);
    await press('feed-remove:chips');
    expect(read.map((feed) => feed.id)).toEqual(['deals']);
  });

  it('says so when no feed is called so', async () => {
    expect((await ask('feeds remove zzz')).card.title).toBe('No feed is called “zzz”');
    expect(textOf((await ask('feeds remove')).card)).toContain('Which feed?');
    expect((await press('feed-remove:zzz')).card.title).toBe('This button no longer works');
  });
});

it('nobody changes what everybody reads in a conversation that is theirs alone', async () => {
  const direct = { channel: { ...DISCORD_CHANNEL, workspace: 'dm' } };
  for (const line of ['feeds add courier.example', 'feeds remove deals'])
    expect((await ask(line, MANAGER, direct)).card.title).toBe('Only managers can change which feeds are read');
  for (const action of ['feed-keep:courier-example', 'feed-remove:deals'])
    expect((await press(action, MANAGER, direct)).card.title).toBe('Only managers can change which feeds are read');
  expect((await ask('feeds', MANAGER, direct)).card.footer).not.toContain('feeds add');
  expect(asked).toEqual([]);
  expect(read).toHaveLength(3);
});

it('only managers change what is read, by command or by button', async () => {
  for (const line of ['feeds add courier.example', 'feeds remove deals'])
    expect((await ask(line, READER)).card.title).toBe('Only managers can change which feeds are read');
  for (const action of ['feed-keep:courier-example', 'feed-remove:deals'])
    expect((await press(action, READER)).card.title).toBe('Only managers can change which feeds are read');
  expect(asked).toEqual([]);
  expect(read).toHaveLength(3);
});
