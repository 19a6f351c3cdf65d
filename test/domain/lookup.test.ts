import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledData, loadCatalogue } from '../../src/catalogue.ts';
import type { Company } from '../../src/domain/company.ts';
import { createLookup } from '../../src/domain/lookup.ts';

const { companies } = loadCatalogue({ companies: bundledData('companies.json'), feeds: bundledData('feeds.json') });
const lookup = createLookup(companies);
const suggested = (text: string, limit = 5) => lookup.suggest(text, limit).map((c) => c.slug);

const made = (slug: string, name: string, aliases: Company['aliases'] = []): Company => ({
  slug,
  name,
  aliases: [{ text: name, ambiguous: false }, ...aliases],
  evidence: [],
  exclude: [],
  people: [],
  products: [],
  domains: [],
});

describe('finding a company', () => {
  it.each([
    ['scale-ai', 'scale-ai'],
    ['Scale AI', 'scale-ai'],
    ['SCALE AI', 'scale-ai'],
    ['  scale   ai ', 'scale-ai'],
    ['ScaleAI', 'scale-ai'],
    ['Scale', 'scale-ai'],
    ['alphabet', 'google'],
    ['Open AI', 'openai'],
    ['anysphere', 'cursor'],
    ['character.ai', 'character-ai'],
    ['Characterai', 'character-ai'],
    ['MISTRAL', 'mistral-ai'],
    ['Mïstral', 'mistral-ai'],
    ['deep mind', 'google-deepmind'],
    ['x.ai', 'xai'],
    ['11labs', 'elevenlabs'],
  ])('knows %j as %s', (text, slug) => {
    expect(lookup.find(text)?.slug).toBe(slug);
  });

  it.each(['', '   ', '?!', 'nobody', 'scael ai', 'scale ai and meta'])('finds nothing under %j', (text) => {
    expect(lookup.find(text)).toBeNull();
  });

  it('finds every company by its slug, its name and each alias that is its alone', () => {
    for (const company of companies) {
      expect(lookup.bySlug(company.slug)).toBe(company);
      expect(lookup.find(company.slug)).toBe(company);
      expect(lookup.find(company.name)).toBe(company);
      for (const alias of company.aliases.filter((a) => !a.ambiguous)) expect(lookup.find(alias.text)).toBe(company);
    }
  });

  it('prefers a clear name to an ambiguous one, and a slug to both', () => {
    const two = createLookup([
      made('zenith', 'Zenith', [{ text: 'Acme', ambiguous: true }]),
      made('acme-labs', 'Acme'),
    ]);
    expect(two.find('acme')?.slug).toBe('acme-labs');
    const three = createLookup([made('one', 'Acme'), made('acme', 'Two')]);
    expect(three.find('acme')?.slug).toBe('acme');
  });

  it('takes a slug as it is for bySlug', () => {
    expect(lookup.bySlug('Scale-AI')).toBeUndefined();
  });
});

describe('suggesting companies', () => {
  it.each([
    ['scael ai', 'scale-ai'],
    ['antropic', 'anthropic'],
    ['anthrpoic', 'anthropic'],
    ['opnai', 'openai'],
    ['opne ai', 'openai'],
    ['hugingface', 'hugging-face'],
    ['mistrall', 'mistral-ai'],
    ['preplexity', 'perplexity'],
    ['elevn labs', 'elevenlabs'],
    ['nvida', 'nvidia'],
    ['microsft', 'microsoft'],
    ['deepsek', 'deepseek'],
    ['corweave', 'coreweave'],
    ['thinkng machines', 'thinking-machines'],
    ['anysfere', 'cursor'],
  ])('guesses that %j means %s', (text, slug) => {
    expect(suggested(text)[0]).toBe(slug);
  });

  it('puts an exact name before one that only begins so', () => {
    expect(suggested('google')).toEqual(['google', 'google-deepmind']);
  });

  it('completes what is being typed, at the start of a name first, then inside it', () => {
    expect(suggested('ope')[0]).toBe('openai');
    expect(suggested('mind')[0]).toBe('google-deepmind');
    expect(suggested('superint')).toContain('safe-superintelligence');
  });

  it('completes a misspelt beginning', () => {
    expect(suggested('antropi')[0]).toBe('anthropic');
    expect(suggested('peprlex')[0]).toBe('perplexity');
  });

  it('leads to the company from what it makes and who works there, which are no names of it', () => {
    expect(suggested('claude')).toEqual(['anthropic']);
    expect(suggested('chat gpt')[0]).toBe('openai');
    expect(suggested('altman')[0]).toBe('openai');
    expect(lookup.find('claude')).toBeNull();
    const two = createLookup([{ ...made('one', 'One'), products: ['Acme'] }, made('acme', 'Acme')]);
    expect(two.suggest('acme', 5).map((c) => c.slug)).toEqual(['acme', 'one']);
  });

  it('offers nothing for what resembles no name', () => {
    expect(suggested('qqqqqqqq')).toEqual([]);
    expect(suggested('🦄 ?!')).toEqual([]);
    expect(suggested('#3f9a')).toEqual([]);
  });

  it('offers the first companies listed when nothing is typed yet', () => {
    expect(suggested('', 3)).toEqual(companies.slice(0, 3).map((c) => c.slug));
  });

  it('names each company once', () => {
    const all = suggested('a', 60);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([0, -1, Number.NaN])('gives none for a limit of %d', (limit) => {
    expect(lookup.suggest('openai', limit)).toEqual([]);
  });

  it('never throws and never exceeds the limit, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ minLength: 200, maxLength: 5_000 })),
        fc.integer({ min: -2, max: 70 }),
        (text, limit) => {
          const found = lookup.suggest(text, limit);
          expect(found.length).toBeLessThanOrEqual(Math.max(0, limit));
          expect(new Set(found).size).toBe(found.length);
          lookup.find(text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('still offers a name of eight letters or more after any one slip', () => {
    const names = companies.map((c) => c.name).filter((name) => /^[A-Za-z]{8,}$/.test(name));
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.constantFrom('drop', 'swap', 'double', 'change'),
        (name, at, slip) => {
          const i = 1 + (at % (name.length - 2));
          const [before, letter, next, after] = [
            name.slice(0, i),
            name.charAt(i),
            name.charAt(i + 1),
            name.slice(i + 2),
          ];
          const typed = {
            drop: before + next + after,
            swap: before + next + letter + after,
            double: before + letter + letter + next + after,
            change: `${before}x${next}${after}`,
          }[slip];
          expect(lookup.suggest(typed, 5).map((c) => c.name)).toContain(name);
        },
      ),
    );
  });

  it('answers from thousands of companies as from sixty', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => made(`firm-${i}`, `Firm ${i.toString(36)}`));
    const big = createLookup([...many, ...companies]);
    expect(big.suggest('antropic', 25).map((c) => c.slug)).toContain('anthropic');
    expect(big.suggest('firm', 25)).toHaveLength(25);
  });

  it('works with no companies at all', () => {
    const none = createLookup([]);
    expect(none.suggest('x', 5)).toEqual([]);
    expect(none.find('x')).toBeNull();
  });
});
