import { askCompany, personOf, trialReport } from './company-form.ts';
import { COULD_NOT, complain, Misuse, print, printJson } from './terminal.ts';
import { withApp } from './with-app.ts';

export interface CompanyOptions {
  name?: string;
  slug?: string;
  alias?: string[];
  ambiguous?: string[];
  person?: string[];
  domain?: string[];
  yes?: true;
  json?: true;
}

/** Asks for what is missing, tries the names on the stored articles, asks whether to go on, and adds the company. */
export async function addCompany(options: CompanyOptions): Promise<void> {
  const people = options.person?.map((typed) => {
    const person = personOf(typed);
    if (!person) throw new Misuse(`--person takes a name and a role, as in "Jane Doe, CEO"; not "${typed}"`);
    return person;
  });
  const atTerminal = process.stdin.isTTY === true && !options.yes;
  if (!atTerminal && !options.name) throw new Misuse('say --name; without a terminal nobody can be asked');
  const given = {
    ...(options.name ? { name: options.name } : {}),
    ...(options.slug ? { slug: options.slug } : {}),
    ...(options.alias || !atTerminal ? { aliases: options.alias ?? [] } : {}),
    ...(options.ambiguous ? { ambiguous: options.ambiguous } : {}),
    ...(people || !atTerminal ? { people: people ?? [] } : {}),
    ...(options.domain || !atTerminal ? { domains: options.domain ?? [] } : {}),
  };
  const form = atTerminal ? await askCompany(given, { input: process.stdin, output: process.stderr }) : null;
  const draft = form?.draft ?? { ...given, name: given.name ?? '' };
  try {
    await withApp(async (app) => {
      const trials = await app.tryCompany(draft);
      if (!options.json) print(trialReport(trials));
      const doubtful = trials.filter((it) => it.doubtful && !options.ambiguous?.includes(it.alias));
      if (doubtful.length && !options.yes && !form) {
        complain(
          `Nothing was added: ${doubtful.map((it) => `“${it.alias}”`).join(', ')} may mean something else. Say --ambiguous, or --yes to add it so.`,
        );
        process.exitCode = COULD_NOT;
        return;
      }
      if (form && !/^y(?:es)?$/i.test((await form.ask('Add it? [y/N] ')).trim())) return complain('Nothing was added.');
      const { path, entry } = app.addCompany(draft);
      if (options.json) printJson({ path, entry, trials });
      else
        print(
          `Added to ${path}: ${JSON.stringify(entry)}. A running bot picks it up by itself; dealwire reprocess finds it in what is stored.`,
        );
    });
  } finally {
    form?.close();
  }
}
