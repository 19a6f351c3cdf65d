import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FeedItem, parseFeed } from '../../src/feeds/parse.ts';

const BASE = 'https://wire.example/feeds/ai.xml';
const read = (text: string, base: string | null = BASE) => parseFeed(Buffer.from(text), base === null ? {} : { base });
const items = async (text: string, base?: string | null) => (await read(text, base)).items;
async function only(text: string): Promise<FeedItem> {
  const all = await items(text);
  expect(all).toHaveLength(1);
  return all[0] as FeedItem;
}

const rss = (item: string, head = '', root = 'rss version="2.0"') =>
  `<?xml version="1.0"?><${root}><channel><title>Wire</title><link>https://wire.example/</link>${head}<item>${item}</item></channel></rss>`;
const atom = (entry: string, root = 'feed xmlns="http://www.w3.org/2005/Atom"') =>
  `<?xml version="1.0"?><${root}><title>Wire</title><entry>${entry}</entry></feed>`;
const NOON = Date.UTC(2025, 5, 18, 12);

describe('RSS', () => {
  test('title, link, guid, date and text', async () => {
    const feed = await read(
      rss(
        '<title>Meta &amp; Scale</title><link> https://wire.example/1 </link><guid isPermaLink="false"> id-1 </guid><pubDate>Wed, 18 Jun 2025 12:00:00 GMT</pubDate><description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</description>',
      ),
    );
    expect(feed).toEqual({
      title: 'Wire',
      format: 'RSS',
      items: [
        { title: 'Meta & Scale', link: 'https://wire.example/1', id: 'id-1', date: NOON, text: 'One.\n\nTwo & three.' },
      ],
      hints: {},
    });
  });

  test('what an item lacks is null or empty', async () => {
    expect(await only(rss('<title>One</title>'))).toEqual({ title: 'One', link: null, id: null, date: null, text: '' });
    expect(await only(rss('<description>Two</description>'))).toMatchObject({ title: '', text: 'Two' });
  });

  test.each([
    'rss',
    'rss version="0.91"',
    'rss version="0.92"',
    'rss version="1.0"',
    'rss version="9"',
    'RSS VERSION="2.0"',
  ])('<%s> is read', async (root) => expect((await only(rss('<title>One</title>', '', root))).title).toBe('One'));

  test('names in capitals, and a default namespace of the publisher’s own, make no difference', async () => {
    const loud = rss(
      '<TITLE>One</TITLE><LINK>https://x.example/1</LINK><pubdate>Wed, 18 Jun 2025 12:00:00 GMT</pubdate>',
    );
    expect(await only(loud)).toMatchObject({ title: 'One', link: 'https://x.example/1', date: NOON });
    const own = rss('<title>One</title>', '', 'rss version="2.0" xmlns="http://publisher.example/ns"');
    expect((await only(own)).title).toBe('One');
  });

  test.each([
    ['dc:date', 'xmlns:dc="http://purl.org/dc/elements/1.1/"', '<dc:date>2025-06-18T12:00:00Z</dc:date>'],
    [
      'Dublin Core under another prefix',
      'xmlns:d="http://purl.org/dc/elements/1.1/"',
      '<d:date>2025-06-18T12:00:00Z</d:date>',
    ],
    ['an undeclared prefix', '', '<dc:date>2025-06-18T12:00:00Z</dc:date>'],
    ['an Atom date', 'xmlns:a="http://www.w3.org/2005/Atom"', '<a:updated>2025-06-18T12:00:00Z</a:updated>'],
    ['a second date where the first is none', '', '<pubDate>soon</pubDate><dc:date>2025-06-18T12:00:00Z</dc:date>'],
    [
      'the date published before the one updated',
      '',
      '<updated>2025-06-19T12:00:00Z</updated><pubDate>Wed, 18 Jun 2025 12:00:00 GMT</pubDate>',
    ],
  ])('dates: %s', async (_, spaces, markup) => {
    expect((await only(rss(markup, '', `rss version="2.0" ${spaces}`))).date).toBe(NOON);
  });

  test('elements of other namespaces are not taken for the item’s own', async () => {
    const markup =
      '<x:title>Wrong</x:title><title>Right</title><x:link>https://wrong.example/</x:link><link>https://right.example/</link><y xmlns="urn:y"><title>Wrong</title></y><image><title>Wrong</title></image>';
    expect(await only(rss(markup, '', 'rss version="2.0" xmlns:x="urn:x"'))).toMatchObject({
      title: 'Right',
      link: 'https://right.example/',
    });
  });

  test.each([
    ['a relative link', '<link>/1</link>', 'https://wire.example/1'],
    ['a link without its scheme', '<link>//cdn.example/1</link>', 'https://cdn.example/1'],
    ['a bare ampersand', '<link>https://x.example/?a=1&b=2&copy=3</link>', 'https://x.example/?a=1&b=2&copy=3'],
    ['a guid that is the permalink', '<guid>https://x.example/g</guid>', 'https://x.example/g'],
    ['a guid that says it is none', '<guid isPermaLink="false">https://x.example/g</guid>', null],
    ['an Atom link', '<atom:link href="https://x.example/1"/>', 'https://x.example/1'],
    ['an Atom link to the feed itself', '<atom:link rel="self" href="https://x.example/feed"/>', null],
    ['an empty link before a full one', '<link/><link>https://x.example/1</link>', 'https://x.example/1'],
    ['markup of another scheme', '<link>javascript:alert(1)</link>', null],
    ['CDATA', '<link><![CDATA[https://x.example/?a=1&b=2]]></link>', 'https://x.example/?a=1&b=2'],
    ['what is no address', '<link>http://</link>', null],
  ])('links: %s', async (_, markup, wanted) =>
    expect((await only(rss(`<title>T</title>${markup}`))).link).toBe(wanted),
  );

  test('relative links are resolved against the feed’s home page where no address is given', async () => {
    expect((await items(rss('<link>/1</link>'), null))[0]?.link).toBe('https://wire.example/1');
    expect((await items(rss('<link>/1</link>'), 'file:///tmp/feed.xml'))[0]?.link).toBe('https://wire.example/1');
  });

  test('the fullest body is taken', async () => {
    const markup = '<description>Short</description><content:encoded><![CDATA[<p>All of it</p>]]></content:encoded>';
    expect((await only(rss(markup))).text).toBe('All of it');
    expect((await only(rss('<content:encoded/><description>Short</description>'))).text).toBe('Short');
    expect((await only(rss('<media:group><media:description>Told</media:description></media:group>'))).text).toBe(
      'Told',
    );
  });

  test('hints for pollers', async () => {
    const head =
      '<ttl> 90 </ttl><skipHours><hour>3</hour><hour>24</hour><hour> 4 </hour></skipHours><skipDays><day>Sunday</day><day>Someday</day></skipDays>';
    expect((await read(rss('<title>T</title>', head))).hints).toEqual({
      ttlMinutes: 90,
      skipHours: [0, 3, 4],
      skipDays: ['sunday'],
    });
    expect((await read(rss('<title>T</title>', '<ttl>soon</ttl><skipDays/>'))).hints).toEqual({});
  });
});

