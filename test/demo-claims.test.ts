import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledData, loadCatalogue, loadDemo } from '../src/catalogue.ts';
import type { Claim, ClaimType, Role } from '../src/domain/claim.ts';
import { createExtractor } from '../src/extract/extract.ts';
import { parseFeed } from '../src/feeds/parse.ts';

const demo = loadDemo();
const extract = createExtractor(
  loadCatalogue({ companies: bundledData('companies.json'), feeds: bundledData('feeds.json') }),
);
/** Claims of the demo edition by feed and the last part of the article's address. */
const claims = new Map<string, Claim[]>();

beforeAll(async () => {
  for (const feed of demo.feeds) {
    const parsed = await parseFeed(new Uint8Array(readFileSync(feed.file)), {});
    for (const item of parsed.items) {
      const found = extract({
        id: item.link ?? item.title,
        title: item.title,
        text: item.text,
        url: item.link,
        source: feed.outlet,
        published: item.date === null ? null : new Date(item.date).toISOString(),
      });
      claims.set(`${feed.id}/${item.link?.split('/').at(-1)}`, found.claims);
    }
  }
});

const of = (article: string): Claim[] => {
  const found = claims.get(article);
  if (!found) throw new Error(`the demo edition has no ${article}: ${[...claims.keys()].join(', ')}`);
  return found;
};
const news = (article: string, type: ClaimType): Claim[] =>
  of(article).filter((claim) => claim.type === type && !claim.background);
const said = (claim: Claim | undefined, role: Role): string[] =>
  claim?.args.filter((arg) => arg.role === role).map((arg) => arg.slug ?? arg.text) ?? [];
const figure = (claim: Claim | undefined, role: Role): number | string | undefined =>
  claim?.args.find((arg) => arg.role === role)?.value;
const replies = (article: string): string[] =>
  of(article)
    .filter((claim) => claim.type === 'response')
    .map((claim) => `${said(claim, 'speaker')} ${figure(claim, 'stance')}`)
    .sort();
const move = (article: string, person: string): Claim[] =>
  of(article).filter((claim) => claim.type === 'executive_move' && said(claim, 'person').includes(person));

const DROPS = 'demo-wire/openai-scale';
const TAKES = 'demo-wire/meta-scale';
const PHASES = 'demo-ledger/openai-phases-out-scale';
const INTERIM = 'demo-ledger/scale-interim-chief';
const WEEK = 'demo-dispatch/scale-week';
const BONUSES = 'demo-dispatch/altman-bonuses';
const SPEND = 'demo-dispatch/meta-scale-15bn';

