import type { CommandSpec, Suggestion } from '../chat/command.ts';
import { cut } from '../chat/text.ts';
import type { Deps } from './command.ts';
import { zonesLike } from './values-time.ts';

const MOST = 25;

/** Completions of one option, best first: companies by slug, name and alias; choices by their beginning; lists by their last entry. */
export function suggest(
  commands: readonly CommandSpec[],
  { lookup }: Pick<Deps, 'lookup'>,
  command: string,
  option: string,
  typed: string,
): Suggestion[] {
  const specs = commands.flatMap((c) => [c, ...(c.subcommands ?? [])]);
  const spec = specs
    .filter((c) => c.name === command)
    .flatMap((c) => c.options)
    .find((o) => o.name === option);
  if (!spec) return [];
  const text = typed.trim().slice(0, 100);
  if (spec.kind === 'company' || spec.kind === 'company-or-all') {
    const companies = lookup.suggest(text, MOST).map((c) => ({ label: cut(c.name, 100), value: c.slug.slice(0, 100) }));
    const all: Suggestion[] =
      spec.kind === 'company-or-all' && 'all'.startsWith(text.toLowerCase())
        ? [{ label: 'all – every company this channel follows', value: 'all' }]
        : [];
    return [...all, ...companies].slice(0, MOST);
  }
  if (spec.shape === 'zone') return zonesLike(text, MOST).map((zone) => ({ label: zone, value: zone }));
  const choices = spec.choices ?? [];
  if (spec.shape === 'list') {
    const entries = text.split(',').map((e) => e.trim());
    const last = (entries.pop() ?? '').toLowerCase();
    const before = entries.filter(Boolean);
    return choices
      .filter((c) => c.startsWith(last) && !before.includes(c))
      .map((c) => [...before, c].join(','))
      .filter((value) => value.length <= 100)
      .map((value) => ({ label: value, value }))
      .slice(0, MOST);
  }
  return choices
    .filter((c) => c.startsWith(text.toLowerCase()))
    .map((c) => ({ label: c, value: c }))
    .slice(0, MOST);
}
