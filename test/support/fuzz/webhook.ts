import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import type { Adapter, Host, Installations } from '../../../src/chat/adapter.ts';
import type { Reply } from '../../../src/chat/command.ts';
import { COMMANDS } from '../../../src/commands/index.ts';
import { createHttpServer, type HttpServer } from '../../../src/http/server.ts';

const SECRET = 'a signing secret of a test';
/** Bolt leaves what it does not know unanswered for three seconds. */
const PATIENCE_MS = 40;

/** The real adapter on a real server, which is asked whatever comes; it must answer the next one all the same. */
export function openWebhook() {
  let running: Promise<{ adapter: Adapter; http: HttpServer; web: Server; port: number }> | null = null;
  let sent = 0;

  async function start() {
    // Stands in for Slack's Web API and its `response_url`s: nothing works there.
    const web = createServer(
      (_, res) => void res.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":false}'),
    );
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const adapter = createSlackAdapter({
      oauth: { clientId: '1.2', clientSecret: 'c', signingSecret: SECRET, stateSecret: 'a secret of sixteen' },
      apiUrl: `http://127.0.0.1:${(web.address() as AddressInfo).port}/api/`,
    });
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const http = createHttpServer({ host: '127.0.0.1', port: 0, routes: adapter.routes ?? [], log });
    await http.start();
    await adapter.start(hostOf(log));
    return { adapter, http, web, port: http.address()?.port ?? 0 };
  }

  return {
    async send({ type, text, signed }: { type: string; text: string; signed: boolean }): Promise<void> {
      running ??= start();
      const { port } = await running;
      const status = await post(port, text, type, signed ? SECRET : 'guessed');
      // 500: Bolt gave up on a body that no platform sends.
      assert.ok([null, 200, 400, 401, 404, 413, 500].includes(status), String(status));
      if (!signed) assert.ok(status !== 200);
      if (++sent % 100 === 0) {
        const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c1' });
        assert.equal(await post(port, challenge, 'application/json', SECRET, 5_000), 200);
      }
    },
    async close() {
      if (!running) return;
      const { adapter, http, web } = await running;
      await adapter.stop();
      await http.stop();
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
    },
  };
}

/** The status of the answer; null where there was none in time. */
function post(
  port: number,
  body: string,
  type: string,
  secret: string,
  patienceMs = PATIENCE_MS,
): Promise<number | null> {
  const at = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: '/slack/events',
        method: 'POST',
        headers: {
          'x-slack-request-timestamp': at,
          'x-slack-signature': signature,
          ...(type && { 'content-type': type }),
        },
      },
      (answer) => {
        clearTimeout(late);
        answer.resume();
        resolve(answer.statusCode ?? null);
      },
    );
    const late = setTimeout(() => {
      resolve(null);
      asked.destroy();
    }, patienceMs);
    asked.on('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    asked.end(body);
  });
}

function hostOf(log: Host['log']): Host {
  const nothing: Installations = {
    get: async () => null,
    put: async () => {},
    delete: async () => false,
    workspaces: async () => [],
    once: async () => true,
  };
  const reply: Reply = { card: { summary: 'x', title: 'x', blocks: [], buttons: [] }, visibility: 'caller' };
  return {
    commands: COMMANDS,
    answer: async () => reply,
    press: async () => reply,
    form: () => null,
    submit: async () => reply,
    home: async () => reply.card,
    suggest: () => [],
    unreachable: async () => {},
    reachable: async () => {},
    moved: async () => {},
    installations: () => nothing,
    log,
  };
}
