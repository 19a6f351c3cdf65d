import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { richText } from '../../src/chat/text.ts';
import { companiesCard, companyOfferCard, companyRefusedCard } from '../../src/present/companies.ts';
import { company } from '../support/fixtures.ts';

const trial = (alias: string, doubtful = false) => ({
  alias,
  matches: doubtful ? 1200 : 0,
  vouched: 0,
  examples: doubtful ? ['One', 'Two', 'Three', 'Four'] : [],
  doubtful,
});
const lines = (card: Card) =>
  card.blocks.flatMap((b) =>
    b.kind === 'text' ? [richText(b.text)] : b.kind === 'list' ? b.items.map((item) => richText(item)) : [],
  );
const labels = (card: Card) => card.buttons.map((button) => button.label);

describe('the list of companies', () => {
  it('names a few of many aliases', () => {
    const aliases = ['A', 'B', 'C', 'D', 'E'].map((text) => ({ text, ambiguous: false }));
    const card = companiesCard([{ company: company('a', { name: 'A', aliases }), facts: 1234 }], {
      page: 1,
      total: 1,
      mayManage: false,
    });
    expect(card.title).toBe('1 company tracked');
    expect(lines(card)).toEqual(['A (a) – also B, C and 2 others; 1,234 facts']);
  });
});

describe('the question whether to add a company', () => {
  it('shows the names in doubt first, with a few articles each', () => {
    const card = companyOfferCard({ name: 'Figure AI', aliases: ['Figure'] }, 'figure-ai', [
      trial('Figure AI'),
      trial('Figure', true),
    ]);
    expect(lines(card)).toEqual([
      '“Figure” stands in 1,200 stored articles, 0 of which name the company otherwise, too',
      '“Figure”: One',
      '“Figure”: Two',
      '“Figure”: Three',
      '“Figure AI” stands in 0 stored articles',
      expect.stringMatching(/^Look at “Figure”: .* beside another name or a domain of the company\.$/),
    ]);
    expect(labels(card)).toEqual(['Add with care', 'Add as it stands', 'Leave it']);
  });

  it('asks for something that could vouch for a name that stands alone', () => {
    const alone = companyOfferCard({ name: 'Figure' }, 'figure', [trial('Figure', true)]);
    expect(lines(alone).at(-1)).toContain('give another name or a domain, too');
    expect(labels(alone)).toEqual(['Add as it stands', 'Leave it']);
    const domain = companyOfferCard({ name: 'Figure', domains: ['figure.ai'] }, 'figure', [trial('Figure', true)]);
    expect(labels(domain)).toEqual(['Add with care', 'Add as it stands', 'Leave it']);
  });

  it('says so where no button can carry it, and bounds what it shows', () => {
    const aliases = Array.from({ length: 30 }, (_, i) => `Alias number ${i} <!channel>`);
    const card = companyOfferCard(
      { name: 'x'.repeat(500), aliases },
      'x',
      aliases.map((it) => trial(it)),
    );
    expect(card.title.length).toBeLessThanOrEqual(150);
    expect(lines(card)).toContain('And 24 names more.');
    expect(lines(card).at(-1)).toContain('company add');
    expect(labels(card)).toEqual(['Leave it']);
  });
});

it('faults end in one full stop each, and no more than five are told', () => {
  const card = companyRefusedCard('A', { outcome: 'unfit', faults: ['a.', 'b', 'c', 'd', 'e', 'f'] });
  expect(lines(card)).toEqual(['a.', 'b.', 'c.', 'd.', 'e.', 'Mend this and ask again.']);
});
