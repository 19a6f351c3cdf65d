import { list, messageFaults, modalFaults, object, SCHEMAS, schemaFaults, text } from './validate.ts';
import { BOT_USER, type FakeMessage, type Stored, snowflake, view } from './world.ts';

export interface Choice {
  name: string;
  value: string;
}

/** What a person sees of one interaction. `followUps` grows while the bot says more. */
export interface FakeReply {
  /** Only the caller sees it. */
  ephemeral: boolean;
  /** All its words. */
  text: string;
  message: FakeMessage;
  /** A button's message was changed in place. */
  updated: boolean;
  followUps: FakeMessage[];
  /** How long the bot took to acknowledge, in ms. */
  acknowledgedMs: number;
  /** How long until the reply stood, in ms. */
  repliedMs: number;
}

export interface Open {
  id: string;
  token: string;
  kind: 'command' | 'button' | 'autocomplete' | 'modal';
  channel: string;
  caller: string;
  startedAt: number;
  acknowledgedAt: number | null;
  /** The response, as far as it is there: a button's own message for `update`. */
  original: Stored | null;
  state: 'new' | 'deferred' | 'updating' | 'answered' | 'deleted' | 'choices';
  deferredEphemeral: boolean;
  pressed: Stored | null;
  followUps: FakeMessage[];
  done(reply: FakeReply): void;
  choices(choices: Choice[]): void;
  opened(window: FakeWindow): void;
}

/** A window that the bot opened over a message. */
export interface FakeWindow {
  title: string;
  /** Comes back with the answers. */
  action: string;
  fields: {
    name: string;
    label: string;
    options: { label: string; value: string }[];
    values: string[];
    value: string;
  }[];
  /** As it came. */
  components: unknown[];
}

export type Answer =
  | { status: number; body?: unknown }
  | { status: number; error: { code: number; message: string; faults?: string[] } };

export interface Board {
  add(message: Stored): void;
  remove(message: Stored): void;
}

/** Discord takes a first response for three seconds. */
const FIRST_RESPONSE_MS = 3_000;
const EPHEMERAL = 64;

const invalid = (faults: string[]): Answer => ({
  status: 400,
  error: { code: 50035, message: 'Invalid Form Body', faults },
});
const unknownMessage: Answer = { status: 404, error: { code: 10008, message: 'Unknown Message' } };

/** `POST /interactions/{id}/{token}/callback`. */
export function callback(open: Open | undefined, body: unknown, board: Board): Answer {
  const now = Date.now();
  if (!open || (open.acknowledgedAt === null && now - open.startedAt > FIRST_RESPONSE_MS))
    return { status: 404, error: { code: 10062, message: 'Unknown interaction' } };
  if (open.acknowledgedAt !== null)
    return { status: 400, error: { code: 40060, message: 'Interaction has already been acknowledged.' } };
  const { type, data } = object(body) as { type?: number; data?: unknown };
  const flags = Number(object(data).flags ?? 0);
  if (type === 8) {
    const faults = schemaFaults(SCHEMAS.choices, body);
    const choices = (object(data).choices ?? []) as Choice[];
    if (choices.length > 25) faults.push('choices: more than 25');
    for (const { name, value } of choices)
      if (!name || name.length > 100 || !value || value.length > 100) faults.push('choices: 1 to 100 characters each');
    if (faults.length || open.kind !== 'autocomplete') return invalid(faults);
    open.acknowledgedAt = now;
    open.state = 'choices';
    open.choices(choices);
    return { status: 204 };
  }
  if (type === 9) {
    const faults = [...schemaFaults(SCHEMAS.modal, body), ...modalFaults(data)];
    if (open.kind === 'modal') faults.push('type: a window opens no window');
    if (faults.length) return invalid(faults);
    open.acknowledgedAt = now;
    open.state = 'answered';
    open.opened(windowOf(data));
    return { status: 204 };
  }
  const faults = type === 6 || type === 7 ? schemaFaults(SCHEMAS.update, body) : schemaFaults(SCHEMAS.response, body);
  if ((type === 6 || type === 7) && open.kind !== 'button') faults.push('type: only a button has a message to update');
  if (type === 4) faults.push(...messageFaults(data));
  if (faults.length) return invalid(faults);
  open.acknowledgedAt = now;
  if (type === 5) {
    open.state = 'deferred';
    open.deferredEphemeral = (flags & EPHEMERAL) !== 0;
  } else if (type === 6) {
    open.state = 'updating';
    open.original = open.pressed;
  } else if (type === 4) {
    open.original = stored(open, object(data), (flags & EPHEMERAL) !== 0);
    open.state = 'answered';
    board.add(open.original);
    finish(open, open.original, false);
  }
  return { status: 204 };
}

