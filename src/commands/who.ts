import type { CommandSpec } from '../chat/command.ts';
import type { Company } from '../domain/company.ts';
import type { Fact } from '../domain/fact.ts';
import { whoCard } from '../present/index.ts';
import type { Command, Deps } from './command.ts';
import { COMPANY, SHARE } from './options.ts';
import { asAsked, companyOf, isReply, wrongUse } from './reply.ts';
import { readOn } from './values.ts';

export const whoSpec: CommandSpec = {
  name: 'who',
  description: 'Who holds which role in a company, today or on a date',
  options: [
    COMPANY,
    {
      name: 'date',
      description: 'On this day: 2025-06-01, june 2025 (its last day), 2 weeks ago',
      kind: 'text',
      required: false,
      shape: 'date',
    },
    SHARE,
  ],
};

const PAGE = 200;

/** Every move that the ledger knows of the company; what articles only recall in passing dates nothing. */
async function movesOf(company: string, { store }: Deps): Promise<Fact[]> {
  const moves: Fact[] = [];
  for (;;) {
    const page = { company, type: 'executive_move', limit: PAGE, offset: moves.length } as const;
    const { facts, total } = await store.facts.of(page);
    moves.push(...facts);
    if (!facts.length || moves.length >= total) return moves;
  }
}

/** "scale ai on", "openai as of": what stood between the name and the date. */
const withoutLink = (typed: string): string => typed.replace(/\s+(?:on|at|in|as of|by|since)$/i, '');

export const who: Command = {
  spec: whoSpec,
  async answer(call, deps) {
    const { company: typedCompany = '', date } = call.options;
    const on = date === undefined ? undefined : readOn(date, deps.now());
    if (on && !on.ok) return wrongUse(on.problem, whoSpec);
    const name = deps.lookup.find(typedCompany) ? typedCompany : withoutLink(typedCompany.trim());
    const day = on?.value;
    const found = companyOf(name, whoSpec, deps, (slug) => ({ do: 'who', company: slug, ...(day ? { on: day } : {}) }));
    return isReply(found) ? found : asAsked(call, await whoAnswer(found, day, deps));
  },
};

/** `day`: `YYYY-MM-DD`; without it, today. A day is answered as it stood at its end. */
export async function whoAnswer(
  company: Company,
  day: string | undefined,
  deps: Deps,
): Promise<ReturnType<typeof whoCard>> {
  const moves = await movesOf(company.slug, deps);
  const at = day === undefined ? deps.now() : Date.parse(`${day}T23:59:59Z`);
  const { holders, vacant } = deps.roles(at, company.slug, company.people, moves);
  const facts = new Map(moves.map((fact) => [fact.id, fact]));
  return whoCard(company, holders, vacant, {
    day: day ?? null,
    ahead: at > deps.now() + 86_400_000,
    factOf: (id) => (id === null ? undefined : facts.get(id)),
  });
}
