import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Adapter, Host, SendResult } from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { Caller } from '../../src/chat/command.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { createButtons } from './buttons.ts';
import { complete } from './complete.ts';
import { understand } from './lines.ts';
import { renderCard } from './render.ts';
import { timeWords } from './time.ts';

export { understand, type Wanted } from './lines.ts';
export { renderCard } from './render.ts';

export interface ConsoleSettings {
  input: Readable;
  output: Writable & { columns?: number };
  /** Prompt, history, completion; else one command a line and no prompt. */
  isTerminal: boolean;
  colour: boolean;
  /** Each card is one line of JSON, for programs: no prompt, no layout. */
  json?: boolean;
  /** `quit`, `exit`, and Ctrl-C or Ctrl-D at an empty prompt. */
  onQuit?: () => void;
  /** Epoch ms. */
  now?: () => number;
}

const noteCard = (note: string): Card => ({ summary: note, title: note, blocks: [], buttons: [] });

/** The one channel of the console. */
export const CONSOLE_CHANNEL: ChannelRef = { platform: 'console', workspace: 'local', channel: 'console' };
/** Whoever sits at the console may do everything. */
export const CONSOLE_CALLER: Caller = { user: 'console', mayManage: true };
const PROMPT = 'dealwire> ';
const WIDEST = 110;

/** The bot at a terminal or behind a pipe. The end of its input ends nothing but the reading. */
export function createConsoleAdapter(settings: ConsoleSettings): Adapter {
  const { input, output, colour, json = false } = settings;
  const isTerminal = settings.isTerminal && !json;
  const time = timeWords(settings.now ?? Date.now);
  const buttons = createButtons();
  let host: Host | null = null;
  let lines: Interface | null = null;
  let reading = false;
  let broken: string | null = null;
  /** Commands run one after the other, so that answers come in the order of the lines. */
  let work: Promise<void> = Promise.resolve();

  const onOutputError = (error: Error) => {
    broken = error.message;
  };

  /** Prints above the prompt; what is being typed stays as it is. */
  function print(text: string): void {
    if (broken || output.destroyed || output.writableEnded) return;
    const typing = isTerminal && lines && reading;
    if (typing && lines) {
      // The line being typed may be several rows long: go to the first of them.
      moveCursor(output, 0, -lines.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
    }
    output.write(`${text}\n`);
    if (typing) lines?.prompt(true);
  }

  function show(card: Card): void {
    if (json) {
      print(JSON.stringify(card));
      return;
    }
    const width = isTerminal ? Math.min(WIDEST, output.columns ?? 80) : Number.POSITIVE_INFINITY;
    print(`\n${renderCard(card, { width, colour, time, number: buttons.numberOf })}${isTerminal ? '' : '\n'}`);
  }

  async function run(line: string): Promise<void> {
    if (!host) return;
    const wanted = understand(line, host.commands);
    switch (wanted.kind) {
      case 'nothing':
        return;
      case 'quit':
        settings.onQuit?.();
        return;
      case 'reply':
        return show(wanted.card);
      case 'button': {
        const action = buttons.actionOf(wanted.number);
        if (action === null)
          return show(noteCard(`No button has the number ${wanted.number}. Type help to see what you can do.`));
        return show((await host.press({ action, caller: CONSOLE_CALLER, channel: CONSOLE_CHANNEL })).card);
      }
      case 'call': {
        const { command, subcommand, options } = wanted;
        const call = { command, options, caller: CONSOLE_CALLER, channel: CONSOLE_CHANNEL };
        return show((await host.answer(subcommand ? { ...call, subcommand } : call)).card);
      }
    }
  }

  function take(line: string): void {
    work = work
      .then(() => run(line))
      .catch((error: unknown) => host?.log.error({ err: error }, 'a console command failed'))
      .then(() => {
        if (isTerminal && reading) lines?.prompt(true);
      });
  }

  function read(): Interface {
    const made = createInterface({
      input,
      ...(isTerminal ? { output } : {}),
      terminal: isTerminal,
      prompt: PROMPT,
      historySize: 500,
      removeHistoryDuplicates: true,
      crlfDelay: Number.POSITIVE_INFINITY,
      completer: (line: string) => (host ? complete(line, host) : [[], line]),
    });
    made.on('line', take);
    made.on('SIGINT', () => {
      // As in a shell: what was typed is dropped; at an empty prompt it ends the program.
      if (made.line) {
        made.write(null, { ctrl: true, name: 'e' });
        made.write(null, { ctrl: true, name: 'u' });
      } else settings.onQuit?.();
    });
    made.on('close', () => {
      const ended = reading;
      reading = false;
      if (ended && isTerminal) settings.onQuit?.();
    });
    return made;
  }

  const sent = (message: string): SendResult =>
    broken
      ? { outcome: 'later', waitMs: 60_000, reason: `the console cannot be written to: ${broken}` }
      : { outcome: 'sent', ref: { channel: CONSOLE_CHANNEL, message } };

  return {
    name: 'console',
    async start(given) {
      host = given;
      output.on('error', onOutputError);
      lines = read();
      reading = true;
      if (isTerminal) {
        output.write('Type /deal and a company, or help. quit ends the program.\n');
        lines.prompt();
      }
    },
    async send(_channel, card, key) {
      show(card);
      return sent(key);
    },
    async reply(_to, card, key) {
      show(card);
      return sent(key);
    },
    // What was printed stays; the reply that goes with an edit tells the change.
    edit: async (ref) => sent(ref.message),
    // A console that was started anew shows nothing of before: to print it is right.
    find: async () => null,
    health: () => (broken ? { state: 'down', detail: broken } : { state: 'up', detail: '' }),
    async stop() {
      const wasReading = reading;
      reading = false;
      lines?.close();
      await work;
      if (isTerminal && wasReading && !broken) output.write('\n');
      output.off('error', onOutputError);
      host = null;
    },
  };
}
