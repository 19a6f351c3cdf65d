import { decodeHTML } from 'entities';

/** No article that tells news is longer; what stands behind it is left out. UTF-16 code units. */
export const MAX_TEXT = 100_000;
const MAX_HTML = 400_000;

const TAG = /<(\/?)([a-z][a-z0-9]*)(?:[\s/][^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*)?>|<!--/gi;
const LOOSE_TAG = /<\/?[a-z][^<>]*>/gi;
/** Elements whose text is not for reading. */
const UNREAD = /^(?:script|style|template|svg|iframe|noscript|object|head)$/;
const PARAGRAPH =
  /^(?:p|h[1-6]|ul|ol|dl|blockquote|table|pre|figure|section|article|aside|header|footer|main|form|fieldset|details|hr)$/;
const LINE = /^(?:br|div|li|tr|dt|dd|figcaption|caption|address|summary)$/;
const CELL = /^(?:td|th)$/;

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

/** What a tag leaves in the text. */
function trace(name: string): string {
  if (PARAGRAPH.test(name)) return '\n\n';
  if (LINE.test(name)) return '\n';
  return CELL.test(name) ? ' ' : '';
}

/**
 * HTML to plain text: words alone, without bullets or addresses, so that sentences stay as they were written. Paragraphs
 * stay apart by an empty line. One pass, linear in its input whatever that is; a converter that builds a tree first took
 * as long for the texts of a feed as all the rest of its parsing.
 */
export function htmlToPlain(html: string): string {
  const cut = html.length > MAX_HTML ? html.slice(0, MAX_HTML) : html;
  if (!cut.includes('<')) return tidy(decodeHTML(cut));
  // Line ends of the source are no line ends of the text, but in <pre>.
  const source = /<pre[\s>]/i.test(cut) ? cut : cut.replace(/\s+/g, ' ');
  const absent = new Set<string>();
  /** End of the first `what` from here on, or -1; a search that failed is not made again. */
  const endOf = (what: string, from: number): number => {
    if (absent.has(what)) return -1;
    const wanted = new RegExp(what, 'gi');
    wanted.lastIndex = from;
    if (wanted.test(source)) return wanted.lastIndex;
    absent.add(what);
    return -1;
  };
  let text = '';
  let from = 0;
  TAG.lastIndex = 0;
  for (let m = TAG.exec(source); m; m = TAG.exec(source)) {
    text += source.slice(from, m.index);
    from = TAG.lastIndex;
    const name = m[2]?.toLowerCase();
    if (name === undefined) {
      const end = endOf('-->', from);
      if (end >= 0) from = end;
    } else if (!m[1] && UNREAD.test(name)) {
      const end = endOf(`</${name}`, from);
      if (end >= 0) from = end + Math.max(0, source.indexOf('>', end) - end) + 1;
    } else text += trace(name);
    TAG.lastIndex = from;
  }
  text += source.slice(from);
  return tidy(decodeHTML(text.includes('<') ? text.replace(LOOSE_TAG, ' ') : text));
}

/** Plain text as it stands, tidied. */
export function plain(text: string): string {
  return tidy(text);
}

/** One line: a headline. `html`: its formatting goes and its entities are decoded; else it is plain text as it stands. */
export function headline(text: string, html = true): string {
  const bare =
    html && text.includes('<')
      ? text.replace(INLINE_TAG, (tag) => (/^<\/?(?:br|p|div|li|h\d)/i.test(tag) ? ' ' : ''))
      : text;
  const short = bare.slice(0, 10_000);
  return (html ? decodeHTML(short) : short).replace(/\s+/g, ' ').trim().slice(0, 2_000);
}
