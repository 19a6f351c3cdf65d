import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
  Events,
  GatewayIntentBits,
  Options,
  PermissionFlagsBits,
  RESTEvents,
  Routes,
  SimpleShardingStrategy,
  Status,
} from 'discord.js';
import type { Adapter, AdapterHealth, Host } from '../../src/chat/adapter.ts';
import { COUNT_REFUSALS, createDelivery, createSendingRest } from './deliver.ts';
import { describe, loginProblem, refusesToken } from './errors.ts';
import { createInteractions } from './interactions.ts';
import { discordManifest, forGuild, sameRegistration } from './manifest.ts';
import { type GatewayManager, PULSE, type PulseTimes, watchPulse } from './pulse.ts';
import { reachOf, reachUnheard, watchReach } from './reach.ts';

const NAME = 'discord';
/** Discord lets a bot post five messages in five seconds to one channel. */
const PACE_MS = 1000;
/** How long stopping waits for handlers that are answering somebody. */
const DRAIN_MS = 8_000;
/** The SDK pauses so long before it connects again; a connection that is closed in that pause opens all the same. */
const RECONNECT_MS = 600;
const REGISTER_AGAIN_MS = 60_000;

export interface DiscordOptions {
  /** The bot's token. */
  token: string;
  /** Base address of the REST API (`https://discord.com/api` by default); the gateway's address comes from there. */
  apiUrl?: string;
  /** Registers the commands in this server alone, where they show at once: for development. */
  guild?: string;
  /** The shards that this process runs, of how many over all; absent: all that Discord wants. */
  shards?: { ids: readonly number[]; count: number };
  /** Whether commands come in here; else this process only sends, and needs no gateway. Default: they do. */
  listens?: boolean;
  /** For tests. */
  pulse?: PulseTimes;
}

/** Discord: a gateway connection for commands and buttons, the REST API for everything that is said. */
export function createDiscordAdapter(options: DiscordOptions): Adapter {
  let session = createSession(options);
  let begun = false;
  let stopped = false;
  /** Why it could not be connected. */
  let failed: AdapterHealth | null = null;
  return {
    name: NAME,
    paceMs: PACE_MS,
    async start(host) {
      if (begun) throw new Error('The Discord adapter was started before.');
      begun = true;
      try {
        await session.start(host);
        failed = null;
      } catch (error) {
        if (stopped) throw error;
        // The SDK logs in once: another try takes another session.
        failed = session.health();
        await session.stop();
        if (!stopped) session = createSession(options);
        begun = false;
        throw error;
      }
    },
    send: (...args) => session.send(...args),
    reply: (...args) => session.reply(...args),
    edit: (...args) => session.edit(...args),
    find: (...args) => session.find(...args),
    tell: (...args) => session.tell(...args),
    reaches: (...args) => session.reaches(...args),
    health: () => (failed && !begun ? failed : session.health()),
    stop() {
      stopped = true;
      failed = null;
      return session.stop();
    },
  };
}

/** One log-in, and all that goes by it. */
type Session = Pick<Adapter, 'start' | 'health' | 'stop'> &
  Required<Pick<Adapter, 'tell' | 'reaches'>> &
  Pick<Adapter, 'send' | 'reply' | 'edit' | 'find'>;

