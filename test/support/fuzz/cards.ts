import fc from 'fast-check';
import type { Block, Button, Card, Span } from '../../../src/chat/card.ts';

/** What markup, terminals, readers of money and people who mean harm make of text, and plain words between. */
const NASTY = [
  '<!channel>',
  '<@U1>',
  '<#C1>',
  '@everyone',
  '@here',
  '<@&1>',
  '<!date^1^{date}|x>',
  '&amp;',
  '&#x3c;',
  '<',
  '>',
  '&',
  '|',
  '*',
  '_',
  '~',
  '`',
  '```',
  '**',
  '||',
  '\\',
  '# ',
  '\n> ',
  '[x](javascript:y)',
  '<https://evil.test|x>',
  ':x:',
  '\n',
  '\r\n',
  '\t',
  '\u0000',
  '\u001b[31m',
  '\u001b]8;;x\u0007',
  '\u202e',
  '\u200b',
  '\u2066',
  '\ud83d',
  '\ud800',
  '\u001b[2J',
  '👩‍👩‍👧‍👦',
  'e\u0301\u0301\u0301\u0301\u0301\u0301',
  '字',
  'ש',
  '…',
  '"',
  '“',
  '”',
  "'",
  '«',
  ',',
  ':',
  '=',
  '$14.3 billion',
  '49%',
  'Scale AI',
  'word',
  ' ',
  '  ',
  'https://e.test/a?b=1',
];

/** Short text of nasty and plain parts; `most` parts at most. */
export const nasty = (most = 10): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NASTY) }, fc.string({ unit: 'binary', maxLength: 8 })), {
      maxLength: most,
    })
    .map((parts) => parts.join(''));

const url = fc.oneof(
  fc.constantFrom(
    'https://news.test/a?b=1&c=2',
    'javascript:alert(1)',
    'https://n.test/|>x',
    'https://e.org/)](x',
    'http://u:p@n.test/',
    `https://example.org/${'a'.repeat(1900)}`,
    'x',
    '',
  ),
  fc.webUrl({ withQueryParameters: true }),
  nasty(4).map((path) => `https://n.test/${path}`),
);
const time = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.double());
const span: fc.Arbitrary<Span> = fc.oneof(
  nasty(),
  fc.record({ time, clock: fc.constant(true as const) }, { requiredKeys: ['time'] }),
  fc.record({ channel: fc.oneof(fc.constantFrom('C0DEALS', '1200000000000000001'), nasty(3)) }),
  fc.record(
    { text: nasty(), bold: fc.constant(true as const), italic: fc.constant(true as const), link: url },
    { requiredKeys: ['text'] },
  ),
);
const rich = fc.array(span, { maxLength: 5 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: rich }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: nasty(4), value: rich }), { maxLength: 6 }),
  }),
  fc.record({
    kind: fc.constant('quote' as const),
    text: nasty(20),
    outlet: nasty(4),
    url: fc.option(url),
    at: fc.option(time),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(rich, { maxLength: 6 }) }),
  fc.record({ kind: fc.constant('heading' as const), text: nasty() }),
  fc.constant({ kind: 'divider' as const }),
);
const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record(
    { label: nasty(4), action: nasty(6), style: fc.constantFrom('primary' as const, 'danger' as const) },
    { requiredKeys: ['label', 'action'] },
  ),
  fc.record({ label: nasty(4), url }),
);

/** A card of any kind; one of so many (`oneLongIn`) is made so long, in one way or the other, that no platform's limits hold it. */
export const cards = (oneLongIn: number): fc.Arbitrary<Card> =>
  fc
    .record(
      {
        summary: nasty(),
        title: nasty(),
        url,
        blocks: fc.array(block, { maxLength: 8 }),
        footer: nasty(6),
        picture: fc.record({ name: fc.constant('a-timeline.png'), png: fc.constant('iVBORw0KGgo='), alt: nasty() }),
        buttons: fc.array(button, { maxLength: 8 }),
        lot: fc.integer({ min: 0, max: 2 * oneLongIn - 1 }),
      },
      { requiredKeys: ['summary', 'title', 'blocks', 'buttons', 'lot'] },
    )
    .map(({ lot, ...made }) => (lot === 0 ? ofManyBlocks(made) : lot === 1 ? ofLongBlocks(made) : made));

const ofManyBlocks = (card: Card): Card => ({
  ...card,
  blocks: repeat(card.blocks, 20),
  buttons: repeat(card.buttons, 10),
});

function ofLongBlocks(card: Card): Card {
  const long = (text: string) => text.repeat(Math.ceil(3_000 / Math.max(1, text.length)));
  return {
    ...card,
    summary: long(card.summary),
    title: long(card.title),
    ...(card.footer === undefined ? {} : { footer: long(card.footer) }),
    blocks: card.blocks.map((it): Block => {
      if (it.kind === 'fields') return { ...it, fields: repeat(it.fields, 7) };
      if (it.kind === 'list') return { ...it, items: repeat(it.items, 10) };
      if (it.kind === 'text') return { ...it, text: repeat(it.text, 20) };
      return it.kind === 'quote' || it.kind === 'heading' ? { ...it, text: long(it.text) } : it;
    }),
  };
}

const repeat = <T>(items: readonly T[], times: number): T[] => Array.from({ length: times }, () => items).flat();
