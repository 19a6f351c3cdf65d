import type { Rich, Span } from './card.ts';

// Escape sequences of terminals: CSI, OSC and other strings up to their terminator, then two-character ones.
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /(?:\u001b[\]P^_X]|[\u0090\u0098\u009d\u009e\u009f])[^\u0007\u001b\u009c\n]{0,2000}(?:\u0007|\u001b\\|\u009c)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Characters without a shape of their own: they reorder, hide or smuggle text. ZWJ is treated apart, for emoji. */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|\u034f|[\u180b-\u180f]|[\ufe00-\ufe0d]|[\u{e0000}-\u{e0fff}]|[\u{1d173}-\u{1d17a}]/gu;
const LOOSE_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Words of ASCII with one space between them, as most are: nothing of it has to go. */
const HARMLESS = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Makes text from a feed or a person safe to show anywhere: no control characters, terminal escapes, bidi or zero-width
 * tricks, lone surrogates or towers of combining marks. Line breaks stay (as `\n`, at most two in a row), tabs become
 * spaces. What remains is plain text; each adapter still escapes it for its own markup.
 */
export function plain(text: string): string {
  if (HARMLESS.test(text)) return text;
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(ESCAPES, '')
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(LOOSE_JOINER, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** `plain`, on one line. */
export function plainLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `max` UTF-16 code units of the text, cut at the end of a word where one ends in the last two thirds, with an
 * ellipsis. Never splits a surrogate pair or a character made of several. `max` 0 or less gives nothing.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  const room = max - 1;
  // Graphemes are looked at near the cut only: a segment may be long, the text longer.
  const from = Math.max(0, room - 200);
  const base = isLowSurrogate(text, from) ? from + 1 : from;
  let end = base;
  for (const { segment, index } of graphemes.segment(text.slice(base, room + 200))) {
    const after = base + index + segment.length;
    if (after > room) break;
    end = after;
  }
  if (end === 0 || (end === base && base > 0)) end = isLowSurrogate(text, room) ? room - 1 : room;
  let head = text.slice(0, end);
  const next = text.slice(end, end + 1);
  if (next !== '' && !/\s/.test(next)) {
    const space = head.search(/\s\S*$/);
    if (space >= Math.floor(room / 3)) head = head.slice(0, space);
  }
  return `${head.replace(/[\s,;:–—-]+$/u, '')}…`;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/**
 * The address in its canonical form if it may be linked: http or https, absolute, no name or password in it, at most
 * 2,000 characters, with `|`, `<`, `>`, quotes and backticks encoded so that no platform's link markup ends early. Else null.
 */
export function safeLink(url: string | null | undefined): string | null {
  if (!url || url.length > 4000) return null;
  let parsed: URL;
  try {
    parsed = new URL(url.trim());
  } catch {
    return null;
  }
  if ((parsed.protocol !== 'https:' && parsed.protocol !== 'http:') || !parsed.hostname) return null;
  if (parsed.username || parsed.password) return null;
  const href = parsed.href.replace(/[|<>"'`\\^{}\s]/g, (c) => encodeURIComponent(c).replace("'", '%27'));
  return href.length <= 2000 && !INVISIBLE_ONCE.test(href) ? href : null;
}
const INVISIBLE_ONCE = new RegExp(INVISIBLE.source, 'u');

const LONG = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const DAY = new Intl.DateTimeFormat('en-GB', { ...LONG, timeZone: 'UTC' });

/** "18 June 2025", in UTC or another zone: for places that cannot show the reader's. */
export function day(time: number, zone = 'UTC'): string {
  if (!Number.isFinite(time) || Math.abs(time) >= 8.64e15) return 'no date';
  return zone === 'UTC' ? DAY.format(time) : new Intl.DateTimeFormat('en-GB', { ...LONG, timeZone: zone }).format(time);
}

/** The words of a span, without emphasis or link. `time` says how a moment is written; by default its day in UTC. */
export function spanText(span: Span, time: (epochMs: number) => string = day): string {
  if (typeof span === 'string') return span;
  if ('time' in span) return time(span.time);
  return 'text' in span ? span.text : `#${span.channel}`;
}

/** The words of a run of spans. */
export function richText(rich: Rich, time: (epochMs: number) => string = day): string {
  return rich.map((span) => spanText(span, time)).join('');
}
