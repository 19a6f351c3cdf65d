import type { Block, Card, Rich, Span } from '../chat/card.ts';
import { day, safeLink } from '../chat/text.ts';
import { type Html, html } from './html.ts';

/** The blocks of a card as elements. `level`: of the headings among them. What would act (buttons) is left out: a page is for reading. */
export const cardBlocks = (card: Pick<Card, 'blocks'>, level: 2 | 3 = 3): Html[] =>
  card.blocks.map((block) => blockHtml(block, level));

function blockHtml(block: Block, level: 2 | 3): Html {
  switch (block.kind) {
    case 'text':
      return html`<p>${richHtml(block.text)}</p>`;
    case 'heading':
      return level === 2 ? html`<h2>${block.text}</h2>` : html`<h3>${block.text}</h3>`;
    case 'fields':
      return html`<dl>${block.fields.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${richHtml(value)}</dd></div>`)}</dl>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${richHtml(item)}</li>`)}</ul>`;
    case 'quote': {
      const link = safeLink(block.url);
      const outlet = link ? linkHtml(link, block.outlet) : block.outlet;
      return html`<figure><blockquote>${block.text}</blockquote><figcaption>${outlet}${block.at === null ? '' : html`, ${timeHtml(block.at)}`}</figcaption></figure>`;
    }
    case 'divider':
      return html`<hr>`;
    default:
      // A kind that only chat can show.
      return html``;
  }
}

export const richHtml = (rich: Rich): Html[] => rich.map(spanHtml);

function spanHtml(span: Span): Html {
  if (typeof span === 'string') return html`${kept(span)}`;
  if ('time' in span) return timeHtml(span.time);
  if ('channel' in span) return html`#${span.channel}`;
  const link = safeLink(span.link);
  const words = link ? linkHtml(link, span.text) : html`${kept(span.text)}`;
  const italic = span.italic ? html`<em>${words}</em>` : words;
  return span.bold ? html`<strong>${italic}</strong>` : italic;
}

/** Spaces at the ends of a run part it from the next; cleaning would take them. */
function kept(text: string): Html {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return html`${before && html` `}${words}${after && html` `}`;
}

/** A link to where something comes from: another site, so it learns nothing of who reads here. */
const linkHtml = (link: string, text: string): Html =>
  html`<a href="${link}" rel="noopener noreferrer nofollow external">${text}</a>`;

/** A moment by its day, in UTC: without a script nobody knows the reader's zone. */
export const timeHtml = (at: number): Html =>
  Number.isFinite(at) && Math.abs(at) < 8.64e15
    ? html`<time datetime="${new Date(at).toISOString()}">${day(at)}</time>`
    : html`${day(at)}`;
