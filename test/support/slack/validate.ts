/**
 * Slack's rules for blocks, as its reference tells them, written apart from the adapter's own table so that a wrong
 * limit there is found. Each check gives the error word that Slack would answer, with the reason, or null.
 */
export interface Refusal {
  error: 'invalid_blocks' | 'msg_blocks_too_long' | 'no_text' | 'msg_too_long';
  reason: string;
}

type Json = Record<string, unknown>;

const MAX_CHARACTERS = 12_000;

export function checkMessage(body: Json): Refusal | null {
  const { text, blocks } = body;
  if (typeof text === 'string' && text.length > 40_000) return { error: 'msg_too_long', reason: 'text over 40,000' };
  if (blocks === undefined) return typeof text === 'string' && text ? null : { error: 'no_text', reason: 'no text' };
  if (!Array.isArray(blocks)) return bad('blocks is no list');
  if (blocks.length > 50) return bad(`${blocks.length} blocks`);
  if (blocks.length === 0 && !text) return { error: 'no_text', reason: 'no text' };
  const actionIds = new Set<string>();
  for (const block of blocks) {
    const wrong = checkBlock(block as Json, actionIds);
    if (wrong) return bad(wrong);
  }
  const characters = count(blocks);
  if (characters > MAX_CHARACTERS) return { error: 'msg_blocks_too_long', reason: `${characters} characters` };
  return null;
}

/** A window: null where Slack takes it. */
export function checkView(view: Json): string | null {
  const { type, title, submit, close, blocks, private_metadata, callback_id } = view;
  if (type !== 'modal') return `a view of type ${String(type)}`;
  if (typeof callback_id !== 'string' || callback_id.length > 255) return 'a bad callback_id';
  if (typeof private_metadata === 'string' && private_metadata.length > 3000) return 'private_metadata over 3,000';
  if (!Array.isArray(blocks) || blocks.length === 0 || blocks.length > 100) return 'a view with bad blocks';
  const wrong =
    checkText(title, 24, ['plain_text'], 'title') ??
    checkText(submit, 24, ['plain_text'], 'submit') ??
    checkText(close, 24, ['plain_text'], 'close');
  if (wrong) return wrong;
  const names = blocks.map((block: Json) => block.block_id);
  if (new Set(names).size !== names.length) return 'a block_id twice';
  return first(blocks, (block) => checkInput(block as Json));
}

function checkInput(block: Json): string | null {
  if (block.type !== 'input') return `a block of type ${String(block.type)} in a window`;
  const wrong =
    checkText(block.label, 2000, ['plain_text'], 'label') ??
    (block.hint === undefined ? null : checkText(block.hint, 2000, ['plain_text'], 'hint'));
  if (wrong) return wrong;
  const element = block.element as Json;
  if (element.placeholder !== undefined) {
    const bad = checkText(element.placeholder, 150, ['plain_text'], 'placeholder');
    if (bad) return bad;
  }
  if (element.type === 'plain_text_input') {
    const most = Number(element.max_length ?? 3000);
    if (most < 1 || most > 3000) return 'a bad max_length';
    return String(element.initial_value ?? '').length > most ? 'an initial_value that is too long' : null;
  }
  if (element.type !== 'static_select' && element.type !== 'multi_static_select')
    return `an input ${String(element.type)}`;
  const options = element.options as Json[];
  if (!Array.isArray(options) || options.length === 0 || options.length > 100) return 'bad options';
  return first(options, ({ text, value }) =>
    typeof value !== 'string' || !value || value.length > 150
      ? 'a bad value'
      : checkText(text, 75, ['plain_text'], 'option'),
  );
}

