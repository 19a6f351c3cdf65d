import { createTokens, type FakeTokens } from './tokens.ts';
import { checkMessage, checkView } from './validate.ts';

export interface FakeChannel {
  id: string;
  /** The workspace it is in. */
  team: string;
  name: string;
  isPrivate: boolean;
  /** The bot is in it. */
  isMember: boolean;
  isArchived: boolean;
  /** Who is in it; absent: everybody. */
  people?: string[];
}

export interface FakeMessage {
  channel: string;
  ts: string;
  text: string;
  blocks: unknown[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  /** Set in replies: the message they answer. */
  thread_ts?: string;
  broadcast: boolean;
  /** How often it was edited. */
  edits: number;
}

export type Json = Record<string, unknown>;
export type Answer = { ok: true; [key: string]: unknown } | { ok: false; error: string; [key: string]: unknown };

export const TEAM = 'T0FAKE';
export const BOT_USER = 'U0BOT';
export const BOT_ID = 'B0BOT';
export const BOT_TOKEN = 'xoxb-fake-bot-token';
export const APP_TOKEN = 'xapp-fake-app-token';
const ALL_SCOPES =
  'commands,chat:write,chat:write.public,channels:read,groups:read,channels:history,groups:history,users:read,files:write';

/** A workspace: its channels and messages, and the methods of the Web API on them. */
export interface FakeState {
  channels: Map<string, FakeChannel>;
  /** Who administers the workspace. */
  admins: Set<string>;
  /** Windows that were opened, in order. */
  views: Json[];
  /** Uploaded files; `shared`: the channel that one was shared into. */
  files: Map<string, { name: string; alt: string; bytes: Buffer | null; shared: string | null }>;
  messages: FakeMessage[];
  scopes: Set<string>;
  /** What people see who open the app's own page, by person. */
  homes: Map<string, { blocks: unknown[]; published: number }>;
  /** Who may act where: the tokens of every workspace. */
  tokens: FakeTokens;
  channel(id: string, change?: Partial<FakeChannel>): FakeChannel;
  /** Carries out a method; undefined where there is none of that name. */
  call(method: string, args: Json, token: string): Answer | undefined;
  nextTs(): string;
}

const NEEDS: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
};

