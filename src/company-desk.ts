import { addCompany, type CompanyDraft, checkCompany, entryOf, NEW_COMPANY } from './catalogue/add.ts';
import { type AliasTrial, tryAliases } from './catalogue/trial.ts';
import { CatalogueError } from './catalogue.ts';
import type { Article } from './domain/article.ts';
import type { Company } from './domain/company.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

/** Why a company cannot be added: faults of its own, in words; the file is broken already; it cannot be written. */
export type Refusal = { outcome: 'unfit'; faults: string[] } | { outcome: 'broken' } | { outcome: 'closed' };

/** The list of companies as people see it and add to it. The file is the truth. */
export interface CompanyDesk {
  all(): readonly Company[];
  /** What the names would match in the stored articles. */
  trials(draft: CompanyDraft): Promise<AliasTrial[]>;
  /** Adds it to the file. Throws `CatalogueError`, or in words where the file cannot be written. */
  put(draft: CompanyDraft): { path: string; entry: object };
  /** Whether it could be added, and what its names would match. Rejects for faults of the store alone. */
  look(draft: CompanyDraft): Promise<{ outcome: 'fit'; slug: string; trials: AliasTrial[] } | Refusal>;
  /** Adds it to the file, and is known from then on. `by`: who asked. */
  add(draft: CompanyDraft, by: string): Promise<{ outcome: 'added'; slug: string } | Refusal>;
}

export interface CompanyDeskParts {
  store: Pick<Store, 'articles'>;
  files: { companies: string | null; feeds: string | null };
  live: Pick<Live, 'catalogue' | 'reload'>;
  log: Log;
}

/** Articles that an alias of a new company is tried on. */
const TRIED = 5_000;

export function createCompanyDesk({ store, files, live, log }: CompanyDeskParts): CompanyDesk {
  async function trials(draft: CompanyDraft): Promise<AliasTrial[]> {
    const { aliases = [], ambiguous = [], people = [], domains = [] } = entryOf(draft) as CompanyDraft;
    const candidates = new Map<string, Article[]>();
    for (const alias of [draft.name.trim(), ...aliases, ...ambiguous])
      candidates.set(alias, await store.articles.containing(alias, TRIED));
    return tryAliases(candidates, [draft.name.trim(), ...aliases, ...people.map((it) => it.name), ...domains]);
  }

  function refusal(error: unknown): Refusal {
    if (error instanceof CatalogueError && error.what === NEW_COMPANY)
      return { outcome: 'unfit', faults: error.faults.map(withoutPlace).map(aboutSlug) };
    log.error({ reason: (error as Error).message }, 'a company could not be added from chat');
    return { outcome: error instanceof CatalogueError ? 'broken' : 'closed' };
  }

  return {
    all: () => live.catalogue.companies,
    trials,
    put: (draft) => addCompany(draft, files),
    async look(draft) {
      let slug: string;
      try {
        slug = slugIn(checkCompany(draft, files).entry);
      } catch (error) {
        return refusal(error);
      }
      return { outcome: 'fit', slug, trials: await trials(draft) };
    },
    async add(draft, by) {
      try {
        const slug = slugIn(addCompany(draft, files).entry);
        log.info({ company: slug, by }, 'a company was added from chat');
        // Not at the watcher's next look: whoever added it may follow it at once.
        live.reload();
        return { outcome: 'added', slug };
      } catch (error) {
        return refusal(error);
      }
    },
  };
}

/** In chat nobody gives a slug: it is made of the name's letters from a to z, and another alphabet has none. */
const aboutSlug = (fault: string): string =>
  fault.startsWith('slug: must be')
    ? 'no short name can be made of it, since it has no letter from a to z and no digit. Whoever runs the bot can add it: dealwire company add --slug'
    : fault;

const slugIn = (entry: object): string => (entry as { slug: string }).slug;

/** Chat is shown neither paths nor where in the file: "/etc/companies.json, entry 31 (acme), domains 1: …" → "domains 1: …". */
const withoutPlace = (fault: string): string => fault.replace(/^.*?, entry \d+(?: \([^)]*\))?, /, '');
