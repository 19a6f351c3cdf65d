import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

export interface Ack {
  envelopeId: string;
  type: string;
  /** Ms between the envelope and its acknowledgement. */
  afterMs: number;
  payload: unknown;
}

export interface Envelope {
  envelope_id: string;
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: unknown;
  accepts_response_payload: boolean;
  retry_attempt?: number;
  retry_reason?: string;
}

/** The WebSocket side of Socket Mode. */
export interface FakeSocket {
  acks: Ack[];
  /** Connections past their hello. */
  connections(): number;
  /** How many were ever opened. */
  opened(): number;
  /** Resolves when an app is connected. */
  connected(): Promise<void>;
  /** Sends an envelope and resolves with its acknowledgement. */
  deliver(envelope: Envelope): Promise<Ack>;
  envelope(type: Envelope['type'], payload: unknown): Envelope;
  /** Tells every app to come again, as Slack does when it recycles a connection. */
  disconnect(reason: string): void;
  /** Cuts every connection without a word. */
  drop(): void;
  /** Falls silent: nothing is read or answered any more, and the connections stay open. */
  freeze(): void;
  /** The next connection is told this instead of hello. */
  turnAwayOnce(reason: string): void;
  close(): Promise<void>;
}

export const SOCKET_PATH = '/link';
const ACK_MS = 3_000;

export function createSocket(server: Server): FakeSocket {
  const sockets = new Set<WebSocket>();
  const wss = new WebSocketServer({ noServer: true });
  const acks: Ack[] = [];
  const open = new Map<string, { envelope: Envelope; sentAt: number; acked: (ack: Ack) => void }>();
  const waiting: (() => void)[] = [];
  let opened = 0;
  let turnAway: string | null = null;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!request.url?.startsWith(SOCKET_PATH)) return void socket.destroy();
    wss.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => {});
      if (turnAway) {
        ws.send(JSON.stringify({ type: 'disconnect', reason: turnAway }));
        turnAway = null;
        return;
      }
      opened += 1;
      sockets.add(ws);
      ws.on('close', () => sockets.delete(ws));
      ws.on('message', (data) => onMessage(String(data)));
      ws.send(JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: { app_id: 'A0FAKE' } }));
      for (const tell of waiting.splice(0)) tell();
    });
  });

  function onMessage(data: string): void {
    const { envelope_id, payload } = JSON.parse(data) as { envelope_id: string; payload: unknown };
    const sent = open.get(envelope_id);
    const ack: Ack = {
      envelopeId: envelope_id,
      type: sent?.envelope.type ?? 'unknown',
      afterMs: sent ? performance.now() - sent.sentAt : Number.NaN,
      payload,
    };
    acks.push(ack);
    open.delete(envelope_id);
    sent?.acked(ack);
  }

  const connected = async () => {
    if (sockets.size === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  };

  return {
    acks,
    connections: () => sockets.size,
    opened: () => opened,
    connected,
    envelope: (type, payload) => ({
      envelope_id: randomUUID(),
      type,
      payload,
      accepts_response_payload: type !== 'events_api',
    }),
    async deliver(envelope) {
      await connected();
      const ws = [...sockets].at(-1);
      if (!ws) throw new Error('no app is connected');
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          open.delete(envelope.envelope_id);
          reject(new Error(`${envelope.type} was not acknowledged within ${ACK_MS} ms`));
        }, ACK_MS);
        const acked = (ack: Ack) => {
          clearTimeout(late);
          resolve(ack);
        };
        open.set(envelope.envelope_id, { envelope, sentAt: performance.now(), acked });
        ws.send(JSON.stringify(envelope));
      });
    },
    disconnect(reason) {
      for (const ws of sockets) {
        // As good as gone: nothing is sent here any more.
        sockets.delete(ws);
        ws.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }));
      }
    },
    drop() {
      for (const ws of sockets) ws.terminate();
      sockets.clear();
    },
    freeze() {
      for (const ws of sockets) ws.pause();
      sockets.clear();
    },
    turnAwayOnce(reason) {
      turnAway = reason;
    },
    async close() {
      for (const ws of wss.clients) ws.terminate();
      await new Promise((resolve) => wss.close(resolve));
    },
  };
}
