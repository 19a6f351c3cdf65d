import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import type { Caller, CommandCall, Reply } from '../../src/chat/command.ts';
import { parseCall } from '../../src/chat/parse.ts';
import { richText } from '../../src/chat/text.ts';
import { COMMANDS, createAnswerer, type Deps } from '../../src/commands/index.ts';
import { createLookup } from '../../src/domain/lookup.ts';
import { clusterStories, rolesOn } from '../../src/ledger/index.ts';
import type { StatusReport } from '../../src/present/index.ts';
import { StoreError } from '../../src/store/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { NO_COMPANIES } from '../support/companies.ts';
import { correcting } from '../support/corrections.ts';
import { NO_FEEDS } from '../support/feeds.ts';
import { channel, company, DAY, NOON, party } from '../support/fixtures.ts';
import { drawing } from '../support/pictures.ts';
import { openTestStore, storeArticle, storeFact } from '../support/store.ts';

const MANAGER: Caller = { user: 'U1', mayManage: true };
const READER: Caller = { user: 'U2', mayManage: false };
const HERE = channel();
const lookup = createLookup([
  company('scale-ai', {
    name: 'Scale AI',
    aliases: [
      { text: 'Scale AI', ambiguous: false },
      { text: 'Scale', ambiguous: true },
    ],
  }),
  company('meta', { name: 'Meta' }),
  company('openai', { name: 'OpenAI' }),
]);
const REPORT: StatusReport = {
  feeds: { total: 30, waiting: 0, unreachable: [] },
  lastNews: NOON,
  articles: 10,
  facts: 4,
  subscriptions: 1,
  deliveries: { due: 0, held: 0 },
  platforms: [],
};

let store: Store;
let deps: Deps;
beforeEach(async () => {
  store = await openTestStore();
  let n = 0;
  deps = {
    store,
    lookup,
    now: () => NOON,
    status: async () => REPORT,
    feeds: NO_FEEDS,
    companies: NO_COMPANIES,
    whenUnsure: 'send',
    stories: clusterStories,
    roles: rolesOn,
    ...drawing(),
    ...correcting({ store }),
    newId: () => `id-${++n}`,
  };
});

const spec = (name: string) => COMMANDS.find((c) => c.name === name)!;
/** As an adapter does it: the line is parsed, then answered. */
async function ask(line: string, caller = MANAGER, where = HERE): Promise<Reply> {
  const [name = '', ...rest] = line.slice(1).split(' ');
  const parsed = parseCall(spec(name), rest.join(' '));
  if (!parsed.ok) throw new Error(parsed.problem);
  const { options, subcommand } = parsed;
  return call({ command: name, options, ...(subcommand ? { subcommand } : {}) }, caller, where);
}
const call = (
  what: Pick<CommandCall, 'command' | 'options'> & { subcommand?: string },
  caller = MANAGER,
  where = HERE,
) => createAnswerer(deps).answer({ ...what, caller, channel: where });
const press = (action: string, caller = MANAGER, where = HERE) =>
  createAnswerer(deps).press({ action, caller, channel: where });
const actions = (card: Card) => card.buttons.map((b) => ('action' in b ? b.action : b.url));
const textOf = (card: Card) =>
  [
    card.title,
    ...card.blocks.map((b) =>
      b.kind === 'text'
        ? richText(b.text)
        : b.kind === 'list'
          ? b.items.map((i) => richText(i)).join('\n')
          : b.kind === 'quote'
            ? b.text
            : '',
    ),
  ].join('\n');