/** `PATCH /webhooks/{application}/{token}/messages/@original`. */
export function editOriginal(open: Open | undefined, body: unknown, board: Board): Answer {
  if (!open || open.acknowledgedAt === null) return { status: 404, error: { code: 10015, message: 'Unknown Webhook' } };
  const faults = [...schemaFaults(SCHEMAS.original, body), ...messageFaults(body, true)];
  if (faults.length) return invalid(faults);
  if (open.state === 'deleted') return unknownMessage;
  if (open.state === 'deferred') {
    open.original = stored(open, object(body), open.deferredEphemeral);
    open.state = 'answered';
    board.add(open.original);
    finish(open, open.original, false);
  } else if (open.original) {
    open.original.body = { ...open.original.body, ...object(body) };
    open.original.edits += 1;
    finish(open, open.original, open.state === 'updating');
  }
  return { status: 200, body: { id: open.original?.id, channel_id: open.channel } };
}

/** `DELETE /webhooks/{application}/{token}/messages/@original`. */
export function deleteOriginal(open: Open | undefined, board: Board): Answer {
  if (!open || open.acknowledgedAt === null || open.state === 'deleted') return unknownMessage;
  if (open.original) board.remove(open.original);
  open.original = null;
  open.state = 'deleted';
  return { status: 204 };
}

/** `POST /webhooks/{application}/{token}`: the first one behind a deferred response becomes that response. */
export function followUp(open: Open | undefined, body: unknown, board: Board): Answer {
  if (!open || open.acknowledgedAt === null) return { status: 404, error: { code: 10015, message: 'Unknown Webhook' } };
  const faults = [...schemaFaults(SCHEMAS.followUp, body), ...messageFaults(body)];
  if (faults.length) return invalid(faults);
  const { flags, ...rest } = object(body);
  if (open.state === 'deferred') return editOriginal(open, rest, board);
  const message = stored(open, rest, (Number(flags ?? 0) & EPHEMERAL) !== 0);
  board.add(message);
  open.followUps.push(view(message));
  finish(open, message, false);
  return { status: 200, body: { id: message.id, channel_id: open.channel } };
}

function stored(open: Open, body: Record<string, unknown>, ephemeral: boolean): Stored {
  return {
    id: snowflake(),
    channel: open.channel,
    author: BOT_USER.id,
    body,
    nonce: null,
    replyTo: null,
    ephemeral,
    interaction: true,
    edits: 0,
  };
}

function finish(open: Open, message: Stored, updated: boolean): void {
  const shown = view(message);
  open.done({
    ephemeral: message.ephemeral,
    text: shown.text,
    message: shown,
    updated,
    followUps: open.followUps,
    acknowledgedMs: (open.acknowledgedAt ?? open.startedAt) - open.startedAt,
    repliedMs: Date.now() - open.startedAt,
  });
}

/** The options of a command as Discord sends them, checked as its own input would check them. */
export function optionsOf(
  registered: Record<string, unknown>,
  given: Record<string, string | boolean>,
  focused?: string,
): { name: string; type: number; value: string | boolean; focused?: true }[] {
  const specs = ((registered.options ?? []) as unknown[]).map(object);
  for (const name of Object.keys(given))
    if (!specs.some((s) => s.name === name)) throw new Error(`/${text(registered.name)} has no option ${name}`);
  return specs.flatMap((spec) => {
    const name = text(spec.name);
    const value = given[name];
    if (value === undefined) {
      if (spec.required === true && focused === undefined) throw new Error(`Discord asks for ${name} first`);
      return [];
    }
    if (spec.type === 5 && typeof value !== 'boolean') throw new Error(`${name} is a yes or no in Discord`);
    if (spec.type === 3 && typeof value !== 'string') throw new Error(`${name} is a text in Discord`);
    const choices = spec.choices as Choice[] | undefined;
    if (choices?.length && !choices.some((c) => c.value === value))
      throw new Error(`${name} offers ${choices.map((c) => c.value).join(', ')}, not ${value}`);
    if (focused === name && spec.autocomplete !== true) throw new Error(`${name} asks for no completions`);
    return [{ name, type: Number(spec.type), value, ...(focused === name ? { focused: true as const } : {}) }];
  });
}

function windowOf(data: unknown): FakeWindow {
  const modal = object(data);
  const components = list(modal.components);
  return {
    title: text(modal.title),
    action: text(modal.custom_id),
    components,
    fields: components.map(object).map((row) => {
      const field = object(row.component);
      const options = list(field.options).map(object);
      const shown = (o: Record<string, unknown>) => ({ label: text(o.label), value: text(o.value) });
      return {
        name: text(field.custom_id),
        label: text(row.label),
        options: options.map(shown),
        values: options.filter((o) => o.default === true).map((o) => text(o.value)),
        value: text(field.value),
      };
    }),
  };
}
