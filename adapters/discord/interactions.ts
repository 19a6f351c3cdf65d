import {
  type AutocompleteInteraction,
  type BaseInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  InteractionResponseType,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  type RawFile,
  type REST,
  Routes,
} from 'discord.js';
import type { Host } from '../../src/chat/adapter.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import type { Caller, Reply } from '../../src/chat/command.ts';
import type { Form } from '../../src/chat/form.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { completeChoices, optionOf, toChoices } from './complete.ts';
import { CODES, describe, isCode } from './errors.ts';
import { answersIn, renderForm } from './form.ts';
import { filesOf, type MessageBody, renderCard } from './render.ts';
import { missingToPost } from './rights.ts';

type Answerable = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction;

export interface InteractionOptions {
  platform: string;
  host: Host;
  /** Retries what may be repeated: acknowledging, and editing a response. */
  rest: REST;
  /** Never retries: for messages, which a repeat would post twice. */
  once: REST;
  /** The bot is about to stop: nothing new is begun. */
  stopping(): boolean;
}

/**
 * Answers one interaction: acknowledges at once (Discord waits three seconds), asks the core, shows its reply. Never
 * rejects: what goes wrong is told to the person if Discord still lets us, and logged in any case.
 */
export function createInteractions(options: InteractionOptions): (interaction: BaseInteraction) => Promise<void> {
  const { host, rest, once, platform, stopping } = options;

  return async (interaction) => {
    try {
      if (interaction.isChatInputCommand()) await command(interaction);
      else if (interaction.isButton()) await press(interaction);
      else if (interaction.isModalSubmit()) await submit(interaction);
      else if (interaction.isAutocomplete()) await complete(interaction);
      else
        host.log.debug({ type: interaction.type }, 'Discord sent an interaction of a kind that dealwire does not use');
    } catch (error) {
      host.log.error({ error: describe(error) }, 'A Discord interaction could not be answered');
    }
  };

  async function command(interaction: ChatInputCommandInteraction): Promise<void> {
    if (stopping()) return refuse(interaction);
    const subcommand = interaction.options.getSubcommand(false);
    const given = valuesOf(interaction);
    const spec = host.commands.find((c) => c.name === interaction.commandName);
    const manages = spec?.manages || spec?.subcommands?.find((s) => s.name === subcommand)?.manages;
    // Whether a response is private is settled by its acknowledgement.
    const toCaller = given.share === undefined;
    const acknowledged = await acknowledge(interaction, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: toCaller ? { flags: MessageFlags.Ephemeral } : {},
    });
    if (!acknowledged) return;

    const reply = await answered(() =>
      host.answer({
        command: interaction.commandName,
        ...(subcommand ? { subcommand } : {}),
        options: given,
        caller: callerOf(interaction),
        channel: channelOf(interaction),
      }),
    );
    const note = manages ? missingRights(interaction) : null;
    const card = note ? { ...reply.card, blocks: [...reply.card.blocks, note] } : reply.card;
    const body = renderCard(card);
    const files = filesOf(card);

    await shown(interaction, async () => {
      if ((reply.visibility === 'caller') === toCaller) return editOriginal(interaction, body, files);
      if (toCaller) {
        await editOriginal(interaction, renderCard(line('The answer is in the channel.')));
        return followUp(interaction, body, reply.visibility, files);
      }
      // A response that everybody sees cannot become private: it goes, and the caller alone gets the answer.
      await rest.delete(original(interaction), { auth: false });
      await followUp(interaction, body, reply.visibility, files);
    });
  }

  async function press(interaction: ButtonInteraction): Promise<void> {
    if (stopping()) return refuse(interaction);
    const pressed = { action: interaction.customId, caller: callerOf(interaction), channel: channelOf(interaction) };
    const form = host.form(pressed);
    if (form) return open(interaction, form);
    const acknowledged = await acknowledge(interaction, { type: InteractionResponseType.DeferredMessageUpdate });
    if (!acknowledged) return;
    const reply = await answered(() => host.press(pressed));
    await shown(interaction, () =>
      reply.replaces
        ? editOriginal(
            interaction,
            // A message with a line for notifications keeps having one, and stays accounted for in the channel.
            renderCard(reply.card, { notify: interaction.message.content !== '', mark: interaction.message.id }),
            filesOf(reply.card),
          )
        : followUp(interaction, renderCard(reply.card), reply.visibility, filesOf(reply.card)),
    );
  }

  /** A window can only be the first response, so here nothing is acknowledged before. */
  async function open(interaction: ButtonInteraction, form: Promise<Form | Reply>): Promise<void> {
    const asked = await answered(() => form);
    if (!('card' in asked)) {
      await acknowledge(interaction, { type: InteractionResponseType.Modal, data: renderForm(asked) });
      return;
    }
    const data = { ...renderCard(asked.card), flags: MessageFlags.Ephemeral };
    await acknowledge(interaction, { type: InteractionResponseType.ChannelMessageWithSource, data });
  }

  async function submit(interaction: ModalSubmitInteraction): Promise<void> {
    if (stopping()) return refuse(interaction);
    const acknowledged = await acknowledge(interaction, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: MessageFlags.Ephemeral },
    });
    if (!acknowledged) return;
    const reply = await answered(() =>
      host.submit({
        action: interaction.customId,
        values: answersIn(interaction),
        caller: callerOf(interaction),
        channel: channelOf(interaction),
      }),
    );
    await shown(interaction, () => editOriginal(interaction, renderCard(reply.card), filesOf(reply.card)));
  }

  async function complete(interaction: AutocompleteInteraction): Promise<void> {
    const { name, value } = interaction.options.getFocused(true);
    let choices: ReturnType<typeof toChoices> = [];
    try {
      const suggested = host.suggest(interaction.commandName, name, value);
      const option = optionOf(host.commands, interaction.commandName, interaction.options.getSubcommand(false), name);
      choices = toChoices(suggested.length || !option?.choices ? suggested : completeChoices(option, value));
    } catch (error) {
      host.log.error({ error: describe(error) }, 'Completions for Discord failed');
    }
    await acknowledge(interaction, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices },
    });
  }

  /** Answers with the reply, or with an apology: the core does not throw, and if it does nobody waits in vain. */
  async function answered<T>(ask: () => Promise<T>): Promise<T | Reply> {
    try {
      return await ask();
    } catch (error) {
      host.log.error({ error: describe(error) }, 'A command failed');
      return { card: line('That did not work, and the fault is logged. Please try again.'), visibility: 'caller' };
    }
  }

  /** Shows a reply; where that fails, says so in the plainest way that is left. */
  async function shown(interaction: Answerable, show: () => Promise<unknown>): Promise<void> {
    try {
      await show();
    } catch (error) {
      host.log.error({ error: describe(error), what: nameOf(interaction) }, 'A reply could not be shown on Discord');
      const apology = renderCard(line('The answer could not be shown, and the fault is logged. Please try again.'));
      const tell = () => followUp(interaction, apology, 'caller');
      await (interaction.isButton() ? tell() : editOriginal(interaction, apology).catch(tell));
    }
  }

  /** False where Discord no longer takes a response: whoever asked was told so by Discord. */
  async function acknowledge(interaction: BaseInteraction, body: object): Promise<boolean> {
    try {
      await rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
      return true;
    } catch (error) {
      // An acknowledgement whose answer was lost, and which the SDK repeated.
      if (isCode(error, CODES.alreadyAcknowledged)) return true;
      const late = isCode(error, CODES.unknownInteraction);
      host.log.warn(
        { error: describe(error), ms: Date.now() - interaction.createdTimestamp },
        late ? 'A Discord interaction ran out before it was acknowledged' : 'Discord took no acknowledgement',
      );
      return false;
    }
  }

  async function refuse(interaction: Answerable): Promise<void> {
    const data = {
      ...renderCard(line('dealwire is being restarted. Please try again in a minute.')),
      flags: MessageFlags.Ephemeral,
    };
    await acknowledge(interaction, { type: InteractionResponseType.ChannelMessageWithSource, data });
  }

  function editOriginal(interaction: Answerable, body: MessageBody, files: RawFile[] = []): Promise<unknown> {
    return rest.patch(original(interaction), { body, files, auth: false });
  }

  function followUp(
    interaction: Answerable,
    body: MessageBody,
    visibility: Reply['visibility'],
    files: RawFile[] = [],
  ): Promise<unknown> {
    return once.post(Routes.webhook(interaction.applicationId, interaction.token), {
      body: visibility === 'caller' ? { ...body, flags: MessageFlags.Ephemeral } : body,
      files,
      auth: false,
    });
  }

  function channelOf(interaction: BaseInteraction): ChannelRef {
    return { platform, workspace: interaction.guildId ?? 'dm', channel: interaction.channelId ?? '' };
  }
}

