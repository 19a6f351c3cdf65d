import type { CommandSpec } from '../chat/command.ts';
import type { Fact } from '../domain/fact.ts';
import { FACTS_IN_A_TIMELINE, timelineCard, timelineChart } from '../present/index.ts';
import type { Command, Deps } from './command.ts';
import { type Filter, filterOf } from './filter.ts';
import { COMPANY, SHARE, SINCE, TYPE } from './options.ts';
import { asAsked, companyOf, isReply, namesOf } from './reply.ts';

export const timelineSpec: CommandSpec = {
  name: 'timeline',
  description: "A picture of a company's facts over time: type, money, where they stand and how sure they are",
  options: [COMPANY, TYPE, SINCE, SHARE],
};

export async function timelinePicture(
  slug: string,
  filter: Filter,
  deps: Deps,
): Promise<ReturnType<typeof timelineCard>> {
  const { facts, total } = await newest(slug, filter, deps);
  const company = { slug, name: namesOf(deps)(slug) ?? slug };
  const context = { names: namesOf(deps), amountOf: deps.amountOf, total, filter };
  const png = facts.length ? await deps.draw(timelineChart(company, facts, context)) : null;
  return timelineCard(company, facts, png, context);
}

/** A few at a time: a fact comes with all that was ever said of it. */
const STEP = 100;

async function newest(company: string, filter: Filter, { store }: Deps) {
  const facts: Fact[] = [];
  for (;;) {
    const found = await store.facts.of({
      company,
      ...(filter.type ? { type: filter.type } : {}),
      ...(filter.since ? { since: Date.parse(filter.since) } : {}),
      limit: STEP,
      offset: facts.length,
    });
    facts.push(...found.facts);
    if (!found.facts.length || facts.length >= Math.min(found.total, FACTS_IN_A_TIMELINE))
      return { facts: facts.slice(0, FACTS_IN_A_TIMELINE), total: found.total };
  }
}

export const timeline: Command = {
  spec: timelineSpec,
  async answer(call, deps) {
    const filter = filterOf(call.options, timelineSpec, deps.now());
    if (isReply(filter)) return filter;
    const found = companyOf(call.options.company, timelineSpec, deps, (slug) => ({
      do: 'timeline',
      company: slug,
      ...filter,
    }));
    return isReply(found) ? found : asAsked(call, await timelinePicture(found.slug, filter, deps));
  },
};
