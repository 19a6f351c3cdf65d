import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { APPLICATION, apiGuild, BOT_USER, type Guild, snowflake } from './world.ts';

/** Members, presences and message content need Discord's leave; dealwire must do without. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

interface Session {
  id: string;
  seq: number;
  sent: { op: 0; t: string; s: number; d: unknown }[];
  socket: WebSocket | null;
}

export interface Gateway {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends an event, or keeps it for the session that is away; without a session it is lost, as with Discord. */
  dispatch(type: string, data: unknown): void;
  /** Waits until the bot has a session. */
  session(): Promise<void>;
  /** How often the bot logged in anew, took a session up again, and beat. */
  counts: { identified: number; resumed: number; heartbeats: number };
  /** Asks the bot to connect again and resume (op 7). */
  askReconnect(): void;
  /** Ends the session (op 9): the bot must log in anew, or may resume. */
  invalidate(resumable: boolean): void;
  /** Breaks the connection without a word; `code` closes it properly instead. */
  drop(code?: number): void;
  /** Answers no heartbeats from now on, or again. */
  setSilent(silent: boolean): void;
  /** Says nothing at all from now on, though connections stay open; or speaks again, to connections made since. */
  setDumb(dumb: boolean): void;
  /** Log-ins and resumptions stay unanswered from now on, or no more. */
  setStuck(stuck: boolean): void;
  /** From now on READY names no servers, and none follows. */
  hideGuilds(): void;
  connected(): boolean;
  /** How many connections were ever opened. */
  connections(): number;
  close(): void;
}

export function createGateway(options: {
  token(): string;
  url(): string;
  guilds(): Iterable<Guild>;
  heartbeatMs: number;
}): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const counts = { identified: 0, resumed: 0, heartbeats: 0 };
  let current: Session | null = null;
  let opened = 0;
  let silent = false;
  let dumb = false;
  let stuck = false;
  let hidden = false;
  let waiting: (() => void)[] = [];

  const put = (socket: WebSocket | null, packet: object) => {
    if (socket?.readyState === 1 && !dumb) socket.send(JSON.stringify(packet));
  };
  const event = (session: Session, t: string, d: unknown) => {
    session.seq += 1;
    const packet = { op: 0 as const, t, s: session.seq, d };
    session.sent.push(packet);
    put(session.socket, packet);
  };

  server.on('connection', (socket: WebSocket) => {
    let own: Session | null = null;
    opened += 1;
    put(socket, { op: 10, d: { heartbeat_interval: options.heartbeatMs } });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (own?.socket === socket) own.socket = null;
    });
    socket.on('message', (raw: RawData) => {
      const { op, d } = JSON.parse(raw.toString()) as { op: number; d: Record<string, unknown> };
      if (op === 1) {
        counts.heartbeats += 1;
        if (!silent) put(socket, { op: 11 });
      } else if (stuck) return;
      else if (op === 2) own = identify(socket, d);
      else if (op === 6) own = resume(socket, d);
    });
  });

  function identify(socket: WebSocket, d: Record<string, unknown>): Session | null {
    if (d.token !== options.token()) {
      socket.close(4004, 'Authentication failed.');
      return null;
    }
    if (Number(d.intents) & PRIVILEGED) {
      socket.close(4014, 'Disallowed intent(s).');
      return null;
    }
    counts.identified += 1;
    const session: Session = { id: snowflake(), seq: 0, sent: [], socket };
    sessions.set(session.id, session);
    current = session;
    const guilds = hidden ? [] : [...options.guilds()];
    event(session, 'READY', {
      v: 10,
      user: BOT_USER,
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: options.url(),
      shard: d.shard,
      guilds: guilds.map((g) => ({ id: g.id, unavailable: true })),
      application: { id: APPLICATION, flags: 0 },
    });
    for (const guild of guilds) if (!guild.unavailable) event(session, 'GUILD_CREATE', apiGuild(guild));
    wake();
    return session;
  }

  function resume(socket: WebSocket, d: Record<string, unknown>): Session | null {
    const session = sessions.get(String(d.session_id));
    if (!session) {
      put(socket, { op: 9, d: false });
      return null;
    }
    counts.resumed += 1;
    session.socket = socket;
    current = session;
    for (const packet of session.sent) if (packet.s > Number(d.seq)) put(socket, packet);
    event(session, 'RESUMED', {});
    wake();
    return session;
  }

  function wake(): void {
    const now = waiting;
    waiting = [];
    for (const go of now) go();
  }

  return {
    counts,
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (ws) => server.emit('connection', ws, request));
    },
    dispatch(type, data) {
      if (current) event(current, type, data);
    },
    async session() {
      if (!current) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    askReconnect: () => put(current?.socket ?? null, { op: 7, d: null }),
    invalidate(resumable) {
      const session = current;
      if (!session) return;
      if (!resumable) {
        sessions.delete(session.id);
        current = null;
      }
      put(session.socket, { op: 9, d: resumable });
    },
    drop(code) {
      const socket = current?.socket;
      if (code === undefined) socket?.terminate();
      else socket?.close(code);
    },
    setSilent(value) {
      silent = value;
    },
    setDumb(value) {
      dumb = value;
    },
    setStuck(value) {
      stuck = value;
    },
    hideGuilds() {
      hidden = true;
    },
    connections: () => opened,
    connected: () => current?.socket?.readyState === 1,
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