describe('RDF', () => {
  const rdf = (root: string, prefix = '') =>
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${root}><${prefix}channel rdf:about="c"><${prefix}title>Wire</${prefix}title></${prefix}channel><${prefix}item rdf:about="https://x.example/about"><${prefix}title>One</${prefix}title><${prefix}link>https://x.example/1</${prefix}link></${prefix}item></rdf:RDF>`;
  test.each([
    ['1.0', rdf('xmlns="http://purl.org/rss/1.0/"')],
    ['0.90', rdf('xmlns="http://my.netscape.com/rdf/simple/0.9/"')],
    ['1.0 with a prefix', rdf('xmlns:r="http://purl.org/rss/1.0/"', 'r:')],
  ])('%s: items beside the channel, rdf:about as the identity', async (_, text) => {
    expect(await read(text)).toMatchObject({ title: 'Wire' });
    expect(await only(text)).toMatchObject({
      title: 'One',
      link: 'https://x.example/1',
      id: 'https://x.example/about',
    });
  });
});

describe('Atom', () => {
  test('id, links, dates and content', async () => {
    const entry = await only(
      atom(
        '<title type="html">A &lt;b&gt;bold&lt;/b&gt; move</title><id>tag:x,2025:1</id><link rel="self" href="https://x.example/self"/><link rel="enclosure" href="https://x.example/a.mp3"/><link href="https://x.example/1"/><updated>2025-06-19T12:00:00Z</updated><published>2025-06-18T12:00:00Z</published><summary>Short</summary><content type="html">&lt;p&gt;All&lt;/p&gt;</content>',
      ),
    );
    expect(entry).toEqual({
      title: 'A bold move',
      link: 'https://x.example/1',
      id: 'tag:x,2025:1',
      date: NOON,
      text: 'All',
    });
  });

  test.each([
    ['text', '<title>1 &lt; 2 &amp;amp; <![CDATA[<b>]]></title>', '1 < 2 &amp; <b>'],
    ['html', '<title type="html">1 &amp;lt; 2 &lt;i&gt;x&lt;/i&gt;</title>', '1 < 2 x'],
    [
      'xhtml',
      '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">1 &lt; 2 <b>x</b> &amp; y</div></title>',
      '1 < 2 x & y',
    ],
    ['base64, of Atom 0.3', `<title mode="base64">${Buffer.from('Packed').toString('base64')}</title>`, 'Packed'],
  ])('titles of type %s', async (_, markup, wanted) => expect((await only(atom(markup))).title).toBe(wanted));

  test('xml:base, on the feed and within', async () => {
    const text = atom(
      '<link href="1"/><title>T</title>',
      'feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://x.example/blog/"',
    );
    expect((await only(text)).link).toBe('https://x.example/blog/1');
    const inner = atom(
      '<link xml:base="deep/" href="1"/>',
      'feed xmlns="http://www.w3.org/2005/Atom" xml:base="/blog/"',
    );
    expect((await only(inner)).link).toBe('https://wire.example/blog/deep/1');
  });

  test('a link to HTML goes before other alternates; the content’s source is a last resort', async () => {
    expect(
      (
        await only(
          atom(
            '<link rel="alternate" type="application/json" href="https://x.example/j"/><link rel="alternate" type="text/html" href="https://x.example/h"/>',
          ),
        )
      ).link,
    ).toBe('https://x.example/h');
    expect((await only(atom('<content type="text/html" src="https://x.example/c"/>'))).link).toBe(
      'https://x.example/c',
    );
    expect(
      (await only(atom('<link rel="enclosure" href="https://x.example/a.mp3"/><title>T</title>'))).link,
    ).toBeNull();
  });

  test('0.3, prefixes, and an undeclared namespace', async () => {
    const old = atom(
      '<title>T</title><issued>2025-06-18T12:00:00Z</issued>',
      'feed version="0.3" xmlns="http://purl.org/atom/ns#"',
    );
    expect((await only(old)).date).toBe(NOON);
    const prefixed =
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>T</a:title><a:link href="/1"/></a:entry></a:feed>';
    expect(await only(prefixed)).toMatchObject({ title: 'T', link: 'https://wire.example/1' });
    expect(await only(prefixed.replace(/ xmlns:a="[^"]*"/, ''))).toMatchObject({ title: 'T' });
  });

  test('what belongs to the source of an entry is not the entry’s', async () => {
    const entry = await only(
      atom(
        '<source><title>Other</title><id>other</id><link href="https://o.example/"/></source><title>T</title><id>i</id>',
      ),
    );
    expect(entry).toMatchObject({ title: 'T', id: 'i', link: null });
  });

  test('pictures and sound are no text', async () => {
    expect((await only(atom('<content type="image/png">iVBORw0KGgo=</content><summary>A chart</summary>'))).text).toBe(
      'A chart',
    );
  });
});

describe('JSON Feed', () => {
  const feed = (item: object) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Wire',
      home_page_url: 'https://x.example/',
      items: [item],
    });
  test('is read like any other', async () => {
    const text = feed({
      id: '1',
      url: '/1',
      title: 'A < B',
      content_html: '<p>Told</p>',
      date_published: '2025-06-18T14:00:00+02:00',
    });
    expect(await read(text)).toMatchObject({ title: 'Wire' });
    expect(await only(text)).toEqual({
      title: 'A < B',
      link: 'https://wire.example/1',
      id: '1',
      date: NOON,
      text: 'Told',
    });
  });
  test('JSON that is none is named so', async () => {
    expect((await read('{"items": [1, 2')).error).toMatch(/not a JSON Feed/);
    expect((await read('{"a": 1}')).error).toMatch(/not a JSON Feed/);
  });
});

