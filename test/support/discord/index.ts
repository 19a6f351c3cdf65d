import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerWith, type Fault, type Place, takesEffect } from './faults.ts';
import { createGateway } from './gateway.ts';
import { createPeople } from './people.ts';
import { createRest } from './rest.ts';
import { channelOf, createState, removeMessage } from './state.ts';
import {
  apiChannel,
  apiGuild,
  type Channel,
  type FakeMessage,
  type Guild,
  type Right,
  type Stored,
  snowflake,
  view,
} from './world.ts';

export type { Fault, Place } from './faults.ts';
export type { Choice, FakeReply } from './interactions.ts';
export type { Where } from './people.ts';
export { type FakeMessage, RIGHT, type Right } from './world.ts';

export interface Call {
  method: string;
  path: string;
  body: unknown;
  /** 0 where a fault took the answer's place. */
  status: number;
}

export interface FakeDiscordOptions {
  token?: string;
  port?: number;
  heartbeatMs?: number;
  /** Asked for each call that no `faultOnce` is waiting for: makes faults by chance. */
  chance?: (place: Place) => Fault | null;
}

/**
 * A Discord of our own on 127.0.0.1: the REST API and the gateway as far as dealwire uses them, with what real Discord
 * refuses, forgets and breaks. Drive it as a person would (`command`, `press`), look at what stands in its channels.
 */
