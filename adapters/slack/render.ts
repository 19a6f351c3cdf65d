import type { types } from '@slack/bolt';
import type { Block, Button, Card, Rich } from '../../src/chat/card.ts';
import { cut, plainLine, safeLink } from '../../src/chat/text.ts';
import { escapedLine, link, moment, mrkdwn, unformatted } from './mrkdwn.ts';

/** What `chat.postMessage`, `chat.update` and a `response_url` take. */
export interface SlackMessage {
  /** For notifications and screen readers. */
  text: string;
  blocks: types.KnownBlock[];
}

/** Slack's limits: of the Block Kit reference, and (the last) as measured by its users. Lengths in UTF-16 code units. */
export const LIMITS = {
  blocks: 50,
  header: 150,
  section: 3000,
  fields: 10,
  field: 2000,
  contextElements: 10,
  actions: 25,
  /** More than these in one row fold away behind a menu. */
  actionsShown: 5,
  buttonText: 75,
  actionId: 255,
  altText: 2000,
  value: 2000,
  url: 3000,
  /** Over all blocks: past about 12,000 Slack answers `msg_blocks_too_long`. */
  characters: 10_000,
} as const;

/** `action_id` of buttons that come back to us, and of those that only link (Slack tells us of them, too). */
export const PRESS_PREFIX = 'dealwire:press:';
const LINK_PREFIX = 'dealwire:link:';

/** A value as long as this reads badly in a half-wide column. */
const LONGEST_FIELD = 160;
const SHORTENED = 'Shortened to fit into one Slack message.';

/**
 * A card as Slack's blocks, with every limit kept whatever the card holds, and a text that stands alone. `file`: the id
 * of the card's picture as it was uploaded; without it the picture's words stand in its place.
 */
export function renderCard(card: Card, options: { file?: string } = {}): SlackMessage {
  const head = [...title(card), ...image(card, options.file)];
  const foot = [...footer(card), ...actions(card.buttons)];
  const note = context(SHORTENED);
  let characters = LIMITS.characters - size([...head, ...foot, note]);
  let places = LIMITS.blocks - head.length - foot.length - 1;

  const body: types.KnownBlock[] = [];
  let shortened = false;
  for (const block of card.blocks) {
    // No room for words worth reading.
    if (characters < 100) shortened = true;
    if (shortened) break;
    for (const rendered of renderBlock(block, Math.min(characters, LIMITS.section))) {
      const length = size([rendered]);
      if (places === 0 || length > characters) {
        shortened = true;
        break;
      }
      body.push(rendered);
      places -= 1;
      characters -= length;
    }
  }
  if (shortened) body.push(note);

  const text = escapedLine(card.summary, LIMITS.section) || escapedLine(card.title, LIMITS.section) || 'dealwire';
  const blocks = [...head, ...body, ...foot];
  return { text, blocks: blocks.length > 0 ? blocks : [section(text)] };
}

function title(card: Card): types.KnownBlock[] {
  const words = cut(plainLine(card.title), 500);
  if (!words) return [];
  const href = safeLink(card.url);
  // A header cannot hold a link, nor much text.
  if (href !== null) return [section(`*${link(href, words, LIMITS.section - 2)}*`)];
  const header = unformatted(words, LIMITS.section);
  if (header.length > LIMITS.header) return [section(mrkdwn([{ text: words, bold: true }], LIMITS.section))];
  return [{ type: 'header', text: { type: 'plain_text', text: header, emoji: false } }];
}

function image({ picture }: Card, file: string | undefined): types.KnownBlock[] {
  if (!picture) return [];
  const alt = cut(plainLine(picture.alt), LIMITS.altText) || plainLine(picture.name);
  return file
    ? [{ type: 'image', slack_file: { id: file }, alt_text: alt }]
    : sections([mrkdwn([alt], LIMITS.section)]);
}

function renderBlock(block: Block, room: number): types.KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return sections([mrkdwn(block.text, room)]);
    case 'heading':
      return sections([mrkdwn([{ text: block.text, bold: true }], Math.min(room, 300))]);
    case 'divider':
      return [{ type: 'divider' }];
    case 'quote':
      return sections([quote(block, room)]);
    case 'list':
      return sections(lines(block.items, room));
    case 'fields':
      return fields(block.fields, room);
  }
}

