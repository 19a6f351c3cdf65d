import type { Rich, Span } from '../../src/chat/card.ts';
import { cut, day, plain, plainLine, safeLink } from '../../src/chat/text.ts';

/** Longer texts than this fit in no Slack message; what lies behind is not even looked at. */
const LONGEST = 20_000;

/**
 * Slack has no escape for its emphasis marks, so where one could begin or end emphasis a look-alike stands for it.
 * Inside a word, and between spaces, they mean nothing and stay.
 */
const MARKS: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };
const MARK = /(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu;
const EMOJI_CODE = /:(?=[\w+'-]{1,80}:)/g;
const QUOTE_MARK = /(^|\n)&gt;/g;
const WORD_JOINER = '\u2060';

/** Plain text as mrkdwn that shows exactly it: nothing in it mentions, links, formats or becomes an emoji. */
export function inert(text: string): string {
  const unmarked = text
    .replace(MARK, (mark, at: number) => (isLoose(text, at) ? mark : (MARKS[mark] ?? mark)))
    .replace(EMOJI_CODE, `:${WORD_JOINER}`);
  return entities(unmarked).replace(QUOTE_MARK, `$1${WORD_JOINER}&gt;`);
}

/** The three characters that Slack wants escaped in every text. */
function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function isLoose(text: string, at: number): boolean {
  return text.charAt(at - 1) === ' ' && text.charAt(at + 1) === ' ';
}

/** Plain text, on one line, as mrkdwn of at most `max` characters. */
export function escapedLine(text: string, max: number): string {
  return fitInto(plainLine(text.slice(0, LONGEST)), max, inert);
}

/** Plain text, on one line, for a `plain_text` object of at most `max` characters. */
export function unformatted(text: string, max: number): string {
  return fitInto(plainLine(text.slice(0, LONGEST)), max, entities);
}

/**
 * `write(text)` in at most `max` characters: where that is too long, of as much of the text as fits, cut at a word.
 * Cutting comes before escaping, so no entity is ever halved. Empty when nothing fits.
 */
function fitInto(text: string, max: number, write: (text: string) => string): string {
  const whole = write(text);
  if (whole.length <= max) return whole;
  let low = 0;
  let high = Math.min(text.length, max);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (write(cut(text, middle)).length <= max) low = middle;
    else high = middle - 1;
  }
  const best = low > 1 ? write(cut(text, low)) : '';
  return best.length <= max ? best : '';
}

/** A link, or the bare label where the address may not be linked. */
export function link(url: string | null | undefined, label: string, max: number): string {
  const href = safeLink(url);
  const open = href === null ? '' : `<${href.replaceAll('&', '&amp;')}|`;
  // A link whose address leaves no room for its words is worth less than the words.
  if (href === null || open.length + 12 > max) return escapedLine(label, max);
  const words = plainLine(label.slice(0, LONGEST)) || (URL.canParse(href) ? new URL(href).hostname : href);
  return fitInto(words, max, (text) => `${open}${inert(text).replaceAll('|', '∣')}>`);
}

/** A moment in the reader's zone, its day or (`clock`) its hour, too; `time` is epoch ms. */
export function moment(time: number, clock = false): string {
  const seconds = Math.floor(time / 1000);
  // Slack shows the fallback where a client cannot; before 1970 and in the far future nothing is sure.
  if (!(seconds > 0 && seconds < 32_503_680_000)) return inert(day(time));
  if (!clock) return `<!date^${seconds}^{date_short_pretty}|${inert(day(time))}>`;
  const hour = `${new Date(time).toISOString().slice(11, 16)} UTC`;
  return `<!date^${seconds}^{date_short_pretty}, {time}|${inert(`${day(time)}, ${hour}`)}>`;
}

/** A channel by its id; whoever may not see it reads no name. */
function mention(channel: string): string {
  return /^[CDG][A-Z0-9]{2,20}$/.test(channel) ? `<#${channel}>` : inert(`#${plainLine(channel)}`);
}

interface Piece {
  /** The words, cleaned. */
  text: string;
  write: (text: string, max: number) => string;
  whole?: true;
}

/** A run of spans as mrkdwn of at most `max` characters, cut at a word with an ellipsis, never inside an entity or a link. */
export function mrkdwn(rich: Rich, max: number): string {
  if (max < 1) return '';
  const pieces = rich.map(piece);
  let out = '';
  for (const [i, { text, write, whole }] of pieces.entries()) {
    const emphatic = emphasis(rich[i], pieces[i - 1]?.text, text, pieces[i + 1]?.text);
    const room = max - out.length;
    const last = i === pieces.length - 1;
    const entire = around(text, (inner) => emphatic(write(inner, Number.POSITIVE_INFINITY)));
    // Room for the ellipsis, unless nothing follows.
    if (entire.length <= (last ? room : room - 1)) {
      out += entire;
      continue;
    }
    const marks = emphatic('').length;
    const part = whole || room - marks < 16 ? '' : emphatic(write(text.trim(), room - marks - 1));
    if (part && part.length < room) out += (/^\s/.exec(text)?.[0] ?? '') + part;
    if (!out.includes('…', out.length - 8)) out = `${out.trimEnd()}…`;
    break;
  }
  return out.trim();
}

function piece(span: Span): Piece {
  if (typeof span === 'string') return { text: clean(span), write: (text, max) => fitInto(text, max, inert) };
  if ('time' in span) return { text: moment(span.time, span.clock), write: (text) => text, whole: true };
  if ('channel' in span) return { text: mention(span.channel), write: (text) => text, whole: true };
  const text = clean(span.text).replaceAll('\n', ' ');
  return span.link === undefined
    ? { text, write: (inner, max) => fitInto(inner, max, inert) }
    : { text, write: (inner, max) => link(span.link, inner, max) };
}

/** Cleaned, with the space at its ends kept: a span's neighbours stand apart as they did. */
function clean(text: string): string {
  const some = text.slice(0, LONGEST);
  const inner = plain(some);
  const edge = (space: string) => (space === '' ? '' : space.includes('\n') ? '\n' : ' ');
  if (!inner) return edge(some);
  return edge(/^\s*/.exec(some)?.[0] ?? '') + inner + edge(/\s*$/.exec(some)?.[0] ?? '');
}

/** Writes the words, and puts the space around them back outside. */
function around(text: string, write: (inner: string) => string): string {
  const inner = text.trim();
  if (!inner) return text;
  const start = text.indexOf(inner);
  return text.slice(0, start) + write(inner) + text.slice(start + inner.length);
}

/** How a span is emphasised. Slack knows its marks only between words: against a letter they would be shown. */
function emphasis(
  span: Span | undefined,
  before: string | undefined,
  text: string,
  after: string | undefined,
): (inner: string) => string {
  if (span === undefined || typeof span === 'string' || !('text' in span) || !text.trim()) return (inner) => inner;
  const touches = /[\p{L}\p{N}]$/u.test(/^\s/.test(text) ? '' : (before ?? ''));
  const touched = /^[\p{L}\p{N}]/u.test(/\s$/.test(text) ? '' : (after ?? ''));
  if (touches || touched) return (inner) => inner;
  const marks = `${span.bold ? '*' : ''}${span.italic ? '_' : ''}`;
  return (inner) => `${marks}${inner}${[...marks].reverse().join('')}`;
}

/** What Slack made of the text of a command (`should_escape`): mentions, channels and links as they were typed. */
export function typed(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inner: string) => {
      const bar = inner.indexOf('|');
      const target = bar < 0 ? inner : inner.slice(0, bar);
      const label = bar < 0 ? '' : inner.slice(bar + 1);
      if (target.startsWith('@') || target.startsWith('#')) return label ? `${target.charAt(0)}${label}` : target;
      if (target.startsWith('!')) return label || `@${target.slice(1)}`;
      return label || target.replace(/^mailto:/, '');
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
