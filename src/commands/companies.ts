import type { Card } from '../chat/card.ts';
import type { Caller, CommandCall, CommandSpec, Reply } from '../chat/command.ts';
import { matchChoice } from '../chat/parse.ts';
import { plainLine } from '../chat/text.ts';
import type { Company } from '../domain/company.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import {
  COMPANIES_A_PAGE,
  type CompanyWish,
  companiesCard,
  companiesNotAllowedCard,
  companyAddedCard,
  companyKnownCard,
  companyOfferCard,
  companyRefusedCard,
  usageCard,
} from '../present/index.ts';
import type { Deps } from './command.ts';
import { mayChangeAll, toCaller } from './reply.ts';

interface Who {
  caller: Caller;
  channel: ChannelRef;
}

export const companiesSpec: CommandSpec = {
  name: 'companies',
  description: 'The companies that are tracked; managers may add one',
  options: [
    {
      name: 'action',
      description: 'What to do: list them, add one',
      kind: 'choice',
      required: false,
      choices: ['list', 'add'],
    },
    { name: 'name', description: 'To add: its name, as articles write it', kind: 'text', required: false },
    {
      name: 'aliases',
      description: 'To add: what articles call it otherwise, with commas between',
      kind: 'text',
      required: false,
      shape: 'names',
    },
    {
      name: 'domains',
      description: 'To add: the domains of its site, with commas between, as in scale.com',
      kind: 'text',
      required: false,
      shape: 'names',
    },
  ],
};

export async function companiesPage(wanted: number, who: Who, { companies, store }: Deps): Promise<Card> {
  const all = [...companies.all()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const page = Math.min(Math.max(1, wanted), Math.max(1, Math.ceil(all.length / COMPANIES_A_PAGE)));
  const shown = await Promise.all(
    all.slice((page - 1) * COMPANIES_A_PAGE, page * COMPANIES_A_PAGE).map(async (company) => {
      const { total } = await store.facts.of({ company: company.slug, limit: 0, offset: 0 });
      return { company, facts: total };
    }),
  );
  return companiesCard(shown, { page, total: all.length, mayManage: mayChangeAll(who) });
}

/** Adds a company that was shown before. */
export async function addCompany(wish: CompanyWish, who: Who, deps: Deps): Promise<Card> {
  if (!mayChangeAll(who)) return companiesNotAllowedCard();
  const known = knownAs(wish.name, deps);
  if (known) return companyKnownCard(known);
  const added = await deps.companies.add(wish, who.caller.user);
  return added.outcome === 'added' ? companyAddedCard(wish.name, added.slug) : companyRefusedCard(wish.name, added);
}

/** `/dealwire companies`, with its action and the company that is to be added. */
export async function answerCompanies(call: CommandCall, table: CommandSpec, deps: Deps): Promise<Reply> {
  const { options } = call;
  const wish = wishOf(options);
  const action = matchChoice(['list', 'add'], options.action ?? (wish.name ? '' : 'list'));
  const wrong = (problem: string) => toCaller(usageCard(problem, table, companiesSpec.name));
  switch (action) {
    case 'list':
      return toCaller(await companiesPage(1, call, deps));
    case 'add': {
      if (!mayChangeAll(call)) return toCaller(companiesNotAllowedCard());
      if (!wish.name) return wrong('Which company? Give its name as articles write it, as in add "Scale AI".');
      const known = knownAs(wish.name, deps);
      if (known) return toCaller(companyKnownCard(known));
      const found = await deps.companies.look(wish);
      return toCaller(
        found.outcome === 'fit'
          ? companyOfferCard(wish, found.slug, found.trials)
          : companyRefusedCard(wish.name, found),
      );
    }
    default:
      return wrong('Say what to do: list or add.');
  }
}

function wishOf({ name = '', aliases = '', domains = '' }: CommandCall['options']): CompanyWish {
  const list = (typed: string) => [
    ...new Set(
      typed
        .split(',')
        .map((it) => plainLine(it).replace(/^["“„]|["“”]$/g, ''))
        .filter((it) => it && it !== plainLine(name)),
    ),
  ];
  // Domains have no spaces: a forgotten comma is no fault.
  return { name: plainLine(name), aliases: list(aliases), domains: list(domains.replace(/\s+/g, ',')) };
}

/** The company that goes by this name already. One that shares the name with other things may not be the one meant. */
function knownAs(name: string, { lookup }: Deps): Company | null {
  const found = lookup.find(name);
  const shared = found?.aliases.some((alias) => alias.ambiguous && alias.text.toLowerCase() === name.toLowerCase());
  return shared ? null : found;
}
