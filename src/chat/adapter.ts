import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageRef } from '../domain/delivery.ts';
import type { ChannelRef, PersonRef } from '../domain/subscription.ts';
import type { Card } from './card.ts';
import type { ButtonPress, CommandCall, CommandSpec, Reply, Suggestion } from './command.ts';
import type { Form, FormAnswer } from './form.ts';

/** What became of a message. The adapter classifies; the core decides. */
export type SendResult =
  /** It stands in the channel. */
  | { outcome: 'sent'; ref: MessageRef }
  /**
   * Not now (rate limit, outage): try again after `waitMs`. `held`: the adapter held it back, since the platform had asked for
   * that before; nothing was tried.
   */
  | { outcome: 'later'; waitMs: number; reason: string; held?: true }
  /** The channel is no more, or the bot was removed. */
  | { outcome: 'gone'; reason: string }
  /**
   * The platform will not take it: a permission is missing, the message is invalid. Trying again changes nothing.
   * `permission`: it is the channel that the bot may not write to, so its subscriptions are paused till that is mended.
   */
  | { outcome: 'refused'; reason: string; permission?: true }
  /** It may have been sent: look (`find`) before sending again. */
  | { outcome: 'unknown'; reason: string };

/** Whether messages can be posted to a channel. `removed`: the bot is no longer in its workspace at all. */
export type Reach =
  | { state: 'open' }
  | { state: 'closed' | 'removed'; reason: string }
  /** It could not be found out now. */
  | { state: 'unknown' };

/** Levels and structure as in `log.ts`; declared here so that adapters need nothing else of the core. */
export interface AdapterLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a platform must know of each workspace that installed the bot (its tokens): kept encrypted. Values are JSON. */
export interface Installations {
  /** Null where the bot is not installed. Throws, in words, what cannot be read. */
  get(workspace: string): Promise<unknown>;
  put(workspace: string, value: unknown): Promise<void>;
  /** False where there was none. */
  delete(workspace: string): Promise<boolean>;
  workspaces(): Promise<string[]>;
  /** True the first time that this key is used, by whatever process; remembered till `until` (epoch ms). */
  once(key: string, until: number): Promise<boolean>;
}

/** What the core offers an adapter. Only installations throw: elsewhere a fault comes back as a reply in words. */
export interface Host {
  commands: readonly CommandSpec[];
  answer(call: CommandCall): Promise<Reply>;
  press(press: ButtonPress): Promise<Reply>;
  /**
   * The window that a button opens, or the reply that stands instead; null, at once, for a button that opens none
   * (`press` answers that). Platforms give a window three seconds: the adapter asks for it before anything slow.
   */
  form(press: ButtonPress): Promise<Form | Reply> | null;
  /** A form that was sent. */
  submit(answer: FormAnswer): Promise<Reply>;
  /**
   * The bot's own page, as somebody sees it who is in these channels (by id; null: not known): how to start, what the
   * channels follow, health.
   */
  home(where: { platform: string; workspace: string }, channels: readonly string[] | null): Promise<Card>;
  /** Completions for one option of a command, best first, at most 25. */
  suggest(command: string, option: string, typed: string): Suggestion[];
  /**
   * Every channel of this workspace, or one of them, can no longer be reached; its subscriptions are kept and paused, and
   * who made them is told once. `told`: they know already. `removed`: somebody took the bot out. Of a channel: nothing
   * goes there till it is asked back. Of the workspace: what is kept of it is deleted 30 days later, unless it is back by then.
   */
  unreachable(
    where: { platform: string; workspace: string; channel?: string },
    reason: string,
    how?: { told?: true; removed?: true },
  ): Promise<void>;
  /** The channel can be reached again; of a workspace: perhaps some of its channels can, so all that are paused are looked at. */
  reachable(where: { platform: string; workspace: string; channel?: string }): Promise<void>;
  /** The channel has another id from now on, and can be reached under that alone. */
  moved(from: ChannelRef, to: ChannelRef): Promise<void>;
  /** Absent where nothing can be encrypted: no key is configured. */
  installations?: (platform: string) => Installations;
  log: AdapterLog;
}

export type AdapterHealth = { state: 'up' | 'connecting' | 'down'; detail: string };

/** What a platform sends to the bot over HTTP. The server has seen to size, time and connections; signatures are the adapter's. */
export interface HttpRoute {
  /** Exact, or a prefix if it ends in `/`. */
  path: string;
  /** For people, not for a platform: one address may ask for it only so often. */
  metered?: true;
  handle(req: IncomingMessage, res: ServerResponse): void;
}

/** A chat platform. Rendering lives in it; words and decisions do not. */
export interface Adapter {
  readonly name: string;
  /** Least ms between two messages to one channel; the outbox keeps it. Absent: no pacing. */
  readonly paceMs?: number;
  /** Served on `HTTP_PORT` from before `start` is called, until the bot stops. */
  readonly routes?: readonly HttpRoute[];
  /** Resolves when connected; rejects with a message that says what to mend (a wrong token, say). */
  start(host: Host): Promise<void>;
  /** `key` is the delivery's idempotency key, at most 25 characters. */
  send(channel: ChannelRef, card: Card, key: string): Promise<SendResult>;
  /** Replies to a message in its thread (or as a reply, where there are none), seen there only. */
  reply(to: MessageRef, card: Card, key: string): Promise<SendResult>;
  edit(ref: MessageRef, card: Card): Promise<SendResult>;
  /**
   * After `unknown`: the message with this key, if it stands in the channel. `thread` is set for a reply: the message
   * that it would answer (Slack shows replies only when asked for their thread).
   */
  find(channel: ChannelRef, key: string, thread?: MessageRef): Promise<MessageRef | null | 'unknowable'>;
  /** A message to one person alone. Whoever takes none refuses it. Absent: the platform has no such messages. */
  tell?(person: PersonRef, card: Card, key: string): Promise<SendResult>;
  /** Whether messages can be posted there now, found out without posting any. Absent: only posting shows. */
  reaches?(channel: ChannelRef): Promise<Reach>;
  health(): AdapterHealth;
  /** Takes no new work, waits for handlers in flight. */
  stop(): Promise<void>;
}
