import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCard as onConsole } from '../../adapters/console/render.ts';
import { renderCard as onDiscord } from '../../adapters/discord/render.ts';
import { renderCard as onSlack } from '../../adapters/slack/render.ts';
import type { Card } from '../../src/chat/card.ts';
import { richText } from '../../src/chat/text.ts';
import type { Change, Fact } from '../../src/domain/fact.ts';
import { weightOf } from '../../src/ledger/index.ts';
import { type DigestItem, digestCard, parseAction } from '../../src/present/index.ts';
import { evidence, fact, hexId, NOON, party, sourcedClaim } from '../support/fixtures.ts';
import { factsOf, names } from './story.ts';

const change = (...details: Change['details']): Change => ({ kind: 'changed', details });
const news = (facts: readonly Fact[]): DigestItem[] => facts.map((it) => ({ fact: it, change: null }));
const digest = (items: readonly DigestItem[], following: readonly string[] = ['scale-ai']) =>
  digestCard(items, { names, weigh: weightOf, following, at: NOON });
/** The blocks as lines: headings between dashes, items behind a bullet. */
const linesOf = (card: Card) =>
  card.blocks.flatMap((block) =>
    block.kind === 'heading'
      ? [`- ${block.text} -`]
      : block.kind === 'list'
        ? block.items.map((item) => `• ${richText(item)}`)
        : block.kind === 'text'
          ? [richText(block.text)]
          : ['?'],
  );
/** A fact with a short id of its own. */
const told = (over: Partial<Fact>) => {
  const id = hexId();
  return fact({ id, shortId: id.slice(0, 8), ...over });
};
const many = (n: number, slug = 'scale-ai', over: Partial<Fact> = {}) =>
  Array.from({ length: n }, (_, i) =>
    told({
      claims: [
        sourcedClaim({
          url: `https://news.example/${slug}/a-story-with-a-rather-long-address-as-they-are/${i}`,
          args: [party('investor', `Investor ${i}`), party('target', 'The Company', slug)],
        }),
      ],
      ...over,
    }),
  );

