import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMark, markOf, type RenderOptions, renderCard } from '../../../adapters/discord/render.ts';
import type { Block, Button, Card, Rich } from '../../../src/chat/card.ts';
import { messageFaults, SCHEMAS, schemaFaults } from '../../support/discord/validate.ts';
import { cards, nasty } from '../../support/fuzz/cards.ts';

const card = (more: Partial<Card>): Card => ({ summary: '', title: '', blocks: [], buttons: [], ...more });
const text = (...rich: Rich): Block => ({ kind: 'text', text: rich });
const described = (...blocks: Block[]) => renderCard(card({ title: 'T', blocks })).embeds[0]?.description;

describe('a card on Discord', () => {
  it('shows its blocks in their order: text, quotation and list, then fields, then what follows them', () => {
    const { embeds, content, allowed_mentions } = renderCard(
      card({
        title: 'Umbra buys Penumbra',
        url: 'https://example.org/deal',
        blocks: [
          text('Umbra pays ', { text: '$2 billion', bold: true }, ' in ', { text: 'cash', italic: true }, '.'),
          {
            kind: 'quote',
            text: 'We are glad.',
            outlet: 'Example News',
            url: 'https://example.org/a',
            at: 1_750_000_000_000,
          },
          { kind: 'heading', text: 'Who has it' },
          { kind: 'list', items: [['Example News'], [{ text: 'Wire', link: 'https://example.org/b' }]] },
          {
            kind: 'fields',
            fields: [
              { label: 'Amount', value: ['$2 billion'] },
              { label: 'Status', value: [] },
            ],
          },
          text('Told by two outlets.'),
          { kind: 'heading', text: 'Contested' },
          text('$3 billion, says one.'),
        ],
        footer: '#3f9a',
      }),
    );
    expect(content).toBe('');
    expect(allowed_mentions).toEqual({ parse: [] });
    expect(embeds).toEqual([
      {
        title: 'Umbra buys Penumbra',
        url: 'https://example.org/deal',
        description: [
          'Umbra pays **$2 billion** in *cash*.',
          '> We are glad.',
          '> – [Example News](https://example.org/a), <t:1750000000:f>',
          '',
          '**Who has it**',
          '- Example News',
          '- [Wire](https://example.org/b)',
        ].join('\n'),
        fields: [
          { name: 'Amount', value: '$2 billion', inline: true },
          { name: 'Status', value: '–', inline: true },
          { name: '\u200b', value: 'Told by two outlets.' },
          { name: 'Contested', value: '$3 billion, says one.' },
        ],
        footer: { text: '#3f9a' },
      },
    ]);
  });

  it('has a line for notifications where it is posted, and no title that says the same again', () => {
    const said = card({
      summary: 'Umbra buys Penumbra for $2 billion',
      title: 'Umbra buys Penumbra',
      blocks: [text('More')],
    });
    expect(renderCard(said, { notify: true })).toMatchObject({
      content: 'Umbra buys Penumbra for $2 billion',
      embeds: [{ description: 'More' }],
    });
    const linked = renderCard({ ...said, url: 'https://example.org/' }, { notify: true });
    expect(linked.embeds[0]?.title).toBe('Umbra buys Penumbra');
    expect(renderCard(said).content).toBe('');
  });

  it('is never empty', () => {
    expect(renderCard(card({}))).toMatchObject({ content: 'dealwire', embeds: [] });
    expect(renderCard(card({ summary: 'Only this' }))).toMatchObject({ content: 'Only this', embeds: [] });
    expect(renderCard(card({ summary: 'Only this' }), { notify: true })).toMatchObject({
      content: 'Only this',
      embeds: [],
    });
    expect(renderCard(card({ footer: '#1' })).embeds[0]?.footer).toEqual({ text: '#1' });
  });

  it('that is longer than one embed goes on in the next, and past 6000 characters it is cut at a word', () => {
    const words = (n: number) => Array.from({ length: n }, (_, i) => `word${i}`).join(' ');
    const { embeds } = renderCard(
      card({ title: 'Long', blocks: [text(words(300)), text(words(300)), text(words(300))] }),
    );
    expect(embeds.length).toBe(2);
    expect(embeds[0]?.description?.endsWith('word299')).toBe(true);
    expect(embeds.at(-1)?.description).toMatch(/ word\d+…$/);
  });

  it('leaves out nothing behind fields, whose texts are shorter', () => {
    const { embeds } = renderCard(
      card({
        title: 'T',
        blocks: [
          { kind: 'fields', fields: Array.from({ length: 30 }, (_, i) => ({ label: `L${i}`, value: [`V${i}`] })) },
          text('x'.repeat(1500)),
        ],
      }),
    );
    expect(embeds.map((e) => e.fields?.length)).toEqual([25, 5, undefined]);
    expect(embeds[2]?.description).toHaveLength(1500);
  });
});