describe('/deal', () => {
  it('answers the caller alone, the channel when share is given', async () => {
    await storeFact(store);
    const reply = await ask('/deal scale ai');
    expect(reply.visibility).toBe('caller');
    expect(reply.card.title).toBe('Scale AI: 1 fact');
    expect(textOf(reply.card)).toContain('Meta is investing $14.3 billion in Scale AI for a 49% stake');
    expect((await ask('/deal scale share')).visibility).toBe('channel');
  });

  it('pages by buttons, newest first; a page that is gone is the last', async () => {
    for (let i = 0; i < 10; i++)
      await storeFact(
        store,
        {},
        {
          article: { published: NOON - i * DAY, title: `Day ${i}` },
          claims: [{ evidence: { field: 'text', start: 0, end: 6, quote: `Said ${i}` } }],
        },
      );
    const first = await ask('/deal scale-ai');
    expect(textOf(first.card)).toContain('Said 0');
    expect(actions(first.card)).toContain('deal:scale-ai:page=2');
    const second = await press('deal:scale-ai:page=2');
    expect(second).toMatchObject({ replaces: true, visibility: 'caller' });
    expect(textOf(second.card)).toContain('Said 4');
    expect(actions((await press('deal:scale-ai:page=3')).card)[0]).toBe('deal:scale-ai:page=2');
    expect((await press('deal:scale-ai:page=99')).card.footer).toContain('Page 3 of 3');
    // On a shared card the next page is for whoever pressed.
    const shared = await ask('/deal scale-ai share');
    expect(actions(shared.card)).toEqual(['deal:scale-ai:page=2:apart=1']);
    expect((await press('deal:scale-ai:page=2:apart=1')).replaces).toBeUndefined();
  });

  it('filters by type and by date', async () => {
    await storeFact(store, {}, { article: { published: NOON - 40 * DAY } });
    await storeFact(
      store,
      { type: 'launch' },
      {
        claims: [
          { type: 'launch', args: [party('org', 'Scale AI', 'scale-ai'), { role: 'product', text: 'Labeller' }] },
        ],
      },
    );
    expect((await ask('/deal scale-ai type:launch')).card.title).toBe('Scale AI: 1 fact, type launch');
    expect((await ask('/deal scale-ai 30d')).card.title).toBe('Scale AI: 1 fact, since 19 May 2025');
    const none = await ask('/deal scale-ai type:ipo since:2025-06');
    expect(none.card.title).toBe('Nothing on Scale AI with these filters');
    expect((await call({ command: 'deal', options: { company: 'meta', type: 'banana' } })).card.title).toContain(
      'it is one of investment',
    );
    expect((await call({ command: 'deal', options: { company: 'meta', since: 'whenever' } })).card.title).toContain(
      'since cannot be “whenever”',
    );
  });

  it('tells one fact by its number', async () => {
    const { shortId } = await storeFact(store, {}, {});
    expect((await ask(`/deal #${shortId}`)).card.title).toContain('Meta is investing');
    expect((await ask(`/deal #${shortId.toUpperCase()} share`)).visibility).toBe('channel');
    expect((await ask('/deal #ffff')).card.title).toBe('No fact has the number #ffff');
    expect((await ask('/deal #')).card.title).toBe('No fact has the number #');
  });

  it('asks what was meant, with buttons that answer in its place', async () => {
    await storeFact(store);
    const reply = await ask('/deal scael ai type:investment');
    expect(reply.card.title).toBe('No company here is called “scael ai”');
    expect(textOf(reply.card)).toContain('Did you mean Scale AI?');
    expect(actions(reply.card)).toEqual(['deal:scale-ai:type=investment:page=1']);
    expect(await press('deal:scale-ai:type=investment:page=1')).toMatchObject({
      replaces: true,
      card: { title: 'Scale AI: 1 fact, type investment' },
    });
    expect(actions((await ask('/deal scale ai banana')).card)).toEqual(['deal:scale-ai:page=1']);
    const unlike = (await ask('/deal zzzzqqqq')).card;
    expect(unlike.buttons).toEqual([]);
    expect(textOf(unlike)).toContain('/dealwire companies lists those that are tracked.');
    expect((await ask('/deal 🦄')).card.buttons).toEqual([]);
  });

  it('says how it is typed when the company is missing', async () => {
    const reply = await call({ command: 'deal', options: {} });
    expect(textOf(reply.card)).toMatch(/Which company\?.*\nUsage: \/deal <company>/s);
  });

  it('offers to subscribe only where that makes sense', async () => {
    await storeFact(store);
    expect(actions((await ask('/deal scale-ai')).card)).toEqual(['subscribe:scale-ai']);
    expect(actions((await ask('/deal scale-ai', READER)).card)).toEqual([]);
    await ask('/subscribe scale-ai');
    expect(actions((await ask('/deal scale-ai')).card)).toEqual([]);
  });
});