describe('documents that are not XML', () => {
  const whole = rss('<title>One</title><link>https://x.example/1</link><guid>1</guid>');
  test.each([
    ['empty lines before', `\n\n  ${whole}`],
    ['a warning before', `Warning: something in x.php on line 3\n${whole}`],
    ['a comment before', `<!-- cached <rss> --><!-- two -->${whole}`],
    [
      'a style sheet and a doctype before',
      whole.replace('<rss', '<?xml-stylesheet href="a.xsl"?><!DOCTYPE rss SYSTEM "a.dtd"><rss'),
    ],
    ['junk after', `${whole}<script>1</script><!-- x -->`],
    ['a control character', whole.replace('One', 'O\u0008ne')],
    ['a reference to one', whole.replace('One', 'O&#8;ne&#xFFFF;')],
    [
      'an attribute with a bare ampersand',
      whole.replace('</item>', '<enclosure url="https://x.example/?a=1&b=2"/></item>'),
    ],
    ['attributes without quotes', whole.replace('<guid>', '<guid isPermaLink=false>')],
    ['an element that is never closed', whole.replace('<title>One', '<foo><title>One')],
    ['a stray end tag', whole.replace('<link>https', '</b><link>https')],
    ['an unclosed link', whole.replace('1</link><guid>', '1<guid>')],
    ['an unclosed item', whole.replace('</item>', '')],
    ['no end tags at all', whole.replace('</channel></rss>', '')],
  ])('%s', async (_, text) =>
    expect(await only(text)).toMatchObject({ title: 'One', link: 'https://x.example/1', id: '1' }),
  );

  test('entities: HTML’s by name, the document’s own, Windows-1252 by number', async () => {
    const text = rss('<title>&eacute; &ndash; &co; &nosuch; AT&T &#146;</title>').replace(
      '?>',
      '?><!DOCTYPE rss [<!ENTITY co "Acme &amp; Sons">]>',
    );
    expect((await only(text)).title).toBe('é – Acme & Sons &nosuch; AT&T ’');
  });

  test('markup in titles goes, angle brackets that are meant stay', async () => {
    expect((await only(rss('<title>A <b>bold</b> title</title>'))).title).toBe('A bold title');
    expect((await only(rss('<title><![CDATA[<em>Why</em> vector&lt;int&gt; &amp; 5 < 6]]></title>'))).title).toBe(
      'Why vector<int> & 5 < 6',
    );
    expect((await only(rss('<title>\n  Two\n  lines </title>'))).title).toBe('Two lines');
  });

  test('unescaped HTML in a description is read as HTML', async () => {
    expect(
      (await only(rss('<description><p>One<br>two</p><p>three <img src="a"></description><title>T</title>'))).text,
    ).toBe('One\ntwo\n\nthree');
  });

  test('a document that breaks off gives its whole items, and says that it is cut', async () => {
    const text = rss(
      '<title>One</title><guid>1</guid></item><item><title>Two</title><guid>2</guid><description>All of it</description>',
    );
    const whole2 = await read(text);
    expect(whole2.cut).toBeUndefined();
    const cut = await read(text.slice(0, text.indexOf('<guid>2') + 4));
    expect(cut).toMatchObject({ cut: true, items: [{ title: 'One' }] });
    const later = await read(text.slice(0, text.indexOf('of it')));
    expect(later).toMatchObject({ cut: true, items: [{ id: '1' }, { id: '2', title: 'Two', text: 'All' }] });
  });

  test.each([
    ['', 'The document is empty.'],
    ['  \n ', 'The document is empty.'],
    ['<!DOCTYPE html><html><body>Hello', 'This is a web page, not a feed.'],
    ['<!-- x -->\n<html lang="en">', 'This is a web page, not a feed.'],
    ['<rss version="2.0"></rss>', 'The feed has neither a title nor items.'],
    ['<rss><channel><item/><item></item></channel></rss>', 'There is nothing to read in any of its items.'],
    ['hello', expect.stringContaining('not a feed')],
    ['<opml><body/></opml>', expect.stringContaining('not a feed')],
    ['\u0000\u0001\u0002', expect.any(String)],
  ])('%j says why there is nothing', async (text, error) => {
    expect(await read(text)).toEqual(expect.objectContaining({ items: [], error }));
  });

  test('an empty channel with a title is a feed without items, and no error', async () => {
    expect(await read('<rss version="2.0"><channel><title>Quiet</title></channel></rss>')).toEqual({
      title: 'Quiet',
      format: 'RSS',
      items: [],
      hints: {},
    });
  });
});

