import type { Block, Button, Card, Rich, Span } from '../../src/chat/card.ts';
import { day, plain, plainLine, safeLink, spanText } from '../../src/chat/text.ts';
import { columns, wrap } from './width.ts';

export interface RenderOptions {
  /** Columns of the terminal; Infinity: lines are not broken. */
  width: number;
  /** Bold and dim for titles and small print; nothing is said by them alone. */
  colour: boolean;
  /** The number that presses a button; without it, buttons that act are left out. */
  number?: (action: string) => number;
  /** How a moment is written; its day in UTC by default. */
  time?: (epochMs: number) => string;
}

const LEAST = 20;
const INDENT = '  ';

/**
 * A card as lines of text for a terminal or a pipe, without a line break at the end. Whatever the card's text holds,
 * only these styles reach the terminal: control characters and escape sequences are taken out here, last of all.
 */
export function renderCard(card: Card, options: RenderOptions): string {
  const width = Math.max(LEAST, options.width);
  const style = (code: number, text: string) => (options.colour && text ? `\u001b[${code}m${text}\u001b[0m` : text);
  const bold = (text: string) => style(1, text);
  const dim = (text: string) => style(2, text);
  const time = options.time ?? day;
  const out: string[] = [];
  const put = (text: string, indent = '', hanging = indent, paint = (line: string) => line) => {
    wrap(text, width - columns(hanging)).forEach((line, i) => {
      out.push(`${i ? hanging : indent}${paint(line)}`.trimEnd());
    });
  };
  const links = new Set<string>();
  const putLink = (url: string | null, indent: string) => {
    if (!url) return;
    out.push(`${indent}${url}`);
    links.add(url);
  };

  put(plainLine(card.title) || plainLine(card.summary), '', '', bold);
  for (const block of card.blocks) putBlock(block);
  if (card.picture) put(`[Picture: ${plainLine(card.picture.alt)}]`, INDENT);
  const url = safeLink(card.url);
  if (url && !links.has(url)) putLink(url, INDENT);
  const footer = plainLine(card.footer ?? '');
  if (footer) put(footer, INDENT, INDENT, dim);
  const row = card.buttons.flatMap((b) => buttonText(b, options.number));
  if (row.length) put(row.map((text) => text.replaceAll(' ', '\u00a0')).join('  '), INDENT, INDENT);
  return out.join('\n').replaceAll('\u00a0', ' ');

  function putLinks(rich: Rich, indent: string): void {
    for (const url of linksOf(rich)) putLink(url, indent);
  }

  function putBlock(block: Block): void {
    switch (block.kind) {
      case 'heading':
        put(plainLine(block.text), INDENT, INDENT, bold);
        break;
      case 'divider':
        out.push('');
        break;
      case 'text':
        put(words(block.text, time), INDENT, INDENT, allBold(block.text) ? bold : undefined);
        putLinks(block.text, INDENT);
        break;
      case 'list':
        for (const item of block.items) {
          put(words(item, time), `${INDENT}• `, `${INDENT}  `);
          putLinks(item, `${INDENT}  `);
        }
        break;
      case 'fields': {
        const labels = block.fields.map((f) => `${plainLine(f.label)}:`);
        const widest = Math.min(16, Math.max(0, ...labels.map(columns)));
        block.fields.forEach((field, i) => {
          const label = labels[i] ?? '';
          const gap = '\u00a0'.repeat(Math.max(0, widest - columns(label)));
          put(`${label}${gap} ${words(field.value, time)}`, INDENT, `${INDENT}${' '.repeat(widest + 1)}`);
        });
        break;
      }
      case 'quote': {
        const bar = `${INDENT}│ `;
        const from = [plainLine(block.outlet), block.at === null ? '' : time(block.at)].filter(Boolean).join(', ');
        put(`“${plain(block.text)}”`, bar, bar);
        if (from) put(`— ${from}`, bar, bar, dim);
        putLink(safeLink(block.url), bar);
        break;
      }
    }
  }
}

function words(rich: Rich, time: (epochMs: number) => string): string {
  return plain(rich.map((span) => spanText(span, time)).join(''));
}

function linksOf(rich: Rich): string[] {
  return rich.flatMap((span) => (isText(span) ? (safeLink(span.link) ?? []) : []));
}

function allBold(rich: Rich): boolean {
  return rich.length > 0 && rich.every((span) => isText(span) && span.bold);
}

function isText(span: Span): span is Extract<Span, { text: string }> {
  return typeof span === 'object' && 'text' in span;
}

function buttonText(button: Button, number: RenderOptions['number']): string[] {
  const label = plainLine(button.label);
  if ('url' in button) {
    const url = safeLink(button.url);
    return url ? [`${label}: ${url}`] : [];
  }
  return number ? [`[${number(button.action)}] ${label}`] : [];
}
