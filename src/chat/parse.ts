import type { CommandSpec, OptionSpec } from './command.ts';
import { plainLine } from './text.ts';
import { helpText, usageLine } from './usage.ts';
import { split, type Word } from './words.ts';

/**
 * A command's text, understood, or what is wrong with it in plain words (with the usage line; `help`: it was asked for).
 * What is required is there, but for further companies where it cannot be told where one name ends.
 */
export type ParsedCall =
  | { ok: true; subcommand?: string; options: Record<string, string> }
  | { ok: false; problem: string; help?: true };

const HELP = new Set(['help', '?', '-h', '--help']);

/**
 * Reads what was typed behind a command's name: words in the order of the options, quoted names, `key:value`, bare
 * flags. A company name of several words needs no quotes where its end is plain. Choices come back as their canonical
 * word, flags as `yes`, all else as typed; whether a company is known is for the command to say. Never throws.
 */
export function parseCall(spec: CommandSpec, text: string): ParsedCall {
  const words = split(plainLine(text).slice(0, 2000));
  const first = words[0];
  if (words.length === 1 && first && !first.quoted && first.key === undefined && HELP.has(first.text.toLowerCase())) {
    if (!spec.subcommands?.some((s) => s.name === 'help')) return { ok: false, problem: helpText(spec), help: true };
  }
  if (!spec.subcommands?.length) return readOptions(spec, words, usageLine(spec));

  const names = spec.subcommands.map((s) => s.name);
  const typed = first?.text.toLowerCase() ?? (names.includes('help') ? 'help' : '');
  const name = matchChoice(names, typed === '?' || typed === '--help' || typed === '-h' ? 'help' : typed);
  const sub = spec.subcommands.find((s) => s.name === name);
  if (!sub)
    return {
      ok: false,
      problem: `${typed ? `/${spec.name} has no “${typed}”` : `/${spec.name} needs one more word`}: it takes ${listed(names)}.\nUsage: ${usageLine(spec)}`,
    };
  const read = readOptions(sub, words.slice(1), usageLine(spec, sub.name));
  return read.ok ? { ...read, subcommand: sub.name } : read;
}

/** The choice that is meant: case, hyphens, spaces and a plural do not matter. */
export function matchChoice(choices: readonly string[], typed: string): string | undefined {
  const norm = (s: string) =>
    s
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, '_');
  const wanted = norm(typed);
  if (!wanted) return undefined;
  return (
    choices.find((c) => norm(c) === wanted) ??
    choices.find((c) => norm(c) === wanted.replace(/s$/, '') || `${norm(c)}s` === wanted || norm(c) === `${wanted}s`)
  );
}

