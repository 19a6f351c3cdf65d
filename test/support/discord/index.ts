import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerWith, type Fault, type Place, takesEffect } from './faults.ts';
import { createGateway } from './gateway.ts';
import {
  type Answer,
  type Board,
  callback,
  type Choice,
  deleteOriginal,
  editOriginal,
  type FakeReply,
  followUp,
  type Open,
  optionsOf,
} from './interactions.ts';
import { commandFaults, list, messageFaults, object, SCHEMAS, schemaFaults, text } from './validate.ts';
import {
  APPLICATION,
  apiChannel,
  apiGuild,
  apiMessage,
  BOT_USER,
  botRights,
  type Channel,
  type FakeMessage,
  type Guild,
  RIGHT,
  type Right,
  type Stored,
  snowflake,
  user,
  view,
} from './world.ts';

export type { Fault, Place } from './faults.ts';
export type { Choice, FakeReply } from './interactions.ts';
export { type FakeMessage, RIGHT, type Right } from './world.ts';

/** Who acts, and where. By default somebody who may manage the first channel of the first server. */
export interface Where {
  channel?: string;
  user?: string;
  /** Rights of the caller in the channel (`RIGHT`), besides seeing it and writing there. */
  permissions?: bigint;
  /** The person brought the app along; the bot itself is not in the server. */
  userInstalled?: boolean;
}

export interface Call {
  method: string;
  path: string;
  body: unknown;
  status: number;
}

/** A nonce is remembered for some minutes. */
const NONCE_MS = 5 * 60_000;
const REPLY_MS = 10_000;

/**
 * A Discord of our own on 127.0.0.1: the REST API and the gateway as far as dealwire uses them, with what real Discord
 * refuses, forgets and breaks. Drive it as a person would (`command`, `press`), look at what stands in its channels.
 */
