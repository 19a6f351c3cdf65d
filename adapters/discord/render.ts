import { createHash } from 'node:crypto';
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
  type RawFile,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import type { Button, Card } from '../../src/chat/card.ts';
import { cut, plainLine, safeLink } from '../../src/chat/text.ts';
import { BLANK, layOut } from './layout.ts';
import { LIMITS } from './limits.ts';
import { lineMarkdown } from './markdown.ts';

/** A message's body as the REST API takes it: for a new message, an edit and an interaction's response alike. */
export interface MessageBody {
  content: string;
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIButtonComponent>[];
  /** Also where there are none: an edit would keep those of before. */
  attachments: { id: string; filename: string; description: string }[];
  allowed_mentions: NonNullable<RESTPostAPIChannelMessageJSONBody['allowed_mentions']>;
}

export interface RenderOptions {
  /** Puts the card's summary before the embed: what notifications and previews show. For messages to a channel. */
  notify?: boolean;
  /** Marks the message so that it can be found again (see `markOf`). Only messages with buttons can carry it. */
  mark?: string;
}

/** The summary as a line: longer than this, no notification shows it. */
const NOTE = 300;
const SHORTENED = 'Shortened to fit into one Discord message';

/**
 * A card as a Discord message. Valid for any card whatever: text is escaped and cut at words, buttons that Discord
 * would refuse are left out, and nothing in it mentions anybody.
 */
export function renderCard(card: Card, options: RenderOptions = {}): MessageBody {
  const note = options.notify ? lineMarkdown(card.summary, NOTE) : '';
  const embeds = embedsOf(card, note);
  return {
    content: note || (embeds.length ? '' : lineMarkdown(card.summary, NOTE) || 'dealwire'),
    embeds,
    components: rows(card.buttons, options.mark),
    attachments: card.picture
      ? [{ id: '0', filename: card.picture.name, description: cut(plainLine(card.picture.alt), LIMITS.attachmentText) }]
      : [],
    allowed_mentions: { parse: [] },
  };
}

/** The files that go with a card's message, in the order of its `attachments`. */
export function filesOf({ picture }: Card): RawFile[] {
  return picture ? [{ name: picture.name, data: Buffer.from(picture.png, 'base64'), contentType: 'image/png' }] : [];
}

/**
 * The number that a message made for this key carries as the id of its first row of buttons. Discord keeps and returns
 * that id and shows it nowhere. Where none is given it counts from 1, so ours lie above 2^30.
 */
export function markOf(key: string): number {
  return 2 ** 30 + (createHash('sha256').update(key).digest().readUInt32BE(0) % (2 ** 30 - 1));
}

/** Whether a row's id is one of ours. */
export function isMark(id: unknown): boolean {
  return typeof id === 'number' && id >= 2 ** 30;
}

function embedsOf(card: Card, note: string): APIEmbed[] {
  const title = lineMarkdown(card.title, LIMITS.title);
  const href = safeLink(card.url);
  const url = href !== null && href.length <= LIMITS.embedUrl ? href : null;
  // The same words on two lines, one under the other, help nobody; a title that links stays.
  const repeated = title !== '' && url === null && note.startsWith(title);
  const head: APIEmbed = repeated || !title ? {} : { title, ...(url ? { url } : {}) };
  const footer = cut(plainLine(card.footer ?? ''), LIMITS.footer - SHORTENED.length - 3);

  const taken = (head.title?.length ?? 0) + footer.length + SHORTENED.length + 3;
  const { embeds, shortened } = layOut(head, card.blocks, LIMITS.embedsTotal - taken);
  const small = [footer, shortened && SHORTENED].filter(Boolean).join(' · ');
  if (card.picture) head.image = { url: `attachment://${card.picture.name}` };
  const bare = !head.title && head.description === undefined && !head.fields;
  if (bare && !small && !head.image) return [];
  // An embed of a footer or a picture alone is refused.
  if (bare) head.description = BLANK;
  if (small) (embeds.at(-1) as APIEmbed).footer = { text: small };
  return embeds;
}

function rows(buttons: readonly Button[], mark: string | undefined): MessageBody['components'] {
  const made: APIButtonComponent[] = [];
  const seen = new Set<string>();
  for (const button of buttons) {
    const label = cut(plainLine(button.label), LIMITS.buttonLabel);
    const id = 'url' in button ? safeLink(button.url) : button.action;
    // Twice the same id in one message is refused, and so is an empty or a longer one.
    if (!label || !id || seen.has(id) || id.length > ('url' in button ? LIMITS.buttonUrl : LIMITS.customId)) continue;
    if (made.length === LIMITS.rows * LIMITS.buttonsPerRow) break;
    seen.add(id);
    made.push(
      'url' in button
        ? { type: ComponentType.Button, style: ButtonStyle.Link, label, url: id }
        : { type: ComponentType.Button, style: styleOf(button.style), label, custom_id: id },
    );
  }
  const found: MessageBody['components'] = [];
  for (let i = 0; i < made.length; i += LIMITS.buttonsPerRow)
    found.push({ type: ComponentType.ActionRow, components: made.slice(i, i + LIMITS.buttonsPerRow) });
  if (found[0] && mark !== undefined) found[0].id = markOf(mark);
  return found;
}

function styleOf(style: 'primary' | 'danger' | undefined) {
  if (style === 'primary') return ButtonStyle.Primary;
  return style === 'danger' ? ButtonStyle.Danger : ButtonStyle.Secondary;
}
