import type { Adapter, Reach, SendResult } from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { MessageRef } from '../../src/domain/delivery.ts';
import type { Change } from '../../src/domain/fact.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import type { Log } from '../../src/log.ts';
import type { Presenter } from '../../src/outbox.ts';

export interface Message {
  channel: string;
  key: string;
  title: string;
  card: Card;
  /** The message that it answers. */
  thread?: string;
  edits: string[];
}

/** What befalls one call: an outcome; `unknown` happens, or not; a call may throw before or after, or never end. */
export type Fate =
  | SendResult
  | 'sent'
  | 'unknown, and stands'
  | 'unknown, and does not stand'
  | 'throws, and stands'
  | 'throws, and does not stand'
  | 'never answers';

export interface FakePlatform extends Adapter {
  /** Everything that stands, in order of posting. */
  messages: Message[];
  /** Every call, as `send`, `reply`, `edit` or `find`, with its key or message. */
  calls: string[];
  /** Fates of the next sends and replies; when none is left, all goes well. */
  fates: Fate[];
  editFates: Fate[];
  findFates: ('throws' | 'unknowable' | 'never answers')[];
  /** What people were told alone, and the fates of the next such messages. */
  told: { user: string; card: Card }[];
  tellFates: SendResult[];
  /** What a look at a channel gives; by default it is open. */
  reach: Map<string, Reach>;
  /** Called before a message is posted. */
  onPost: (channel: ChannelRef) => void | Promise<void>;
}

/** A platform in memory that does to messages what its test wants. */
export function fakePlatform(name = 'slack', paceMs?: number): FakePlatform {
  const forever = new Promise<never>(() => {});
  const messages: Message[] = [];
  const refOf = (message: Message, channel: ChannelRef): MessageRef => ({
    channel,
    message: `m${messages.indexOf(message) + 1}`,
  });
  const platform: FakePlatform = {
    name,
    ...(paceMs === undefined ? {} : { paceMs }),
    messages,
    calls: [],
    fates: [],
    editFates: [],
    findFates: [],
    told: [],
    tellFates: [],
    reach: new Map(),
    onPost: () => {},
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: 'up', detail: '' }),
    send: async (channel, card, key) => {
      platform.calls.push(`send ${key}`);
      return post(channel, card, key);
    },
    reply: async (to, card, key) => {
      platform.calls.push(`reply ${key}`);
      return post(to.channel, card, key, to.message);
    },
    tell: async ({ user, ...place }, card) => {
      const fate = platform.tellFates.shift() ?? {
        outcome: 'sent',
        ref: { channel: { ...place, channel: user }, message: 'm' },
      };
      if (fate.outcome === 'sent' || fate.outcome === 'unknown') platform.told.push({ user, card });
      return fate;
    },
    reaches: async ({ channel }) => {
      platform.calls.push(`look at ${channel}`);
      return platform.reach.get(channel) ?? { state: 'open' };
    },
    edit: async (ref, card) => {
      platform.calls.push(`edit ${ref.message}`);
      const fate = platform.editFates.shift() ?? 'sent';
      if (typeof fate === 'object') return fate;
      if (fate === 'never answers') return forever;
      if (!fate.endsWith('does not stand')) messages[Number(ref.message.slice(1)) - 1]?.edits.push(card.title);
      if (fate.startsWith('throws')) throw new Error('the connection broke');
      return fate === 'sent' ? { outcome: 'sent', ref } : { outcome: 'unknown', reason: 'no answer' };
    },
    find: async (channel, key, thread) => {
      platform.calls.push(`find ${key}${thread ? ` in ${thread.message}` : ''}`);
      const fate = platform.findFates.shift();
      if (fate === 'throws') throw new Error('search is down');
      if (fate === 'never answers') return forever;
      if (fate) return fate;
      const found = messages.find(
        (m) => m.channel === channel.channel && m.key === key && m.thread === thread?.message,
      );
      return found ? refOf(found, channel) : null;
    },
  };

  async function post(channel: ChannelRef, card: Card, key: string, thread?: string): Promise<SendResult> {
    await platform.onPost(channel);
    const fate = platform.fates.shift() ?? 'sent';
    if (typeof fate === 'object') return fate;
    if (fate === 'never answers') return forever;
    const message: Message = {
      channel: channel.channel,
      key,
      title: card.title,
      card,
      ...(thread === undefined ? {} : { thread }),
      edits: [],
    };
    if (!fate.endsWith('does not stand')) messages.push(message);
    if (fate.startsWith('throws')) throw new Error('the connection broke');
    if (fate.startsWith('unknown')) return { outcome: 'unknown', reason: 'the connection broke' };
    return { outcome: 'sent', ref: refOf(message, channel) };
  }
  return platform;
}

const card = (title: string): Card => ({ summary: title, title, blocks: [], buttons: [] });

const inWords = (change: Change | null) => change?.details.map((d) => `${d.field} ${d.before} → ${d.after}`).join(', ');

/** Cards whose title says which facts they tell, with their status: `alert #3f9a announced, #77b0 talks`. */
export const plainPresenter: Presenter = {
  alert: (fact, _delivery, others) =>
    card(`alert ${[fact, ...others].map((f) => `#${f.shortId} ${f.status}`).join(', ')}`),
  update: (fact, { change }, { lead, others }) => ({
    edited: card(`edited ${[lead, ...others].map((f) => `#${f.shortId} ${f.status}`).join(', ')}`),
    reply: card(`#${fact.shortId}: ${inWords(change)}`),
  }),
  digest: (_delivery, news, following) =>
    card(
      `digest for ${following.join(', ')}: ${news
        .map(({ fact, change }) => `#${fact.shortId} ${change ? inWords(change) : fact.status}`)
        .join('; ')}`,
    ),
};

/** Keeps what is logged. */
export function memoryLog(): Log & { lines: { level: string; fields: object; message: string }[] } {
  const lines: { level: string; fields: object; message: string }[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