describe('text from a feed on Discord', () => {
  it.each([
    ['@everyone and @here', '\\@everyone and \\@here'],
    [
      '<@123> <#456> <@&789> </deal:1> <t:1:R> <:x:1>',
      '\\<\\@123\\> \\<#456\\> \\<\\@&789\\> \\</deal:1\\> \\<t:1:R\\> \\<:x:1\\>',
    ],
    ['[here](javascript:alert(1))', '\\[here\\]\\(javascript:alert(1))'],
    ['[here](https://evil.example)', '\\[here\\]\\(https\\://evil.example)'],
    ['https://evil.example/a_b', 'https\\://evil.example/a\\_b'],
    ['discord.gg/abc discordapp.com/invite/x', 'discord\\.gg/abc discordapp\\.com/invite/x'],
    [
      '**b** __u__ ~~s~~ ||spoiler|| `code` \\*',
      '\\*\\*b\\*\\* \\_\\_u\\_\\_ \\~\\~s\\~\\~ \\|\\|spoiler\\|\\| \\`code\\` \\\\\\*',
    ],
    ['# Big\n-# small\n- item\n1. one\n> quote', '\\# Big\n\\-# small\n\\- item\n1\\. one\n\\> quote'],
    ['zero\u200bwidth \u202egnp.exe', 'zerowidth gnp.exe'],
    ['bell\u0007 \u001b[31mred', 'bell red'],
    ['$14.3 billion (49%), #3f9a – “yes”', '$14.3 billion (49%), #3f9a – “yes”'],
  ])('%j is only text', (given, shown) => {
    expect(described(text(given))).toBe(shown);
  });

  it('is only text in titles, names of fields, footers, labels and quotations too', () => {
    const { embeds, content, components } = renderCard(
      card({
        summary: '@everyone **now**\n# Big',
        title: '**T** @here',
        footer: 'by @everyone\u202e',
        blocks: [
          { kind: 'quote', text: 'a\n> b\nc', outlet: '](x)', url: 'https://a.example/(x)*_[y]', at: Number.NaN },
          { kind: 'fields', fields: [{ label: '@everyone', value: ['_x_'] }] },
        ],
        buttons: [{ label: 'Go\n**now**\u202e', action: 'a' }],
      }),
      { notify: true },
    );
    expect(content).toBe('\\@everyone \\*\\*now\\*\\* # Big');
    expect(embeds[0]).toMatchObject({
      title: '\\*\\*T\\*\\* \\@here',
      footer: { text: 'by @everyone' },
      description: '> a \\> b c\n> – [)(x)](https://a.example/%28x%29%2A_%5By%5D)',
      fields: [{ name: '\\@everyone', value: '\\_x\\_', inline: true }],
    });
    expect(components[0]?.components[0]).toMatchObject({ label: 'Go **now**' });
  });

  it('links only to http and https', () => {
    const link = (url: string) => described(text({ text: 'a', link: url }));
    expect(link('https://example.org/x')).toBe('[a](https://example.org/x)');
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'https://u:p@example.org/',
      'x',
      '',
    ])
      expect(link(url)).toBe('a');
    expect(renderCard(card({ title: 'T', url: 'javascript:x' })).embeds[0]).toEqual({ title: 'T' });
  });

  it('cannot take over a link of ours that stands before it, nor break one from inside', () => {
    const ours = { text: 'ours', link: 'https://ours.example/' };
    expect(described(text(ours, ' x](https://evil.example/)'))).toBe(
      '[ours](https://ours.example/) x\\]\\(https\\://evil.example/)',
    );
    expect(described(text(ours, ' x]', '(https://evil.example/)'))).toContain('x\\]\\(https\\:');
    expect(described(text({ ...ours, text: 'open [ bracket' }))).toBe('[open ( bracket](https://ours.example/)');
    expect(described(text({ ...ours, text: 'a [b] c' }))).toBe('[a \\[b\\] c](https://ours.example/)');
  });

  it('keeps neighbouring emphasis readable', () => {
    expect(described(text({ text: 'a ', bold: true }, { text: 'b', bold: true }))).toBe('**a b**');
    expect(described(text({ text: 'a', bold: true }, { text: 'b', italic: true }))).toBe('**a**\u200b*b*');
    expect(described(text({ text: ' a ', bold: true }, 'b'))).toBe('**a** b');
    expect(described(text({ text: 'a', bold: true, link: 'https://e.org/' }, ' b'))).toBe('**[a](https://e.org/)** b');
    expect(described(text({ text: '  ', bold: true }, 'b'))).toBe('b');
  });

  it('shows a moment in the reader’s zone, and nothing for what is none', () => {
    expect(described(text('On ', { time: 1_749_513_600_000 }))).toBe('On <t:1749513600:f>');
    expect(described(text('On ', { time: Number.NaN }, { time: 9e20 }))).toBe('On');
  });

  it('is cut at a word and never inside an escape or a link', () => {
    const label = Array.from({ length: 60 }, () => '*ab_').join(' ');
    const { embeds } = renderCard(card({ title: label }));
    expect(embeds[0]?.title).toMatch(/^(?:\\\*ab\\_ )+\\\*ab\\_…$/);
    const value: Rich = ['x'.repeat(1000), ' ', { text: 'the words of a link', link: 'https://example.org/abc' }];
    const field = renderCard(card({ blocks: [{ kind: 'fields', fields: [{ label: 'L', value }] }] })).embeds[0]
      ?.fields?.[0];
    expect(field?.value.slice(1000)).toBe(' the words of a link…');
  });
});

