import iconv from 'iconv-lite';

/** Charset labels that feeds misuse, and what their bytes really are (browsers read them the same way). */
const REALLY: Record<string, string> = {
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'iso-8859-11': 'windows-874',
  'tis-620': 'windows-874',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'ks_c_5601-1987': 'cp949',
  'x-sjis': 'shift_jis',
};

const UTF8_SEQUENCE =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 with stray bytes of Windows-1252 in it, as content systems that paste from several sources make it. */
function mixedUtf8(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin.replace(UTF8_SEQUENCE, (run) =>
    run.length > 1
      ? Buffer.from(run, 'latin1').toString('utf8')
      : iconv.decode(Buffer.from(run, 'latin1'), 'windows-1252'),
  );
}

/** By iconv-lite, or for what it does not know (ISO-2022) by the platform; null where neither knows the charset. */
function decodeAs(charset: string, bytes: Uint8Array): string | null {
  if (/^(?:utf|ucs|unicode|base64|hex|binary)(?!-?7)/.test(charset)) return null;
  if (iconv.encodingExists(charset)) return iconv.decode(Buffer.from(bytes), charset);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 and UTF-32 by byte order mark, or by where the zero bytes around the first `<` stand. */
function wide(b: Uint8Array): string | null {
  const at = (...want: number[]) => want.every((v, i) => b[i] === v);
  if (at(0xff, 0xfe, 0, 0) || at(0x3c, 0, 0, 0)) return 'utf-32le';
  if (at(0, 0, 0xfe, 0xff) || at(0, 0, 0, 0x3c)) return 'utf-32be';
  if (at(0xff, 0xfe) || at(0x3c, 0)) return 'utf-16le';
  if (at(0xfe, 0xff) || at(0, 0x3c)) return 'utf-16be';
  return null;
}

/** The charset that a Content-Type header names, or null. */
export function charsetOf(contentType: string | null | undefined): string | null {
  return /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null;
}

function declaredIn(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2048)).toString('latin1');
  const xml = /<\?xml[^>]*?\bencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1];
  const html = /<meta[^>]+charset\s*=\s*["']?([\w:.-]+)/i.exec(head)?.[1];
  return (xml ?? html)?.trim().toLowerCase() ?? null;
}

/**
 * Bytes of a feed or page to text. A byte order mark decides; then UTF-8 if the bytes are valid UTF-8, whatever was
 * declared; then the charset of the Content-Type, then the one the document declares, then Windows-1252.
 * Never throws; a byte order mark is not part of the result.
 */
export function decodeDocument(bytes: Uint8Array, contentType?: string | null): string {
  const wideName = wide(bytes);
  if (wideName) return iconv.decode(Buffer.from(bytes), wideName);
  const declared = [charsetOf(contentType), declaredIn(bytes)].filter((name) => name !== null);
  // These are written in ASCII bytes alone, so that they pass for valid UTF-8.
  const escaped = declared.find((name) => /^(iso-2022-|csiso2022|hz-gb|utf-7)/.test(name));
  const unescaped = escaped && decodeAs(escaped, bytes);
  if (unescaped) return unescaped;
  // A document that was cut off may end inside a character.
  const utf8 = strictUtf8(bytes) ?? strictUtf8(bytes.subarray(0, wholeCharacters(bytes)));
  if (utf8 !== null) return utf8;
  let lossy: string | null = null;
  for (const name of declared) {
    const text = decodeAs(REALLY[name] ?? name, bytes);
    if (text === null) continue;
    if (!text.includes('\ufffd')) return text;
    lossy ??= text;
  }
  return lossy ?? mixedUtf8(bytes).replace(/^\ufeff/, '');
}

/** Length of the bytes without a UTF-8 sequence that the end cuts off. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) break;
  }
  return bytes.length;
}
