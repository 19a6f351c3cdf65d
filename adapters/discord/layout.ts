import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { Block, Rich } from '../../src/chat/card.ts';
import { LIMITS } from './limits.ts';
import { lineMarkdown, richMarkdown, timestamp } from './markdown.ts';

/** A name or value for what has none: Discord refuses empty ones. */
export const BLANK = '\u200b';
const DIVIDER = '\u2500'.repeat(12);
/** Values up to this many characters stand side by side; longer ones have a line of their own. */
const INLINE = 48;
const FEW_WORDS = 80;
const FEW_LETTERS = 20;

/** Embeds as far as they are filled. `left`: characters that the message may still hold. */
interface Sheet {
  embeds: APIEmbed[];
  left: number;
  /** The last field, if running text goes on in it. */
  open: APIEmbedField | null;
  /** Something was left out, so nothing more is taken: the order of a card is part of what it says. */
  full: boolean;
}

/** Markdown of at most so many characters. */
type Writer = (max: number) => string;

interface Place {
  room: number;
  put(text: string): void;
}

/**
 * The blocks of a card in embeds, in their order: text in the first description, then fields, and text behind fields
 * in fields without a name or, where it is long, in the next embed. `head` is the first embed as begun (title, link).
 * The embeds hold at most `budget` characters besides what `head` has; `shortened` says that not all of it fitted.
 */
export function layOut(
  head: APIEmbed,
  blocks: readonly Block[],
  budget: number,
): { embeds: APIEmbed[]; shortened: boolean } {
  const sheet: Sheet = { embeds: [head], left: budget, open: null, full: false };
  let before: Block['kind'] | null = null;
  for (const block of blocks) {
    if (block.kind === 'fields') {
      for (const field of block.fields) addField(sheet, field.label, field.value);
    } else if (block.kind === 'heading' && last(sheet).fields) {
      addHeading(sheet, block.text);
    } else {
      const gap = gapBetween(before, block);
      lines(block).forEach((line, i) => {
        addText(sheet, line, i > 0 ? '\n' : gap);
      });
    }
    before = block.kind;
  }
  return { embeds: sheet.embeds, shortened: sheet.full };
}

/** What begins with emphasis, and what follows a list, begins anew; all else goes on in the next line. */
function gapBetween(before: Block['kind'] | null, next: Block): string {
  if (before === 'divider' || before === 'heading') return '\n';
  const first = next.kind === 'text' ? next.text[0] : null;
  const begins = next.kind === 'heading' || (typeof first === 'object' && first !== null && 'bold' in first);
  return begins || (before === 'list' && next.kind !== 'divider') || (before === next.kind && next.kind === 'quote')
    ? '\n\n'
    : '\n';
}

/** The lines of a block. */
function lines(block: Exclude<Block, { kind: 'fields' }>): Writer[] {
  const prefixed = (prefix: string, text: Rich): Writer => {
    return (max) => {
      const written = richMarkdown(text, max - prefix.length).trim();
      return written && prefix + written;
    };
  };
  const oneLine = (text: Rich): Rich =>
    text.map((span) =>
      typeof span === 'string'
        ? span.replace(/\s+/g, ' ')
        : 'text' in span
          ? { ...span, text: span.text.replace(/\s+/g, ' ') }
          : span,
    );
  switch (block.kind) {
    case 'text':
      return [prefixed('', block.text)];
    case 'heading':
      return [(max) => (max > 4 ? wrap('**', lineMarkdown(block.text, max - 4)) : '')];
    case 'list':
      return block.items.map((item) => prefixed('- ', oneLine(item)));
    case 'divider':
      return [(max) => (max >= DIVIDER.length ? DIVIDER : '')];
    case 'quote': {
      const source: Rich = ['– ', block.url ? { text: block.outlet, link: block.url } : block.outlet];
      if (block.at !== null && timestamp(block.at)) source.push(', ', { time: block.at });
      return [prefixed('> ', oneLine([block.text])), prefixed('> ', oneLine(source))];
    }
  }
}

function wrap(mark: string, text: string): string {
  return text && `${mark}${text}${mark}`;
}

function last(sheet: Sheet): APIEmbed {
  return sheet.embeds.at(-1) as APIEmbed;
}

/** Where a text may go, nearest first. */
function places(sheet: Sheet, gap: string): Place[] {
  const embed = last(sheet);
  const { open, left } = sheet;
  const found: Place[] = [];
  if (!embed.fields) {
    const start = embed.description === undefined ? '' : embed.description + gap;
    const used = start.length - (embed.description?.length ?? 0);
    found.push({
      room: Math.min(LIMITS.description - start.length, left - used),
      put(text) {
        embed.description = start + text;
        sheet.left -= used + text.length;
      },
    });
  } else {
    if (open) {
      const start = open.value === BLANK ? '' : `${open.value}\n`;
      const used = start.length - open.value.length;
      found.push({
        room: Math.min(LIMITS.fieldValue - start.length, left - used),
        put(text) {
          open.value = start + text;
          sheet.left -= used + text.length;
        },
      });
    }
    if (embed.fields.length < LIMITS.fields)
      found.push({
        room: Math.min(LIMITS.fieldValue, left - BLANK.length),
        put: (text) => push(sheet, { name: BLANK, value: text }, true),
      });
  }
  if (sheet.embeds.length < LIMITS.embeds)
    found.push({
      room: Math.min(LIMITS.description, left),
      put(text) {
        sheet.embeds.push({ description: text });
        sheet.open = null;
        sheet.left -= text.length;
      },
    });
  return found;
}

function addText(sheet: Sheet, write: Writer, gap: string): void {
  if (sheet.full) return;
  const whole = write(LIMITS.description);
  if (!whole) return;
  const open = places(sheet, gap);
  const place = open.find((p) => whole.length <= p.room);
  if (place) {
    place.put(whole);
    return;
  }
  sheet.full = true;
  // What can only stand in part stands where it would have begun, if there is room for a few words.
  const begun = open.find((p) => p.room >= Math.min(FEW_WORDS, sheet.left - gap.length));
  const part = begun && begun.room >= FEW_LETTERS ? write(begun.room) : '';
  if (part) begun?.put(part);
}

function addField(sheet: Sheet, label: string, value: Rich): void {
  if (sheet.full) return;
  const name = lineMarkdown(label, LIMITS.fieldName) || BLANK;
  const room = Math.min(LIMITS.fieldValue, sheet.left - name.length);
  const whole = richMarkdown(value, LIMITS.fieldValue).trim() || '–';
  const text = whole.length <= room ? whole : richMarkdown(value, room).trim();
  if (text.length < whole.length) sheet.full = true;
  if (text) push(sheet, { name, value: text, inline: text.length <= INLINE && !text.includes('\n') }, false);
}

function addHeading(sheet: Sheet, text: string): void {
  if (sheet.full) return;
  const name = lineMarkdown(text, LIMITS.fieldName);
  if (!name) return;
  if (name.length + BLANK.length > sheet.left) sheet.full = true;
  else push(sheet, { name, value: BLANK }, true);
}

function push(sheet: Sheet, field: APIEmbedField, open: boolean): void {
  if ((last(sheet).fields?.length ?? 0) >= LIMITS.fields) {
    if (sheet.embeds.length >= LIMITS.embeds) {
      sheet.full = true;
      return;
    }
    sheet.embeds.push({});
  }
  const embed = last(sheet);
  embed.fields = [...(embed.fields ?? []), field];
  sheet.left -= field.name.length + field.value.length;
  sheet.open = open ? field : null;
}
