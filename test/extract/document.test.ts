import { describe, expect, test } from 'vitest';
import { isEnglish, readDocument } from '../../src/extract/document.ts';
import { tokenize } from '../../src/extract/runs.ts';

const read = (title: string, text = '') => readDocument({ id: 'd', title, text });
const sentences = (text: string): string[] => read('', text).sentences.map((s) => text.slice(s.start, s.end));

describe('sentences', () => {
  test('end at full stops, not at abbreviations, decimals or domain names', () => {
    expect(sentences('Quuxley Inc. bought Foo.ai for $4.2 million. Mr. Brill was glad. It closed on Jan. 5.')).toEqual([
      'Quuxley Inc. bought Foo.ai for $4.2 million.',
      'Mr. Brill was glad.',
      'It closed on Jan. 5.',
    ]);
  });

  test('are the items of a list that stands in one line', () => {
    expect(sentences('– Quuxley buys Brindle (Reuters) – Plimsoll – a rival – cuts jobs (CNBC)')).toEqual([
      '– Quuxley buys Brindle (Reuters)',
      '– Plimsoll – a rival – cuts jobs (CNBC)',
    ]);
    expect(sentences('• Quuxley buys Brindle • Plimsoll cuts jobs')).toEqual([
      '• Quuxley buys Brindle',
      '• Plimsoll cuts jobs',
    ]);
    expect(sentences('Quuxley – a maker of tools (QXL) – buys Brindle')).toEqual([
      'Quuxley – a maker of tools (QXL) – buys Brindle',
    ]);
  });

  test('are split where the space after a full stop was lost', () => {
    expect(sentences('The firm makes tools.Quuxley paid for it.')).toEqual([
      'The firm makes tools.',
      'Quuxley paid for it.',
    ]);
  });

  test('take of a run of characters what is theirs, as if a space stood there', () => {
    const tokens = (text: string) => read('', text).sentences.map((s) => s.tokens.map((token) => token.text));
    expect(tokens('The firm makes tools.Quuxley paid for it.')).toEqual(
      tokens('The firm makes tools. Quuxley paid for it.'),
    );
    expect(tokens('Quuxley pays Zorblatt’s price, too…')).toEqual(tokens('Quuxley pays Zorblatt’s price, too'));
  });

  test('leave out what a feed appends to a cut text', () => {
    const text = 'Quuxley opened a site. More to come […] The post Quuxley opens appeared first on Some Blog.';
    expect(sentences(text)).toEqual(['Quuxley opened a site.', 'More to come']);
  });

  test('keep their place in the original text', () => {
    const text = '  One thing.\n\nAnother “quoted” thing? ';
    for (const sentence of read('', text).sentences) {
      expect(text.slice(sentence.start, sentence.end).trim()).toBe(text.slice(sentence.start, sentence.end));
      for (const token of sentence.tokens) expect(text.slice(token.start, token.end)).toBe(token.text);
    }
  });
});

describe('headlines', () => {
  test('give up their outlet in brackets and their leading word on sources', () => {
    const document = read('Sources: Zorblatt is in talks with Quuxley (Ann Author/Bloomberg)');
    expect(document.bracket?.text).toBe('Bloomberg');
    expect(document.lead).toBe('sources');
    expect(document.sentences[0]?.tokens[0]?.text).toBe('Zorblatt');
  });

  test('are told from sentences by their capitals', () => {
    expect(read('Zorblatt Buys Tiny Robot Maker Quuxley').sentences[0]?.titleCase).toBe(true);
    expect(read('Zorblatt buys tiny robot maker Quuxley').sentences[0]?.titleCase).toBe(false);
  });
});

describe('tokens', () => {
  test('keep names, hyphens and possessives apart', () => {
    const text = 'Quuxley’s ex-Zorblatt team isn’t small; they’re 12-year-old friends of U.S. banks';
    expect(tokenize(text, 0, text.length).map((token) => token.text)).toEqual([
      'Quuxley',
      '’s',
      'ex-Zorblatt',
      'team',
      'isn’t',
      'small',
      ';',
      'they',
      '’re',
      '12-year-old',
      'friends',
      'of',
      'U.S.',
      'banks',
    ]);
  });

  test('part words whose space was lost in a link', () => {
    const text = 'Brindleraised $5 millionto grow';
    expect(tokenize(text, 0, text.length).map((token) => token.text)).toEqual([
      'Brindle',
      'raised',
      '$',
      '5',
      'million',
      'to',
      'grow',
    ]);
  });
});

describe('language', () => {
  test('is English for bare names and short headlines', () => {
    expect(isEnglish('Zorblatt Quuxley Plimsoll', '')).toBe(true);
    expect(isEnglish('Zorblatt to buy Quuxley', '')).toBe(true);
  });
  test('is not English for other tongues', () => {
    expect(isEnglish('Das Unternehmen und die Firma sind nicht auf dem Markt', '')).toBe(false);
    expect(isEnglish('La empresa anuncia una nueva ronda de inversión para el desarrollo', '')).toBe(false);
    expect(isEnglish('公司宣布新一轮融资', '')).toBe(false);
  });
});
