import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import type { CommandSpec, OptionSpec } from '../../src/chat/command.ts';
import { cut } from '../../src/chat/text.ts';
import { LIMITS } from './limits.ts';

/** What the bot needs in a server, and no more. */
export const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;

const SCOPES = 'bot applications.commands';

interface Local {
  name_localizations?: Record<string, string>;
  description_localizations?: Record<string, string>;
}

interface Option extends Local {
  type: number;
  name: string;
  description: string;
  required?: boolean;
  autocomplete?: boolean;
  choices?: { name: string; value: string }[];
  options?: Option[];
}

/** A global command as it is registered (`PUT /applications/{id}/commands`). */
export interface Registration extends Local {
  type: number;
  name: string;
  description: string;
  options: Option[];
  /** Of global commands alone. */
  contexts?: number[];
  integration_types?: number[];
  default_member_permissions: string | null;
}

/**
 * What sets the bot up on Discord: the address that invites it into a server, and its commands. Without the
 * application's id the address has a place for it.
 */
export function discordManifest(
  commands: readonly CommandSpec[],
  applicationId?: string,
): { inviteUrl: string; commands: Registration[] } {
  const query = new URLSearchParams({
    client_id: applicationId ?? 'YOUR_APPLICATION_ID',
    scope: SCOPES,
    permissions: PERMISSIONS.toString(),
  });
  return {
    inviteUrl: `https://discord.com/oauth2/authorize?${query.toString().replaceAll('+', '%20')}`,
    commands: commands.map(registration),
  };
}

/**
 * Lookups work everywhere, also for people who installed the app for themselves. What changes a channel is offered in
 * servers to those who may manage channels, and in the direct messages of those who share a server with the bot.
 */
function registration(spec: CommandSpec): Registration {
  const subcommands = spec.subcommands ?? [];
  return {
    type: ApplicationCommandType.ChatInput,
    name: spec.name,
    description: describe(spec.description),
    ...local(spec),
    options: subcommands.length
      ? subcommands.map((s) => ({
          type: ApplicationCommandOptionType.Subcommand,
          name: s.name,
          description: describe(s.description),
          ...local(s),
          options: options(s.options),
        }))
      : options(spec.options),
    contexts: spec.manages
      ? [InteractionContextType.Guild, InteractionContextType.BotDM]
      : [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    integration_types: spec.manages
      ? [ApplicationIntegrationType.GuildInstall]
      : [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    default_member_permissions: spec.manages ? PermissionFlagsBits.ManageChannels.toString() : null,
  };
}

/** Names and descriptions in other languages, where there are any. */
function local({ localised = {} }: Pick<CommandSpec, 'localised'>): Local {
  const by = (key: 'name' | 'description') =>
    Object.fromEntries(
      Object.entries(localised).flatMap(([locale, words]) => {
        const text = words[key];
        return text ? [[locale, key === 'name' ? text : describe(text)] as const] : [];
      }),
    );
  const [names, descriptions] = [by('name'), by('description')];
  return {
    ...(Object.keys(names).length ? { name_localizations: names } : {}),
    ...(Object.keys(descriptions).length ? { description_localizations: descriptions } : {}),
  };
}

/** The same for one server alone, for development: there they show at once, and always for installations of the server. */
export function forGuild(commands: readonly Registration[]): Registration[] {
  return commands.map(({ contexts: _, integration_types: __, ...command }) => command);
}

/** Discord wants the required ones first. */
function options(specs: readonly OptionSpec[]): Option[] {
  return [...specs.filter((o) => o.required), ...specs.filter((o) => !o.required)].map(option);
}

function option(spec: OptionSpec): Option {
  const base = {
    name: spec.name,
    description: describe(spec.description),
    ...local(spec),
    required: spec.required,
  };
  if (spec.kind === 'flag') return { type: ApplicationCommandOptionType.Boolean, ...base };
  const text = { type: ApplicationCommandOptionType.String, ...base };
  if (spec.kind === 'choice' && spec.choices && spec.choices.length <= LIMITS.choices)
    return { ...text, choices: spec.choices.map((c) => ({ name: choiceLabel(c), value: c })) };
  return completes(spec) ? { ...text, autocomplete: true } : text;
}

/** Whether Discord asks for completions while the option is typed. */
export function completes(spec: OptionSpec): boolean {
  return (
    spec.kind === 'company' || spec.kind === 'company-or-all' || spec.shape === 'zone' || Boolean(spec.choices?.length)
  );
}

/** `executive_move` as people read it. */
export function choiceLabel(choice: string): string {
  return cut(choice.replaceAll('_', ' '), LIMITS.choice);
}

function describe(text: string): string {
  return cut(text, LIMITS.commandDescription);
}

/** Whether the commands that Discord has are these. It adds ids and defaults of its own, which do not count. */
export function sameRegistration(ours: readonly Registration[], theirs: readonly unknown[]): boolean {
  const key = (commands: readonly unknown[]) => JSON.stringify(commands.map(normal).sort(byName));
  return key(ours) === key(theirs);
}

const byName = (a: { name: unknown }, b: { name: unknown }) => (String(a.name) < String(b.name) ? -1 : 1);

function normal(command: unknown) {
  const c = record(command);
  return {
    name: c.name,
    type: c.type ?? ApplicationCommandType.ChatInput,
    description: c.description,
    ...normalLocal(c),
    options: list(c.options).map(normalOption),
    contexts: list(c.contexts).map(Number).sort(),
    integration_types: list(c.integration_types).map(Number).sort(),
    default_member_permissions: c.default_member_permissions == null ? null : String(c.default_member_permissions),
  };
}

function normalOption(option: unknown): object {
  const o = record(option);
  return {
    type: o.type,
    name: o.name,
    description: o.description,
    ...normalLocal(o),
    required: o.required === true,
    autocomplete: o.autocomplete === true,
    choices: list(o.choices).map((choice) => [record(choice).name, record(choice).value]),
    options: list(o.options).map(normalOption),
  };
}

const normalLocal = (of: Record<string, unknown>) => ({
  names: Object.entries(record(of.name_localizations)).sort(),
  descriptions: Object.entries(record(of.description_localizations)).sort(),
});

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The application's id, which is the first part of its bot's token; undefined where the token does not have that shape. */
export function applicationIdOf(token: string): string | undefined {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  return /^\d{15,22}$/.test(id) ? id : undefined;
}