function readOptions(spec: CommandSpec, words: readonly Word[], usage: string): ParsedCall {
  const options: Record<string, string> = {};
  const problem = (what: string): ParsedCall => ({ ok: false, problem: `${what}\nUsage: ${usage}` });
  const names: Word[] = [];
  const companies = spec.options.filter((o) => o.kind === 'company' || o.kind === 'company-or-all');

  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (word.key !== undefined) {
      const option = optionFor(spec, word.key);
      if (!option) return problem(noSuch(spec, word.key));
      const [text, used] = withFollowing(option, words, i);
      if (!text) return problem(`${option.name}: has nothing behind it.`);
      const checked = check(option, text);
      if ('problem' in checked) return problem(checked.problem);
      if (checked.value === null) continue;
      const before = options[option.name];
      if (before !== undefined && option.shape !== 'list' && option.shape !== 'names')
        return problem(`${option.name} is given twice.`);
      options[option.name] = before === undefined ? checked.value : `${before},${checked.value}`;
      i += used;
      continue;
    }
    if (!word.quoted) {
      const flag = spec.options.find((o) => o.kind === 'flag' && o.name === word.text.toLowerCase().replace(/^--/, ''));
      if (flag) {
        options[flag.name] = 'yes';
        continue;
      }
      // The first word names the company, whatever it looks like.
      if (names.length > 0 || companies.length === 0) {
        const found = recognise(spec, options, words, i);
        if (found) {
          options[found.option.name] = found.value;
          i += found.used;
          continue;
        }
      }
    }
    if (word.text) names.push(word);
  }

  const open = companies.filter((o) => options[o.name] === undefined);
  // Further names, behind commas or in quotes of their own, belong into the list that takes names.
  const more = spec.options.find((o) => o.shape === 'names');
  const groups = grouped(names, more ? Number.POSITIVE_INFINITY : open.length);
  // Where one name ends and the next begins the command can tell, which knows the names: the first gets all words.
  const undivided = open.length > 1 && groups.length === 1 && (groups[0]?.length ?? 0) > open.length;
  const given = groups.map((group) => group.map((w) => w.text).join(' '));
  for (const option of open) {
    const value = given.shift();
    if (value !== undefined) options[option.name] = value;
  }
  const further = more ? given.splice(1) : [];
  if (more && further.length) options[more.name] = [options[more.name], ...further].filter(Boolean).join(', ');
  const rest = given.join(' ');
  if (rest) {
    const free = spec.options.find(
      (o) => o.kind === 'text' && options[o.name] === undefined && (!o.shape || (o.shape === 'date' && isDate(rest))),
    );
    const choice = spec.options.find((o) => o.kind === 'choice' && options[o.name] === undefined);
    const refused = choice && companies.length === 0 ? check(choice, rest) : null;
    if (free) options[free.name] = rest;
    else if (refused && 'problem' in refused) return problem(refused.problem);
    else if (spec.options.length === 0) return problem(`Nothing goes behind this command, and “${rest}” does.`);
    else return problem(`I do not know what “${rest}” means here.`);
  }
  const missing = spec.options.find(
    (o) => o.required && options[o.name] === undefined && !(undivided && o.kind === 'company'),
  );
  if (missing)
    return problem(
      missing.kind === 'company' && companies.length === 1
        ? 'Which company? Name one, as in openai or "Scale AI".'
        : missing.kind === 'company-or-all'
          ? 'Which company? Name one, or say all.'
          : missing.kind === 'company'
            ? `${companies.length === 2 ? 'Two' : companies.length} companies are needed.`
            : `${missing.name} is missing: ${missing.description.charAt(0).toLowerCase()}${missing.description.slice(1)}${
                missing.choices ? `, one of ${missing.choices.join(', ')}` : ''
              }.`,
    );
  return { ok: true, options };
}

/** Names by what divides them: quotes, commas; with two names wanted and two bare words, one each. */
function grouped(names: readonly Word[], wanted: number): Word[][] {
  const groups: Word[][] = [];
  let open = false;
  for (const word of names) {
    const last = groups.at(-1);
    if (word.quoted || !open || !last) groups.push([word]);
    else last.push(word);
    open = !word.quoted && !(word.comma && wanted > 1);
  }
  const only = groups.length === 1 ? groups[0] : undefined;
  return wanted > 1 && only && only.length === wanted ? only.map((w) => [w]) : groups;
}

function optionFor(spec: CommandSpec, key: string): OptionSpec | undefined {
  const wanted = key.toLowerCase().replace(/_/g, '-');
  const exact = spec.options.find((o) => o.name === wanted || `${o.name}s` === wanted || o.name === `${wanted}s`);
  if (exact) return exact;
  const starting = wanted.length >= 3 ? spec.options.filter((o) => o.name.startsWith(wanted)) : [];
  return starting.length === 1 ? starting[0] : undefined;
}

function noSuch(spec: CommandSpec, key: string): string {
  const named = spec.options.filter((o) => o.kind !== 'flag').map((o) => `${o.name}:`);
  return named.length ? `There is no “${key}:” here: you can use ${listed(named)}.` : `There is no “${key}:” here.`;
}

