import type { CommandSpec, OptionSpec, Suggestion } from '../../src/chat/command.ts';
import { cut, plainLine } from '../../src/chat/text.ts';
import { LIMITS } from './limits.ts';
import { choiceLabel } from './manifest.ts';

/** The option that is typed into, of a command or its subcommand. */
export function optionOf(
  commands: readonly CommandSpec[],
  command: string,
  subcommand: string | null,
  option: string,
): OptionSpec | undefined {
  const spec = commands.find((c) => c.name === command);
  const owner = subcommand ? spec?.subcommands?.find((s) => s.name === subcommand) : spec;
  return owner?.options.find((o) => o.name === option);
}

/** Suggestions as Discord takes them: at most 25, no empty and no doubled ones, values never cut. */
export function toChoices(suggestions: readonly Suggestion[]): { name: string; value: string }[] {
  const seen = new Set<string>();
  const choices: { name: string; value: string }[] = [];
  for (const { label, value } of suggestions) {
    if (!value || value.length > LIMITS.choice || seen.has(value)) continue;
    seen.add(value);
    choices.push({ name: cut(plainLine(label), LIMITS.choice) || value, value });
    if (choices.length === LIMITS.choices) break;
  }
  return choices;
}

/** Completions of words from a fixed set; in a list, of the word behind the last comma. */
export function completeChoices(option: OptionSpec, typed: string): Suggestion[] {
  const choices = option.choices ?? [];
  const parts = option.shape === 'list' ? typed.split(',') : [typed];
  const begun = word(parts.pop() ?? '');
  const done = parts.map((p) => choices.find((c) => word(c) === word(p)) ?? p.trim()).filter(Boolean);
  return choices
    .filter((c) => !done.includes(c) && word(c).includes(begun))
    .sort((a, b) => Number(word(b).startsWith(begun)) - Number(word(a).startsWith(begun)))
    .map((c) => {
      const words = [...done, c];
      return { label: words.map(choiceLabel).join(', '), value: words.join(', ') };
    });
}

function word(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}
