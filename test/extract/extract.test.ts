import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsOf, extract, read } from './support.ts';

describe('mentions', () => {
  const slugs = (title: string, text = ''): string[] =>
    extract({ id: 'm', title, text }).mentions.map((m) => `${m.slug}:${m.text}`);

  test('are the names themselves, with their place', () => {
    const title = 'Zorblatt-backed Quuxley and PLIMSOLL';
    for (const mention of extract({ id: 'm', title, text: '' }).mentions)
      expect(title.slice(mention.start, mention.end)).toBe(mention.text);
    expect(slugs(title)).toEqual(['zorblatt:Zorblatt', 'quuxley:Quuxley']);
  });

  test('of a word that is also a company need something that vouches for it', () => {
    expect(slugs('See Figure 1 for the key figure')).toEqual([]);
    expect(slugs('Figure skating and how to figure out the rest')).toEqual([]);
    expect(slugs('Figure shows its humanoid robot', 'Brett Adcock was there.')).toEqual(['figure-ai:Figure']);
    expect(slugs('Figure, the number, is wrong')).toEqual([]);
    expect(slugs('Figure AI hires', 'Later, Figure said more.')).toEqual(['figure-ai:Figure AI', 'figure-ai:Figure']);
  });

  test('are given for other languages too, without claims', () => {
    const german = extract({
      id: 'm',
      title: 'Zorblatt kauft die Firma Brindle und nicht das Haus von Quuxley',
      text: '',
    });
    expect(german.mentions.map((m) => m.slug)).toEqual(['zorblatt', 'quuxley']);
    expect(german.claims).toEqual([]);
  });
});

describe('one event told twice', () => {
  test('is one claim with the arguments of both tellings', () => {
    expect(
      claimsOf(
        'Zorblatt buys Brindle',
        'Zorblatt has acquired Brindle, a maker of tiny robots, for $40 million, the companies said.',
      ),
    ).toEqual(['acquisition | announced | confirmed | acquirer=Zorblatt | amount=$40 million | target=Brindle']);
  });

  test('never takes a sum from another deal of the sentence', () => {
    const claims = claimsOf(
      '',
      'Zorblatt bought Brindle for $40 million while Quuxley raised $9 million from Tarn Capital.',
    );
    expect(claims).toContain(
      'acquisition | announced | confirmed | acquirer=Zorblatt | amount=$40 million | target=Brindle',
    );
    expect(claims).toContain(
      'investment | announced | confirmed | amount=$9 million | investor=Tarn Capital | target=Quuxley',
    );
  });
});

describe('whose word it is', () => {
  test('unnamed sources and credited outlets make a claim reported', () => {
    const [claim] = extract({
      id: 'w',
      title: 'Zorblatt is in talks to acquire Brindle, Bloomberg reports',
      text: '',
    }).claims;
    expect(claim).toMatchObject({
      type: 'acquisition',
      status: 'talks',
      certainty: 'reported',
      outlets: ['Bloomberg'],
    });
  });

  test('an outlet that was told keeps the speaker’s certainty', () => {
    const [claim] = extract({
      id: 'w',
      title: '',
      text: 'Zorblatt will buy Brindle for $5 million, a Zorblatt spokesperson told CNBC.',
    }).claims;
    expect(claim).toMatchObject({ type: 'acquisition', certainty: 'confirmed', outlets: ['CNBC'] });
    expect(claim?.speakers.join()).toContain('Zorblatt spokesperson');
  });

  test('a bracketed outlet is credited and changes nothing else', () => {
    const [claim] = extract({
      id: 'w',
      title: 'Brindle raised a $45M seed led by Tarn Capital (Ann Author/Reuters)',
      text: '',
    }).claims;
    expect(claim).toMatchObject({ certainty: 'confirmed', outlets: ['Reuters'] });
  });
});

describe('no claim', () => {
  test.each([
    ['Why buying Zorblatt shares would be a mistake'],
    ['What if Zorblatt met Quuxley?'],
    ['Zorblatt raises questions about prices'],
    ['Quuxley buys time'],
    ['Zorblatt joins the debate'],
    ['Quuxley launches probe into outage'],
  ])('%s', (title) => expect(claimsOf(title)).toEqual([]));
});

