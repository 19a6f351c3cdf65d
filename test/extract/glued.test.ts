import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/extract/document.ts';
import { seam } from '../../src/extract/glued.ts';

const parts = (text: string): string[] =>
  readDocument({ id: 'x', title: '', text, url: null, source: null, published: null }).sentences.flatMap((sentence) =>
    sentence.tokens.map((token) => token.text),
  );

describe('words that a lost link has glued', () => {
  it.each([
    ['Brindleraised', ['Brindle', 'raised']],
    ['companiesto', ['companies', 'to']],
    ['roundled', ['round', 'led']],
    ['islaying', ['is', 'laying']],
    ['likeBrindle', ['like', 'Brindle']],
    ['cutsafterBrindle', ['cuts', 'after', 'Brindle']],
    ['BrindleandOrvolahave', ['Brindle', 'and', 'Orvola', 'have']],
    ['witha', ['with', 'a']],
    ['Brindlerecentlyintroduceda', ['Brindle', 'recently', 'introduced', 'a']],
    ['companyBrindle', ['company', 'Brindle']],
    ['saidThursday', ['said', 'Thursday']],
    ['Brindlesaid', ['Brindle', 'said']],
    ['acquirethe', ['acquire', 'the']],
    ['Julyfor', ['July', 'for']],
    ['off75', ['off', '75']],
    ['Brindlewill', ['Brindle', 'will']],
    ['unitfiled', ['unit', 'filed']],
    ['thatit', ['that', 'it']],
    ['Bled', ['B', 'led']],
    ['Brindleplans', ['Brindle', 'plans']],
  ])('fall apart: %s', (word, expected) => {
    expect(parts(`Foo ${word} bar.`).slice(1, -2)).toEqual(expected);
  });

  it.each([
    'chatbot',
    'plugin',
    'basis',
    'understand',
    'overview',
    'inflows',
    'macOS',
    'LinkedIn',
    'iPhone',
    'therefore',
    'stablecoin',
    'thousand',
    'Unsaid',
    'breathe',
    'Goodwill',
    'Untapped',
    'onsite',
    'firsthand',
    'reportedly',
  ])('leave %s whole', (word) => {
    expect(seam(word)).toBeNull();
  });

  it('keep every offset, whatever the word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('is', 'to', 'raised', 'round', 'led', 'Foo', 'and', 'after', 'ü', 'a', 'have')),
        (pieces) => {
          const text = `The ${pieces.join('')} end.`;
          for (const sentence of readDocument({ id: 'x', title: '', text, url: null, source: null, published: null })
            .sentences)
            for (const token of sentence.tokens) expect(text.slice(token.start, token.end)).toBe(token.text);
        },
      ),
    );
  });
});
