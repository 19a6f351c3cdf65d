import type { CommandSpec } from '../chat/command.ts';
import { BETWEEN_A_PAGE, compareCard, LATEST_OF_EACH, sameCompanyCard } from '../present/index.ts';
import type { Command, Deps } from './command.ts';
import { COMPANY, SHARE } from './options.ts';
import { asAsked, companyOf, divided, isReply, isShared, namesOf, toCaller, wrongUse } from './reply.ts';

export const compareSpec: CommandSpec = {
  name: 'compare',
  description: "What stands between two companies, and each one's latest",
  options: [COMPANY, { ...COMPANY, name: 'other', description: 'The company to compare it with' }, SHARE],
};

/** A page of what stands between the two, from 1; a page beyond the last is the last. */
export async function comparePage(
  slugs: readonly [string, string],
  view: { page: number; shared?: boolean },
  deps: Deps,
): Promise<ReturnType<typeof compareCard>> {
  const names = namesOf(deps);
  const [company, other] = slugs;
  const { of } = deps.store.facts;
  const { total } = await of({ company, with: other, limit: 0, offset: 0 });
  const pages = Math.max(1, Math.ceil(total / BETWEEN_A_PAGE));
  const page = Math.min(Math.max(1, view.page), pages);
  const between = await of({ company, with: other, limit: BETWEEN_A_PAGE, offset: (page - 1) * BETWEEN_A_PAGE });
  const side = async (slug: string, without: string) => {
    const found = await of({ company: slug, without, limit: LATEST_OF_EACH, offset: 0 });
    return { slug, name: names(slug) ?? slug, latest: found.facts, total: found.total };
  };
  return compareCard([await side(company, other), await side(other, company)], between.facts, {
    names,
    page,
    pages,
    total,
    ...(view.shared ? { shared: true } : {}),
  });
}

export const compare: Command = {
  spec: compareSpec,
  async answer(call, deps) {
    const { company = '', other } = call.options;
    const shown = async (slugs: readonly [string, string]) =>
      asAsked(call, await comparePage(slugs, { page: 1, shared: isShared(call) }, deps));
    if (other === undefined) {
      // Where names are typed without quotes, the first got all of the words.
      const two = divided(company, deps.lookup);
      if (two) return shown([two[0].slug, two[1].slug]);
      return wrongUse(
        /\s/.test(company.trim())
          ? 'Where one name ends and the next begins is unclear: put quotes around names of several words.'
          : 'Two companies are needed.',
        compareSpec,
      );
    }
    // What is pressed of "did you mean" is asked again with the other name as it was typed, if that is known.
    const second = deps.lookup.find(other?.trim() ?? '');
    const found = companyOf(company, compareSpec, deps, (slug) =>
      second ? { do: 'compare', company: slug, other: second.slug } : { do: 'deal', company: slug },
    );
    if (isReply(found)) return found;
    const with_ = companyOf(other, compareSpec, deps, (slug) => ({ do: 'compare', company: found.slug, other: slug }));
    if (isReply(with_)) return with_;
    if (with_.slug === found.slug) return toCaller(sameCompanyCard(found.name));
    return shown([found.slug, with_.slug]);
  },
};