function original(interaction: Answerable): `/${string}` {
  return Routes.webhookMessage(interaction.applicationId, interaction.token, '@original');
}

function nameOf(interaction: Answerable): string {
  if (interaction.isModalSubmit()) return 'form';
  return interaction.isButton() ? 'button' : `/${interaction.commandName}`;
}

/** The option values as the core takes them: flags are `yes` or absent. */
function valuesOf(interaction: ChatInputCommandInteraction): Record<string, string> {
  const given = interaction.options.data.flatMap((o) => o.options ?? [o]);
  const values = given.flatMap(({ name, value }) => {
    if (value === undefined || value === false) return [];
    return [[name, value === true ? 'yes' : String(value)] as const];
  });
  return Object.fromEntries(values);
}

/**
 * In a server those who may manage the channel may change what it gets, if the bot itself is there (a person may have
 * brought the app along alone). Direct messages with the bot are the person's own.
 */
function callerOf(interaction: BaseInteraction): Caller {
  const user = interaction.user.id;
  if (!interaction.guildId) return { user, mayManage: interaction.context !== InteractionContextType.PrivateChannel };
  const installed = interaction.authorizingIntegrationOwners.guildId !== null;
  const may = interaction.memberPermissions?.has(PermissionFlagsBits.ManageChannels) ?? false;
  return { user, mayManage: installed && may };
}

/** A subscription in a channel that the bot cannot post to would stay silent: say it where it is made. */
function missingRights(interaction: ChatInputCommandInteraction): Block | null {
  if (!interaction.guildId) return null;
  const missing = missingToPost(interaction.appPermissions, interaction.channel?.isThread() ?? false);
  if (!missing.length) return null;
  return {
    kind: 'text',
    text: [
      { text: 'dealwire cannot post in this channel yet.', bold: true },
      ` Allow it ${missing.join(', ')} in the channel's permissions.`,
    ],
  };
}

function line(text: string): Card {
  return { summary: text, title: '', blocks: [{ kind: 'text', text: [text] }], buttons: [] };
}
