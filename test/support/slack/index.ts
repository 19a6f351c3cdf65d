import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Ack, createSocket, type Envelope, type FakeSocket, SOCKET_PATH } from './socket.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  createState,
  type FakeChannel,
  type FakeMessage,
  type FakeState,
  type Json,
  TEAM,
} from './state.ts';
import { CLIENT } from './tokens.ts';
import { checkMessage, wordsOf } from './validate.ts';

export { APP_TOKEN, BOT_TOKEN, BOT_USER, CLIENT, type FakeMessage, TEAM };

export const SIGNING_SECRET = 'fake-signing-secret';

/** What goes wrong with one call. `applied`: it was carried out all the same. */
export type Fault =
  | { kind: 'rate limit'; retryAfter: number | null }
  | { kind: 'status'; status: number; applied?: boolean; retryAfter?: number }
  | { kind: 'reset'; applied: boolean }
  | { kind: 'silence'; applied: boolean }
  /** Carried out only after a while, whoever asked for it may be gone by then; the connection breaks. */
  | { kind: 'late'; ms: number }
  | { kind: 'error'; error: string; more?: Json }
  | { kind: 'not json'; applied?: boolean };

export interface FakeButton {
  label: string;
  action_id: string;
  value?: string;
  url?: string;
}

export interface FakeReply {
  text: string;
  blocks: unknown[];
  /** Everything people read in the blocks. */
  words: string;
  visibility: 'caller' | 'channel';
  /** In place of the message whose button was pressed. */
  replaces: boolean;
  thread?: string;
  buttons: FakeButton[];
  ack: Ack;
}

export interface FakeCall {
  method: string;
  args: Json;
  at: number;
  /** The token that it was made with. */
  token: string;
}

export interface Where {
  channel?: string;
  user?: string;
  team?: string;
  /** How long to wait for the answer. */
  withinMs?: number;
}

/** A Slack on loopback: the Web API over HTTP and Socket Mode over a WebSocket, with faults on demand. */
export interface FakeSlack {
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  team: string;
  socket: FakeSocket;
  state: FakeState;
  /** Every call of the Web API. */
  calls: FakeCall[];
  /** From now on everything goes to this address of the app over HTTP, signed, instead of to its socket. */
  overHttp(address: string): void;
  /** Sends a browser from Slack's page of consent back to this address of the app. */
  consent(redirectUri: string): void;
  /** Makes or changes a channel. */
  channel(id: string, change?: Partial<FakeChannel>): FakeChannel;
  /** Gives a channel another id for good, its messages too. */
  changeId(from: string, to: string): void;
  /** The messages of a channel, in order; replies too. */
  messages(channel: string): FakeMessage[];
  /** Types a command (`/deal scale-ai`), and resolves with the answer that the caller or the channel sees. */
  command(text: string, where?: Where): Promise<FakeReply>;
  /** Presses the button with this label or value. */
  press(on: { blocks: unknown[]; ts?: string; channel?: string }, button: string, where?: Where): Promise<FakeReply>;
  /** Presses a button that opens a window; gives the window. */
  open(on: { blocks: unknown[]; ts?: string; channel?: string }, button: string, where?: Where): Promise<Json>;
  /** Fills in a window and sends it: text, or the chosen values. The answer goes to `replies`. */
  submit(view: Json, values: Record<string, string | string[]>, where?: Where): Promise<Ack>;
  /** Sends an event; resolves when it is acknowledged. */
  event(event: Json, more?: { id?: string; team?: string }): Promise<Ack>;
  /** Sends the latest envelope again, as Slack does when it missed an acknowledgement. */
  repeat(): Promise<Ack>;
  /** Answers that came to any `response_url`, valid ones. */
  replies: FakeReply[];
  /** The next calls of this method (or answers, `response_url`) meet these faults, one each. */
  faultOnce(method: string, ...faults: Fault[]): void;
  stop(): Promise<void>;
}

interface ResponseUrl {
  uses: number;
  ack: Ack | null;
  answered: (reply: FakeReply) => void;
  message: FakeMessage | null;
}

const USES = 5;

