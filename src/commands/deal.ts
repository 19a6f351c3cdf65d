import type { CommandSpec, Reply } from '../chat/command.ts';
import type { ClaimType } from '../domain/claim.ts';
import { dealCard, FACTS_A_PAGE, factCard, unknownFactCard } from '../present/index.ts';
import type { Command, Deps } from './command.ts';
import { filterOf } from './filter.ts';
import { COMPANY, SHARE, SINCE, TYPE } from './options.ts';
import { asAsked, companyOf, isReply, isShared, namesOf, toCaller } from './reply.ts';

export const dealSpec: CommandSpec = {
  name: 'deal',
  description: 'What is known about a company: deals, money, moves, who says so and how sure it is',
  options: [
    { ...COMPANY, description: 'Name or alias of a company, or the number of a fact such as #3f9a' },
    TYPE,
    SINCE,
    SHARE,
  ],
};

/** A page of what is known, from 1; a page beyond the last is the last. */
export async function dealPage(
  slug: string,
  view: { page: number; type?: ClaimType; since?: string; shared?: boolean; follow?: boolean },
  deps: Deps,
): Promise<ReturnType<typeof dealCard>> {
  const { store } = deps;
  const names = namesOf(deps);
  const query = {
    company: slug,
    ...(view.type ? { type: view.type } : {}),
    ...(view.since ? { since: Date.parse(view.since) } : {}),
    limit: FACTS_A_PAGE,
  };
  let page = Math.max(1, view.page);
  let found = await store.facts.of({ ...query, offset: (page - 1) * FACTS_A_PAGE });
  const pages = Math.max(1, Math.ceil(found.total / FACTS_A_PAGE));
  if (page > pages) {
    page = pages;
    found = await store.facts.of({ ...query, offset: (page - 1) * FACTS_A_PAGE });
  }
  return dealCard({ slug, name: names(slug) ?? slug }, found.facts, {
    names,
    page,
    pages,
    total: found.total,
    filter: { ...(view.type ? { type: view.type } : {}), ...(view.since ? { since: view.since } : {}) },
    ...(view.shared ? { shared: true } : {}),
    ...(view.follow ? { follow: true } : {}),
  });
}

/** One fact in full, by its number as people type it. */
async function oneFact(number: string, deps: Deps): Promise<Reply['card'] | null> {
  const fact = await deps.store.facts.byShortId(number);
  return fact && factCard(fact, { names: namesOf(deps) });
}

export const deal: Command = {
  spec: dealSpec,
  async answer(call, deps) {
    const { company = '' } = call.options;
    const number = /^#\s*([0-9a-f]{1,40})$/i.exec(company.trim())?.[1]?.toLowerCase();
    if (company.trim().startsWith('#')) {
      const card = number ? await oneFact(number, deps) : null;
      return card ? asAsked(call, card) : toCaller(unknownFactCard(company.trim()));
    }
    const filter = filterOf(call.options, dealSpec, deps.now());
    if (isReply(filter)) return filter;
    const found = companyOf(company, dealSpec, deps, (slug) => ({ do: 'deal', company: slug, ...filter, page: 1 }));
    if (isReply(found)) {
      // "3f9a" without its # is a fact's number where no company has that name.
      const card = /^(?=.*\d)[0-9a-f]{4,40}$/i.test(company.trim())
        ? await oneFact(company.trim().toLowerCase(), deps)
        : null;
      return card ? asAsked(call, card) : found;
    }
    const card = await dealPage(
      found.slug,
      { page: 1, ...filter, shared: isShared(call), follow: await mayFollow(call, found.slug, deps) },
      deps,
    );
    return asAsked(call, card);
  },
};

/** Offer to subscribe: to somebody who may, in a channel that does not follow the company yet, not on a shared card. */
export async function mayFollow(
  call: Pick<Parameters<Command['answer']>[0], 'caller' | 'channel'> & { options?: Readonly<Record<string, string>> },
  slug: string,
  { store }: Deps,
): Promise<boolean> {
  if (!call.caller.mayManage || call.options?.share) return false;
  return !(await store.subscriptions.of(call.channel)).some((s) => s.company === slug);
}