describe('/news', () => {
  it('tells stories across outlets, one line each', async () => {
    const fact = await storeFact(store, {}, { article: { outlet: 'Example News', title: 'Meta buys into Scale AI' } });
    await storeArticle(
      store,
      { outlet: 'Other Paper', title: 'Meta buys into Scale AI for billions', published: NOON + 1000 },
      [],
      ['scale-ai'],
    );
    const reply = await ask('/news scale-ai');
    expect(reply.card.title).toBe('Scale AI in the news');
    expect(textOf(reply.card)).toMatch(
      new RegExp(`Meta buys into Scale AI.* – .*Example News.*, 18 June 2025 · #${fact.shortId}`),
    );
    expect((await ask('/news meta share')).visibility).toBe('channel');
    expect((await ask('/news opnai')).card.buttons).toHaveLength(1);
  });

  it('pages', async () => {
    const words = [
      'alpha',
      'bravo',
      'charlie',
      'delta',
      'echo',
      'foxtrot',
      'golf',
      'hotel',
      'india',
      'juliett',
      'kilo',
      'lima',
    ];
    for (const [i, word] of words.entries())
      await storeArticle(
        store,
        { title: `${word} ${word}ing ${word}s Scale`, published: NOON - i * 3 * DAY },
        [],
        ['scale-ai'],
      );
    const first = await ask('/news scale-ai');
    expect(actions(first.card)[0]).toBe('news:scale-ai:page=2');
    const second = await press('news:scale-ai:page=2');
    expect(second.replaces).toBe(true);
    expect(textOf(second.card)).toContain('lima');
    expect(actions(second.card)).toEqual(['news:scale-ai:page=1', 'deal:scale-ai']);
  });
});