export async function startFakeDiscord(options: { token?: string; port?: number; heartbeatMs?: number } = {}) {
  let token = options.token ?? 'fake-discord-token-of-a-test';
  const guilds = new Map<string, Guild>();
  const direct = new Map<string, Channel>();
  const messages: Stored[] = [];
  const nonces = new Map<string, { message: Stored; at: number }>();
  const open = new Map<string, Open>();
  const faults: { place: Place; fault: Fault }[] = [];
  const calls: Call[] = [];
  /** Bodies that real Discord would have refused, each with why. */
  const invalid: { path: string; faults: string[] }[] = [];
  let registered: Record<string, unknown>[] = [];
  let registrations = 0;

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const gateway = createGateway({
    token: () => token,
    url: () => `ws://127.0.0.1:${port}/gateway`,
    guilds: () => guilds.values(),
    heartbeatMs: options.heartbeatMs ?? 45_000,
  });
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));

  const board: Board = {
    add(message) {
      messages.push(message);
    },
    remove(message) {
      const at = messages.indexOf(message);
      if (at >= 0) messages.splice(at, 1);
    },
  };

  const channelOf = (id: string): Channel | undefined =>
    direct.get(id) ?? [...guilds.values()].map((g) => g.channels.get(id)).find(Boolean);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://fake');
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/, ''));
    const method = request.method ?? 'GET';
    let body: unknown = null;
    try {
      body = raw ? JSON.parse(raw) : null;
    } catch {
      body = raw;
    }
    const call: Call = { method, path, body, status: 0 };
    calls.push(call);
    const { place, answer } = route(method, path, url.searchParams, body, request.headers.authorization);
    const at = faults.findIndex((f) => f.place === place);
    if (at >= 0) {
      const [{ fault }] = faults.splice(at, 1) as [(typeof faults)[number]];
      if (takesEffect(fault)) answer();
      answerWith(fault, response);
      return;
    }
    const result = answer();
    call.status = result.status;
    if ('error' in result) {
      if (result.error.faults) invalid.push({ path, faults: result.error.faults });
      send(response, result.status, { code: result.error.code, message: result.error.message });
    } else send(response, result.status, result.body);
  }

  /** Real answers of 204 carry no type: the SDK would try to read JSON from nothing. */
  function send(response: ServerResponse, status: number, body: unknown): void {
    if (body === undefined) return void response.writeHead(status).end();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  function route(
    method: string,
    path: string,
    query: URLSearchParams,
    body: unknown,
    authorization: string | undefined,
  ): { place: Place | null; answer(): Answer } {
    const [, a = '', b = '', c = '', d = '', e = ''] = path.split('/');
    const authorised = (answer: () => Answer): (() => Answer) =>
      authorization === `Bot ${token}`
        ? answer
        : () => ({ status: 401, error: { code: 0, message: '401: Unauthorized' } });

    if (a === 'interactions' && d === 'callback')
      return { place: 'callback', answer: () => callback(byToken(c), body, board) };
    if (a === 'webhooks' && d === 'messages' && e === '@original')
      return method === 'DELETE'
        ? { place: 'original', answer: () => deleteOriginal(byToken(c), board) }
        : { place: 'original', answer: () => editOriginal(byToken(c), body, board) };
    if (a === 'webhooks' && c && !d)
      return { place: 'followup', answer: () => followUp(byToken(c), body, board) };
    if (path === '/gateway/bot')
      return {
        place: 'gateway',
        answer: authorised(() => ({
          status: 200,
          body: {
            url: `ws://127.0.0.1:${port}/gateway`,
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
        : { place: 'commands', answer: authorised(() => ({ status: 200, body: registered })) };
    if (a === 'guilds' && b && !c)
      return {
        place: 'guild',
        answer: authorised(() => {
          const guild = guilds.get(b);
          return guild
            ? { status: 200, body: apiGuild(guild) }
            : { status: 404, error: { code: 10004, message: 'Unknown Guild' } };
        }),
      };
    if (a === 'channels' && c === 'messages') {
      if (method === 'POST') return { place: 'send', answer: authorised(() => post(b, body)) };
      if (method === 'PATCH') return { place: 'edit', answer: authorised(() => edit(b, d, body)) };
      return { place: 'history', answer: authorised(() => history(b, query)) };
    }
    return { place: null, answer: () => ({ status: 404, error: { code: 0, message: '404: Not Found' } }) };
  }

  const byToken = (t: string) => open.get(t);

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
    registrations += 1;
    registered = list(body).map((c) => kept(object(c)));
    return { status: 200, body: registered };
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
    const known = registered.find((c) => c.name === command.name);
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
    if (channel.guild && !guilds.has(channel.guild)) return { status: 403, error: { code: 50001, message: 'Missing Access' } };
    if (channel.denied.has('view')) return { status: 403, error: { code: 50001, message: 'Missing Access' } };
    return null;
  }

  function post(id: string, body: unknown): Answer {
    const channel = channelOf(id) ?? formerChannels.get(id);
    const no = refusal(channel);
    if (no) return no;
    if (channel?.denied.has('send')) return { status: 403, error: { code: 50013, message: 'Missing Permissions' } };
    const problems = [...schemaFaults(SCHEMAS.message, body), ...messageFaults(body)];
    const b = object(body);
    if (problems.length) return { status: 400, error: { code: 50035, message: 'Invalid Form Body', faults: problems } };
    const nonce = typeof b.nonce === 'string' ? b.nonce : null;
    const known = nonce && b.enforce_nonce === true ? nonces.get(`${id}:${nonce}`) : undefined;
    if (known && Date.now() - known.at < NONCE_MS)
      return messages.includes(known.message)
        ? { status: 200, body: apiMessage(known.message, true) }
        : { status: 404, error: { code: 10008, message: 'Unknown Message' } };
    const reference = object(b.message_reference);
    const target = text(reference.message_id);
    if (target && !messages.some((m) => m.id === target) && reference.fail_if_not_exists !== false)
      return { status: 404, error: { code: 10008, message: 'Unknown Message' } };
    const message: Stored = {
      id: snowflake(),
      channel: id,
      author: BOT_USER.id,
      body: b,
      nonce,
      replyTo: messages.some((m) => m.id === target) ? target : null,
      ephemeral: false,
      interaction: false,
      edits: 0,
    };
    messages.push(message);
    if (nonce) nonces.set(`${id}:${nonce}`, { message, at: Date.now() });
    return { status: 200, body: apiMessage(message, true) };
  }

  function edit(id: string, messageId: string, body: unknown): Answer {
    const no = refusal(channelOf(id) ?? formerChannels.get(id));
    if (no) return no;
    const message = messages.find((m) => m.id === messageId && m.channel === id);
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
    const channel = channelOf(id);
    const no = refusal(channel);
    if (no) return no;
    if (channel?.denied.has('history')) return { status: 200, body: [] };
    const before = query.get('before');
    const limit = Math.min(Number(query.get('limit') ?? 50), 100);
    const found = messages
      .filter((m) => m.channel === id && !m.ephemeral && (before === null || BigInt(m.id) < BigInt(before)))
      .sort((x, y) => (BigInt(x.id) < BigInt(y.id) ? 1 : -1))
      .slice(0, limit);
    return { status: 200, body: found.map((m) => apiMessage(m, false)) };
  }

  // ── What a test or a person does ──

  /** Channels of servers that the bot was removed from: Discord calls them hidden. */
  const formerChannels = new Map<string, Channel>();

  function addGuild(name = 'A test server', channels = ['deals']): { id: string; channels: string[] } {
    const guild: Guild = { id: snowflake(), name, unavailable: false, channels: new Map() };
    guilds.set(guild.id, guild);
    const ids = channels.map((c) => newChannel(guild, c).id);
    gateway.dispatch('GUILD_CREATE', apiGuild(guild));
    return { id: guild.id, channels: ids };
  }
  function newChannel(guild: Guild, name: string): Channel {
    const channel: Channel = { id: snowflake(), guild: guild.id, name, type: 0, denied: new Set() };
    guild.channels.set(channel.id, channel);
    return channel;
  }
  const home = addGuild();

  interface Begun {
    open: Open;
    payload: Record<string, unknown>;
  }
  function begin(kind: Open['kind'], where: Where): Begun {
    const id = where.channel ?? (home.channels[0] as string);
    const channel = channelOf(id);
    if (!channel) throw new Error(`There is no channel ${id}`);
    const caller = where.user ?? '1200000000000000001';
    const rights = RIGHT.view | RIGHT.send | RIGHT.useCommands | (where.permissions ?? RIGHT.manageChannels);
    const interaction: Open = {
      id: snowflake(),
      token: `interaction-token-${snowflake()}`,
      kind,
      channel: id,
      caller,
      startedAt: Date.now(),
      acknowledgedAt: null,
      original: null,
      state: 'new',
      deferredEphemeral: false,
      pressed: null,
      followUps: [],
      done: () => {},
      choices: () => {},
    };
    open.set(interaction.token, interaction);
    const person = user(caller);
    const payload = {
      id: interaction.id,
      application_id: APPLICATION,
      token: interaction.token,
      version: 1,
      locale: 'en-GB',
      channel_id: id,
      channel: apiChannel(channel),
      app_permissions: botRights(channel).toString(),
      entitlements: [],
      attachment_size_limit: 10_485_760,
      authorizing_integration_owners: where.userInstalled
        ? { '1': caller }
        : { '0': channel.guild ?? '0' },
      ...(channel.guild
        ? {
            guild_id: channel.guild,
            guild_locale: 'en-US',
            guild: { id: channel.guild, locale: 'en-US', features: [] },
            context: 0,
            member: {
              user: person,
              roles: [],
              permissions: rights.toString(),
              joined_at: new Date(0).toISOString(),
              deaf: false,
              mute: false,
              flags: 0,
              nick: null,
              pending: false,
            },
          }
        : { user: person, context: 1 }),
    };
    return { open: interaction, payload };
  }

  function awaited(interaction: Open, what: string): Promise<FakeReply> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${what} got no reply within ${REPLY_MS / 1000} s (it is ${interaction.state})`)),
        REPLY_MS,
      );
      interaction.done = (reply) => {
        clearTimeout(timer);
        resolve(reply);
      };
    });
  }

  function registeredCommand(line: string): { command: Record<string, unknown>; sub: Record<string, unknown> | null } {
    const [name = '', subname] = line.replace(/^\//, '').split(' ');
    const command = registered.find((c) => c.name === name);
    if (!command) throw new Error(`The bot has registered no /${name}`);
    const subs = list(command.options).map(object).filter((o) => o.type === 1);
    const sub = subs.find((s) => s.name === subname) ?? null;
    if (subs.length && !sub) throw new Error(`/${name} needs one of ${subs.map((s) => s.name).join(', ')}`);
    return { command, sub };
  }

  function commandData(line: string, given: Record<string, string | boolean>, focused?: string): object {
    const { command, sub } = registeredCommand(line);
    const filled = optionsOf(sub ?? command, given, focused);
    const wrapped = sub ? [{ name: sub.name, type: 1, options: filled }] : filled;
    return { id: command.id, name: command.name, type: 1, options: wrapped };
  }

  return {
    /** What to give the adapter. */
    apiUrl: `http://127.0.0.1:${port}/api`,
    get token() {
      return token;
    },
    /** The server and channel that are there from the start. */
    guild: home.id,
    channel: home.channels[0] as string,
    calls,
    invalid,
    connection: gateway,

    /** What stands in a channel for everybody, oldest first. */
    messages(channel: string = home.channels[0] as string): FakeMessage[] {
      return messages.filter((m) => m.channel === channel && !m.ephemeral).map(view);
    },
    /** The commands as the bot registered them, and how often it did. */
    registered: () => registered,
    registrations: () => registrations,

    /** Types a command as a person: `command('deal', {company: 'scale-ai'})`, `command('dealwire status')`. */
    async command(line: string, given: Record<string, string | boolean> = {}, where: Where = {}): Promise<FakeReply> {
      await gateway.session();
      const data = commandData(line, given);
      const { open: interaction, payload } = begin('command', where);
      const reply = awaited(interaction, `/${line}`);
      gateway.dispatch('INTERACTION_CREATE', { ...payload, type: 2, data });
      return reply;
    },
    /** What Discord offers while `typed` stands in an option. */
    async autocomplete(
      line: string,
      option: string,
      typed: string,
      where: Where & { given?: Record<string, string | boolean> } = {},
    ): Promise<Choice[]> {
      await gateway.session();
      const data = commandData(line, { ...where.given, [option]: typed }, option);
      const { open: interaction, payload } = begin('autocomplete', where);
      const choices = new Promise<Choice[]>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no completions for /${line} ${option}`)), REPLY_MS);
        interaction.choices = (found) => {
          clearTimeout(timer);
          resolve(found);
        };
      });
      gateway.dispatch('INTERACTION_CREATE', { ...payload, type: 4, data });
      return choices;
    },
    /** Presses a button of a message by its label or action. */
    async press(message: FakeMessage | string, button: string, where: Where = {}): Promise<FakeReply> {
      const id = typeof message === 'string' ? message : message.id;
      const pressed = messages.find((m) => m.id === id);
      if (!pressed) throw new Error('The message is gone');
      const found = view(pressed).buttons.find((b) => b.label === button || b.action === button);
      if (!found?.action) throw new Error(`The message has no button ${button}`);
      await gateway.session();
      const { open: interaction, payload } = begin('button', { channel: pressed.channel, ...where });
      interaction.pressed = pressed;
      const reply = awaited(interaction, `the button ${button}`);
      gateway.dispatch('INTERACTION_CREATE', {
        ...payload,
        type: 3,
        data: { component_type: 2, custom_id: found.action, id: 1 },
        message: apiMessage(pressed, false),
      });
      return reply;
    },

    /** The next such call fails so. Several faults of one place happen one after the other. */
    faultOnce(place: Place, fault: Fault): void {
      faults.push({ place, fault });
    },
    pendingFaults: () => faults.length,

    addGuild,
    addChannel(name = 'more', guild = home.id): string {
      const channel = newChannel(guilds.get(guild) as Guild, name);
      gateway.dispatch('CHANNEL_CREATE', apiChannel(channel));
      return channel.id;
    },
    addDirectChannel(): string {
      const channel: Channel = { id: snowflake(), guild: null, name: '', type: 1, denied: new Set() };
      direct.set(channel.id, channel);
      return channel.id;
    },
    deleteChannel(id: string): void {
      const channel = channelOf(id);
      if (!channel?.guild) return;
      guilds.get(channel.guild)?.channels.delete(id);
      gateway.dispatch('CHANNEL_DELETE', apiChannel(channel));
    },
    deleteMessage(id: string): void {
      const message = messages.find((m) => m.id === id);
      if (message) board.remove(message);
    },
    /** Somebody who is not the bot writes into a channel. */
    say(words: string, channel: string = home.channels[0] as string): string {
      const message: Stored = {
        id: snowflake(),
        channel,
        author: '1200000000000000002',
        body: { content: words },
        nonce: null,
        replyTo: null,
        ephemeral: false,
        interaction: false,
        edits: 0,
      };
      messages.push(message);
      return message.id;
    },
    /** Takes rights in a channel from the bot, or gives them back. */
    setDenied(channel: string, rights: Right[]): void {
      const found = channelOf(channel);
      if (!found) throw new Error(`There is no channel ${channel}`);
      found.denied = new Set(rights);
      gateway.dispatch('CHANNEL_UPDATE', apiChannel(found));
    },
    /** Removes the bot from a server. */
    kick(guild: string): void {
      for (const channel of guilds.get(guild)?.channels.values() ?? []) formerChannels.set(channel.id, channel);
      guilds.delete(guild);
      gateway.dispatch('GUILD_DELETE', { id: guild });
    },
    /** The gateway says that the server is gone, and it is not. */
    claimKick(guild: string): void {
      gateway.dispatch('GUILD_DELETE', { id: guild });
    },
    outage(guild: string, out: boolean): void {
      const found = guilds.get(guild);
      if (!found) return;
      found.unavailable = out;
      gateway.dispatch(out ? 'GUILD_DELETE' : 'GUILD_CREATE', out ? { id: guild, unavailable: true } : apiGuild(found));
    },
    /** The token is made invalid: calls and log-ins with the old one fail. */
    changeToken(next: string): void {
      token = next;
    },

    async stop(): Promise<void> {
      gateway.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type FakeDiscord = Awaited<ReturnType<typeof startFakeDiscord>>;
