import { list, object, text } from './validate.ts';

export const APPLICATION = '1100000000000000001';
export const BOT_USER = {
  id: APPLICATION,
  username: 'dealwire-test',
  discriminator: '0',
  global_name: null,
  avatar: null,
  bot: true,
  flags: 0,
  public_flags: 0,
};

/** Rights, as bits of Discord's permission numbers. */
export const RIGHT = {
  view: 1n << 10n,
  send: 1n << 11n,
  embed: 1n << 14n,
  attach: 1n << 15n,
  history: 1n << 16n,
  manageChannels: 1n << 4n,
  useCommands: 1n << 31n,
  sendInThreads: 1n << 38n,
} as const;
export type Right = keyof typeof RIGHT;

const BASE =
  RIGHT.view | RIGHT.send | RIGHT.embed | RIGHT.attach | RIGHT.history | RIGHT.useCommands | RIGHT.sendInThreads;

let serial = 0n;
/** A new id, later than all before it. */
export function snowflake(at = Date.now()): string {
  serial += 1n;
  return (((BigInt(at) - 1_420_070_400_000n) << 22n) | (serial & 0x3fffffn)).toString();
}

export interface Channel {
  id: string;
  guild: string | null;
  name: string;
  type: number;
  denied: Set<Right>;
}

export interface Guild {
  id: string;
  name: string;
  unavailable: boolean;
  channels: Map<string, Channel>;
}

/** A message as it stands: Discord's own object, and what a test wants to know besides. */
export interface Stored {
  id: string;
  channel: string;
  author: string;
  body: Record<string, unknown>;
  nonce: string | null;
  replyTo: string | null;
  ephemeral: boolean;
  /** It came as the response to an interaction. */
  interaction: boolean;
  edits: number;
}

/** A message as a test looks at it. */
export interface FakeMessage {
  id: string;
  channel: string;
  /** All words of it, in order: content, titles, descriptions, fields, footers. */
  text: string;
  content: string;
  embeds: {
    title?: string;
    url?: string;
    description?: string;
    fields?: { name: string; value: string; inline?: boolean }[];
    footer?: { text: string };
  }[];
  buttons: { label: string; action: string | null; url: string | null }[];
  /** The message that it replies to. */
  replyTo: string | null;
  ephemeral: boolean;
  interaction: boolean;
  /** How often it was edited. */
  edits: number;
}

export function view(message: Stored): FakeMessage {
  const { body } = message;
  const embeds = list(body.embeds) as FakeMessage['embeds'];
  const buttons = list(body.components).flatMap((row) =>
    list(object(row).components)
      .map(object)
      .map((b) => ({
        label: text(b.label),
        action: typeof b.custom_id === 'string' ? b.custom_id : null,
        url: typeof b.url === 'string' ? b.url : null,
      })),
  );
  const words = [
    text(body.content),
    ...embeds.flatMap((e) => [
      e.title,
      e.description,
      ...(e.fields ?? []).map((f) => `${f.name}: ${f.value}`),
      e.footer?.text,
    ]),
  ].filter(Boolean);
  return {
    id: message.id,
    channel: message.channel,
    text: words.join('\n'),
    content: text(body.content),
    embeds,
    buttons,
    replyTo: message.replyTo,
    ephemeral: message.ephemeral,
    interaction: message.interaction,
    edits: message.edits,
  };
}

/** The message as the API gives it: row ids that nobody set are filled in, counting from 1. */
export function apiMessage(message: Stored, withNonce: boolean): object {
  let next = 1;
  const components = list(message.body.components)
    .map(object)
    .map((row) => ({
      ...row,
      id: row.id ?? next++,
      components: list(row.components).map((b) => ({ ...object(b), id: object(b).id ?? next++ })),
    }));
  return {
    id: message.id,
    channel_id: message.channel,
    type: message.replyTo ? 19 : 0,
    author: message.author === BOT_USER.id ? BOT_USER : user(message.author),
    content: text(message.body.content),
    timestamp: new Date().toISOString(),
    edited_timestamp: message.edits ? new Date().toISOString() : null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: list(message.body.embeds),
    components,
    pinned: false,
    flags: message.ephemeral ? 64 : 0,
    ...(message.replyTo ? { message_reference: { message_id: message.replyTo, channel_id: message.channel } } : {}),
    ...(message.interaction
      ? {
          interaction_metadata: {
            id: message.id,
            type: 2,
            user: user('1200000000000000001'),
            authorizing_integration_owners: {},
          },
        }
      : {}),
    // Discord tells the nonce in the answer to the post and forgets it.
    ...(withNonce && message.nonce !== null ? { nonce: message.nonce } : {}),
  };
}

export function user(id: string) {
  return { id, username: `user${id.slice(-4)}`, discriminator: '0', global_name: null, avatar: null, public_flags: 0 };
}

export function botRights(channel: Channel): bigint {
  return [...channel.denied].reduce((rights, right) => rights & ~RIGHT[right], BASE);
}

export function apiChannel(channel: Channel): object {
  const deny = [...channel.denied].reduce((bits, right) => bits | RIGHT[right], 0n);
  return {
    id: channel.id,
    type: channel.type,
    name: channel.name,
    ...(channel.guild ? { guild_id: channel.guild } : {}),
    position: 0,
    nsfw: false,
    topic: null,
    parent_id: null,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
    permission_overwrites: deny ? [{ id: BOT_USER.id, type: 1, allow: '0', deny: deny.toString() }] : [],
  };
}

export function apiGuild(guild: Guild): object {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    features: [],
    emojis: [],
    stickers: [],
    banner: null,
    owner_id: '1200000000000000009',
    application_id: null,
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    vanity_url_code: null,
    description: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    roles: [
      {
        id: guild.id,
        name: '@everyone',
        permissions: BASE.toString(),
        position: 0,
        color: 0,
        colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
        icon: null,
        unicode_emoji: null,
      },
    ],
    joined_at: new Date(0).toISOString(),
    large: false,
    unavailable: false,
    member_count: 2,
    voice_states: [],
    members: [
      {
        user: BOT_USER,
        roles: [],
        joined_at: new Date(0).toISOString(),
        deaf: false,
        mute: false,
        flags: 0,
        nick: null,
      },
    ],
    channels: [...guild.channels.values()].map(apiChannel),
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
