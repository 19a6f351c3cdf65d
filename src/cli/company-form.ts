import { createInterface } from 'node:readline/promises';
import type { CompanyDraft } from '../catalogue/add.ts';
import type { AliasTrial } from '../catalogue/trial.ts';
import { count } from '../present/index.ts';

const list = (typed: string, by: RegExp): string[] =>
  typed
    .split(by)
    .map((it) => it.trim())
    .filter(Boolean);

/** "Alexandr Wang, CEO" → name and role; null where there is no role. */
export function personOf(typed: string): { name: string; role: string } | null {
  const [name = '', ...rest] = typed.split(',');
  const role = rest.join(',').trim();
  return name.trim() && role ? { name: name.trim(), role } : null;
}

/** Asks at a terminal for what was not given. An empty answer leaves it out. */
export async function askCompany(
  given: Partial<CompanyDraft>,
  { input, output }: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream },
): Promise<{ draft: CompanyDraft; ask(question: string): Promise<string>; close(): void }> {
  const terminal = createInterface({ input, output });
  const ask = (question: string) => terminal.question(question);
  const askPeople = async (): Promise<NonNullable<CompanyDraft['people']>> => {
    const typed = list(await ask('People, as in “Jane Doe, CEO; John Roe, CFO”: '), /;/);
    const people = typed.flatMap((it) => personOf(it) ?? []);
    if (people.length === typed.length) return people;
    output.write(`“${typed.find((it) => !personOf(it))}” has no role behind a comma.\n`);
    return askPeople();
  };
  const draft: CompanyDraft = {
    ...given,
    name: given.name ?? (await ask('Name, as articles write it: ')),
    aliases: given.aliases ?? list(await ask('Other names, with commas between: '), /,/),
    people: given.people ?? (await askPeople()),
    domains: given.domains ?? list(await ask('Domains of its site, as in scale.com: '), /[\s,]+/),
  };
  return { draft, ask, close: () => terminal.close() };
}

/** What the names of a company would match, for a person at a terminal: up to ten titles each. */
export function trialReport(trials: readonly AliasTrial[]): string {
  return trials
    .flatMap(({ alias, matches, vouched, examples, doubtful }) => [
      `“${alias}” stands in ${count(matches, 'stored article')}${matches ? `, ${vouched} of which name the company otherwise too` : ''}.`,
      ...examples.map((title) => `  ${title}`),
      ...(doubtful
        ? [
            `  Look at these: if they mean something else, give the name as ambiguous (--ambiguous "${alias}"). It then counts only beside another name, a person or a domain.`,
          ]
        : []),
    ])
    .join('\n');
}
