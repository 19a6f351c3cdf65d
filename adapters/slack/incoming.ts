import type { App, BlockAction, SlashCommand } from '@slack/bolt';
import type { Card } from '../../src/chat/card.ts';
import type { Caller, CommandSpec, Reply } from '../../src/chat/command.ts';
import { parseCall } from '../../src/chat/parse.ts';
import { parseReply } from '../../src/chat/usage.ts';
import { describe, platformError } from './errors.ts';
import { type Handling, hearEvents } from './events.ts';
import { answersIn, FORM, openedFrom, renderForm } from './form.ts';
import { createHome } from './home.ts';
import { typed } from './mrkdwn.ts';
import { upload } from './picture.ts';
import { NOT_INVITED, reachOf } from './reach.ts';
import { PRESS_PREFIX, renderCard } from './render.ts';
import { type Response, respond } from './respond.ts';
import { channelIn, mayPostUninvited, type Workspace } from './workspaces.ts';

/** Deliveries that Slack may repeat are remembered this many deep. */
const REMEMBERED = 2_000;

export interface Incoming {
  /** From now on people are asked to try again later. */
  refuse(): void;
  /** Resolves when every handler in flight has ended. */
  drain(): Promise<void>;
}

/** Hooks commands, buttons and events of the app up to the host. */
export function listen(app: App, settings: Handling): Incoming {
  const { host, workspace, uninstalled } = settings;
  const { log } = host;
  const inFlight = new Set<Promise<void>>();
  const isRepeat = createMemory(REMEMBERED);
  const home = createHome(host);
  let refusing = false;

  // Everything is acknowledged before anything is done: Slack gives 3 seconds, and unmatched actions need it, too.
  app.use(async ({ body, next, ...args }) => {
    const ack = 'ack' in args ? (args.ack as undefined | (() => Promise<void>)) : undefined;
    await ack?.().catch((error: unknown) =>
      log.warn({ reason: describe(error) }, 'an acknowledgement did not reach Slack'),
    );
    if (isRepeat(identity(body))) return;
    const work = next();
    inFlight.add(work);
    try {
      await work;
    } finally {
      inFlight.delete(work);
    }
  });
  app.error(async (error) => log.error({ reason: describe(error) }, 'a Slack handler failed'));

  app.command(/^\//, async ({ command }) => {
    const { reply, notice } = await guarded(() => answer(command));
    await say(command.team_id, command.response_url, notice ? withNotice(reply, notice) : reply);
    home.changed(command.team_id);
  });

  app.action({ type: 'block_actions' }, async ({ body, action, context }) => {
    // Buttons that only link are reported, too.
    if (action.type !== 'button' || !action.action_id.startsWith(PRESS_PREFIX) || !action.value) return;
    const { value } = action;
    const place = body.channel?.id ?? containerChannel(body);
    if (!place) return;
    const pressed = {
      action: value,
      caller: callerIn(context.teamId, body.user.id),
      channel: channelIn(context.teamId, place),
    };
    const form = refusing ? null : host.form(pressed);
    const { reply } = await guarded(async () => {
      if (refusing) return { reply: LATER };
      if (!form) return { reply: await host.press(pressed) };
      const asked = await form;
      if (!('fields' in asked)) return { reply: asked };
      const thread = threadOf(body);
      const opened = { action: asked.action, channel: place, url: body.response_url, ...(thread && { thread }) };
      const there = await workspace(context.teamId ?? '');
      if (!there) return { reply: FAILED };
      await there.client.views.open({ trigger_id: body.trigger_id, view: renderForm(asked, opened) });
      return { reply: null };
    });
    if (reply)
      await say(context.teamId ?? '', body.response_url, reply, {
        replaces: reply.replaces === true,
        thread: threadOf(body),
      });
    home.changed(context.teamId ?? '');
  });

  app.view(FORM, async ({ body, view, context }) => {
    const opened = openedFrom(view.private_metadata);
    if (!opened) return;
    const { reply } = await guarded(async () => ({
      reply: refusing
        ? LATER
        : await host.submit({
            action: opened.action,
            values: answersIn(view.state.values),
            caller: callerIn(context.teamId, body.user.id),
            channel: channelIn(context.teamId, opened.channel),
          }),
    }));
    await say(context.teamId ?? '', opened.url, reply, { thread: opened.thread });
    home.changed(context.teamId ?? '');
  });

  /** By default any member may manage a channel's subscriptions; the core knows where it is otherwise. */
  function callerIn(team: string | undefined, user: string): Caller {
    return {
      user,
      mayManage: true,
      async isAdmin() {
        try {
          const there = await workspace(team ?? '');
          const { user: person } = (await there?.client.users.info({ user })) ?? {};
          return person?.is_admin === true || person?.is_owner === true;
        } catch (error) {
          log.warn({ reason: platformError(error) ?? describe(error) }, 'Slack did not say who is an admin');
          return false;
        }
      },
    };
  }

  async function answer(command: SlashCommand): Promise<{ reply: Reply; notice?: string }> {
    if (refusing) return { reply: LATER };
    const name = command.command.replace(/^\//, '').toLowerCase();
    const spec = host.commands.find((s) => s.name === name);
    if (!spec) return { reply: unknownCommand(name, host.commands) };
    const parsed = parseCall(spec, typed(command.text ?? ''));
    if (!parsed.ok) return { reply: parseReply(spec, parsed) };
    const where = channelIn(command.team_id, command.channel_id);
    const reply = await host.answer({
      command: name,
      ...(parsed.subcommand !== undefined && { subcommand: parsed.subcommand }),
      options: parsed.options,
      caller: callerIn(command.team_id, command.user_id),
      channel: where,
    });
    const called = spec.subcommands?.find((sub) => sub.name === parsed.subcommand) ?? spec;
    if (!called.manages) return { reply };
    const kind = kindOf(command.channel_name);
    const there = await workspace(command.team_id);
    if (!there) return { reply, notice: NOT_INSTALLED };
    if (await mayPost(there, command.channel_id, kind !== 'channel')) return { reply };
    const me = await nameOf(there);
    // Whoever subscribed is told with the answer.
    await host.unreachable(where, NOT_INVITED, { told: true });
    const mend = kind === 'conversation' ? 'Subscribe in a channel instead.' : `Type /invite @${me} and alerts begin.`;
    return { reply, notice: `I am not in this ${kind}, so I cannot post here yet. ${mend}` };
  }

  async function guarded<T extends { reply: Reply | null }>(
    work: () => Promise<T>,
  ): Promise<T | { reply: Reply; notice?: string }> {
    try {
      return await work();
    } catch (error) {
      log.error({ reason: describe(error) }, 'a command or button failed');
      return { reply: FAILED };
    }
  }

  async function say(
    team: string,
    url: string,
    reply: Reply,
    { replaces = false, thread }: { replaces?: boolean; thread?: string | undefined } = {},
  ): Promise<void> {
    const { card, visibility } = reply;
    const there = card.picture && (await workspace(team).catch(() => null));
    const file = card.picture && there && (await upload(there.client, card.picture, log));
    const message: Response = {
      ...renderCard(card, file ? { file } : {}),
      visibility,
      ...(file && { without: renderCard(card).blocks }),
    };
    if (replaces) message.replace = true;
    if (thread) message.thread = thread;
    await respond(url, message, log);
  }

  hearEvents(app, { host, workspace, uninstalled, home });

  return {
    refuse() {
      refusing = true;
      home.close();
    },
    async drain() {
      while (inFlight.size > 0) await Promise.allSettled([...inFlight]);
    },
  };
}