describe('subscribing', () => {
  it('answers one state-of-play card and stores the filters', async () => {
    await storeFact(store);
    const reply = await ask('/subscribe scale ai investment,ipo $50 million daily');
    expect(reply).toMatchObject({ visibility: 'caller', card: { title: 'This channel now follows Scale AI' } });
    expect(textOf(reply.card)).toContain('Meta is investing $14.3 billion in Scale AI for a 49% stake');
    expect(await store.subscriptions.of(HERE)).toMatchObject([
      {
        company: 'scale-ai',
        types: ['investment', 'ipo'],
        minAmount: 50e6,
        cadence: 'daily',
        createdBy: 'U1',
        createdAt: NOON,
        paused: null,
        mutedUntil: null,
      },
    ]);
  });

  it('again changes what is named and keeps the rest, the first one still', async () => {
    await ask('/subscribe scale-ai types:investment daily');
    deps = { ...deps, now: () => NOON + DAY };
    const reply = await ask('/subscribe scale-ai 1.5bn');
    expect(reply.card.title).toBe('Subscription to Scale AI changed');
    expect(textOf(reply.card)).toContain('Changed: any amount → from $1.5 billion.');
    expect(await store.subscriptions.of(HERE)).toMatchObject([
      { id: 'id-1', types: ['investment'], minAmount: 1.5e9, cadence: 'daily', createdAt: NOON },
    ]);
    expect((await ask('/subscribe scale-ai')).card.title).toBe('This channel already follows Scale AI');
    await ask('/subscribe scale-ai types:all min-amount:0');
    expect(await store.subscriptions.of(HERE)).toMatchObject([{ types: [], minAmount: null, cadence: 'daily' }]);
  });

  it('is for those who may manage the channel, checked here', async () => {
    for (const line of ['/subscribe scale-ai', '/unsubscribe all'])
      expect((await ask(line, READER)).card.title).toContain('Only those who may manage');
    for (const action of ['subscribe:scale-ai', 'unsubscribe:scale-ai', 'unsubscribe:all:sure=1'])
      expect((await press(action, READER)).card.title).toContain('Only those who may manage');
    expect(await store.subscriptions.of(HERE)).toEqual([]);
  });

  it('says what is wrong with a filter, and subscribes nothing', async () => {
    for (const [name, value] of [
      ['types', 'ipo,banana'],
      ['min-amount', '50'],
      ['cadence', 'hourly'],
    ] as const) {
      const { card } = await call({ command: 'subscribe', options: { company: 'meta', [name]: value } });
      expect(textOf(card)).toContain('Usage: /subscribe');
    }
    for (const typed of ['-5M', '€50M'])
      expect((await ask(`/subscribe meta ${typed}`)).card.title, typed).toContain('min-amount');
    expect(await store.subscriptions.of(HERE)).toEqual([]);
  });

  it('keeps the filters over a "did you mean"', async () => {
    const reply = await ask('/subscribe opnai investment 50M daily');
    expect(actions(reply.card)).toEqual(['subscribe:openai:types=inv:min=50000000:cadence=daily']);
    await press('subscribe:openai:types=inv:min=50000000:cadence=daily');
    expect(await store.subscriptions.of(HERE)).toMatchObject([
      { company: 'openai', types: ['investment'], minAmount: 50e6, cadence: 'daily' },
    ]);
  });

  it('lets a channel that was paused go on, and says so to whoever sends', async () => {
    const told: string[] = [];
    deps = { ...deps, followed: async ({ channel: name }) => void told.push(name) };
    await ask('/subscribe meta');
    await ask('/subscribe openai daily');
    await store.subscriptions.pause(HERE, 'the bot was removed', NOON);
    const reply = await ask('/subscribe openai');
    expect(textOf(reply.card)).toContain('It was paused, and goes on: the bot was removed.');
    expect((await store.subscriptions.of(HERE)).map((s) => s.paused)).toEqual([null, null]);
    expect(told).toEqual([HERE.channel, HERE.channel, HERE.channel]);
    expect(textOf((await ask('/subscribe openai')).card)).not.toContain('paused');
  });

  it('twice at once makes one', async () => {
    await Promise.all([press('subscribe:meta'), press('subscribe:meta'), ask('/subscribe meta')]);
    expect(await store.subscriptions.of(HERE)).toHaveLength(1);
  });
});

describe('unsubscribing', () => {
  it('ends one, and says so when there is none', async () => {
    await ask('/subscribe meta');
    expect((await ask('/unsubscribe meta')).card.title).toBe('This channel no longer follows Meta');
    expect((await ask('/unsubscribe meta')).card.title).toBe('This channel does not follow Meta');
    expect((await ask('/unsubscribe all')).card.title).toBe('This channel follows no company');
  });

  it('names those that end by name', async () => {
    for (const slug of ['scale-ai', 'openai', 'meta']) await ask(`/subscribe ${slug}`);
    expect(textOf((await ask('/unsubscribe all')).card)).toContain('no more news of Meta, OpenAI and Scale AI.');
  });

  it('of all of many asks first', async () => {
    await ask('/subscribe meta');
    await ask('/subscribe openai');
    const asked = await ask('/unsubscribe all');
    expect(asked.card.title).toBe('Stop following all 2 companies?');
    expect(actions(asked.card)).toEqual(['unsubscribe:all:sure=1', 'keep']);
    expect(await press('keep')).toMatchObject({ replaces: true, card: { title: 'Nothing was changed' } });
    expect(await store.subscriptions.of(HERE)).toHaveLength(2);
    expect(await press('unsubscribe:all:sure=1')).toMatchObject({
      replaces: true,
      card: { title: 'This channel no longer follows 2 companies' },
    });
    expect(await store.subscriptions.of(HERE)).toEqual([]);
  });

  it('of the only one does not ask, and leaves other channels alone', async () => {
    const there = channel('C2');
    await ask('/subscribe meta');
    await ask('/subscribe meta', MANAGER, there);
    expect((await ask('/unsubscribe all')).card.title).toBe('This channel no longer follows Meta');
    expect(await store.subscriptions.of(there)).toHaveLength(1);
  });
});

