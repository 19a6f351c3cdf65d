import type { Gateway } from './gateway.ts';
import { type Choice, type FakeReply, type FakeWindow, type Open, optionsOf } from './interactions.ts';
import { channelOf, type State } from './state.ts';
import { list, object } from './validate.ts';
import {
  APPLICATION,
  apiChannel,
  apiMessage,
  botRights,
  type FakeMessage,
  RIGHT,
  snowflake,
  user,
  view,
} from './world.ts';

/** Who acts, and where. By default somebody who may manage the first channel of the first server. */
export interface Where {
  channel?: string;
  user?: string;
  /** Rights of the caller in the channel (`RIGHT`), besides seeing it and writing there. */
  permissions?: bigint;
  /** The person brought the app along; the bot itself is not in the server. */
  userInstalled?: boolean;
}

const REPLY_MS = 10_000;
const SOMEBODY = '1200000000000000001';

/** What a person does in Discord: types commands, reads completions, presses buttons. */
export function createPeople(state: State, gateway: Gateway, home: string) {
  function begin(kind: Open['kind'], where: Where) {
    const id = where.channel ?? home;
    const channel = channelOf(state, id);
    if (!channel) throw new Error(`There is no channel ${id}`);
    const caller = where.user ?? SOMEBODY;
    const rights = RIGHT.view | RIGHT.send | RIGHT.useCommands | (where.permissions ?? RIGHT.manageChannels);
    const interaction: Open = {
      id: snowflake(),
      token: `interaction-token-${snowflake()}`,
      kind,
      channel: id,
      caller,
      startedAt: Date.now(),
      acknowledgedAt: null,
      original: null,
      state: 'new',
      deferredEphemeral: false,
      pressed: null,
      followUps: [],
      done: () => {},
      choices: () => {},
      opened: () => {},
    };
    state.open.set(interaction.token, interaction);
    const person = user(caller);
    const member = {
      user: person,
      roles: [],
      permissions: rights.toString(),
      joined_at: new Date(0).toISOString(),
      deaf: false,
      mute: false,
      flags: 0,
      nick: null,
      pending: false,
    };
    const payload = {
      id: interaction.id,
      application_id: APPLICATION,
      token: interaction.token,
      version: 1,
      locale: 'en-GB',
      channel_id: id,
      channel: apiChannel(channel),
      app_permissions: botRights(channel).toString(),
      entitlements: [],
      attachment_size_limit: 10_485_760,
      authorizing_integration_owners: where.userInstalled ? { '1': caller } : { '0': channel.guild ?? '0' },
      ...(channel.guild
        ? {
            guild_id: channel.guild,
            guild_locale: 'en-US',
            guild: { id: channel.guild, locale: 'en-US', features: [] },
            context: 0,
            member,
          }
        : { user: person, context: 1 }),
    };
    return { interaction, payload };
  }

  /** Waits for what the bot makes of an interaction, and says what stood in its way. */
  function awaited<T>(interaction: Open, what: string, listen: (settle: (value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(
            new Error(`${what}: nothing came within ${REPLY_MS / 1000} s (the interaction is ${interaction.state})`),
          ),
        REPLY_MS,
      );
      listen((value) => {
        clearTimeout(timer);
        resolve(value);
      });
    });
  }

  function reply(interaction: Open, what: string): Promise<FakeReply> {
    return awaited<FakeReply>(interaction, what, (settle) => {
      interaction.done = settle;
    });
  }

  function data(line: string, given: Record<string, string | boolean>, focused?: string): object {
    const [name = '', subname] = line.replace(/^\//, '').split(' ');
    const command = state.registered.find((c) => c.name === name);
    if (!command) throw new Error(`The bot has registered no /${name}`);
    const subs = list(command.options)
      .map(object)
      .filter((o) => o.type === 1);
    const sub = subs.find((s) => s.name === subname);
    if (subs.length && !sub) throw new Error(`/${name} needs one of ${subs.map((s) => s.name).join(', ')}`);
    const filled = optionsOf(sub ?? command, given, focused);
    const options = sub ? [{ name: sub.name, type: 1, options: filled }] : filled;
    return { id: command.id, name: command.name, type: 1, options };
  }

  return {
    /** Types a command: `command('deal', {company: 'scale-ai'})`, `command('dealwire status')`. */
    async command(line: string, given: Record<string, string | boolean> = {}, where: Where = {}): Promise<FakeReply> {
      await gateway.session();
      const typed = data(line, given);
      const { interaction, payload } = begin('command', where);
      const answer = reply(interaction, `/${line}`);
      gateway.dispatch('INTERACTION_CREATE', { ...payload, type: 2, data: typed });
      return answer;
    },

    /** What Discord offers while `typed` stands in an option. */
    async autocomplete(
      line: string,
      option: string,
      typed: string,
      where: Where & { given?: Record<string, string | boolean> } = {},
    ): Promise<Choice[]> {
      await gateway.session();
      const begun = data(line, { ...where.given, [option]: typed }, option);
      const { interaction, payload } = begin('autocomplete', where);
      const choices = awaited<Choice[]>(interaction, `completions of /${line} ${option}`, (settle) => {
        interaction.choices = settle;
      });
      gateway.dispatch('INTERACTION_CREATE', { ...payload, type: 4, data: begun });
      return choices;
    },

    /** Presses a button of a message, named by its label or its action. */
    async press(message: FakeMessage | string, button: string, where: Where = {}): Promise<FakeReply> {
      const pressed = await pressing(message, button, where);
      const answer = reply(pressed.interaction, `the button ${button}`);
      pressed.go();
      return answer;
    },

    /** Presses a button that opens a window. */
    async open(message: FakeMessage | string, button: string, where: Where = {}): Promise<FakeWindow> {
      const pressed = await pressing(message, button, where);
      const opened = awaited<FakeWindow>(pressed.interaction, `the window of ${button}`, (settle) => {
        pressed.interaction.opened = settle;
      });
      pressed.go();
      return opened;
    },

    /** Fills in a window and sends it: text, or the chosen values. */
    async submit(window: FakeWindow, values: Record<string, string | string[]>, where: Where = {}): Promise<FakeReply> {
      await gateway.session();
      const { interaction, payload } = begin('modal', where);
      const answer = reply(interaction, `the window ${window.title}`);
      const components = window.components.map(object).map((row, i) => {
        const field = object(row.component);
        const given = values[String(field.custom_id)];
        const answered =
          field.type === 3 ? { values: given === undefined ? [] : [given].flat() } : { value: String(given ?? '') };
        return {
          type: 18,
          id: 2 * i + 1,
          component: { type: field.type, id: 2 * i + 2, custom_id: field.custom_id, ...answered },
        };
      });
      gateway.dispatch('INTERACTION_CREATE', {
        ...payload,
        type: 5,
        data: { custom_id: window.action, components },
      });
      return answer;
    },
  };

  async function pressing(message: FakeMessage | string, button: string, where: Where) {
    const id = typeof message === 'string' ? message : message.id;
    const pressed = state.messages.find((m) => m.id === id);
    if (!pressed) throw new Error('The message is gone');
    const found = view(pressed).buttons.find((b) => b.label === button || b.action === button);
    if (!found?.action) throw new Error(`The message has no button ${button}`);
    await gateway.session();
    const { interaction, payload } = begin('button', { channel: pressed.channel, ...where });
    interaction.pressed = pressed;
    const go = () =>
      gateway.dispatch('INTERACTION_CREATE', {
        ...payload,
        type: 3,
        data: { component_type: 2, custom_id: found.action, id: 1 },
        message: apiMessage(pressed, false),
      });
    return { interaction, go };
  }
}