describe('a digest', () => {
  const facts = factsOf();
  const deal = facts.find((it) => it.type === 'investment') as Fact;

  it('tells each fact in a line, the weightiest first, with how sure, its id and its source', () => {
    const card = digest(news([...facts].filter((it) => it.companies.includes('scale-ai'))));
    const lines = linesOf(card);
    expect(card.title).toBe('Digest of 18 June 2025: 5 new facts');
    expect(card.summary).toMatch(
      /^Digest of 18 June 2025: 5 new facts\. Meta is investing \$14\.3 billion in Scale AI/,
    );
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(
      `• Meta is investing $14.3 billion in Scale AI for a 49% stake · confirmed by a Scale AI spokesperson · #${deal.shortId}`,
    );
    expect(lines.join('\n')).toContain('Google is ending its work with Scale AI · reported by Reuters');
    const [list] = card.blocks;
    expect(list?.kind === 'list' && list.items[0]?.[0]).toMatchObject({ link: 'https://wire.example/openai-scale' });
    expect(card.footer).toBe(`/deal #${deal.shortId} tells one in full`);
  });

  it('groups by company where there are several, each fact under one', () => {
    const card = digest(news(facts), ['scale-ai', 'meta', 'openai']);
    const lines = linesOf(card);
    expect(lines[0]).toBe('- Scale AI -');
    expect(lines.filter((line) => line.startsWith('-'))).toEqual(['- Scale AI -', '- Meta -']);
    expect(lines.filter((line) => line.startsWith('•'))).toHaveLength(facts.length);
    expect(card.buttons.map((b) => b.label)).toEqual(['More on Scale AI', 'More on Meta', 'What is followed']);
  });

  it('tells what changed about a fact that the channel knows', () => {
    const updated = change(
      { field: 'certainty', before: 'reported', after: 'confirmed' },
      { field: 'amount', before: '$10 billion', after: '$14.3 billion' },
    );
    const card = digest([{ fact: deal, change: updated }]);
    expect(card.title).toBe('Digest of 18 June 2025: 1 update');
    expect(linesOf(card)).toEqual([
      `• Update: Now confirmed (was reported); Amount is now $14.3 billion (was $10 billion) – Meta is investing $14.3 billion in Scale AI for a 49% stake · confirmed by a Scale AI spokesperson · #${deal.shortId}`,
    ]);
    expect(digest([...news(facts.slice(0, 2)), { fact: deal, change: updated }]).title).toBe(
      'Digest of 18 June 2025: 2 new facts, 1 update',
    );
  });

  it('counts what does not fit, with the command that shows it', () => {
    const lines = linesOf(digest(news(many(60))));
    expect(lines.length).toBeGreaterThan(12);
    expect(lines.at(-1)).toBe(`• and ${60 - lines.length + 1} more: /deal scale-ai`);
  });

  it('names the companies of which nothing fits', () => {
    const light = [...many(3, 'openai', { type: 'hiring' }), ...many(2, 'google', { type: 'hiring' })];
    const lines = linesOf(digest(news([...many(40), ...light]), ['scale-ai', 'openai', 'google']));
    expect(lines[0]).toBe('- Scale AI -');
    expect(lines.at(-2)).toMatch(/^• and \d+ more: \/deal scale-ai$/);
    expect(lines.at(-1)).toBe('And 5 more about OpenAI and Google: /deal openai');
  });

  it('of the demo edition says so', () => {
    const card = digest(news([{ ...deal, demo: true }]));
    expect(card.title).toMatch(/^Demo edition: Digest of/);
    expect(card.footer).toContain('demo edition, not current news');
  });

  it('links no address that could do harm, nor one too long to be read', () => {
    for (const url of ['javascript:alert(1)', `https://news.example/${'x'.repeat(900)}`, null]) {
      const [list] = digest(news([fact({ claims: [sourcedClaim({ url })] })])).blocks;
      expect(list?.kind === 'list' && list.items[0]?.[0]).not.toHaveProperty('link');
    }
  });

  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.constantFrom(
      '<!channel> @everyone',
      '[x](javascript:alert(1))',
      '\u001b[2J\u202e',
      '&'.repeat(300),
      '*_~`[]'.repeat(60),
      'long '.repeat(300),
    ),
  );
  const slug = fc.constantFrom('scale-ai', 'meta', 'openai', 'google', 'not-in-the-catalogue');
  const wildFact = fc
    .record({
      name: wild,
      amount: wild,
      outlet: wild,
      url: fc.webUrl({ withQueryParameters: true }),
      slug,
      demo: fc.boolean(),
    })
    .map(({ name, amount, outlet, url, slug: company, demo }) =>
      told({
        demo,
        certainty: 'reported',
        claims: [
          sourcedClaim({
            outlet,
            url,
            demo,
            certainty: 'reported',
            evidence: evidence({ quote: name }),
            args: [party('investor', name), party('target', 'X', company), { role: 'amount', text: amount }],
          }),
        ],
      }),
    );
  const wildItem = fc.tuple(wildFact, fc.option(wild)).map(
    ([it, after]): DigestItem => ({
      fact: it,
      change: after === null ? null : change({ field: 'amount', before: null, after }),
    }),
  );

  it('is sound for any text of feeds, and fits whole into one message of each platform', () => {
    fc.assert(
      fc.property(fc.array(wildItem, { minLength: 1, maxLength: 50 }), fc.uniqueArray(slug), (items, following) => {
        const card = digest(items, following);
        const text = [card.title, card.summary, ...linesOf(card), card.footer].join('\n');
        expect(card.title.length).toBeLessThanOrEqual(150);
        expect(card.summary.length).toBeLessThanOrEqual(300);
        expect(text).not.toMatch(/undefined|\bNaN\b|\[object/);
        expect(text).not.toContain('\u001b');
        expect(text).not.toContain('\u202e');
        for (const b of card.buttons) expect('action' in b && parseAction(b.action)).toBeTruthy();
        const counted = [...text.matchAll(/^(?:• a|A)nd (\d+) more/gm)].reduce(
          (sum, match) => sum + Number(match[1]),
          0,
        );
        const lines = linesOf(card).filter((line) => items.some((it) => line.endsWith(`#${it.fact.shortId}`)));
        expect(lines).not.toEqual([]);
        expect(lines.length + counted).toBe(items.length);
        expect(JSON.stringify(onDiscord(card, { notify: true }))).not.toContain('Shortened');
        expect(JSON.stringify(onSlack(card))).not.toContain('Shortened');
        expect(onConsole(card, { width: 80, colour: false })).not.toBe('');
      }),
      { numRuns: 100 },
    );
  });
});