function createSession({ token, apiUrl, guild, shards, listens = true, pulse = PULSE }: DiscordOptions): Session {
  const busy = new Set<Promise<unknown>>();
  let connections: SimpleShardingStrategy | null = null;
  let state: 'new' | 'starting' | 'started' | 'stopping' | 'stopped' = 'new';
  let ownId: string | null = null;
  let tokenRefused = false;
  let lost = false;
  let unregistered: string | null = null;
  let again: NodeJS.Timeout | undefined;
  let giveUp = () => {};
  let endPulse = () => {};
  let silence: (shard: number) => void = () => {};
  let stopped: Promise<void> | null = null;

  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    // As many connections as Discord wants for this bot: one, up to a few thousand servers.
    ...(shards ? { shards: [...shards.ids], shardCount: shards.count } : { shards: 'auto' as const }),
    rest: { ...(apiUrl ? { api: apiUrl } : {}), retries: 2, timeout: 8_000, ...COUNT_REFUSALS },
    ws: {
      buildStrategy: (manager) => {
        connections = new SimpleShardingStrategy(manager as unknown as GatewayManager);
        endPulse = watchPulse(manager as unknown as GatewayManager, connections, pulse, (shard) => silence(shard));
        return connections;
      },
    },
    // A server that is in an outage must not keep the others waiting.
    waitGuildTimeout: 2_000,
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      GuildMemberManager: { maxSize: 20, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
  const sending = createSendingRest(apiUrl, token);

  // The SDK counts for all its connections together.
  for (const rest of [client.rest, sending])
    rest.on(RESTEvents.InvalidRequestWarning, (refused) => delivery.refused(refused));

  const track = (work: Promise<unknown>): void => {
    busy.add(work);
    void work.finally(() => busy.delete(work)).catch(() => {});
  };

  const delivery = createDelivery({
    rest: sending,
    token,
    self: () => client.user?.id ?? ownId,
    // Servers of other shards are known to other processes.
    inGuild: (guild) => {
      if (!client.isReady()) return null;
      return client.guilds.cache.has(guild) || (shards && shards.ids.length < shards.count ? null : false);
    },
    readsHistory(channel) {
      const known = client.channels.cache.get(channel);
      if (!known || !('guild' in known) || !known.guild.members.me) return null;
      return known.permissionsFor(known.guild.members.me)?.has(PermissionFlagsBits.ReadMessageHistory) ?? null;
    },
    onToken: (accepted) => {
      tokenRefused = !accepted;
    },
    now: Date.now,
  });

  async function register(host: Host): Promise<void> {
    const application = client.application;
    if (!application || state === 'stopping' || state === 'stopped') return;
    const { commands: everywhere } = discordManifest(host.commands, application.id);
    const commands = guild ? forGuild(everywhere) : everywhere;
    const route = guild
      ? Routes.applicationGuildCommands(application.id, guild)
      : Routes.applicationCommands(application.id);
    try {
      // Where they cannot be read, writing them tells what is wrong.
      const known = await client.rest.get(route).catch(() => null);
      if (Array.isArray(known) && sameRegistration(commands, known)) {
        host.log.debug({ commands: commands.length }, 'The Discord commands are registered already');
      } else {
        await client.rest.put(route, { body: commands });
        host.log.info({ commands: commands.length }, 'Registered the Discord commands');
      }
      unregistered = null;
    } catch (error) {
      unregistered = describe(error);
      host.log.error({ error: unregistered }, 'The Discord commands could not be registered; trying again in a minute');
      again = setTimeout(() => track(register(host)), REGISTER_AGAIN_MS).unref();
    }
  }

  function watch(host: Host): void {
    const { log } = host;
    const answer = createInteractions({
      platform: NAME,
      host,
      rest: client.rest,
      once: sending,
      stopping: () => state !== 'started' && state !== 'starting',
    });
    client.on(Events.InteractionCreate, (interaction) => track(answer(interaction)));
    watchReach(client, NAME, host, track);
    // Without listeners these would end the process.
    client.on(Events.Error, (error) => log.error({ error: describe(error) }, 'The Discord client reported an error'));
    client.on(Events.ShardError, (error, shard) =>
      log.warn({ error: describe(error), shard }, 'A Discord connection failed'),
    );
    silence = (shard) => log.warn({ shard }, 'A Discord connection has fallen silent: it is left for another');
    client.on(Events.Warn, (message) => log.warn({ warning: message }, 'The Discord client warns'));
    client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'Connecting to Discord again'));
    client.on(Events.ShardResume, (shard, events) => log.info({ shard, events }, 'Back on Discord, nothing missed'));
    client.on(Events.ShardReady, (shard) => log.info({ shard }, 'Connected to Discord'));
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      lost = true;
      log.error({ shard, code }, 'Discord closed the connection for good; check DISCORD_TOKEN and start again');
    });
  }

  return {
    async start(host) {
      state = 'starting';
      if (!listens) return await introduce();
      watch(host);
      const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
      const abandoned = new Promise<never>((_, reject) => {
        giveUp = () => reject(new Error('Discord: stopped before it was connected.'));
      });
      await Promise.race([logIn().then(() => ready), abandoned]);
      await register(host);
      if (state === 'starting') state = 'started';
    },

    send: delivery.send,
    reply: delivery.reply,
    edit: delivery.edit,
    find: delivery.find,
    tell: delivery.tell,
    reaches: (channel) => (listens ? reachOf(client, channel) : reachUnheard(sending, channel)),

    health(): AdapterHealth {
      if (tokenRefused) return { state: 'down', detail: 'Discord refuses DISCORD_TOKEN' };
      if (state === 'new' || state === 'stopped') return { state: 'down', detail: 'not connected' };
      if (!listens) return { state: state === 'started' ? 'up' : 'connecting', detail: 'sends only' };
      if (lost) return { state: 'down', detail: 'Discord closed the connection; check DISCORD_TOKEN and start again' };
      const shards = [...client.ws.shards.values()];
      const up = shards.filter((shard) => shard.status === Status.Ready).length;
      if (!client.isReady() || up < shards.length)
        return {
          state: 'connecting',
          detail: shards.length > 1 ? `${up} of ${shards.length} connections` : 'connecting',
        };
      const servers = client.guilds.cache.size;
      const detail = `${client.user.username}, in ${servers} ${servers === 1 ? 'server' : 'servers'}`;
      return { state: 'up', detail: unregistered ? `${detail}; commands not registered: ${unregistered}` : detail };
    },

    stop() {
      stopped ??= shutDown();
      return stopped;
    },
  };

  /** Without a gateway: who we are, and that the token is right. */
  async function introduce(): Promise<void> {
    try {
      client.rest.setToken(token);
      ownId = ((await client.rest.get(Routes.user())) as { id: string }).id;
      if (state === 'starting') state = 'started';
    } catch (error) {
      state = 'new';
      tokenRefused = refusesToken(error);
      throw new Error(loginProblem(error, apiUrl ?? 'discord.com'), { cause: describe(error) });
    }
  }

  async function logIn(): Promise<void> {
    try {
      await client.login(token);
    } catch (error) {
      if (state === 'starting') state = 'stopped';
      tokenRefused = refusesToken(error);
      throw new Error(loginProblem(error, apiUrl ?? 'discord.com'), { cause: describe(error) });
    }
    // Stopped meanwhile: the SDK has already forgotten this connection.
    if (state !== 'starting') await connections?.destroy();
  }

  async function shutDown(): Promise<void> {
    const begun = listens && (state === 'starting' || state === 'started');
    state = 'stopping';
    giveUp();
    clearTimeout(again);
    endPulse();
    const deadline = AbortSignal.timeout(DRAIN_MS);
    while (busy.size && !deadline.aborted) {
      const timeUp = new Promise((resolve) => deadline.addEventListener('abort', resolve, { once: true }));
      await Promise.race([Promise.allSettled([...busy]), timeUp]);
    }
    if (begun) await disconnect();
    state = 'stopped';
  }

  async function disconnect(): Promise<void> {
    // Destroying forgets the connections, also one that is about to open again, so they are held here till it is shut.
    // biome-ignore lint/complexity/useLiteralKeys: the brackets reach what the SDK's types keep private
    const shards = connections ? [...connections['shards'].values()] : [];
    const reconnecting = [...client.ws.shards.values()].some((shard) => shard.status !== Status.Ready);
    await client.destroy();
    sending.clearHashSweeper();
    sending.clearHandlerSweeper();
    if (!reconnecting) return;
    await sleep(RECONNECT_MS);
    await Promise.all(shards.map((shard) => shard.destroy()));
  }
}