function quote(block: Extract<Block, { kind: 'quote' }>, room: number): string {
  const outlet = link(block.url, block.outlet, Math.min(2200, Math.floor(room * 0.6)));
  const source = [outlet, block.at === null ? '' : moment(block.at)].filter(Boolean).join(' · ');
  const words = escapedLine(block.text, room - source.length - 4);
  if (!words) return source;
  return source ? `>${words}\n— ${source}` : `>${words}`;
}

/** Items as lines, packed into as few sections as hold them. */
function lines(items: readonly Rich[], room: number): string[] {
  const packed: string[] = [];
  for (const item of items) {
    const words = mrkdwn(item, Math.min(room, LIMITS.section) - 2).replaceAll('\n', ' ');
    if (!words) continue;
    const line = `• ${words}`;
    const last = packed.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= LIMITS.section)
      packed[packed.length - 1] = `${last}\n${line}`;
    else packed.push(line);
  }
  return packed;
}

/** Short values two to a row; long ones over the whole width. Order is kept. */
function fields(all: readonly { label: string; value: Rich }[], room: number): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  let row: types.MrkdwnElement[] = [];
  const flush = () => {
    if (row.length > 0) blocks.push({ type: 'section', fields: row });
    row = [];
  };
  for (const { label, value } of all) {
    const name = mrkdwn([{ text: plainLine(label), bold: true }], 200);
    const words = mrkdwn(value, Math.max(0, room - name.length - 1));
    if (!words) continue;
    if (name.length + 1 + words.length > LIMITS.field || visible(value) > LONGEST_FIELD) {
      flush();
      blocks.push(section(name ? `${name}\n${words}` : words));
      continue;
    }
    row.push(markdown(name ? `${name}\n${words}` : words));
    if (row.length === LIMITS.fields) flush();
  }
  flush();
  return blocks;
}

function visible(value: Rich): number {
  return value.reduce(
    (sum, span) => sum + (typeof span === 'string' ? span.length : 'text' in span ? span.text.length : 12),
    0,
  );
}

function footer(card: Card): types.KnownBlock[] {
  const words = card.footer === undefined ? '' : unformatted(card.footer, 500);
  return words ? [context(words)] : [];
}

/** Rows of five, so that none folds away. Buttons that Slack would refuse are left out. */
function actions(buttons: readonly Button[]): types.KnownBlock[] {
  const elements: types.Button[] = [];
  let characters = 3000;
  for (const button of buttons) {
    const element = renderButton(button, elements.length);
    if (!element || elements.length === LIMITS.actions) continue;
    characters -= size([{ type: 'actions', elements: [element] }]);
    if (characters < 0) break;
    elements.push(element);
  }
  const rows: types.KnownBlock[] = [];
  for (let i = 0; i < elements.length; i += LIMITS.actionsShown)
    rows.push({ type: 'actions', elements: elements.slice(i, i + LIMITS.actionsShown) });
  return rows;
}

function renderButton(button: Button, index: number): types.Button | null {
  const label = unformatted(button.label, LIMITS.buttonText);
  if (!label) return null;
  const text = { type: 'plain_text', text: label, emoji: false } as const;
  if ('url' in button) {
    const url = safeLink(button.url);
    return url === null ? null : { type: 'button', text, url, action_id: `${LINK_PREFIX}${index}` };
  }
  if (!button.action || button.action.length > LIMITS.value) return null;
  const action_id = `${PRESS_PREFIX}${index}`;
  return { type: 'button', text, action_id, value: button.action, ...(button.style && { style: button.style }) };
}

function sections(texts: readonly string[]): types.KnownBlock[] {
  return texts.filter(Boolean).map(section);
}

function section(text: string): types.SectionBlock {
  return { type: 'section', text: markdown(text) };
}

/** `verbatim`: Slack finds no addresses or channel names of its own in the text. */
function markdown(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

function context(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
}

/** Characters of all that people and machines read in the blocks. */
export function size(blocks: readonly types.KnownBlock[]): number {
  const of = (value: unknown): number =>
    typeof value === 'string'
      ? value.length
      : typeof value === 'object' && value !== null
        ? Object.values(value).reduce((sum: number, part) => sum + of(part), 0)
        : 0;
  return of(blocks);
}
