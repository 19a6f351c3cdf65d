import { decodeHTML } from 'entities';
import { compile } from 'html-to-text';

/** No article that tells news is longer; what stands behind it is left out. UTF-16 code units. */
export const MAX_TEXT = 100_000;

const toText = compile({
  wordwrap: false,
  preserveNewlines: false,
  limits: { maxInputLength: 400_000, maxDepth: 200, ellipsis: '' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'hr', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'ul', options: { itemPrefix: '' } },
    ...['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'form'].map((selector) => ({
      selector,
      format: 'skip',
    })),
  ],
});

const ANY_TAG = /<[a-z!/][^<>]*>/i;
/** What headlines are formatted with. Other angle brackets in a headline are meant ("vector<int>"). */
const INLINE_TAG =
  /<\/?(?:a|abbr|acronym|b|bdi|bdo|big|blockquote|br|center|cite|code|del|dfn|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|nobr|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|ul|var|wbr)(?:\s[^<>]*)?\/?>/gi;

/** White space as one reads it: runs become one space, paragraphs stay apart by one empty line at most. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, MAX_TEXT);
}

/** HTML to plain text; paragraphs stay apart. Linear in its input, whatever that is. */
export function htmlToPlain(html: string): string {
  const source = html.length > 400_000 ? html.slice(0, 400_000) : html;
  return tidy(ANY_TAG.test(source) ? toText(source) : decodeHTML(source));
}

/** Plain text as it stands, tidied. */
export function plain(text: string): string {
  return tidy(text);
}

/** One line: a headline without its formatting. `decode`: entities in it are still encoded, as they are in HTML. */
export function headline(text: string, decode = true): string {
  const short = text.length > 20_000 ? text.slice(0, 20_000) : text;
  const bare = short.includes('<')
    ? short.replace(INLINE_TAG, (tag) => (/^<\/?(?:br|p|div|li|h\d)/i.test(tag) ? ' ' : ''))
    : short;
  return (decode ? decodeHTML(bare) : bare).replace(/\s+/g, ' ').trim().slice(0, 2_000);
}
