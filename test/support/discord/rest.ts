import type { Place } from './faults.ts';
import { type Answer, type Board, callback, deleteOriginal, editOriginal, followUp } from './interactions.ts';
import { channelOf, removeMessage, type State } from './state.ts';
import { commandFaults, list, messageFaults, object, SCHEMAS, schemaFaults, text } from './validate.ts';
import {
  APPLICATION,
  apiChannel,
  apiGuild,
  apiMessage,
  BOT_USER,
  type Channel,
  type Stored,
  snowflake,
} from './world.ts';

/** A nonce is remembered for some minutes. */
const NONCE_MS = 5 * 60_000;

export interface Request {
  method: string;
  /** Without the API's base and version. */
  path: string;
  query: URLSearchParams;
  body: unknown;
  authorization: string | undefined;
}

export interface Routed {
  /** Which kind of call it is, for faults; null where none is wanted. */
  place: Place | null;
  /** Does what the call asks for. */
  answer(): Answer;
}

/** The REST API: what each call does to the state, and what Discord answers. */
export function createRest(state: State, gatewayUrl: string): (request: Request) => Routed {
  const board: Board = {
    add(message) {
      state.messages.push(message);
    },
    remove: (message) => removeMessage(state, message),
  };

  return route;

  function route({ method, path, query, body, authorization }: Request): Routed {
    const [, a = '', b = '', c = '', d = '', e = ''] = path.split('/');
    const authorised = (answer: () => Answer): (() => Answer) =>
      authorization === `Bot ${state.token}`
        ? answer
        : () => ({ status: 401, error: { code: 0, message: '401: Unauthorized' } });

    if (a === 'interactions' && d === 'callback')
      return { place: 'callback', answer: () => callback(state.open.get(c), body, board) };
    if (a === 'webhooks' && d === 'messages' && e === '@original')
      return method === 'DELETE'
        ? { place: 'original', answer: () => deleteOriginal(state.open.get(c), board) }
        : { place: 'original', answer: () => editOriginal(state.open.get(c), body, board) };
    if (a === 'webhooks' && c && !d)
      return { place: 'followup', answer: () => followUp(state.open.get(c), body, board) };
    if (path === '/gateway/bot')
      return {
        place: 'gateway',
        answer: authorised(() => ({
          status: 200,
          body: {
            url: gatewayUrl,
            shards: 1,
            session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
          },
        })),
      };
    if (path === '/users/@me') return { place: null, answer: authorised(() => ({ status: 200, body: BOT_USER })) };
    if (path === '/applications/@me')
      return { place: null, answer: authorised(() => ({ status: 200, body: { id: APPLICATION, name: 'dealwire' } })) };
    if (a === 'applications' && c === 'commands')
      return method === 'PUT'
        ? { place: 'register', answer: authorised(() => register(body)) }
        : { place: 'commands', answer: authorised(() => ({ status: 200, body: state.registered })) };
    if (a === 'applications' && c === 'guilds' && e === 'commands') {
      state.registeredIn = d;
      return method === 'PUT'
        ? { place: 'register', answer: authorised(() => register(body)) }
        : { place: 'commands', answer: authorised(() => ({ status: 200, body: state.registered })) };
    }
    if (a === 'guilds' && b && !c)
      return {
        place: 'guild',
        answer: authorised(() => {
          const guild = state.guilds.get(b);
          return guild
            ? { status: 200, body: apiGuild(guild) }
            : { status: 404, error: { code: 10004, message: 'Unknown Guild' } };
        }),
      };
    if (a === 'guilds' && c === 'members')
      return { place: null, answer: authorised(() => ({ status: 200, body: { user: BOT_USER, roles: [] } })) };
    if (path === '/users/@me/channels')
      return { place: 'direct', answer: authorised(() => direct(text(object(body).recipient_id))) };
    if (a === 'channels' && b && !c) return { place: 'channel', answer: authorised(() => look(b)) };
    if (a === 'channels' && c === 'messages') {
      if (method === 'POST') return { place: 'send', answer: authorised(() => post(b, body)) };
      if (method === 'PATCH') return { place: 'edit', answer: authorised(() => edit(b, d, body)) };
      return { place: 'history', answer: authorised(() => history(b, query)) };
    }
    return { place: null, answer: () => ({ status: 404, error: { code: 0, message: '404: Not Found' } }) };
  }

  function register(body: unknown): Answer {
    const problems = list(body).flatMap((command) => {
      const c = object(command);
      // The schema wants the bits as a number, the documentation as a string.
      const bits = c.default_member_permissions;
      const checked = { ...c, ...(typeof bits === 'string' ? { default_member_permissions: Number(bits) } : {}) };
      return [...schemaFaults(SCHEMAS.command, checked), ...commandFaults(command)].map((f) => `${text(c.name)}.${f}`);
    });
    if (!Array.isArray(body) || body.length > 100) problems.push('at most 100 commands');
    if (problems.length) return { status: 400, error: { code: 50035, message: 'Invalid Form Body', faults: problems } };
    state.registrations += 1;
    state.registered = list(body).map((c) => kept(object(c)));
    return { status: 200, body: state.registered };
  }

  /** A command as Discord keeps it: with ids, without what equals a default. */
  function kept(command: Record<string, unknown>): Record<string, unknown> {
    const strip = (option: Record<string, unknown>): Record<string, unknown> => ({
      ...Object.fromEntries(
        Object.entries(option).filter(([, v]) => v !== false && !(Array.isArray(v) && v.length === 0)),
      ),
      ...(option.options ? { options: list(option.options).map((o) => strip(object(o))) } : {}),
      ...(option.choices
        ? { choices: list(option.choices).map((c) => ({ name_localizations: null, ...object(c) })) }
        : {}),
    });
    const known = state.registered.find((c) => c.name === command.name);
    return {
      ...strip(command),
      id: known?.id ?? snowflake(),
      application_id: APPLICATION,
      version: snowflake(),
      name_localizations: null,
      description_localizations: null,
      dm_permission: true,
      nsfw: false,
    };
  }

  function refusal(channel: Channel | undefined): Answer | null {
    if (!channel) return { status: 404, error: { code: 10003, message: 'Unknown Channel' } };
    if (channel.guild && !state.guilds.has(channel.guild))
      return { status: 403, error: { code: 50001, message: 'Missing Access' } };
    if (channel.denied.has('view')) return { status: 403, error: { code: 50001, message: 'Missing Access' } };
    return null;
  }

  function look(id: string): Answer {
    const channel = channelOf(state, id) ?? state.former.get(id);
    return refusal(channel) ?? { status: 200, body: apiChannel(channel as Channel) };
  }

  /** The channel of direct messages with a person: one for each. */
  function direct(user: string): Answer {
    if (state.shy.has(user)) return { status: 403, error: { code: 50278, message: 'No mutual guilds' } };
    const id = state.directOf.get(user) ?? snowflake();
    state.directOf.set(user, id);
    const channel: Channel = state.direct.get(id) ?? { id, guild: null, name: '', type: 1, denied: new Set() };
    state.direct.set(id, channel);
    return { status: 200, body: apiChannel(channel) };
  }

  function post(id: string, body: unknown): Answer {
    const channel = channelOf(state, id) ?? state.former.get(id);
    const no = refusal(channel);
    if (no) return no;
    if (channel?.denied.has('send')) return { status: 403, error: { code: 50013, message: 'Missing Permissions' } };
    const problems = [...schemaFaults(SCHEMAS.message, body), ...messageFaults(body)];
    const b = object(body);
    if (problems.length) return { status: 400, error: { code: 50035, message: 'Invalid Form Body', faults: problems } };
    const nonce = typeof b.nonce === 'string' ? b.nonce : null;
    const known = nonce && b.enforce_nonce === true ? state.nonces.get(`${id}:${nonce}`) : undefined;
    if (known && Date.now() - known.at < NONCE_MS)
      return state.messages.includes(known.message)
        ? { status: 200, body: apiMessage(known.message, true) }
        : { status: 404, error: { code: 10008, message: 'Unknown Message' } };
    const reference = object(b.message_reference);
    const target = text(reference.message_id);
    if (target && !state.messages.some((m) => m.id === target) && reference.fail_if_not_exists !== false)
      return { status: 404, error: { code: 10008, message: 'Unknown Message' } };
    const message: Stored = {
      id: snowflake(),
      channel: id,
      author: BOT_USER.id,
      body: b,
      nonce,
      replyTo: state.messages.some((m) => m.id === target) ? target : null,
      ephemeral: false,
      interaction: false,
      edits: 0,
    };
    state.messages.push(message);
    if (nonce) state.nonces.set(`${id}:${nonce}`, { message, at: Date.now() });
    return { status: 200, body: apiMessage(message, true) };
  }

  function edit(id: string, messageId: string, body: unknown): Answer {
    const no = refusal(channelOf(state, id) ?? state.former.get(id));
    if (no) return no;
    const message = state.messages.find((m) => m.id === messageId && m.channel === id);
    if (!message) return { status: 404, error: { code: 10008, message: 'Unknown Message' } };
    if (message.author !== BOT_USER.id)
      return { status: 403, error: { code: 50005, message: 'Cannot edit a message authored by another user' } };
    const problems = [...schemaFaults(SCHEMAS.edit, body), ...messageFaults(body, true)];
    if (problems.length) return { status: 400, error: { code: 50035, message: 'Invalid Form Body', faults: problems } };
    message.body = { ...message.body, ...object(body) };
    message.edits += 1;
    return { status: 200, body: apiMessage(message, false) };
  }

  function history(id: string, query: URLSearchParams): Answer {
    const channel = channelOf(state, id);
    const no = refusal(channel);
    if (no) return no;
    if (channel?.denied.has('history')) return { status: 200, body: [] };
    const before = query.get('before');
    const limit = Math.min(Number(query.get('limit') ?? 50), 100);
    const found = state.messages
      .filter((m) => m.channel === id && !m.ephemeral && (before === null || BigInt(m.id) < BigInt(before)))
      .sort((x, y) => (BigInt(x.id) < BigInt(y.id) ? 1 : -1))
      .slice(0, limit);
    return { status: 200, body: found.map((m) => apiMessage(m, false)) };
  }
}
