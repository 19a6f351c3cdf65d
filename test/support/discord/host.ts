import type { Host } from '../../../src/chat/adapter.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { ButtonPress, CommandCall, Reply, Suggestion } from '../../../src/chat/command.ts';
import type { FormAnswer } from '../../../src/chat/form.ts';
import { COMMANDS } from '../../../src/commands/index.ts';

export interface TestHost extends Host {
  calls: CommandCall[];
  presses: ButtonPress[];
  answers: FormAnswer[];
  /** What the adapter said about reach, as `reachable WORKSPACE CHANNEL`. */
  reach: string[];
  logged: { level: string; message: string; fields: object }[];
  /** What to answer; by default the command's name and options, to the caller alone. */
  onCommand: (call: CommandCall) => Reply | Promise<Reply>;
  onPress: (press: ButtonPress) => Reply | Promise<Reply>;
  onForm: Host['form'];
  onSuggest: (command: string, option: string, typed: string) => Suggestion[];
}

export function cardOf(title: string, more: Partial<Card> = {}): Card {
  return { summary: title, title, blocks: [], buttons: [], ...more };
}

/** A core that remembers what it was asked, with the real table of commands. */
export function createTestHost(): TestHost {
  const logged: TestHost['logged'] = [];
  const log = (level: string) => (fields: object, message: string) => void logged.push({ level, message, fields });
  const host: TestHost = {
    commands: COMMANDS,
    calls: [],
    presses: [],
    answers: [],
    reach: [],
    logged,
    onCommand: (call) => ({
      card: cardOf(`/${[call.command, call.subcommand].filter(Boolean).join(' ')} ${JSON.stringify(call.options)}`),
      visibility: call.options.share ? 'channel' : 'caller',
    }),
    onPress: (press) => ({ card: cardOf(`pressed ${press.action}`), visibility: 'caller' }),
    onForm: () => null,
    onSuggest: () => [],
    async answer(call) {
      host.calls.push(call);
      return host.onCommand(call);
    },
    home: async () => cardOf('home'),
    async press(press) {
      host.presses.push(press);
      return host.onPress(press);
    },
    form: (press) => host.onForm(press),
    async submit(answer) {
      host.answers.push(answer);
      return { card: cardOf(`sent ${answer.action} ${JSON.stringify(answer.values)}`), visibility: 'caller' };
    },
    suggest: (command, option, typed) => host.onSuggest(command, option, typed),
    moved: async () => {},
    async unreachable({ workspace, channel }, reason, how = {}) {
      const place = [workspace, channel].filter(Boolean).join(' ');
      host.reach.push([`unreachable ${place}: ${reason}`, ...Object.keys(how)].join(', '));
    },
    async reachable({ workspace, channel }) {
      host.reach.push(`reachable ${[workspace, channel].filter(Boolean).join(' ')}`);
    },
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
  };
  return host;
}
