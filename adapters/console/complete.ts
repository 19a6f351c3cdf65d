import type { Host } from '../../src/chat/adapter.ts';

/** Completions at the end of the line, and the part of it that they replace: commands, then companies, choices and filters. */
export function complete(line: string, host: Pick<Host, 'commands' | 'suggest'>): [string[], string] {
  const slash = line.startsWith('/') ? '/' : '';
  const space = line.indexOf(' ');
  if (space < 0) {
    const bare = ['help', 'status', 'quit'];
    const names = [...host.commands.map((c) => slash + c.name), ...(slash ? [] : bare)];
    return [names.filter((n) => n.startsWith(line)).map((n) => `${n} `), line];
  }
  const spec = host.commands.find((c) => c.name === line.slice(slash.length, space).toLowerCase());
  const behind = line.slice(space + 1).trimStart();
  if (!spec) return [[], line];
  const last = /[^\s]*$/.exec(behind)?.[0] ?? '';
  if (spec.subcommands?.length)
    return [behind.includes(' ') ? [] : spec.subcommands.map((s) => s.name).filter((n) => n.startsWith(last)), last];

  const keyed = /^([a-z-]+):(.*)$/i.exec(last);
  if (keyed) {
    const [, key = '', typed = ''] = keyed;
    return [host.suggest(spec.name, key, typed).map((s) => `${key}:${s.value}`), last];
  }
  const company = spec.options.find((o) => o.kind === 'company' || o.kind === 'company-or-all');
  if (company && !behind.includes(' ')) {
    const found = host.suggest(spec.name, company.name, last).map((s) => s.value);
    const begun = found.filter((v) => v.startsWith(last.toLowerCase()));
    return [begun.length ? begun.map((v) => `${v} `) : found.slice(0, 8), last];
  }
  const filters = spec.options.filter((o) => o !== company).map((o) => (o.kind === 'flag' ? o.name : `${o.name}:`));
  return [filters.filter((f) => f.startsWith(last)), last];
}
