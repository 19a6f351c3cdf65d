import type { Card } from '../chat/card.ts';
import type { CommandCall, CommandSpec, Reply } from '../chat/command.ts';
import type { Company } from '../domain/company.ts';
import { type Action, type Names, unknownCompanyCard, usageCard } from '../present/index.ts';
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

export function namesOf({ lookup }: Pick<Deps, 'lookup'>): Names {
  return (slug) => lookup.bySlug(slug)?.name;
}

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
  let suggestions = lookup.suggest(text, 3);
  // "scale ai banana": what stands before the surplus words may be a name.
  for (let words = text.split(/\s+/); !suggestions.length && words.length > 1; ) {
    words = words.slice(0, -1);
    suggestions = lookup.suggest(words.join(' '), 3);
  }
  return toCaller(unknownCompanyCard(text, suggestions, act));
}

export function isReply(value: object): value is Reply {
  return 'card' in value;
}
