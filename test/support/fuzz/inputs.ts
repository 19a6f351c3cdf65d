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
    'x',
    '',
  ),
  nasty(4).map((path) => `https://n.test/${path}`),
);
const time = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.double());
const span: fc.Arbitrary<Span> = fc.oneof(
  nasty(),
  fc.record({ time }),
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
  fc.record({ label: nasty(4), action: nasty(6) }),
  fc.record({ label: nasty(4), url }),
);

/** A card of any kind; in one of fifty something is repeated till no limit of any platform holds it. */
export const card: fc.Arbitrary<Card> = fc
  .record(
    {
      summary: nasty(),
      title: nasty(),
      url,
      blocks: fc.array(block, { maxLength: 5 }),
      footer: nasty(6),
      buttons: fc.array(button, { maxLength: 6 }),
      much: fc.integer({ min: 0, max: 49 }),
    },
    { requiredKeys: ['summary', 'title', 'blocks', 'buttons', 'much'] },
  )
  .map(({ much, ...made }) => {
    if (much > 0) return made;
    const long = (text: string) => text.repeat(Math.ceil(3_000 / Math.max(1, text.length)));
    return {
      ...made,
      summary: long(made.summary),
      title: long(made.title),
      blocks: Array.from({ length: 20 }, () => made.blocks).flat(),
      buttons: Array.from({ length: 10 }, () => made.buttons).flat(),
    };
  });

const NEWS = [
  'Meta',
  'Scale AI',
  'OpenAI',
  'Anthropic',
  'Figure',
  'Brindle',
  'Mira Quandt',
  'Sam Altman',
  'Bloomberg',
  'Reuters',
  'acquires',
  'acquired',
  'to buy',
  'invests',
  'raised',
  'is in talks',
  'launches',
  'sues',
  'lays off',
  'hires',
  'denied',
  'said',
  'reportedly',
  'could',
  'not',
  'who',
  'which',
  'its',
  'the company',
  'a',
  'of',
  'in',
  'for',
  'with',
  'and',
  'by',
  '$14.3 billion',
  'nearly $15 billion',
  '€20m',
  '49% stake',
  '300 employees',
  'Series B',
  'IPO',
  'valuation',
  'data center',
  'chief executive',
  'GPT-5',
  'on Friday',
  'last year',
  '2021',
  '.',
  '. ',
  ',',
  ', ',
  '\n\n',
  '"',
  '’s',
  '(',
  ')',
  '—',
  ':',
];
/** Headlines and paragraphs out of the words of news, in no order, with rubbish between. */
export const article = fc.record({
  title: fc.array(fc.constantFrom(...NEWS), { maxLength: 9 }).map((words) => words.join(' ')),
  text: fc
    .array(fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...NEWS) }, nasty(2)), { maxLength: 40 })
    .map((words) => words.join(' ')),
});

const FEED = [
  '<?xml version="1.0" encoding="utf-8"?>',
  '<?xml version="1.0" encoding="utf-16"?>',
  '<rss version="2.0"><channel>',
  '</channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom">',
  '</feed>',
  '<rdf:RDF xmlns="http://purl.org/rss/1.0/">',
  '<item>',
  '</item>',
  '<entry>',
  '</entry>',
  '<title>One</title>',
  '<title type="html">&lt;b&gt;',
  '</title>',
  '<link>https://x.test/1</link>',
  '<link href="/2"/>',
  '<link rel="self" href="x">',
  '<guid isPermaLink="false">g1</guid>',
  '<id>tag:x.test,2025:1</id>',
  '<pubDate>Fri, 13 Jun 2025 14:00:00 GMT</pubDate>',
  '<updated>2025-06-13T14:00Z</updated>',
  '<description>',
  '</description>',
  '<content:encoded><![CDATA[',
  ']]></content:encoded>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!DOCTYPE x [<!ENTITY a "&b;">]>',
  '&a;',
  '&nbsp;',
  '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">',
  '<p>',
  '</p>',
  '<ttl>60</ttl>',
  '<skipHours><hour>24</hour></skipHours>',
  '<html>',
  '{"version":"https://jsonfeed.org/version/1.1","items":[',
  '{"id":"1","content_html":"x"},',
  ']}',
  '"date_published":',
  '<x',
  '<a:b c=',
  '/>',
];
/** Feed documents whose parts stand in any order, cut, doubled and spoilt; as bytes. */
export const feed: fc.Arbitrary<Uint8Array> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...FEED) }, nasty(3)), { maxLength: 25 })
      .map((parts) => Buffer.from(parts.join(''))),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.json().map((json) => Buffer.from(json)) },
);

const TYPED = [
  'scale-ai',
  'Scale AI',
  'openai',
  '"Scale AI"',
  '“Figure AI',
  'type:',
  'type:investment',
  'since:2025-06-01',
  'since:30d',
  'min-amount',
  '$1m',
  '1e999',
  'daily',
  'instant',
  'share',
  'all',
  'help',
  'status',
  'feeds',
  'companies',
  'aliases:Figure, Figure AI',
  'add',
  'correct',
  '#3f9a',
  '--help',
  '?',
  '=',
  ':',
  ',',
  'on',
  '2025-02-30',
  '31/12/99',
  '-5',
  '0x1f',
];
export const typed = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...TYPED) }, nasty(2)), { maxLength: 8 })
  .map((words) => words.join(' '));

/** Bodies of requests, as a platform would send them and as nobody would. */
export const body = fc.record({
  type: fc.constantFrom(
    'application/json',
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data',
    '',
  ),
  signed: fc.boolean(),
  text: fc.oneof(
    fc.json(),
    nasty(),
    fc.constantFrom(
      '',
      'null',
      '[]',
      '"x"',
      '{"event":null}',
      '{"type":"event_callback"}',
      'payload=null',
      'payload=%7B',
    ),
    fc
      .record({
        type: fc.constantFrom('block_actions', 'event_callback', 'view_submission', 'url_verification'),
        team_id: nasty(2),
        event: fc.oneof(
          fc.jsonValue(),
          fc.record({ type: fc.constantFrom('app_uninstalled', 'channel_left'), channel: nasty(2) }),
        ),
        actions: fc.jsonValue(),
      })
      .map((it) => JSON.stringify(it)),
    fc
      .record({
        command: nasty(2),
        text: typed,
        team_id: nasty(1),
        channel_id: nasty(1),
        user_id: nasty(1),
        trigger_id: nasty(1),
      })
      .map((it) => new URLSearchParams(it).toString()),
  ),
});
