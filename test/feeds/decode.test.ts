import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeDocument } from '../../src/feeds/decode.ts';

const declared = (charset: string, text: string) => `<?xml version="1.0" encoding="${charset}"?><t>${text}</t>`;

describe('a charset', () => {
  test.each([
    ['windows-1251', 'Привет'],
    ['koi8-r', 'Привет'],
    ['ISO-8859-2', 'Žluťoučký kůň'],
    ['ISO-8859-15', 'prix: 5 €'],
    ['Shift_JIS', '日本語のニュース'],
    ['EUC-JP', '日本語のニュース'],
    ['GB2312', '人工智能新闻'],
    ['GB18030', '人工智能新闻'],
    ['Big5', '人工智慧新聞'],
    ['EUC-KR', '인공지능 뉴스'],
    ['windows-1256', 'أخبار'],
    ['windows-874', 'ข่าว'],
  ])('%s is read where the document declares it, or the header alone', (charset, words) => {
    const text = declared(charset, words);
    expect(decodeDocument(iconv.encode(text, charset))).toBe(text);
    const bare = `<t>${words}</t>`;
    expect(decodeDocument(iconv.encode(bare, charset), `text/xml; charset="${charset}"`)).toBe(bare);
  });

  test('ISO-2022-JP and UTF-7, which pass for ASCII, are read as what they declare', () => {
    const japanese = Buffer.from([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42]);
    const document = Buffer.concat([Buffer.from(declared('ISO-2022-JP', '')), japanese]);
    expect(decodeDocument(document)).toBe(`${declared('ISO-2022-JP', '')}日本`);
    expect(decodeDocument(Buffer.from('<t>Caf+AOk-</t>'), 'text/xml; charset=utf-7')).toBe('<t>Café</t>');
  });

  test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s is told by its mark, and without', (charset) => {
    const text = declared('UTF-16', 'Grüße');
    expect(decodeDocument(iconv.encode(text, charset, { addBOM: true }))).toBe(text);
    expect(decodeDocument(iconv.encode(text, charset, { addBOM: false }))).toBe(text);
  });
});

describe('wrong declarations', () => {
  test('a byte order mark is taken off, and counts for more than what is declared', () => {
    const text = declared('ISO-8859-1', 'Café');
    expect(decodeDocument(Buffer.from(`\ufeff${text}`), 'text/xml; charset=windows-1251')).toBe(text);
  });

  test('valid UTF-8 is UTF-8, whatever is declared', () => {
    const text = declared('ISO-8859-1', 'Café – “so”');
    expect(decodeDocument(Buffer.from(text), 'text/xml; charset=us-ascii')).toBe(text);
  });

  test('Latin-1 is Windows-1252, as browsers have it', () => {
    const text = declared('iso-8859-1', 'It’s €5');
    expect(decodeDocument(iconv.encode(text, 'windows-1252'))).toBe(text);
  });

  test('declared UTF-8 with stray bytes keeps its UTF-8 and reads the stray ones as Windows-1252', () => {
    const bytes = Buffer.concat([
      Buffer.from(declared('utf-8', 'Zürich ')),
      Buffer.from([0x93, 0x49, 0x74, 0x92, 0x73, 0x94]),
    ]);
    expect(decodeDocument(bytes)).toBe(`${declared('utf-8', 'Zürich ')}“It’s”`);
  });

  test('a charset nobody knows, or that is none, falls back', () => {
    const bytes = iconv.encode(declared('x-unheard-of', 'Café'), 'windows-1252');
    expect(decodeDocument(bytes)).toContain('Café');
    expect(decodeDocument(bytes, 'text/xml; charset=base64')).toContain('Café');
  });

  test('a header that is wrong gives way to the document where its bytes make no sense', () => {
    const text = declared('windows-1251', 'Привет');
    expect(decodeDocument(iconv.encode(text, 'windows-1251'), 'text/xml; charset=Shift_JIS')).toBe(text);
  });
});

test('a document that is cut off within a character loses no more than that', () => {
  const bytes = Buffer.from('<t>Zürich – “so”');
  for (let cut = 4; cut < bytes.length; cut++) {
    expect('<t>Zürich – “so”'.startsWith(decodeDocument(bytes.subarray(0, cut)))).toBe(true);
  }
});

test('any bytes give text, and any UTF-8 gives itself', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeDocument(bytes) === 'string'));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeDocument(Buffer.from(`<t>${text}`))).toBe(`<t>${text}`);
    }),
  );
});