export interface FakeSlackOptions {
  /** Asked for each call that no `faultOnce` is waiting for: makes faults by chance. */
  chance?: (method: string) => Fault | null;
}

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const faults = new Map<string, Fault[]>();
  const calls: FakeCall[] = [];
  const replies: FakeReply[] = [];
  const urls = new Map<string, ResponseUrl>();
  const sleepers = new Set<ServerResponse>();
  let last: Envelope | null = null;
  let address = '';
  let redirectUri = '';
  let number = 0;

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const socket = createSocket(server);
  const state = createState(
    () => `ws://127.0.0.1:${port}${SOCKET_PATH}?ticket=${randomBytes(6).toString('hex')}`,
    (id) => `http://127.0.0.1:${port}/upload/${id}`,
  );

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (path.startsWith('/upload/')) return take(path.slice('/upload/'.length), request, response);
    const body = await read(request);
    if (path.startsWith('/oauth/v2/authorize')) return askConsent(new URL(path, 'http://slack'), response);
    if (path.startsWith('/response/')) return respond(path.slice('/response/'.length), body, response);
    const method = path.replace(/^\/api\//, '');
    const args = parse(body, request.headers['content-type'] ?? '');
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    calls.push({ method, args, at: Date.now(), token });
    const run = () => state.call(method, args, token);
    meet(faults.get(method)?.shift() ?? options.chance?.(method) ?? undefined, response, run, () => {
      const answer = run() ?? { ok: false, error: 'unknown_method' };
      const headers = { 'content-type': 'application/json', 'x-oauth-scopes': [...state.scopes].join(',') };
      response.writeHead(200, headers).end(JSON.stringify(answer));
    });
  }

  async function take(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const type = request.headers['content-type'] ?? '';
    const file = state.files.get(id);
    if (file) {
      const form = type.startsWith('multipart/')
        ? await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData()
        : null;
      const part = form && [...form.values()].find((value) => value instanceof File);
      file.bytes = part ? Buffer.from(await part.arrayBuffer()) : raw;
    }
    response.writeHead(file ? 200 : 404).end(file ? 'OK' : 'no such upload');
  }

  /** Lets the fault happen, or goes on. */
  function meet(fault: Fault | undefined, response: ServerResponse, run: () => void, goOn: () => void): void {
    if (!fault) {
      goOn();
      return;
    }
    if ('applied' in fault && fault.applied) run();
    switch (fault.kind) {
      case 'rate limit': {
        const retry = fault.retryAfter === null ? {} : { 'retry-after': String(fault.retryAfter) };
        response.writeHead(429, retry).end(JSON.stringify({ ok: false, error: 'ratelimited' }));
        return;
      }
      case 'status':
        response
          .writeHead(fault.status, fault.retryAfter ? { 'retry-after': String(fault.retryAfter) } : {})
          .end('oops');
        return;
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'silence':
        sleepers.add(response);
        return;
      case 'late':
        setTimeout(() => {
          run();
          response.socket?.resetAndDestroy();
        }, fault.ms);
        return;
      case 'error':
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ ok: false, error: fault.error, ...fault.more }));
        return;
      case 'not json':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>');
    }
  }

  function respond(id: string, raw: string, response: ServerResponse): void {
    const url = urls.get(id);
    const answer = (status: number, text: string) => void response.writeHead(status).end(text);
    if (!url || url.uses >= USES) {
      answer(404, url ? 'used_url' : 'expired_url');
      return;
    }
    url.uses += 1;
    const run = () => {
      const body = JSON.parse(raw) as Json;
      const wrong = checkMessage(body);
      if (wrong) return answer(200, JSON.stringify({ ok: false, error: wrong.error }));
      const blocks = (body.blocks as unknown[] | undefined) ?? [];
      const reply: FakeReply = {
        text: String(body.text ?? ''),
        blocks,
        words: wordsOf(blocks),
        visibility: body.response_type === 'in_channel' ? 'channel' : 'caller',
        replaces: body.replace_original === true,
        ...(typeof body.thread_ts === 'string' && { thread: body.thread_ts }),
        buttons: buttonsOf(blocks),
        ack: url.ack ?? { envelopeId: '', type: 'none', afterMs: Number.NaN, payload: null },
      };
      if (reply.replaces && url.message) {
        Object.assign(url.message, { text: reply.text, blocks, edits: url.message.edits + 1 });
      }
      replies.push(reply);
      url.answered(reply);
      if (!response.headersSent) answer(200, 'ok');
    };
    meet(faults.get('response_url')?.shift(), response, run, run);
  }

  /** Slack's page of consent, where everybody agrees at once; `team` in the address chooses the workspace, `deny` declines. */
  function askConsent({ searchParams: asked }: URL, response: ServerResponse): void {
    const back = new URL(asked.get('redirect_uri') ?? redirectUri);
    if (asked.get('client_id') !== CLIENT.clientId) return void response.writeHead(400).end('invalid_client_id');
    if (asked.has('deny')) back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', state.tokens.grant(asked.get('team') ?? TEAM));
    back.searchParams.set('state', asked.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  /** To the app's socket, or to its address, signed. Resolves when it is acknowledged. */
  async function deliver(envelope: Envelope): Promise<Ack> {
    if (!address) return socket.deliver(envelope);
    const { type, payload } = envelope;
    const form = type !== 'events_api';
    const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
    const body = form ? new URLSearchParams(fields).toString() : JSON.stringify(payload);
    const at = performance.now();
    const answer = await post(address, body, {
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      ...(envelope.retry_attempt && { 'x-slack-retry-num': String(envelope.retry_attempt) }),
    });
    const said = await answer.text();
    if (answer.status !== 200) throw new Error(`the app answered ${answer.status} ${said}`);
    return { envelopeId: envelope.envelope_id, type, afterMs: performance.now() - at, payload: said };
  }

  /** Sends an envelope with a fresh `response_url`, and waits for the answer to it. */
  async function ask(type: 'slash_commands' | 'interactive', payload: Json, where: Where, pressed: FakeMessage | null) {
    const id = randomBytes(8).toString('hex');
    const { withinMs = 5_000 } = where;
    let late: NodeJS.Timeout | undefined;
    const answered = new Promise<FakeReply>((resolve, reject) => {
      urls.set(id, { uses: 0, ack: null, answered: resolve, message: pressed });
      late = setTimeout(() => reject(new Error(`no answer to ${type} within ${withinMs} ms`)), withinMs);
    });
    answered.catch(() => {});
    last = socket.envelope(type, { ...payload, response_url: `http://127.0.0.1:${port}/response/${id}` });
    try {
      const ack = await deliver(last);
      const url = urls.get(id);
      if (url) url.ack = ack;
      const reply = await answered;
      return { ...reply, ack };
    } finally {
      clearTimeout(late);
    }
  }

  const trigger = () => `${Date.now()}.${++number}.${randomBytes(4).toString('hex')}`;

  /** What Slack sends when a button is pressed. */
  function pressing(on: { blocks: unknown[]; ts?: string; channel?: string }, label: string, where: Where) {
    const button = buttonsOf(on.blocks).find((b) => b.label === label || b.value === label);
    if (!button)
      throw new Error(
        `no button “${label}” among ${buttonsOf(on.blocks)
          .map((b) => b.label)
          .join(', ')}`,
      );
    const { user = 'U0ALICE', team = TEAM } = where;
    const stored = on.ts ? (state.messages.find((m) => m.ts === on.ts) ?? null) : null;
    const channel = where.channel ?? on.channel ?? stored?.channel ?? 'C0GENERAL';
    const ts = on.ts ?? state.nextTs();
    const thread = stored?.thread_ts ? { thread_ts: stored.thread_ts } : {};
    const payload = {
      type: 'block_actions',
      team: { id: team, domain: 'fake' },
      user: { id: user, username: 'somebody', team_id: team },
      api_app_id: 'A0FAKE',
      token: 'fake',
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: !stored, ...thread },
      channel: { id: channel, name: state.channels.get(channel)?.name ?? 'channel' },
      ...(stored && { message: { type: 'message', ts, text: stored.text, blocks: stored.blocks, ...thread } }),
      actions: [
        {
          type: 'button',
          block_id: 'b1',
          action_id: button.action_id,
          text: { type: 'plain_text', text: button.label },
          ...(button.value !== undefined && { value: button.value }),
          action_ts: ts,
        },
      ],
      trigger_id: trigger(),
    };
    return { payload, stored };
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    team: TEAM,
    socket,
    state,
    calls,
    replies,
    channel: state.channel,
    changeId(from, to) {
      state.channel(to, { ...state.channel(from), id: to });
      state.channels.delete(from);
      for (const message of state.messages) if (message.channel === from) message.channel = to;
    },
    overHttp(to) {
      address = to;
    },
    consent(to) {
      redirectUri = to;
    },
    messages: (channel) => state.messages.filter((m) => m.channel === channel),
    async command(text, where = {}) {
      const { channel: id = 'C0GENERAL', user = 'U0ALICE', team = TEAM } = where;
      const channel = state.channels.get(id) ?? state.channel(id, { team });
      const [command = '', ...rest] = text.split(' ');
      const payload = {
        token: 'fake',
        team_id: team,
        team_domain: 'fake',
        channel_id: id,
        channel_name: channel.isPrivate && id.startsWith('C') ? 'privategroup' : channel.name,
        user_id: user,
        user_name: 'somebody',
        command,
        text: rest.join(' '),
        api_app_id: 'A0FAKE',
        is_enterprise_install: 'false',
        trigger_id: trigger(),
      };
      return ask('slash_commands', payload, where, null);
    },
    async press(on, label, where = {}) {
      const { payload, stored } = pressing(on, label, where);
      return ask('interactive', payload, where, stored);
    },
    async open(on, label, where = {}) {
      const before = state.views.length;
      const { payload, stored } = pressing(on, label, where);
      const answered = ask('interactive', payload, where, stored);
      answered.catch(() => {});
      for (let i = 0; i < 500 && state.views.length === before; i++) await new Promise((go) => setTimeout(go, 10));
      const view = state.views[before];
      if (!view) throw new Error('no window was opened');
      return view;
    },
    submit(view, values, where = {}) {
      const blocks = view.blocks as { block_id: string; element: { type: string; action_id: string } }[];
      const answers = blocks.map(({ block_id, element }) => {
        const given = values[block_id];
        const option = (value: string) => ({ value, text: { type: 'plain_text', text: value } });
        const answer =
          element.type === 'plain_text_input'
            ? { value: given === undefined ? null : String(given) }
            : element.type === 'static_select'
              ? { selected_option: given === undefined ? null : option(String(given)) }
              : { selected_options: [given ?? []].flat().map(option) };
        return [block_id, { [element.action_id]: { type: element.type, ...answer } }];
      });
      last = socket.envelope('interactive', {
        type: 'view_submission',
        team: { id: where.team ?? TEAM, domain: 'fake' },
        user: { id: where.user ?? 'U0ALICE', username: 'somebody', team_id: where.team ?? TEAM },
        api_app_id: 'A0FAKE',
        token: 'fake',
        trigger_id: trigger(),
        view: { id: 'V1', team_id: where.team ?? TEAM, ...view, state: { values: Object.fromEntries(answers) } },
        response_urls: [],
        is_enterprise_install: false,
      });
      return deliver(last);
    },
    event(event, { id = `Ev${trigger()}`, team = TEAM } = {}) {
      last = socket.envelope('events_api', {
        token: 'fake',
        team_id: team,
        api_app_id: 'A0FAKE',
        event: { event_ts: state.nextTs(), ...event },
        type: 'event_callback',
        event_id: id,
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [{ enterprise_id: null, team_id: team, user_id: BOT_USER, is_bot: true }],
      });
      return deliver(last);
    },
    repeat() {
      if (!last) throw new Error('nothing was sent yet');
      return deliver({ ...last, retry_attempt: 1, retry_reason: 'timeout' });
    },
    faultOnce(method, ...more) {
      faults.set(method, [...(faults.get(method) ?? []), ...more]);
    },
    async stop() {
      for (const response of sleepers) response.destroy();
      await socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A request signed as Slack signs it; `seconds`: the age of its time-stamp, `secret`: whose it pretends to be. */
export function post(
  address: string,
  body: string,
  headers: Record<string, string> = {},
  { seconds = 0, secret = SIGNING_SECRET }: { seconds?: number; secret?: string } = {},
): Promise<Response> {
  const at = String(Math.floor(Date.now() / 1000) - seconds);
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
    body,
  });
}

/** The buttons of a message, in order. */
export function buttonsOf(blocks: readonly unknown[]): FakeButton[] {
  return (blocks as { type: string; elements?: (Json & { text: { text: string } })[] }[])
    .filter((block) => block.type === 'actions')
    .flatMap((block) => block.elements ?? [])
    .map((element) => ({
      label: element.text.text,
      action_id: String(element.action_id),
      ...(typeof element.value === 'string' && { value: element.value }),
      ...(typeof element.url === 'string' && { url: element.url }),
    }));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A form's or a JSON body; Slack's SDK puts JSON into the fields of a form. */
function parse(body: string, type: string): Json {
  if (type.includes('json')) return JSON.parse(body || '{}') as Json;
  const args: Json = Object.fromEntries(new URLSearchParams(body));
  for (const key of ['blocks', 'metadata'])
    if (typeof args[key] === 'string') args[key] = JSON.parse(args[key] as string);
  return args;
}
