import type { Card } from './card.ts';
import type { CommandSpec, OptionSpec, Reply } from './command.ts';

/** How a command is typed: `/deal <company> [type] [since] [share]`. */
export function usageLine(spec: CommandSpec, subcommand?: string): string {
  const sub = spec.subcommands?.find((s) => s.name === subcommand);
  if (sub) return ['/', spec.name, ' ', sub.name, ...sub.options.map((o) => ` ${placeholder(o)}`)].join('');
  if (spec.subcommands?.length) return `/${spec.name} ${spec.subcommands.map((s) => s.name).join('|')}`;
  return ['/', spec.name, ...spec.options.map((o) => ` ${placeholder(o)}`)].join('');
}

function placeholder(option: OptionSpec): string {
  const name =
    option.kind === 'company-or-all'
      ? `${option.name} or all`
      : option.kind === 'choice' && option.choices && option.choices.length <= 3
        ? option.choices.join('|')
        : option.name;
  return option.required ? `<${name}>` : `[${name}]`;
}

/** One line an option: its name, what it is, what it takes. */
export function optionLines(spec: CommandSpec): string[] {
  return spec.options.map((o) => {
    const takes = o.choices?.length ? `: ${o.choices.join(', ')}` : '';
    return `${o.name} – ${o.description}${o.kind === 'company-or-all' ? ', or all' : ''}${takes}`;
  });
}

/** The help of one command, in lines. */
export function helpText(spec: CommandSpec): string {
  const subs = (spec.subcommands ?? []).map((s) => `${usageLine(spec, s.name)} – ${s.description}`);
  const lines = [`${usageLine(spec)}`, spec.description, ...subs, ...optionLines(spec)];
  const filter = spec.options.find((o) => !o.required && o.kind !== 'flag' && !o.kind.startsWith('company'));
  if (filter) lines.push(`Name an argument to give it out of order, as in ${filter.name}:${example(filter)}.`);
  if (spec.options.some((o) => o.kind.startsWith('company')))
    lines.push('Put quotes around a name of several words if it is not understood: "Scale AI".');
  return lines.join('\n');
}

function example(option: OptionSpec): string {
  if (option.choices?.[0]) return option.choices[0];
  if (option.shape === 'date') return '2025-06-01';
  if (option.shape === 'amount') return '50M';
  return '…';
}

/** What an adapter shows, to the caller alone, when `parseCall` gave no call: what was wrong, or the help asked for. */
export function parseReply(spec: CommandSpec, parsed: { problem: string; help?: true }): Reply {
  const [first = '', ...rest] = parsed.problem.split('\n');
  const card: Card = {
    summary: first,
    title: parsed.help ? `/${spec.name}` : first,
    blocks: (parsed.help ? [first, ...rest] : rest).map((line) => ({ kind: 'text', text: [line] })),
    buttons: [],
  };
  return { card, visibility: 'caller' };
}