export function createState(socketUrl: () => string, uploadUrl: (id: string) => string): FakeState {
  const files: FakeState['files'] = new Map();
  const views: Json[] = [];
  const admins = new Set<string>();
  const channels = new Map<string, FakeChannel>();
  const messages: FakeMessage[] = [];
  const scopes = new Set(ALL_SCOPES.split(','));
  const homes: FakeState['homes'] = new Map();
  const tokens = createTokens({ scopes: ALL_SCOPES });
  tokens.add(BOT_TOKEN, { team: TEAM, kind: 'bot' });
  tokens.add(APP_TOKEN, { team: TEAM, kind: 'app' });
  /** The workspace that the call under way acts for. */
  let team = TEAM;
  let counter = 0;

  const nextTs = () => `${Math.floor(Date.now() / 1000)}.${String(++counter).padStart(6, '0')}`;
  const channel = (id: string, change: Partial<FakeChannel> = {}) => {
    const before = channels.get(id) ?? {
      id,
      team: TEAM,
      name: id.toLowerCase(),
      isPrivate: false,
      isMember: true,
      isArchived: false,
    };
    const after = { ...before, ...change };
    channels.set(id, after);
    return after;
  };
  channel('C0GENERAL', { name: 'general' });

  const refuse = (error: string, more: Json = {}): Answer => ({ ok: false, error, ...more });
  const visible = (id: unknown) => {
    const found = channels.get(String(id));
    return found && found.team === team && (!found.isPrivate || found.isMember) ? found : undefined;
  };
  const shown = (message: FakeMessage, all: boolean) => ({
    type: 'message',
    user: BOT_USER,
    bot_id: BOT_ID,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
    ...(all && message.metadata && { metadata: message.metadata }),
  });
  const page = (list: readonly FakeMessage[], args: Json): Answer => {
    const limit = Math.min(Number(args.limit ?? 100), 999);
    const start = args.cursor ? Number(Buffer.from(String(args.cursor), 'base64').toString()) : 0;
    const all = String(args.include_all_metadata) === 'true';
    const more = start + limit < list.length;
    const next_cursor = more ? Buffer.from(String(start + limit)).toString('base64') : '';
    return {
      ok: true,
      messages: list.slice(start, start + limit).map((m) => shown(m, all)),
      has_more: more,
      response_metadata: { next_cursor },
    };
  };
  const readable = (args: Json): FakeChannel | Answer => {
    const found = visible(args.channel);
    if (!found) return refuse('channel_not_found');
    const scope = found.isPrivate ? 'groups:history' : 'channels:history';
    if (!scopes.has(scope)) return refuse('missing_scope', { needed: scope, provided: [...scopes].join(',') });
    return found.isMember ? found : refuse('not_in_channel');
  };

  const methods: Record<string, (args: Json) => Answer> = {
    'auth.test': () => ({
      ok: true,
      url: 'https://fake.slack.com/',
      team: 'Fake',
      team_id: team,
      user: 'dealwire',
      user_id: BOT_USER,
      bot_id: BOT_ID,
    }),
    'apps.connections.open': () => ({ ok: true, url: socketUrl() }),
    'chat.postMessage': (args) => {
      // A person's id stands for the conversation with them.
      const found = /^U/.test(String(args.channel))
        ? channel(`D${String(args.channel).slice(1)}`)
        : visible(args.channel);
      if (!found) return refuse('channel_not_found');
      if (found.isArchived) return refuse('is_archived');
      if (!found.isMember && !scopes.has('chat:write.public')) return refuse('not_in_channel');
      const wrong = checkMessage(args);
      if (wrong) return refuse(wrong.error, { response_metadata: { messages: [`[ERROR] ${wrong.reason}`] } });
      const message: FakeMessage = {
        channel: found.id,
        ts: nextTs(),
        text: String(args.text ?? ''),
        blocks: (args.blocks as unknown[] | undefined) ?? [],
        ...(args.metadata ? { metadata: args.metadata as NonNullable<FakeMessage['metadata']> } : {}),
        ...(args.thread_ts ? { thread_ts: String(args.thread_ts) } : {}),
        broadcast: String(args.reply_broadcast) === 'true',
        edits: 0,
      };
      messages.push(message);
      return { ok: true, channel: found.id, ts: message.ts, message: shown(message, true) };
    },
    'chat.update': (args) => {
      const found = visible(args.channel);
      if (!found) return refuse('channel_not_found');
      const message = messages.find((m) => m.channel === found.id && m.ts === args.ts);
      if (!message) return refuse('message_not_found');
      const wrong = checkMessage(args);
      if (wrong) return refuse(wrong.error);
      Object.assign(message, { text: args.text, blocks: args.blocks ?? [], edits: message.edits + 1 });
      return { ok: true, channel: found.id, ts: message.ts, text: message.text };
    },
    'conversations.history': (args) => {
      const found = readable(args);
      if ('ok' in found) return found;
      const oldest = Number(args.oldest ?? 0);
      const inChannel = messages.filter((m) => m.channel === found.id && !m.thread_ts && Number(m.ts) >= oldest);
      return page(inChannel.reverse(), args);
    },
    'conversations.replies': (args) => {
      const found = readable(args);
      if ('ok' in found) return found;
      const parent = messages.find((m) => m.channel === found.id && m.ts === args.ts);
      if (!parent) return refuse('thread_not_found');
      return page([parent, ...messages.filter((m) => m.channel === found.id && m.thread_ts === parent.ts)], args);
    },
    'users.conversations': (args) => {
      const user = String(args.user);
      const wanted = String(args.types).split(',');
      const its = [...channels.values()].filter(
        (it) =>
          visible(it.id) &&
          (it.people?.includes(user) ?? true) &&
          wanted.includes(it.isPrivate ? 'private_channel' : 'public_channel'),
      );
      return { ok: true, channels: its.map(({ id, name }) => ({ id, name })) };
    },
    'views.publish': (args) => {
      const { type, blocks } = JSON.parse(String(args.view)) as { type: string; blocks: unknown[] };
      const wrong = checkMessage({ blocks });
      if (type !== 'home' || wrong) return refuse('invalid_arguments');
      const user = String(args.user_id);
      homes.set(user, { blocks, published: (homes.get(user)?.published ?? 0) + 1 });
      return { ok: true };
    },
    'conversations.info': (args) => {
      const found = visible(args.channel);
      if (!found) return refuse('channel_not_found');
      const { id, name, isPrivate, isMember, isArchived } = found;
      return {
        ok: true,
        channel: { id, name, is_private: isPrivate, is_member: isMember, is_archived: isArchived },
      };
    },
    'files.getUploadURLExternal': (args) => {
      if (!scopes.has('files:write')) return refuse('missing_scope', { needed: 'files:write' });
      const id = `F${String(++counter).padStart(6, '0')}`;
      files.set(id, {
        name: String(args.filename),
        alt: String(args.alt_text ?? args.alt_txt ?? ''),
        bytes: null,
        shared: null,
      });
      return { ok: true, upload_url: uploadUrl(id), file_id: id };
    },
    'files.completeUploadExternal': (args) => {
      const given = JSON.parse(String(args.files)) as { id: string }[];
      for (const { id } of given) {
        const file = files.get(id);
        if (!file?.bytes) return refuse('invalid_arguments');
        file.shared = typeof args.channel_id === 'string' ? args.channel_id : null;
      }
      return { ok: true, files: given };
    },
    'views.open': (args) => {
      const view = typeof args.view === 'string' ? (JSON.parse(args.view) as Json) : (args.view as Json);
      const wrong = checkView(view);
      if (wrong) return refuse('invalid_arguments', { response_metadata: { messages: [`[ERROR] ${wrong}`] } });
      if (!args.trigger_id) return refuse('invalid_trigger_id');
      views.push(view);
      return { ok: true, view: { id: `V${String(++counter)}`, ...view } };
    },
    'users.info': (args) =>
      scopes.has('users:read')
        ? {
            ok: true,
            user: {
              id: args.user,
              name: 'somebody',
              is_bot: false,
              deleted: false,
              is_admin: admins.has(String(args.user)),
            },
          }
        : refuse('missing_scope', { needed: 'users:read' }),
  };

  return {
    channels,
    files,
    views,
    admins,
    messages,
    scopes,
    homes,
    tokens,
    channel,
    nextTs,
    call(method, args, token) {
      if (method === 'oauth.v2.access') return tokens.access(args);
      const run = methods[method];
      if (!run) return undefined;
      if (!token) return refuse('not_authed');
      const holder = tokens.check(token);
      if (typeof holder === 'string') return refuse(holder);
      if (holder.kind !== (method === 'apps.connections.open' ? 'app' : 'bot')) return refuse('not_allowed_token_type');
      team = holder.team;
      const scope = NEEDS[method];
      if (scope && !scopes.has(scope)) return refuse('missing_scope', { needed: scope });
      return run(args);
    },
  };
}