const invariant = (title: string, text: string): void => {
  // Cues hold for sentences; words in any order are none.
  const { mentions, claims } = read({ id: 'x', title, text });
  const fields = { title, text };
  for (const mention of mentions) expect(fields[mention.field].slice(mention.start, mention.end)).toBe(mention.text);
  for (const claim of claims) {
    const { field, start, end, quote } = claim.evidence;
    expect(fields[field].slice(start, end)).toBe(quote);
    expect(quote).not.toBe('');
    for (const arg of claim.args) expect(title.includes(arg.text) || text.includes(arg.text)).toBe(true);
    for (const word of [...claim.speakers, ...claim.outlets])
      expect(title.includes(word) || text.includes(word)).toBe(true);
  }
};

describe('any input whatever', () => {
  const word = fc.constantFrom(
    'Zorblatt',
    'Quuxley',
    'Plimsoll AI',
    'Brindle',
    'Mira Quandt',
    'Bloomberg',
    'acquires',
    'acquired',
    'to',
    'buy',
    'by',
    'raised',
    '$5 million',
    'a',
    'Series B',
    'round',
    'led',
    'said',
    'the company',
    'it',
    'its',
    ',',
    '.',
    ';',
    '“',
    '”',
    '(',
    ')',
    'and',
    'with',
    'partners',
    'joins',
    'as',
    'CEO',
    'after',
    'which',
    'who',
    'will',
    'not',
    'launches',
    'Zorb Code',
    'deal',
    'acquisition',
    'of',
    'in',
    '49% stake',
    'sues',
    'lays off',
    '300 employees',
    'data center',
    '𝕏',
    '\n',
    '…',
    '’s',
    'IPO',
    'files',
    'for',
    'hits',
    '$3B valuation',
    'reportedly',
    'Sources:',
  );
  test('made of news words keeps every span true', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), fc.array(word, { maxLength: 60 }), (title, text) =>
        invariant(title.join(' '), text.join(' ')),
      ),
      { numRuns: 150 },
    );
  });
  test('made of any characters keeps every span true', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        (title, text) => invariant(title, text),
      ),
      { numRuns: 150 },
    );
  });
  test('that is no text at all gives nothing', () => {
    expect(extract({ id: 'x', title: undefined as unknown as string, text: null as unknown as string })).toEqual({
      mentions: [],
      claims: [],
    });
  });
  test('gives the same twice', () => {
    const article = {
      id: 'x',
      title: 'Zorblatt buys Brindle',
      text: 'Quuxley and Plimsoll AI partner to sell chips. It raised $5 million.',
    };
    expect(extract(article)).toEqual(extract(article));
  });
});

test('the work grows with the length, not with its square', () => {
  // Counted in figures, names and claims rather than in seconds: each paragraph adds the same.
  const paragraph = (n: number): string =>
    `Brindle${n} raised $${n} million from Tarn Capital. Zorblatt acquired Umber${n} Labs for $${n + 1} million.\n`;
  const counts = [10, 20, 40].map((size) => {
    const text = Array.from({ length: size }, (_, n) => paragraph(n + 1)).join('');
    const { claims, mentions } = extract({ id: 'x', title: '', text });
    invariant('', text);
    return claims.length + mentions.length;
  });
  expect(counts[2]).toBeLessThanOrEqual(4 * (counts[0] as number) + 4);
  expect(counts[1]).toBeGreaterThan(counts[0] as number);
});

// Seconds on a free machine; the time of others must not fail it.
test('a megabyte of anything is read in one go', { timeout: 90_000 }, () => {
  for (const piece of [
    'Zorblatt ',
    '$1 ',
    '(',
    '“',
    'to acquire ',
    'a-',
    '\n',
    '𝕏',
    'valued at $5 billion ',
    'Foo, Bar and ',
  ]) {
    invariant(piece.repeat(40), piece.repeat(Math.ceil(100_000 / piece.length)));
  }
});
