import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, openApp } from '../src/app.ts';
import { type BackfillParts, type BackfillResult, backfill } from '../src/backfill.ts';
import { readConfig } from '../src/config.ts';
import { createFetcher } from '../src/feeds/fetch.ts';
import { createTurns } from '../src/feeds/turns.ts';
import { createLog } from '../src/log.ts';
import { openStore } from '../src/store/index.ts';
import { rss } from './support/feed-server.ts';
import { type Newsroom, openNewsroom, STORY } from './support/newsroom.ts';
import { openTestStore } from './support/store.ts';

const date = (iso: string) => new Date(iso).toUTCString();
const SINCE = Date.parse('2025-05-01');

describe('backfill', () => {
  let newsroom: Newsroom;
  let app: App;
  beforeEach(async () => {
    newsroom = await openNewsroom();
  });
  afterEach(async () => {
    await app?.stop();
    await newsroom.close();
  });

  it('reads feeds and what lies behind them as far back as is wanted, and owes nobody anything', async () => {
    const { server } = newsroom;
    const story = STORY['harbour-post'];
    const document = (n: number, items: Parameters<typeof rss>[0]) =>
      server.serve(n === 1 ? '/harbour-post.xml' : `/harbour-post.xml?page=${n}`, {
        document: rss(items, `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="?page=${n + 1}"/>`),
        type: 'application/rss+xml',
      });
    document(1, [{ title: 'Of July', guid: 'a', date: date('2025-07-01') }]);
    document(2, [{ title: '', ...story }]);
    document(3, [
      { title: 'Of May', guid: 'c', date: date('2025-05-02') },
      { title: 'Of April', guid: 'd', date: date('2025-04-02') },
    ]);
    document(4, [{ title: 'Of March', guid: 'e', date: date('2025-03-02') }]);
    document(5, [{ title: 'Of February', guid: 'f', date: date('2025-02-02') }]);
    const config = readConfig(newsroom.env, 'none.env');
    app = await openApp(config, { adapters: [], log: createLog({ level: 'silent' }) });
    const channel = { platform: 'console', workspace: 'local', channel: 'console' };
    const call = { caller: { user: 'u', mayManage: true }, channel };
    await app.host.answer({ ...call, command: 'subscribe', options: { company: 'scale-ai' } });
    const steps: [number, number][] = [];
    const result = await app.backfill({
      since: SINCE,
      feeds: ['harbour-post'],
      onProgress: (done, total) => steps.push([done, total]),
    });
    expect(result).toEqual({
      finished: true,
      resumed: 0,
      feeds: [{ id: 'harbour-post', done: true, documents: 4, articles: 3, claims: expect.any(Number) }],
    });
    expect(result.feeds[0]?.claims).toBeGreaterThan(0);
    expect(server.requests.map(({ path }) => path)).toEqual(
      [1, 2, 3, 4].map((n) => `/harbour-post.xml${n > 1 ? `?page=${n}` : ''}`),
    );
    expect(steps).toEqual([
      [0, 1],
      [1, 1],
    ]);
    const told = await app.host.answer({ ...call, command: 'deal', options: { company: 'scale-ai' } });
    expect(JSON.stringify(told.card)).toContain('$14.3 billion');
    await app.stop();
    const store = await openStore(config.database);
    expect((await store.counts()).deliveries).toEqual({ due: 0, waiting: 0, leased: 0, sent: 0, held: 0 });
    expect(await store.backfills.of(SINCE)).toEqual([]);
    await store.close();
  }, 30_000);

  /** Backfill with a reader that takes down which documents it was given. */
  async function parts(): Promise<{ parts: BackfillParts; read: string[] }> {
    const read: string[] = [];
    const store = await openTestStore();
    const feed = { id: 'harbour-post', outlet: 'H', title: 'H', tier: 1 as const, url: `${newsroom.server.url}/1` };
    const fetcher = createFetcher({ allowPrivateAddresses: true });
    return {
      read,
      parts: {
        store,
        feeds: [feed],
        fetcher,
        turns: createTurns(),
        pauseMs: 0,
        poller: {
          async readDocument({ base = '' }) {
            read.push(new URL(base).pathname);
            const parsed = { title: null, items: [{} as never], hints: {} };
            return { parsed, results: [], newest: SINCE + 1, shown: {}, complete: true };
          },
        },
      },
    };
  }
  const page = (n: number) =>
    newsroom.server.serve(`/${n}`, { document: rss([{ title: `${n}` }], `<link rel="next" href="/${n + 1}"/>`) });

  it('goes on after Ctrl-C with the document that was next, and ends where the server says that there is no more', async () => {
    for (let n = 1; n <= 4; n++) page(n);
    const made = await parts();
    const stop = new AbortController();
    const { readDocument } = made.parts.poller;
    const cut: BackfillParts = {
      ...made.parts,
      poller: {
        readDocument: async (document) => {
          const answer = await readDocument(document);
          if (made.read.length === 2) stop.abort();
          return answer;
        },
      },
    };
    const first: BackfillResult = await backfill(cut, { since: SINCE, signal: stop.signal });
    expect(first).toMatchObject({ finished: false, feeds: [{ done: false, documents: 2 }] });
    const second = await backfill(made.parts, { since: SINCE });
    expect(made.read).toEqual(['/1', '/2', '/3', '/4']);
    expect(second).toEqual({
      finished: true,
      resumed: 1,
      feeds: [{ id: 'harbour-post', done: true, documents: 4, articles: 0, claims: 0 }],
    });
  });

  it('tells of a feed that cannot be read, and leaves one without end', async () => {
    const made = await parts();
    expect((await backfill(made.parts, { since: SINCE })).feeds).toEqual([
      {
        id: 'harbour-post',
        done: true,
        documents: 0,
        articles: 0,
        claims: 0,
        problem: expect.stringContaining('answered 404'),
      },
    ]);
    for (let n = 1; n <= 5; n++) page(n);
    const [feed] = (await backfill({ ...made.parts, most: 3 }, { since: SINCE })).feeds;
    expect(feed).toMatchObject({ documents: 3, problem: 'It has more than 3 documents: the rest was left.' });
  });
});