/** A value and the words behind it that belong to it ("$50 million", "executive move"): the text, and how many words were taken. */
function withFollowing(option: OptionSpec, words: readonly Word[], i: number): [string, number] {
  const word = words[i] as Word;
  const next = words[i + 1];
  if (option.shape === 'names') {
    // Names may be of several words: the list goes on to the next argument that is named.
    const end = words.findIndex((it, j) => j > i && it.key !== undefined);
    const all = words.slice(i, end < 0 ? words.length : end);
    const divided = ({ comma, quoted }: Word, after?: Word) => after && (comma || quoted || after.quoted);
    return [all.map((it, j) => `${it.text}${divided(it, all[j + 1]) ? ',' : ''}`).join(' '), all.length - 1];
  }
  if (word.quoted || !next || next.quoted || next.key !== undefined) return [word.text, 0];
  const both = `${word.text} ${next.text}`;
  if (option.shape === 'amount' && /^[^\p{L}]*\d[\d.,]*$/u.test(word.text) && MAGNITUDE.test(next.text))
    return [both, 1];
  if (option.shape === 'date') {
    for (const more of [3, 2]) {
      const all = words.slice(i, i + more + 1);
      if (all.length <= more || all.slice(1).some((it) => it.quoted || it.key !== undefined)) continue;
      const text = all.map((it) => it.text).join(' ');
      if (DATE_LONG.test(text)) return [text, more];
    }
    if (DATE_PAIR.test(both)) return [both, 1];
  }
  if (option.kind === 'choice' && option.choices && !matchChoice(option.choices, word.text))
    if (matchChoice(option.choices, both)) return [both, 1];
  if (option.shape === 'list' && word.comma) {
    // `types:investment, ipo`: a list may have spaces behind its commas.
    let text = word.text;
    let used = 0;
    for (let j = i; words[j]?.comma; j++) {
      const more = words[j + 1];
      if (!more || more.key !== undefined || !listOf(option, more.text)) break;
      text += `,${more.text}`;
      used++;
    }
    return [text, used];
  }
  return [word.text, 0];
}

const MAGNITUDE = /^(?:k|m|mm|mn|mio|bn?|tn?|thousand|million|billion|trillion|dollars|usd)s?$/i;
// Another currency or a sign is an amount, too: the command says what is wrong with it.
const AMOUNT =
  /^[-+]?(?:us)?[$€£¥₹]?\d[\d.,]*\s*(?:k|mm?|mn|bn?|tn?|thousand|million|billion|trillion)?(?:\s*(?:usd|dollars))?$/i;
const DATE = /^(?:\d{4}(?:[-/.]\d{1,2}){0,2}|\d{1,4}[dwmy]|today|yesterday)$/i;
const DATE_PAIR =
  /^(?:\d{1,4} (?:day|week|month|year)s?|(?:last|this) (?:week|month|year)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4})$/i;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const DATE_LONG = new RegExp(
  `^(?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?),? \\d{4}$|^\\d{1,4} (?:day|week|month|year)s? ago$`,
  'i',
);
const isDate = (text: string): boolean => [DATE, DATE_PAIR, DATE_LONG].some((pattern) => pattern.test(text));

function recognise(
  spec: CommandSpec,
  taken: Readonly<Record<string, string>>,
  words: readonly Word[],
  i: number,
): { option: OptionSpec; value: string; used: number } | null {
  for (const option of spec.options) {
    if (taken[option.name] !== undefined || option.kind === 'flag' || option.kind.startsWith('company')) continue;
    const [text, used] = withFollowing(option, words, i);
    const value =
      option.kind === 'choice'
        ? matchChoice(option.choices ?? [], text)
        : option.shape === 'list'
          ? listOf(option, text)
          : option.shape === 'amount'
            ? AMOUNT.test(text) && text
            : option.shape === 'fact'
              ? /^#[0-9a-f]{1,40}$/i.test(text) && text
              : option.shape === 'date' && isDate(text) && text;
    if (value) return { option, value, used };
  }
  return null;
}

/** A list with every entry one of the choices (or "all" alone), canonical; undefined where an entry is not. */
function listOf(option: OptionSpec, text: string): string | undefined {
  const entries = text.split(',').filter((e) => e.trim());
  const found = entries.map((e) => matchChoice([...(option.choices ?? []), 'all'], e));
  return entries.length && found.every((f) => f !== undefined) ? found.join(',') : undefined;
}

function check(option: OptionSpec, text: string): { value: string | null } | { problem: string } {
  if (option.kind === 'flag') return /^(?:no|false|off|0)$/i.test(text) ? { value: null } : { value: 'yes' };
  if (option.kind === 'choice') {
    const value = matchChoice(option.choices ?? [], text);
    return value
      ? { value }
      : { problem: `${option.name} cannot be “${text}”: it is one of ${(option.choices ?? []).join(', ')}.` };
  }
  if (option.shape === 'list') {
    const value = listOf(option, text);
    return value
      ? { value }
      : {
          problem: `${option.name} cannot be “${text}”: use one or more of ${(option.choices ?? []).join(', ')}, with commas between.`,
        };
  }
  return { value: text };
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
