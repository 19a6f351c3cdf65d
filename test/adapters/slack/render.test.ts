import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../adapters/slack/render.ts';
import type { Block, Button, Rich } from '../../../src/chat/card.ts';
import { cards } from '../../support/fuzz/cards.ts';
import { buttonsOf } from '../../support/slack/index.ts';
import { checkMessage, controls, OURS, wordsOf } from '../../support/slack/validate.ts';
import { card } from './support.ts';

const JUNE_18 = Date.UTC(2025, 5, 18, 14, 5);
const text = (...spans: Rich): Block => ({ kind: 'text', text: spans });
const words = (...blocks: Block[]) => wordsOf(renderCard(card({ title: '', blocks })).blocks);

describe('a card', () => {
  it('has its title as a header, its blocks, its small print and its buttons', () => {
    const { text: fallback, blocks } = renderCard(
      card({
        summary: 'Meta buys 49% of Scale AI for $14.3 billion',
        title: 'Meta → Scale AI',
        blocks: [
          text('It is ', { text: 'confirmed', bold: true }, '.'),
          { kind: 'fields', fields: [{ label: 'Amount', value: ['$14.3 billion'] }] },
          { kind: 'divider' },
        ],
        footer: '#3f9a',
        buttons: [
          { label: 'Details', action: 'fact:3f9a', style: 'primary' },
          { label: 'Source', url: 'https://news.test/a' },
        ],
      }),
    );
    expect(fallback).toBe('Meta buys 49% of Scale AI for $14.3 billion');
    expect(blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'Meta → Scale AI', emoji: false } },
      { type: 'section', text: { type: 'mrkdwn', text: 'It is *confirmed*.', verbatim: true } },
      { type: 'section', fields: [{ type: 'mrkdwn', text: '*Amount*\n$14.3 billion', verbatim: true }] },
      { type: 'divider' },
      { type: 'context', elements: [{ type: 'plain_text', text: '#3f9a', emoji: false }] },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: { type: 'plain_text', text: 'Details', emoji: false },
            action_id: 'dealwire:press:0',
            value: 'fact:3f9a',
            style: 'primary',
          },
          {
            type: 'button',
            text: { type: 'plain_text', text: 'Source', emoji: false },
            action_id: 'dealwire:link:1',
            url: 'https://news.test/a',
          },
        ],
      },
    ]);
  });

  it('links its title where it has an address', () => {
    const { blocks } = renderCard(card({ title: 'A & B', url: 'https://news.test/?a=1&b=2' }));
    expect(wordsOf(blocks)).toBe('*<https://news.test/?a=1&amp;b=2|A &amp; B>*');
  });

  it('quotes a sentence with its outlet, its link and its day in the reader’s zone', () => {
    const quote: Block = {
      kind: 'quote',
      text: 'We paid\n“a lot”.',
      outlet: 'CNBC',
      url: 'https://cnbc.test/x',
      at: JUNE_18,
    };
    expect(words(quote)).toBe(
      '>We paid “a lot”.\n— <https://cnbc.test/x|CNBC> · <!date^1750255500^{date_short_pretty}|18 June 2025>',
    );
    expect(words({ ...quote, url: null, at: null })).toBe('>We paid “a lot”.\n— CNBC');
  });

  it('tells the hour, too, of a moment whose hour matters', () => {
    expect(words(text('Until ', { time: JUNE_18, clock: true }))).toBe(
      'Until <!date^1750255500^{date_short_pretty}, {time}|18 June 2025, 14:05 UTC>',
    );
    expect(words(text({ time: 8e15, clock: true }))).not.toContain('<!date');
  });

  it('shows a long value over the whole width, in its place', () => {
    const { blocks } = renderCard(
      card({
        title: '',
        blocks: [
          {
            kind: 'fields',
            fields: [
              { label: 'Amount', value: ['$1'] },
              { label: 'Terms', value: ['no voting power '.repeat(20)] },
              { label: 'Status', value: ['talks'] },
              { label: 'Empty', value: ['  '] },
            ],
          },
        ],
      }),
    );
    expect(blocks.map((b) => ('fields' in b && b.fields ? b.fields.length : 'text'))).toEqual([1, 'text', 1]);
  });

  it('puts no more than five buttons in a row', () => {
    const buttons = Array.from({ length: 12 }, (_, i) => ({ label: `Button ${i}`, action: `a:${i}` }));
    const { blocks } = renderCard(card({ buttons }));
    expect(blocks.flatMap((b) => (b.type === 'actions' ? [b.elements.length] : []))).toEqual([5, 5, 2]);
  });

  it('leaves out a button that would link elsewhere than the web', () => {
    const buttons: Button[] = [
      { label: 'Bad', url: 'javascript:alert(1)' },
      { label: 'Good', url: 'https://news.test/' },
    ];
    expect(buttonsOf(renderCard(card({ buttons })).blocks).map((b) => b.label)).toEqual(['Good']);
  });

  it('says that it was shortened when it does not fit', () => {
    const blocks = Array.from({ length: 80 }, (_, i) => text(`Line ${i}`));
    const rendered = renderCard(card({ blocks, footer: '#3f9a', buttons: [{ label: 'More', action: 'more' }] }));
    expect(rendered.blocks).toHaveLength(50);
    expect(wordsOf(rendered.blocks)).toContain('Shortened to fit');
    expect(wordsOf(rendered.blocks)).toContain('#3f9a');
    expect(checkMessage({ ...rendered })).toBeNull();
  });

  it('is never empty', () => {
    expect(renderCard(card({ summary: ' ', title: '\u200b' }))).toMatchObject({
      text: 'dealwire',
      blocks: [{ type: 'section' }],
    });
  });
});