describe('what the demo edition tells', () => {
  it.each([
    [TAKES, 14.3e9, 'exact'],
    [INTERIM, 14.3e9, 'exact'],
    [SPEND, 15e9, 'about'],
  ])('reads one investment of Meta in Scale AI in %s: the sum and the 49%', (article, amount, qualifier) => {
    const found = news(article, 'investment');
    expect(found).toHaveLength(1);
    expect(said(found[0], 'investor')).toEqual(['meta']);
    expect(said(found[0], 'target')).toEqual(['scale-ai']);
    expect(figure(found[0], 'amount')).toBe(amount);
    expect(found[0]?.args.find((arg) => arg.role === 'amount')?.qualifier).toBe(qualifier);
    expect(figure(found[0], 'stake')).toBe(49);
    expect(found[0]).toMatchObject({ status: 'announced', certainty: 'confirmed' });
  });

  it('joins the valuation to the investment that it belongs to', () => {
    expect(figure(news(INTERIM, 'investment')[0], 'valuation')).toBe(29e9);
    expect(of(INTERIM).filter((claim) => claim.type === 'valuation')).toEqual([]);
  });

  it('recalls the investment where another matter is the news', () => {
    for (const article of [DROPS, PHASES, WEEK]) {
      expect(news(article, 'investment'), article).toEqual([]);
      for (const claim of of(article).filter((other) => other.type === 'investment')) {
        expect(said(claim, 'investor'), article).toEqual(['meta']);
        expect(said(claim, 'target'), article).toEqual(['scale-ai']);
        expect(claim.speakers, article).toEqual([]);
      }
    }
  });

  it.each([
    [DROPS, 'confirmed', ['Bloomberg']],
    [PHASES, 'confirmed', ['Bloomberg']],
    [WEEK, 'reported', ['Bloomberg']],
  ])('reads in %s that OpenAI parts with Scale AI, %s', (article, certainty, outlets) => {
    const found = news(article, 'agreement').filter((claim) => said(claim, 'party').includes('openai'));
    expect(found).toHaveLength(1);
    expect(said(found[0], 'party').sort()).toEqual(['openai', 'scale-ai']);
    expect(found[0]).toMatchObject({ status: 'ended', certainty, outlets });
  });

  it('reads that Google means to end its contracts too, as Reuters has it', () => {
    const found = news(WEEK, 'agreement').filter((claim) => said(claim, 'party').includes('google'));
    expect(found).toHaveLength(1);
    expect(said(found[0], 'party')).toContain('scale-ai');
    expect(found[0]).toMatchObject({ status: 'ended', certainty: 'reported', outlets: ['Reuters'] });
  });

  it.each([TAKES, INTERIM, SPEND, BONUSES])(
    'reads Alexandr Wang’s move from Scale AI to Meta once in %s',
    (article) => {
      const found = move(article, 'Alexandr Wang');
      expect(found).toHaveLength(1);
      expect(said(found[0], 'from_org')).toEqual(['scale-ai']);
      expect(said(found[0], 'to_org')).toEqual(['meta']);
      expect(found[0]?.background).toBe(article === BONUSES);
    },
  );

  it.each([
    [TAKES, 'CEO', 'chief strategy officer'],
    [INTERIM, 'interim CEO', 'chief strategy officer'],
    [SPEND, 'CEO', 'Strategy chief'],
  ])('reads in %s that Jason Droege becomes %s', (article, to, from) => {
    const found = move(article, 'Jason Droege');
    expect(found).toHaveLength(1);
    expect(said(found[0], 'to_org')).toEqual(['scale-ai']);
    expect(said(found[0], 'from_org')).toEqual([]);
    expect(said(found[0], 'to_role')).toEqual([to]);
    expect(said(found[0], 'from_role')).toEqual([from]);
  });

  it('reads Altman’s word about Meta’s offers as hearsay', () => {
    const [offer, ...more] = news(BONUSES, 'hiring');
    expect(more).toEqual([]);
    expect(said(offer, 'employer')).toEqual(['meta']);
    expect(said(offer, 'from_org')).toEqual(['openai']);
    expect(figure(offer, 'amount')).toBe(100e6);
    expect(offer).toMatchObject({ certainty: 'reported', speakers: ['Sam Altman'] });
  });

  it('takes for answers only what somebody answered or denied', () => {
    expect(replies(DROPS)).toEqual(['openai denied', 'scale-ai no_response']);
    expect(replies(TAKES)).toEqual([]);
    expect(replies(PHASES)).toEqual(['openai confirmed', 'openai denied', 'scale-ai no_response']);
    expect(replies(INTERIM)).toEqual([]);
    expect(replies(WEEK)).toEqual(['openai denied']);
    expect(replies(BONUSES)).toEqual([]);
    expect(replies(SPEND)).toEqual([]);
  });

  it('credits the outlet that had the outline of the deal', () => {
    expect(news(SPEND, 'investment')[0]?.outlets).toEqual(['The Information']);
  });

  it('tells no other news', () => {
    const types = (article: string) =>
      [
        ...new Set(
          of(article)
            .filter((claim) => !claim.background && claim.type !== 'response')
            .map((claim) => claim.type),
        ),
      ].sort();
    expect(types(DROPS)).toEqual(['agreement']);
    expect(types(TAKES)).toEqual(['executive_move', 'investment']);
    expect(types(PHASES)).toEqual(['agreement']);
    expect(types(INTERIM)).toEqual(['executive_move', 'investment']);
    expect(types(WEEK)).toEqual(['agreement']);
    expect(types(BONUSES)).toEqual(['hiring']);
    expect(types(SPEND)).toEqual(['executive_move', 'investment']);
  });

  it('finds nothing in the notebook', () => {
    const notebook = [...claims].filter(([article]) => article.startsWith('demo-notebook/'));
    expect(notebook.length).toBeGreaterThan(5);
    for (const [article, found] of notebook) expect(found, article).toEqual([]);
  });
});