describe('whatever comes', () => {
  const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const words = fc.string({ unit: fc.constantFrom(...'abc é – <>&;"\'/]![CDATA[p#1'), maxLength: 60 });

  test('plain titles and texts come out as they went in, spaces aside', async () => {
    const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
    await fc.assert(
      fc.asyncProperty(words, words, async (title, id) => {
        const [item] = await items(atom(`<title>${xml(title)}</title><id>${xml(id)}</id><link href="/x"/>`));
        expect(item).toMatchObject({ title: tidy(title), id: id.trim() || null });
      }),
    );
  });

  test('a document with a part taken out or doubled is read or refused, never thrown over', async () => {
    const whole = rss(
      '<title>One &amp; <![CDATA[two]]></title><link>https://x.example/1</link><description>&lt;p&gt;x</description></item><item rdf:about="a"><dc:date>2025-06-18</dc:date><content type="xhtml"><div>y</div></content>',
    );
    const at = fc.nat(whole.length);
    await fc.assert(
      fc.asyncProperty(at, at, fc.boolean(), async (a, b, twice) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const text = whole.slice(0, from) + (twice ? whole.slice(from, to).repeat(2) : '') + whole.slice(to);
        const feed = await read(text);
        for (const item of feed.items) {
          expect(typeof item.title).toBe('string');
          expect(item.link === null || /^https?:\/\//.test(item.link)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('any bytes at all give a feed or an error in one line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const feed = await parseFeed(bytes);
        expect(feed.items.length > 0 || /^[^\n]+$/.test(feed.error ?? '')).toBe(true);
      }),
    );
  });
});