describe('/subscriptions', () => {
  it('lists what the channel follows; buttons end one for those who may', async () => {
    await ask('/subscribe openai types:ipo');
    await ask('/subscribe meta daily');
    const reply = await ask('/subscriptions');
    expect(textOf(reply.card)).toContain(
      'Meta – all types, any amount, one digest a day\nOpenAI – IPO, any amount, as it happens',
    );
    expect(actions(reply.card)).toEqual([
      'change:meta',
      'unsubscribe:meta',
      'change:openai',
      'unsubscribe:openai',
      'unsubscribe:all',
    ]);
    expect((await ask('/subscriptions', READER)).card.buttons).toEqual([]);
  });
});

describe('/dealwire and the rest', () => {
  it('gives help and status', async () => {
    expect((await ask('/dealwire')).card.title).toBe('dealwire follows deals in the AI industry');
    expect((await ask('/dealwire status')).card.title).toBe('All is well');
    expect((await press('help')).card.title).toBe('dealwire follows deals in the AI industry');
    expect((await press('status')).replaces).toBe(true);
    expect((await call({ command: 'dealwire', subcommand: 'dance', options: {} })).card.title).toContain('“dance”');
  });

  it('says so when a command or a button is not known', async () => {
    expect((await call({ command: 'dance', options: {} })).card.title).toBe('There is no command /dance');
    expect((await press('dance:now')).card.title).toBe('This button no longer works');
  });

  it('tells a fact in full from an old button, also when it is gone', async () => {
    const fact = await storeFact(store);
    expect((await press(`fact:${fact.id}`)).card.title).toContain('Meta is investing');
    expect(await press(`fact:${fact.id}`)).toMatchObject({ visibility: 'caller' });
    expect((await press('fact:0123456789abcdef')).card.title).toBe('No fact has the number 01234567');
  });

  it('never throws: a fault is told in words and logged', async () => {
    const error = vi.fn();
    deps = { ...deps, log: { error } };
    await store.close();
    const reply = await ask('/deal scale-ai');
    expect(reply).toMatchObject({
      visibility: 'caller',
      card: { title: 'That did not work: the fault is on our side' },
    });
    expect((await press('subscriptions')).card.title).toContain('fault is on our side');
    const subscriptions = { ...store.subscriptions, of: () => Promise.reject(new StoreError('full', 'no room')) };
    deps = { ...deps, store: { ...store, subscriptions } };
    expect((await press('subscriptions')).card.title).toBe('Nothing can be stored at the moment: the disk is full');
    expect(error).toHaveBeenCalledTimes(3);
  });

  it('completes companies, choices and lists', async () => {
    const { suggest } = createAnswerer(deps);
    expect(suggest('deal', 'company', 'sca')).toEqual([{ label: 'Scale AI', value: 'scale-ai' }]);
    expect(suggest('deal', 'company', 'opnai').map((s) => s.value)).toEqual(['openai']);
    expect(suggest('deal', 'company', '')).toHaveLength(3);
    expect(suggest('unsubscribe', 'company', '')[0]?.value).toBe('all');
    expect(suggest('deal', 'type', 'in').map((s) => s.value)).toEqual(['investment', 'infrastructure']);
    expect(suggest('subscribe', 'types', 'ipo, inv').map((s) => s.value)).toEqual(['ipo,investment']);
    expect(suggest('nothing', 'company', 'x')).toEqual([]);
  });
});