export async function startFakeDiscord(options: FakeDiscordOptions = {}) {
  const state = createState(options.token ?? 'fake-discord-token-of-a-test');
  const faults: { place: Place; fault: Fault }[] = [];
  const calls: Call[] = [];
  const invalid: { path: string; faults: string[] }[] = [];

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const gatewayUrl = `ws://127.0.0.1:${port}/gateway`;
  const rest = createRest(state, gatewayUrl);
  const gateway = createGateway({
    token: () => state.token,
    url: () => gatewayUrl,
    guilds: () => state.guilds.values(),
    heartbeatMs: options.heartbeatMs ?? 45_000,
  });
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://fake');
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/, ''));
    const method = request.method ?? 'GET';
    const raw = Buffer.concat(chunks);
    const type = request.headers['content-type'] ?? '';
    const body = type.startsWith('multipart/') ? await unpacked(raw, type) : parsed(raw.toString());
    const call: Call = { method, path, body, status: 0 };
    calls.push(call);
    const { authorization } = request.headers;
    const { place, answer } = rest({ method, path, query: url.searchParams, body, authorization });
    const fault = place && faultAt(place);
    if (fault) {
      if (takesEffect(fault)) answer();
      if (fault.kind === 'late')
        setTimeout(() => {
          answer();
          response.socket?.resetAndDestroy();
        }, fault.ms);
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

  function faultAt(place: Place): Fault | null {
    const at = faults.findIndex((f) => f.place === place);
    return at >= 0 ? (faults.splice(at, 1)[0]?.fault ?? null) : (options.chance?.(place) ?? null);
  }

  function addGuild(name = 'A test server', channels = ['deals']): { id: string; channels: string[] } {
    const guild: Guild = { id: snowflake(), name, unavailable: false, channels: new Map() };
    state.guilds.set(guild.id, guild);
    const ids = channels.map((c) => newChannel(guild, c).id);
    gateway.dispatch('GUILD_CREATE', apiGuild(guild));
    return { id: guild.id, channels: ids };
  }
  const home = addGuild();
  const first = home.channels[0] as string;

  return {
    /** What to give the adapter. */
    apiUrl: `http://127.0.0.1:${port}/api`,
    get token() {
      return state.token;
    },
    /** The server and channel that are there from the start. */
    guild: home.id,
    channel: first,
    /** Every call that came, in order. */
    calls,
    /** Bodies that real Discord would have refused, each with why: empty at the end of a good test. */
    invalid,
    /** The gateway: what it counted, and what it can do to a bot (op 7, op 9, break, fall silent). */
    connection: gateway,
    ...createPeople(state, gateway, first),

    /** What stands in a channel for everybody, oldest first. */
    messages: (channel: string = first): FakeMessage[] =>
      state.messages.filter((m) => m.channel === channel && !m.ephemeral).map(view),
    /** The files that came with messages, in order. */
    uploads,
    /** The commands as the bot registered them, and how often it did. */
    registered: () => state.registered,
    registrations: () => state.registrations,
    registeredIn: () => state.registeredIn,

    /** The next such call fails so. Several faults of one place happen one after the other. */
    faultOnce(place: Place, fault: Fault): void {
      faults.push({ place, fault });
    },
    pendingFaults: () => faults.length,

    /** The bot is added to another server. */
    addGuild,
    addChannel(name = 'more', guild = home.id): string {
      const channel = newChannel(state.guilds.get(guild) as Guild, name);
      gateway.dispatch('CHANNEL_CREATE', apiChannel(channel));
      return channel.id;
    },
    addDirectChannel(): string {
      const channel: Channel = { id: snowflake(), guild: null, name: '', type: 1, denied: new Set() };
      state.direct.set(channel.id, channel);
      return channel.id;
    },
    /** What the bot told a person alone, oldest first. */
    toldTo: (user: string): FakeMessage[] =>
      state.messages.filter((m) => m.channel === state.directOf.get(user)).map(view),
    /** This person takes no messages from the bot. */
    shutOut: (user: string): void => void state.shy.add(user),
    rename(id: string, name: string): void {
      const channel = channelOf(state, id);
      if (!channel) throw new Error(`There is no channel ${id}`);
      channel.name = name;
      gateway.dispatch('CHANNEL_UPDATE', apiChannel(channel));
    },
    deleteChannel(id: string): void {
      const channel = channelOf(state, id);
      if (!channel?.guild) return;
      state.guilds.get(channel.guild)?.channels.delete(id);
      gateway.dispatch('CHANNEL_DELETE', apiChannel(channel));
    },
    deleteMessage(id: string): void {
      const message = state.messages.find((m) => m.id === id);
      if (message) removeMessage(state, message);
    },
    /** Somebody who is not the bot writes into a channel. */
    say(words: string, channel: string = first): string {
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
      state.messages.push(message);
      return message.id;
    },
    /** Takes rights in a channel from the bot; an empty list gives them back. */
    setDenied(channel: string, rights: Right[]): void {
      const found = channelOf(state, channel);
      if (!found) throw new Error(`There is no channel ${channel}`);
      found.denied = new Set(rights);
      gateway.dispatch('CHANNEL_UPDATE', apiChannel(found));
    },
    /** Removes the bot from a server. */
    kick(guild: string): void {
      for (const channel of state.guilds.get(guild)?.channels.values() ?? []) state.former.set(channel.id, channel);
      state.guilds.delete(guild);
      gateway.dispatch('GUILD_DELETE', { id: guild });
    },
    /** The gateway says that the bot was removed, and it was not. */
    claimKick(guild: string): void {
      gateway.dispatch('GUILD_DELETE', { id: guild });
    },
    outage(guild: string, out: boolean): void {
      const found = state.guilds.get(guild);
      if (!found) return;
      found.unavailable = out;
      if (out) gateway.dispatch('GUILD_DELETE', { id: guild, unavailable: true });
      else gateway.dispatch('GUILD_CREATE', apiGuild(found));
    },
    /** Calls and log-ins with the old token fail from now on. */
    changeToken(next: string): void {
      state.token = next;
    },

    async stop(): Promise<void> {
      gateway.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type FakeDiscord = Awaited<ReturnType<typeof startFakeDiscord>>;

function newChannel(guild: Guild, name: string): Channel {
  const channel: Channel = { id: snowflake(), guild: guild.id, name, type: 0, denied: new Set() };
  guild.channels.set(channel.id, channel);
  return channel;
}

/** A message with files: its JSON, with the files themselves beside what it says of them. */
async function unpacked(raw: Buffer, type: string): Promise<unknown> {
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const body = parsed(String(form.get('payload_json')));
  for (const [name, file] of form)
    if (file instanceof File)
      uploads.push({ field: name, name: file.name, bytes: Buffer.from(await file.arrayBuffer()) });
  return body;
}

/** The files that came with messages, in order. */
const uploads: { field: string; name: string; bytes: Buffer }[] = [];

function parsed(raw: string): unknown {
  try {
    return raw ? JSON.parse(raw) : null;
  } catch {
    return raw;
  }
}

/** Real answers of 204 carry no type: the SDK would try to read JSON from nothing. */
function send(response: ServerResponse, status: number, body: unknown): void {
  if (body === undefined) response.writeHead(status).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