describe('buttons on Discord', () => {
  const of = (...buttons: Button[]) => renderCard(card({ title: 'T', buttons })).components;

  it('stand five in a row, at most 25', () => {
    const rows = of(...Array.from({ length: 40 }, (_, i) => ({ label: `B${i}`, action: `a${i}` })));
    expect(rows.map((r) => r.components.length)).toEqual([5, 5, 5, 5, 5]);
  });

  it('that Discord would refuse are left out', () => {
    expect(
      of(
        { label: 'twice', action: 'a' },
        { label: 'twice', action: 'a' },
        { label: '', action: 'b' },
        { label: 'no action', action: '' },
        { label: 'too long', action: 'x'.repeat(101) },
        { label: 'bad link', url: 'javascript:x' },
        { label: 'long link', url: `https://example.org/${'x'.repeat(600)}` },
        { label: 'good link', url: 'https://example.org/' },
      )[0]?.components,
    ).toEqual([
      { type: 2, style: 2, label: 'twice', custom_id: 'a' },
      { type: 2, style: 5, label: 'good link', url: 'https://example.org/' },
    ]);
  });

  it('carry the mark of their message, which Discord shows nowhere', () => {
    const { components } = renderCard(card({ title: 'T', buttons: [{ label: 'a', action: 'a' }] }), { mark: 'key' });
    expect(components[0]?.id).toBe(markOf('key'));
    expect(isMark(components[0]?.id)).toBe(true);
    expect(isMark(1)).toBe(false);
    fc.assert(fc.property(fc.string(), (key) => isMark(markOf(key)) && markOf(key) < 2 ** 31));
  });
});

describe('any card whatever', () => {
  it('renders to a message that Discord takes', () => {
    fc.assert(
      fc.property(cards(5), fc.boolean(), fc.string(), (given, notify, mark) => {
        const options: RenderOptions = { notify, mark };
        const body = renderCard(given, options);
        expect(messageFaults(body)).toEqual([]);
        for (const schema of [SCHEMAS.message, SCHEMAS.edit, SCHEMAS.followUp, SCHEMAS.original])
          expect(schemaFaults(schema, body)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('renders to text in which every markup sign is ours or escaped', () => {
    fc.assert(
      fc.property(fc.array(nasty(), { maxLength: 5 }), (texts) => {
        const { embeds } = renderCard(card({ title: 'T', blocks: [{ kind: 'text', text: texts }] }));
        for (const embed of embeds) {
          const bare = (embed.description ?? '').replace(/\\[^0-9A-Za-z\s]/g, '');
          expect(bare).not.toMatch(/[*_~`|[\]<>@\\]|:\/\//);
        }
      }),
      { numRuns: 300 },
    );
  });
});
