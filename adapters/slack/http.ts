import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, type BufferedIncomingMessage, HTTPModuleFunctions, HTTPReceiver } from '@slack/bolt';
import type { AdapterLog, Host, HttpRoute, Installations } from '../../src/chat/adapter.ts';
import type { Door } from './door.ts';
import { describe, isWorkspaceGone, platformError } from './errors.ts';
import { type Incoming, listen } from './incoming.ts';
import { PATHS } from './manifest.ts';
import { createOAuth, type OAuthSettings } from './oauth.ts';
import { PAGE_HEADERS } from './pages.ts';
import { type ClientSettings, createClients, type Workspace } from './workspaces.ts';

export interface HttpSettings extends OAuthSettings {
  /** Slack signs with it whatever it sends. */
  signingSecret: string;
  /** Path of our public address, as in `/dealwire`, or empty: a proxy may pass it on or take it off. */
  basePath?: string;
}

type Answering = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Bytes of what Slack sends at once. */
const LONGEST_BODY = 1_000_000;
/** Seconds by which Slack's clock and ours may differ: what is older was perhaps recorded and sent again. */
const CLOCK_SECONDS = 300;

/** HTTP with OAuth: any number of workspaces, each with the tokens that it gave on installing. */
export function createHttpDoor(
  { signingSecret, basePath = '', ...oauthSettings }: HttpSettings,
  settings: ClientSettings & { log: AdapterLog },
): Door & { routes: readonly HttpRoute[] } {
  const { log, logger } = settings;
  const clientOf = createClients(settings);
  let open: { host: Host; installations: Installations } | null = null;
  let incoming: Incoming | null = null;

  const oauth = createOAuth(
    { ...oauthSettings, ...settings },
    {
      installations() {
        if (!open) throw new Error('Slack over HTTP is not started yet');
        return open.installations;
      },
      async installed(team) {
        await open?.host.reachable({ platform: 'slack', workspace: team });
      },
      log,
    },
  );

  async function workspace(team: string): Promise<Workspace | null> {
    const bot = await oauth.bot(team);
    if (!bot) return null;
    const { token, userId, id: botId, scopes } = bot;
    return { team, client: clientOf(token), bot: { userId, botId }, scopes: new Set(scopes) };
  }

  /** Slack's word comes late, and perhaps after the app was installed again: then the token that we have is good. */
  async function uninstalled(host: Host, team: string, reason: string): Promise<void> {
    const home = await workspace(team);
    if (home && (await isGood(home))) return;
    await oauth.forget(team);
    await host.unreachable({ platform: 'slack', workspace: team }, reason, { removed: true });
    log.info({ workspace: team, reason }, 'the tokens of a workspace were deleted');
  }

  const receiver = new HTTPReceiver({ signingSecret, endpoints: [PATHS.events], bodyLimit: LONGEST_BODY, logger });

  const answers: Readonly<Record<keyof typeof PATHS, { method: string; answer: Answering }>> = {
    events: { method: 'POST', answer: receive },
    install: { method: 'GET', answer: oauth.install },
    redirect: { method: 'GET', answer: oauth.callback },
  };
  const routes = [...new Set(['', basePath])].flatMap((base) =>
    (['events', 'install', 'redirect'] as const).map((name): HttpRoute => {
      const { method, answer } = answers[name];
      return {
        path: base + PATHS[name],
        ...(method === 'GET' && { metered: true }),
        handle(req, res) {
          req.url = req.url?.slice(base.length) ?? '';
          void guarded(req, res, method, answer);
        },
      };
    }),
  );

  async function guarded(req: IncomingMessage, res: ServerResponse, method: string, answer: Answering): Promise<void> {
    try {
      for (const [name, value] of Object.entries(PAGE_HEADERS)) res.setHeader(name, value);
      if (req.method !== method) return end(res, 405, { Allow: method });
      if (!open) return end(res, 503, { 'Retry-After': '5' });
      await answer(req, res);
    } catch (error) {
      log.error({ reason: describe(error) }, 'a request of Slack or of a browser could not be answered');
      if (!res.headersSent) end(res, 500);
    }
  }

  /** Bolt checks the signature; what it would stumble over (a body that is no object) is turned away before. */
  async function receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const sent = Number(req.headers['x-slack-request-timestamp']);
    if (!(Math.abs(Date.now() / 1000 - sent) <= CLOCK_SECONDS)) return end(res, 401);
    const buffered = await HTTPModuleFunctions.bufferIncomingMessage(req, LONGEST_BODY).catch((error: unknown) => {
      if (HTTPModuleFunctions.isRawBodyError(error)) return null;
      throw error;
    });
    if (!buffered) return end(res, 413, { Connection: 'close' });
    if (!isObject(buffered)) return end(res, 400);
    receiver.requestListener(buffered, res);
  }

  return {
    routes,
    async open(host) {
      // The other door could not be opened, and all are asked again.
      if (open) return;
      const installations = host.installations?.('slack');
      if (!installations)
        throw new Error('Slack over HTTP needs ENCRYPTION_KEY, which encrypts the tokens of workspaces.');
      // Acknowledging must wait for nothing, so nothing is looked up before.
      const app = new App({
        receiver,
        authorize: async ({ teamId }) => (teamId ? { teamId } : {}),
        convoStore: false,
        logger,
      });
      incoming = listen(app, { host, workspace, uninstalled: (team, reason) => uninstalled(host, team, reason) });
      open = { host, installations };
      log.info({ workspaces: (await installations.workspaces()).length }, 'ready for Slack over HTTP');
    },
    workspace,
    health: () => (open ? { state: 'up', detail: 'listening' } : { state: 'down', detail: 'not started' }),
    async close() {
      incoming?.refuse();
    },
    drain: async () => incoming?.drain(),
  };
}

/** Where Slack cannot be asked it is not known to be good. */
async function isGood({ client }: Workspace): Promise<boolean> {
  try {
    await client.auth.test();
    return true;
  } catch (error) {
    const word = platformError(error);
    return word !== null && !isWorkspaceGone(word);
  }
}

function isObject(request: BufferedIncomingMessage): boolean {
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(request);
    return typeof body === 'object' && body !== null && !Array.isArray(body);
  } catch {
    return false;
  }
}

function end(res: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  res.writeHead(status, headers);
  res.end();
}
