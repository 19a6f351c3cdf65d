import type { Rich, Span } from '../../src/chat/card.ts';
import { cut, plain, plainLine, safeLink } from '../../src/chat/text.ts';

/** Seconds that a `Date` can hold: Discord shows anything beyond as "Invalid date". */
const FURTHEST_SECOND = 8.64e12;

/**
 * Makes plain text stay text in Discord: markdown, mentions, custom emoji, time stamps, bare addresses and invites are
 * shown and never acted on. Feed it only what `plain` has cleaned.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\\*_~`|[\]<>@]/g, '\\$&')
      // A link of ours that stands before it would take the escaped bracket for its end, and the address for its own.
      .replace(/(^|\\\])\(/g, '$1\\(')
      // A bare address would become a link; at the end of a span its slashes may follow in the next one.
      .replace(/:(?=\/\/|$)/g, '\\:')
      .replace(/\b(discord(?:app)?)\.(?=(?:gg|com)\b)/gi, '$1\\.')
      // Headings, small print and lists begin a line.
      .replace(/^(\s*)([#+-])/gm, '$1\\$2')
      .replace(/^(\s*\d{1,9})([.)])/gm, '$1\\$2')
  );
}

/** One line of plain text as Discord shows it, at most `max` characters of markdown. */
export function lineMarkdown(text: string, max: number): string {
  return richMarkdown([plainLine(text)], max);
}

interface Piece {
  text: string;
  bold: boolean;
  italic: boolean;
  link: string | null;
  /** Ready markdown that is taken whole or not at all. */
  whole: string | null;
}

/**
 * A run of spans as Discord markdown of at most `max` characters. What does not fit is cut at a word, with an ellipsis,
 * and never inside an escape, an emphasis, a link or a time stamp.
 */
export function richMarkdown(rich: Rich, max: number): string {
  const pieces = merge(rich.map(piece).filter((p) => p.whole !== null || p.text !== ''));
  const whole = join(pieces.map((p) => render(p, max)));
  if (whole.length <= max) return whole;
  let out = '';
  for (const p of pieces) {
    const next = join([out, render(p, max)]);
    if (next.length <= max - 1) {
      out = next;
      continue;
    }
    const head = p.whole === null ? shortened(p, max - out.length, out) : null;
    return head ?? (max > 0 ? `${out.trimEnd()}…` : '');
  }
  return out;
}

/** `out` with as much of the piece as fits in `room` more characters, or null where not one word of it does. */
function shortened(p: Piece, room: number, out: string): string | null {
  const candidates = p.link === null ? [p] : [p, { ...p, link: null }];
  for (const candidate of candidates) {
    let length = Math.min(candidate.text.length, room);
    while (length > 1) {
      // What was left out shows, also where the words fit and only what follows does not.
      const text = length >= candidate.text.length ? `${candidate.text}…` : cut(candidate.text, length);
      const over = join([out, render({ ...candidate, text }, Number.POSITIVE_INFINITY)]).length - (out.length + room);
      if (over <= 0) {
        if (!text || text === '…') break;
        return join([out, render({ ...candidate, text }, Number.POSITIVE_INFINITY)]);
      }
      length -= Math.max(1, Math.ceil(over / 2));
    }
  }
  return null;
}

function piece(span: Span): Piece {
  const none = { bold: false, italic: false, link: null, whole: null };
  if (typeof span === 'string') return { ...none, text: inner(span) };
  if ('time' in span) return { ...none, text: '', whole: timestamp(span.time) };
  if ('channel' in span)
    return /^\d{15,21}$/.test(span.channel)
      ? { ...none, text: '', whole: `<#${span.channel}>` }
      : { ...none, text: inner(`#${span.channel}`) };
  return {
    text: inner(span.text),
    bold: span.bold === true,
    italic: span.italic === true,
    link: linkTarget(span.link),
    whole: null,
  };
}

/** Words that may stand in a masked link: on one line, and with no open bracket, which Discord takes for its own even escaped. */
function linkWords(text: string): string {
  const line = text.replace(/\n+/g, ' ');
  let open = 0;
  for (const c of line) {
    open += c === '[' ? 1 : c === ']' ? -1 : 0;
    if (open < 0) break;
  }
  return open === 0 ? line : line.replaceAll('[', '(').replaceAll(']', ')');
}

/** `plain` for a part of a line: the blank at either end stays. */
function inner(text: string): string {
  const cleaned = plain(text);
  const edge = (blank: string | undefined) => (blank?.includes('\n') ? '\n' : blank ? ' ' : '');
  if (!cleaned) return edge(/\s+/.exec(text)?.[0]);
  return `${edge(/^\s+/.exec(text)?.[0])}${cleaned}${edge(/\s+$/.exec(text)?.[0])}`;
}

/** A moment in the reader's own zone; nothing for what is no moment. */
export function timestamp(epochMs: number): string {
  const seconds = Math.floor(epochMs / 1000);
  return Math.abs(seconds) <= FURTHEST_SECOND ? `<t:${seconds}:f>` : '';
}

/** The address as it may stand in a masked link: brackets and stars in it would end the link or an emphasis early. */
function linkTarget(url: string | undefined): string | null {
  const href = safeLink(url);
  return href === null ? null : href.replace(/[()*[\]]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Neighbours of one style become one: `**a****b**` would not be read as two bold words. */
function merge(pieces: Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const p of pieces) {
    const last = merged.at(-1);
    const same =
      last &&
      last.whole === null &&
      p.whole === null &&
      last.bold === p.bold &&
      last.italic === p.italic &&
      last.link === p.link;
    if (same) last.text += p.text;
    else merged.push({ ...p });
  }
  return merged;
}

function render(p: Piece, max: number): string {
  if (p.whole !== null) return p.whole;
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(p.text) ?? [];
  if (!core) return p.text;
  const mark = `${p.bold ? '**' : ''}${p.italic ? '*' : ''}`;
  const dress = (words: string) => `${before}${mark}${words}${mark}${after}`;
  const text = escapeMarkdown(p.link === null ? core : linkWords(core));
  if (p.link === null) return dress(text);
  const linked = dress(`[${text}](${p.link})`);
  // An address longer than all the room there is: the words matter more.
  return linked.length <= max || p.link.length < max / 2 ? linked : dress(text);
}

/** Emphasis right behind emphasis is kept apart by a zero-width space, or its stars would run together. */
function join(parts: readonly string[]): string {
  return parts.reduce(
    (out, part) => (out.endsWith('*') && part.startsWith('*') ? `${out}\u200b${part}` : out + part),
    '',
  );
}
