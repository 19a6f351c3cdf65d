import type { Card } from '../chat/card.ts';
import type { Caller, CommandCall, CommandSpec, Reply } from '../chat/command.ts';
import type { Company } from '../domain/company.ts';
import { isOutside } from '../domain/correction.ts';
import type { Lookup } from '../domain/lookup.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import { type Action, type Names, twoCompaniesCard, unknownCompanyCard, usageCard } from '../present/index.ts';
import type { Deps } from './command.ts';

/** Seen by the caller alone. */
export const toCaller = (card: Card): Reply => ({ card, visibility: 'caller' });

/** Seen by the channel if the caller asked to share. */
export function asAsked(call: CommandCall, card: Card): Reply {
  return { card, visibility: isShared(call) ? 'channel' : 'caller' };
}

export function isShared(call: CommandCall): boolean {
  return call.options.share === 'yes' || call.options.share === 'true';
}

/** May change what holds for the whole bot: who manages a channel, but nobody in a conversation that is theirs alone. */
export const mayChangeAll = ({ caller, channel }: { caller: Caller; channel: ChannelRef }): boolean =>
  caller.mayManage && !isOutside(channel);

export function namesOf({ lookup }: Pick<Deps, 'lookup'>): Names {
  return (slug) => lookup.bySlug(slug)?.name;
}

/** In the order of their companies' names. */
export const byName = <T extends { company: string }>(all: readonly T[], names: Names): T[] =>
  [...all].sort((a, b) => (names(a.company) ?? a.company).localeCompare(names(b.company) ?? b.company, 'en'));

export function wrongUse(problem: string, spec: CommandSpec): Reply {
  return toCaller(usageCard(problem, spec));
}

/** The company that is meant, or the reply that asks: `act` is what pressing a suggestion does. */
export function companyOf(
  typed: string | undefined,
  spec: CommandSpec,
  { lookup }: Pick<Deps, 'lookup'>,
  act: (slug: string) => Action,
): Company | Reply {
  const text = typed?.trim() ?? '';
  if (!text) return wrongUse('Which company? Name one, as in openai or "Scale AI".', spec);
  const found = lookup.find(text);
  if (found) return found;
  const two = divided(text, lookup);
  if (two) return toCaller(twoCompaniesCard(text, two, act));
  let suggestions = lookup.suggest(text, 3);
  // "scale ai banana": what stands before the surplus words may be a name.
  for (let words = text.split(/\s+/); !suggestions.length && words.length > 1; ) {
    words = words.slice(0, -1);
    suggestions = lookup.suggest(words.join(' '), 3);
  }
  return toCaller(unknownCompanyCard(text, suggestions, act));
}

/** What may stand between two names. */
const BETWEEN = /^(?:and|with|vs\.?|versus|&|\+|or)$/i;

/** The two companies that "scale ai openai" or "meta and scale ai" names, wherever one name ends; null where it names no two. */
export function divided(text: string, { find }: Pick<Lookup, 'find'>): [Company, Company] | null {
  // Nobody names two companies in more words.
  const words = text.trim().split(/\s+/, 12);
  for (let end = 1; end < words.length; end++) {
    const next = BETWEEN.test(words[end] ?? '') ? end + 1 : end;
    const [first, second] = [find(words.slice(0, end).join(' ')), find(words.slice(next).join(' '))];
    if (first && second && first !== second) return [first, second];
  }
  return null;
}

export function isReply(value: object): value is Reply {
  return 'card' in value;
}
