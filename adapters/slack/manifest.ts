import type { CommandSpec } from '../../src/chat/command.ts';
import { cut } from '../../src/chat/text.ts';
import { usageLine } from '../../src/chat/usage.ts';

/** What the bot may do, each for one purpose. */
export const BOT_SCOPES = [
  /** Slash commands. */
  'commands',
  /** Alerts, and their edits. */
  'chat:write',
  /** Alerts in public channels without an invitation. */
  'chat:write.public',
  /** Learning of channels that were archived, deleted or left. */
  'channels:read',
  'groups:read',
  /** After a connection dropped in the middle of a post: whether it stands, by its metadata. Nothing else is read. */
  'channels:history',
  'groups:history',
  /** Who is an admin, where only admins are to manage. */
  'users:read',
  /** Pictures of timelines. */
  'files:write',
] as const;

/** Whoever installs the app may decline these: all else works without. */
const OPTIONAL_SCOPES = ['users:read', 'files:write'] as const;

/** What the bot needs and was not granted; nothing where it is not known what was. */
export function missingScopes(granted: ReadonlySet<string>): string[] {
  const optional: ReadonlySet<string> = new Set(OPTIONAL_SCOPES);
  return granted.size ? BOT_SCOPES.filter((scope) => !granted.has(scope) && !optional.has(scope)) : [];
}

/** Somebody opens the app's own page; and what makes a channel unreachable, reachable again, or another. */
export const BOT_EVENTS = [
  'app_home_opened',
  'app_uninstalled',
  'tokens_revoked',
  'channel_archive',
  'channel_unarchive',
  'channel_deleted',
  'channel_left',
  'group_archive',
  'group_unarchive',
  'group_deleted',
  'group_left',
  'channel_id_changed',
  'member_joined_channel',
] as const;

const COMMAND_LIMIT = 32;
const DESCRIPTION_LIMIT = 140;
const HINT_LIMIT = 1000;

/** What Slack asks for at our addresses; they are the same for every workspace. */
export const PATHS = { events: '/slack/events', install: '/slack/install', redirect: '/slack/oauth_redirect' } as const;

/**
 * The app manifest that https://api.slack.com/apps takes ("From a manifest"), made from the command table. With `url`,
 * where people reach our pages (`https://deals.example.com`), for HTTP and many workspaces; without, for Socket Mode.
 * Throws where a command's name is longer than Slack's 32 characters, slash included.
 */
export function slackManifest(commands: readonly CommandSpec[], url?: string): object {
  const request = url === undefined ? {} : { request_url: url + PATHS.events };
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'dealwire',
      description: 'AI-industry deal news with its sources: who, how much, how sure, and who says so.',
      long_description:
        'dealwire reads public news feeds and keeps a ledger of deals in the AI industry: investments, acquisitions, partnerships, executive moves and more. Channels that follow a company get one message for each event, with the amount, the status, how certain it is, the quoted sentence and a link to its source. When the story changes, the message is brought up to date and the change is told in its thread.',
      background_color: '#1f2a44',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'dealwire', always_online: true },
      slash_commands: commands.map((spec) => slashCommand(spec, url)),
    },
    oauth_config: {
      scopes: { bot: [...BOT_SCOPES], bot_optional: [...OPTIONAL_SCOPES] },
      ...(url !== undefined && { redirect_urls: [url + PATHS.redirect] }),
    },
    settings: {
      event_subscriptions: { ...request, bot_events: [...BOT_EVENTS] },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      // Only what OAuth gives can be renewed; a token of .env cannot.
      token_rotation_enabled: url !== undefined,
    },
  };
}

function slashCommand(spec: CommandSpec, url: string | undefined): object {
  const command = `/${spec.name}`;
  if (command.length > COMMAND_LIMIT)
    throw new Error(`Slack takes commands of up to ${COMMAND_LIMIT} characters: ${command} is too long`);
  const hint = cut(usageLine(spec).slice(command.length).trim(), HINT_LIMIT);
  return {
    command,
    ...(url !== undefined && { url: url + PATHS.events }),
    description: cut(spec.description, DESCRIPTION_LIMIT),
    ...(hint && { usage_hint: hint }),
    // Users, channels and links then arrive marked up, and cannot be mistaken for other words.
    should_escape: true,
  };
}