function checkBlock(block: Json, actionIds: Set<string>): string | null {
  switch (block.type) {
    case 'header':
      return checkText(block.text, 150, ['plain_text'], 'header');
    case 'section': {
      const { text, fields } = block;
      if (text === undefined && fields === undefined) return 'a section without text or fields';
      if (text !== undefined) {
        const wrong = checkText(text, 3000, ['mrkdwn', 'plain_text'], 'section');
        if (wrong) return wrong;
      }
      if (fields === undefined) return null;
      if (!Array.isArray(fields) || fields.length === 0 || fields.length > 10) return 'a section with bad fields';
      return first(fields, (field) => checkText(field, 2000, ['mrkdwn', 'plain_text'], 'field'));
    }
    case 'context': {
      const { elements } = block;
      if (!Array.isArray(elements) || elements.length === 0 || elements.length > 10)
        return 'a context with bad elements';
      return first(elements, (element) => checkText(element, 3000, ['mrkdwn', 'plain_text'], 'context'));
    }
    case 'actions': {
      const { elements } = block;
      if (!Array.isArray(elements) || elements.length === 0 || elements.length > 25) return 'actions with bad elements';
      return first(elements, (element) => checkButton(element as Json, actionIds));
    }
    case 'image': {
      const { alt_text, slack_file } = block;
      if (typeof alt_text !== 'string' || !alt_text || alt_text.length > 2000) return 'an image without its words';
      return typeof (slack_file as Json | undefined)?.id === 'string' ? null : 'an image without a file';
    }
    case 'divider':
      return null;
    default:
      return `a block of type ${String(block.type)}`;
  }
}

function checkButton(button: Json, actionIds: Set<string>): string | null {
  if (button.type !== 'button') return `an element of type ${String(button.type)}`;
  const { action_id, value, url, style } = button;
  if (typeof action_id !== 'string' || !action_id || action_id.length > 255) return 'a bad action_id';
  if (actionIds.has(action_id)) return `action_id ${action_id} twice`;
  actionIds.add(action_id);
  if (value !== undefined && (typeof value !== 'string' || value.length > 2000)) return 'a bad value';
  if (url !== undefined && (typeof url !== 'string' || url.length > 3000 || !/^https?:\/\//.test(url)))
    return 'a bad url';
  if (style !== undefined && style !== 'primary' && style !== 'danger') return 'a bad style';
  return checkText(button.text, 75, ['plain_text'], 'button');
}

function checkText(text: unknown, max: number, types: readonly string[], where: string): string | null {
  if (typeof text !== 'object' || text === null) return `a ${where} without a text object`;
  const { type, text: words, emoji, verbatim } = text as Json;
  if (typeof type !== 'string' || !types.includes(type)) return `a ${where} of type ${String(type)}`;
  if (typeof words !== 'string' || !words.trim()) return `a ${where} without text`;
  if (words.length > max) return `a ${where} of ${words.length} characters`;
  if (type === 'mrkdwn' && emoji !== undefined) return `emoji in mrkdwn of a ${where}`;
  if (type === 'plain_text' && verbatim !== undefined) return `verbatim in plain text of a ${where}`;
  return type === 'mrkdwn' ? checkControls(words) : null;
}

/** What our own messages may hold between angle brackets: links to the web, moments, channels. */
export const OURS =
  /^(?:https?:\/\/[^\s|<>]+\|[^<>|]+|!date\^\d+\^\{date_short_pretty\}(?:, \{time\})?\|[^<>|]+|#[CDG][A-Z0-9]+)$/;

/** Everything that Slack acts on in mrkdwn, written out: mentions, links, dates. */
export function controls(text: string): string[] {
  return [...text.matchAll(/<([^>]*)>/g)].map((m) => m[1] ?? '');
}

function checkControls(text: string): string | null {
  const rest = text.replace(/<[^<>]*>/g, '');
  // Slack quotes a line that begins with `>`; any other bare bracket, or a bare ampersand, is a fault of escaping.
  if (/[<]/.test(rest) || /(?!^)>/m.test(rest)) return 'a bracket that is not escaped';
  if (/&(?!amp;|lt;|gt;)/.test(rest)) return 'an ampersand that is not escaped';
  return null;
}

function first<T>(items: readonly T[], check: (item: T) => string | null): string | null {
  for (const item of items) {
    const wrong = check(item);
    if (wrong) return wrong;
  }
  return null;
}

function bad(reason: string): Refusal {
  return { error: 'invalid_blocks', reason };
}

function count(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + count(part), 0);
}

/** All words that people read in a message, a line each. */
export function wordsOf(blocks: unknown): string {
  const out: string[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { type, text } = value as Json;
    if ((type === 'mrkdwn' || type === 'plain_text') && typeof text === 'string') out.push(text);
    else for (const part of Object.values(value)) walk(part);
  };
  walk(blocks);
  return out.join('\n');
}