describe('text from a feed is only text', () => {
  it.each([
    ['a broadcast', '<!channel> look', '&lt;!channel&gt; look'],
    ['a mention', 'ask <@U1|bob>', 'ask &lt;@U1|bob&gt;'],
    ['a link', '<https://evil.test|Slack>', '&lt;https://evil.test|Slack&gt;'],
    ['an entity', '&lt;!here&gt; &amp;', '&amp;lt;!here&amp;gt; &amp;amp;'],
    ['bold', 'a *bold* move', 'a ∗bold∗ move'],
    ['code and strike', '`rm` ~$5~', 'ˋrmˋ ∼$5∼'],
    ['italics', '_so_ they say', 'ˍsoˍ they say'],
    ['marks inside words', 'snake_case_name, 2*3*4, 2 * 3', 'snake_case_name, 2*3*4, 2 * 3'],
    ['an emoji code', 'up :rocket: at 10:30:45', 'up :\u2060rocket: at 10:\u206030:45'],
    ['a quotation mark', '> said so\n> twice', '\u2060&gt; said so\n\u2060&gt; twice'],
    ['hidden characters', 'a\u202Eb\u200Bc\u0000', 'abc'],
  ])('%s', (_, hostile, shown) => {
    expect(words(text(hostile))).toBe(shown);
    expect(words(text({ text: hostile, bold: true })).replaceAll('\n', ' ')).toContain(
      shown.replaceAll('\n\u2060', ' '),
    );
  });

  it('links only to the web, and never out of its label', () => {
    expect(words(text({ text: 'x', link: 'javascript:alert(1)' }))).toBe('x');
    expect(words(text({ text: 'a|b>c<!here>', link: 'https://n.test/a|b>c' }))).toBe(
      '<https://n.test/a%7Cb%3Ec|a∣b&gt;c&lt;!here&gt;>',
    );
  });

  it('keeps the space between spans, and drops marks that Slack would show', () => {
    expect(words(text('pays ', { text: '$14.3 billion', bold: true }, ' for ', { text: '49%', italic: true }))).toBe(
      'pays *$14.3 billion* for _49%_',
    );
    expect(words(text('pre', { text: 'fix', bold: true }, 'ed'))).toBe('prefixed');
    expect(words(text({ text: ' spaced ', bold: true }, 'out'))).toBe('*spaced* out');
  });

  it('cuts at a word, never in an entity or a link', () => {
    const shown = words(text('AT&T '.repeat(2_000)));
    expect(shown.length).toBeLessThanOrEqual(3_000);
    expect(shown).toMatch(/AT&amp;T…$/);
    const linked = words(text('x'.repeat(2_940), ' ', { text: 'a label of several words', link: 'https://n.test/a' }));
    expect(linked.length).toBeLessThanOrEqual(3_000);
    expect(linked).toMatch(/(?:\|[^<>]+>|…)$/);
  });
});

describe('whatever a card holds', () => {
  it('renders within every limit, and acts on nothing but its own links and dates', () => {
    fc.assert(
      fc.property(cards(5), fc.boolean(), (any, uploaded) => {
        const message = renderCard(any, uploaded ? { file: 'F1' } : {});
        const refusal = checkMessage({ ...message });
        if (refusal) throw new Error(refusal.reason);
        expect(message.blocks.length).toBeGreaterThan(0);
        expect(message.text.trim()).not.toBe('');
        for (const control of [...controls(message.text), ...controls(wordsOf(message.blocks))])
          expect(control).toMatch(OURS);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('takes no noticeable time over a megabyte of anything', () => {
    const long = '<!channel> *a* &amp; :x: '.repeat(45_000);
    const big = card({
      summary: long,
      title: long,
      footer: long,
      blocks: [text(long), { kind: 'heading', text: long }],
    });
    expect(checkMessage({ ...renderCard(big) })).toBeNull();
  });
});
