import { describe, expect, it } from 'vitest';
import { richText } from '../../src/chat/text.ts';
import { type FeedCondition, feedOfferCard, feedsCard, noFeedCard, worstFirst } from '../../src/present/feeds.ts';
import { feedCounts, statusCard } from '../../src/present/status.ts';
import { DAY, HOUR, NOON } from '../support/fixtures.ts';

const feed = (id: string, condition: FeedCondition, over: { title?: string; outlet?: string } = {}) => ({
  id,
  outlet: 'Harbour Post',
  title: 'Harbour Post: deals',
  url: 'https://harbour.example/feed',
  condition,
  ...over,
});
const CONDITIONS: [string, FeedCondition, string][] = [
  [
    'gone',
    { is: 'gone', since: NOON - DAY },
    'muted: its site says that it is gone for good (410); it is tried once a month',
  ],
  [
    'dead',
    { is: 'failing', since: NOON - 9 * DAY, error: 'harbour.example answered 404 (not found).', long: true },
    'unreachable since 2025-06-09: harbour.example answered 404 (not found); tried once a day',
  ],
  ['never', { is: 'failing', since: null, error: 'x', long: false }, 'not reached so far: x'],
  ['ill', { is: 'failing', since: NOON - HOUR, error: 'x', long: false }, 'unreachable since 2025-06-18: x'],
  ['mute', { is: 'silent', since: NOON - 60 * DAY }, 'nothing new since 2025-04-19, much longer than usual'],
  ['rests', { is: 'resting', until: NOON + HOUR }, 'rests until 2025-06-18, as its site asked'],
  ['waits', { is: 'waiting' }, 'not read yet'],
  ['fine', { is: 'fine', lastNew: NOON - HOUR }, 'fine, last news 2025-06-18'],
  ['new', { is: 'fine', lastNew: null }, 'fine, nothing new so far'],
];
const plain = (line: Parameters<typeof richText>[0]) =>
  line
    .map((span) =>
      typeof span === 'object' && 'time' in span ? new Date(span.time).toISOString().slice(0, 10) : richText([span]),
    )
    .join('');

describe('the list of feeds', () => {
  const all = CONDITIONS.map(([id, condition]) => feed(id, condition));

  it('is worst first, whatever order it came in', () => {
    const wanted = ['gone', 'dead', 'never', 'ill', 'mute', 'rests', 'waits', 'fine', 'new'];
    expect(worstFirst([...all].reverse()).map((f) => f.id)).toEqual(wanted);
  });

  it.each(CONDITIONS)('tells how a feed fares in a person’s words: %s', (id, condition, words) => {
    const [list] = feedsCard([feed(id, condition)], 1, false).blocks;
    expect(list?.kind === 'list' && list.items.map(plain)).toEqual([`Harbour Post: deals (${id}) – ${words}`]);
  });

  it('counts them in its title', () => {
    expect(feedsCard(all, 1, true).title).toBe(
      '9 feeds: 2 fine, 3 unreachable, 1 gone, 1 silent, 1 resting, 1 not read yet',
    );
  });

  it('names the outlet where the title does not, and links nothing but the web', () => {
    const odd = { ...feed('x', { is: 'waiting' }, { title: 'Top stories', outlet: 'The Tide' }), url: 'javascript:x' };
    const [list] = feedsCard([odd], 1, false).blocks;
    expect(list?.kind === 'list' && list.items[0]?.[0]).toEqual({ text: 'The Tide: Top stories', bold: true });
  });
});

describe('what feeds put into a card', () => {
  it('stays text of bounded length, links of the web, and buttons that work', () => {
    const card = feedOfferCard({
      id: 'x-example',
      title: `<!channel> ${'long '.repeat(100)}`,
      outlet: 'X\nY',
      url: `https://x.example/${'a'.repeat(3000)}`,
      format: 'RSS',
      items: 0,
      latest: [{ title: '', url: 'javascript:alert(1)', at: null }],
      others: [],
    });
    expect(card.title.length).toBeLessThanOrEqual(150);
    expect(JSON.stringify(card)).not.toContain('javascript:');
    expect(JSON.stringify(card)).toContain('Without a title');
    expect(card.buttons).toHaveLength(2);
  });

  it('a reason ends in one full stop, and what to do comes after it', () => {
    const { blocks } = noFeedCard('x.example', 'unreachable', 'x.example answered 404 (not found).');
    expect(blocks.map((b) => b.kind === 'text' && richText(b.text))).toEqual([
      'x.example answered 404 (not found).',
      'Check the address, or try again later.',
    ]);
  });
});

describe('the status', () => {
  const rest = {
    lastNews: null,
    articles: 0,
    facts: 0,
    subscriptions: 0,
    deliveries: { due: 0, held: 0 },
    platforms: [],
  };
  const status = (...ids: string[]) =>
    statusCard({
      ...rest,
      feeds: feedCounts(CONDITIONS.filter(([id]) => ids.includes(id)).map(([id, c]) => feed(id, c))),
    });

  it('needs a look where a feed is dead or silent for long, and names it', () => {
    const card = status('fine', 'dead', 'mute', 'gone');
    expect(card.title).toBe('Needs a look: 3 feeds dead or silent');
    expect(card.summary).toContain(
      '1 fine, 1 silent for long (Harbour Post), 1 gone for good (Harbour Post), 1 unreachable',
    );
    expect(status('dead').title).toBe('Needs a look: no feed can be reached');
  });

  it('needs a look where no feed is read at all, and counts what it leaves out by what it is', () => {
    expect(status().title).toBe('Needs a look: no feed is read');
    const failing = { is: 'failing', since: null, error: null, long: false } as const;
    // Two feeds of one outlet, and one of each other.
    const down = [0, 0, 1, 2, 3, 4, 5].map((n, i) => feed(`f${i}`, failing, { outlet: `Outlet ${n}` }));
    expect(statusCard({ ...rest, feeds: feedCounts(down) }).summary).toContain(
      '7 unreachable (Outlet 0, Outlet 1, Outlet 2 and 3 other outlets), tried again by themselves',
    );
  });

  it('is well where a feed failed lately, rests or waits', () => {
    expect(status('fine', 'ill', 'rests', 'waits')).toMatchObject({
      title: 'All is well',
      summary: expect.stringContaining('1 fine, 1 not read yet, 1 resting as asked, 1 unreachable'),
    });
  });
});
