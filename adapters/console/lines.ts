import type { Card } from '../../src/chat/card.ts';
import type { CommandSpec } from '../../src/chat/command.ts';
import { parseCall } from '../../src/chat/parse.ts';
import { plainLine } from '../../src/chat/text.ts';
import { parseReply } from '../../src/chat/usage.ts';
import { allowedSlips, slipsToBeginning } from '../../src/domain/slips.ts';

/** What a typed line asks for. */
export type Wanted =
  | { kind: 'nothing' }
  | { kind: 'quit' }
  | { kind: 'button'; number: number }
  | { kind: 'call'; command: string; subcommand?: string; options: Record<string, string> }
  /** It was wrong, or asked for help: this says so. */
  | { kind: 'reply'; card: Card };

/** Reads `/deal scale-ai`, `deal scale-ai`, `help`, `status`, `quit`, `exit` and a button's number. */
export function understand(line: string, commands: readonly CommandSpec[]): Wanted {
  const text = plainLine(line);
  if (!text) return { kind: 'nothing' };
  const [first = '', ...rest] = text.split(' ');
  const name = first.replace(/^\//, '').toLowerCase();
  if (rest.length === 0) {
    if (name === 'quit' || name === 'exit') return { kind: 'quit' };
    const number = /^\[?(\d{1,4})\]?$/.exec(text)?.[1];
    if (number) return { kind: 'button', number: Number(number) };
  }
  let spec = commands.find((c) => c.name === name);
  let behind = rest.join(' ');
  if (!spec) {
    // A subcommand by itself: `status` for `/dealwire status`.
    const wanted = name === '?' ? 'help' : name;
    spec = commands.find((c) => c.subcommands?.some((s) => s.name === wanted));
    if (spec) behind = [wanted, behind].join(' ').trim();
  }
  if (!spec) return { kind: 'reply', card: unknown(first, commands) };
  const parsed = parseCall(spec, behind);
  if (!parsed.ok) return { kind: 'reply', card: parseReply(spec, parsed).card };
  const { options, subcommand } = parsed;
  return { kind: 'call', command: spec.name, options, ...(subcommand ? { subcommand } : {}) };
}

function unknown(typed: string, commands: readonly CommandSpec[]): Card {
  const title = `There is no command “${typed.slice(0, 40)}”`;
  const names = commands.map((c) => `/${c.name}`);
  const like = likest(typed, commands);
  const known = `Commands are ${names.slice(0, -1).join(', ')} and ${names.at(-1)}; help tells what they do.`;
  const line = like ? `Did you mean ${like}? ${known}` : known;
  return { summary: `${title}. ${line}`, title, blocks: [{ kind: 'text', text: [line] }], buttons: [] };
}

/** What a mistyped command most likely was, as one types it; undefined if it is like none. */
function likest(typed: string, commands: readonly CommandSpec[]): string | undefined {
  const name = typed.replace(/^\//, '').toLowerCase().slice(0, 40);
  const allowed = allowedSlips(name.length);
  return commands
    .flatMap((spec) => [`/${spec.name}`, ...(spec.subcommands ?? []).map((sub) => sub.name)])
    .map((known) => ({ known, slips: slipsToBeginning(name, known.replace('/', ''), allowed) }))
    .filter(({ slips }) => allowed > 0 && slips <= allowed)
    .sort((a, b) => a.slips - b.slips)[0]?.known;
}
