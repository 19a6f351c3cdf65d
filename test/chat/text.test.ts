import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, day, plain, plainLine, richText, safeLink, spanText } from '../../src/chat/text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '\u001b[31m',
        '\u001b',
        '[',
        '\u202e',
        '\u200b',
        '\u200d',
        '👨‍👩‍👧',
        '\ud800',
        '\udc00',
        '\u0301',
        '\n',
        '\u009b2J',
        'word',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must be gone
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u;

describe('plain text', () => {
  it('loses escapes of terminals with their parameters, and keeps the words', () => {
    expect(plain('a \u001b[31;1mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007 \u009b2Jb')).toBe(
      'a red link b',
    );
  });

  it('loses what reorders, hides or smuggles text', () => {
    expect(plain('safe\u202egpj.exe')).toBe('safegpj.exe');
    expect(plain('Op\u200ben\u2060A\u00adI\ufeff')).toBe('OpenAI');
    expect(plain('x\u{e0041}\u{e0042}y')).toBe('xy');
  });

  it('keeps emoji that are joined, and other scripts', () => {
    expect(plain('👨‍👩‍👧 ❤️ 中文 עברית é')).toBe('👨‍👩‍👧 ❤️ 中文 עברית é');
    expect(plain('a\u200db')).toBe('ab');
  });

  it('keeps line breaks, at most two in a row, and one line where one is wanted', () => {
    expect(plain('a\r\nb\u2028c\n\n\n\nd')).toBe('a\nb\nc\n\nd');
    expect(plainLine('a\r\n\tb\u0000 c ')).toBe('a b c');
  });

  it('tears down towers of combining marks', () => {
    expect(plain(`Z${'\u0301'.repeat(50)}algo`).length).toBeLessThan(12);
  });

  it('never lets anything through, and is done after once', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = plain(text);
        expect(once).not.toMatch(FORBIDDEN);
        expect(plain(once)).toBe(once);
        expect(plainLine(text)).not.toContain('\n');
      }),
      { numRuns: 500 },
    );
  });

  it('is quick on text made to be slow', () => {
    const nasty = ['\u001b]'.repeat(50_000), '\u001b['.repeat(50_000), ' \n'.repeat(50_000), '\u0301'.repeat(100_000)];
    for (const text of nasty) expect(plain(text).length).toBeLessThanOrEqual(text.length);
  });
});

describe('cutting', () => {
  it('ends at a word with an ellipsis', () => {
    expect(cut('Meta is investing in Scale AI', 20)).toBe('Meta is investing…');
    expect(cut('short', 5)).toBe('short');
    expect(cut('Supercalifragilistic', 8)).toBe('Superca…');
  });

  it('never splits a character, and never exceeds its room', () => {
    expect(cut('👨‍👩‍👧👨‍👩‍👧', 10)).toBe('👨‍👩‍👧…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 0, max: 300 }), (text, max) => {
        const made = cut(text, max);
        expect(made.length).toBeLessThanOrEqual(max);
        if (text.length <= max) expect(made).toBe(text);
        else if (max > 0) expect(made.endsWith('…')).toBe(true);
        // A text without lone surrogates never gets one.
        if (!/\p{Surrogate}/u.test(text)) expect(made).not.toMatch(/\p{Surrogate}/u);
      }),
      { numRuns: 500 },
    );
  });

  it('cuts far into a long text', () => {
    const text = `${'word '.repeat(2000)}😀`.repeat(3);
    for (const max of [5000, 9_999, 10_001, 10_002, 10_003]) {
      const made = cut(text, max);
      expect(made.length).toBeLessThanOrEqual(max);
      expect(made).not.toMatch(/\p{Surrogate}/u);
    }
  });
});

describe('links', () => {
  it.each(['https://news.example/a?b=1&c=2#d', 'http://news.example/'])('%s may be linked', (url) => {
    expect(safeLink(url)).toBe(url);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//news.example/a',
    '/a',
    'https://user:pass@news.example/',
    'https://openai.com@evil.example/',
    `https://news.example/${'a'.repeat(2100)}`,
    '',
    null,
    undefined,
  ])('%s may not', (url) => {
    expect(safeLink(url)).toBeNull();
  });

  it('come out so that no link markup ends early', () => {
    expect(safeLink('https://news.example/a|b>c<d"e`f?x=|&y=<z>')).toBe(
      'https://news.example/a%7Cb%3Ec%3Cd%22e%60f?x=%7C&y=%3Cz%3E',
    );
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string(), (url, tail) => {
        const link = safeLink(`${url}${tail}`);
        if (link) expect(link).not.toMatch(/[\s<>|"'`]/);
      }),
    );
  });
});

describe('spans as words', () => {
  it('have no markup', () => {
    expect(
      richText([
        'a ',
        { text: 'b', bold: true },
        { text: ' c', link: 'https://x.example' },
        { time: Date.UTC(2025, 5, 18) },
      ]),
    ).toBe('a b c18 June 2025');
    expect(spanText({ time: 0 }, (t) => `at ${t}`)).toBe('at 0');
    expect(day(Number.NaN)).toBe('no date');
  });
});