/** In a private channel only as a member; in a public one also by right. Where Slack cannot be asked, we think so. */
async function mayPost(workspace: Workspace, channel: string, isPrivate: boolean): Promise<boolean> {
  if (!isPrivate && mayPostUninvited(workspace)) return true;
  return (await reachOf(workspace, channel)).state !== 'closed';
}

/** What people call the bot in their workspace. */
async function nameOf({ client }: Workspace): Promise<string> {
  const { user = 'dealwire' } = await client.auth.test().catch(() => ({ user: 'dealwire' }));
  return user;
}

/** Slack tells commands a channel's name only where it is public. */
function kindOf(name: string): 'channel' | 'private channel' | 'conversation' {
  if (name === 'privategroup') return 'private channel';
  return name === 'directmessage' || name.startsWith('mpdm-') ? 'conversation' : 'channel';
}

function note(summary: string): Reply {
  const card: Card = { summary, title: '', blocks: [{ kind: 'text', text: [summary] }], buttons: [] };
  return { card, visibility: 'caller' };
}

const NOT_INSTALLED =
  'dealwire must be installed in this workspace again before it can post here: its tokens are gone.';
const LATER = note('dealwire is restarting. Please try again in a minute.');
const FAILED = note('Something went wrong in dealwire. It is in its log; please try again.');

function unknownCommand(name: string, commands: readonly CommandSpec[]): Reply {
  const known = commands.map((spec) => `/${spec.name}`).join(', ');
  return note(`This dealwire has no command /${name}. It has ${known}.`);
}

function withNotice(reply: Reply, notice: string): Reply {
  const { card } = reply;
  const text = { text: notice, bold: true } as const;
  return {
    ...reply,
    card: { ...card, summary: `${notice} ${card.summary}`, blocks: [{ kind: 'text', text: [text] }, ...card.blocks] },
  };
}

function threadOf(body: BlockAction): string | undefined {
  const thread: unknown = body.container?.thread_ts ?? body.message?.thread_ts;
  return typeof thread === 'string' ? thread : undefined;
}

function containerChannel(body: BlockAction): string | undefined {
  const id: unknown = body.container?.channel_id;
  return typeof id === 'string' ? id : undefined;
}

/** What stays the same when Slack sends one thing twice; null where nothing does. */
function identity(body: object): string | null {
  for (const key of ['event_id', 'trigger_id'] as const) {
    const value: unknown = (body as Record<string, unknown>)[key];
    if (typeof value === 'string' && value) return value;
  }
  return null;
}

/** Says of each key whether it came before; forgets the oldest. */
function createMemory(size: number): (key: string | null) => boolean {
  const keys = new Set<string>();
  return (key) => {
    if (key === null) return false;
    if (keys.has(key)) return true;
    keys.add(key);
    for (const oldest of keys) {
      if (keys.size <= size) break;
      keys.delete(oldest);
    }
    return false;
  };
}
