import type { Card } from '../chat/card.ts';
import type { CommandSpec } from '../chat/command.ts';
import { usageLine } from '../chat/usage.ts';
import type { Action } from './action.ts';
import { buttons, plainCard } from './card.ts';
import { clean } from './grammar.ts';

/** A name that no company has; `suggestions` with what pressing one does (null: it cannot be a button). */
export function unknownCompanyCard(
  typed: string,
  suggestions: readonly { slug: string; name: string }[],
  act: (slug: string) => Action,
): Card {
  const said = clean(typed, 60);
  const names = suggestions.map((s) => clean(s.name));
  return plainCard(
    `No company here is called “${said}”`,
    [
      names.length
        ? `Did you mean ${names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names[0]}?`
        : 'Check the spelling, or try its full name. /dealwire companies lists those that are tracked.',
    ],
    buttons(...suggestions.map((s) => [clean(s.name), act(s.slug)] as const)),
  );
}

/** Two names where one is asked for; `act` is what pressing one of them does. */
export function twoCompaniesCard(
  typed: string,
  [first, second]: readonly [{ slug: string; name: string }, { slug: string; name: string }],
  act: (slug: string) => Action,
): Card {
  const [one, other] = [clean(first.name), clean(second.name)];
  return plainCard(
    `“${clean(typed, 60)}” names two companies`,
    [`Ask for ${one} or ${other}; /compare tells what stands between them.`],
    buttons(
      [one, act(first.slug)],
      [other, act(second.slug)],
      ['Compare them', { do: 'compare', company: first.slug, other: second.slug }],
    ),
  );
}

export function unknownFactCard(typed: string): Card {
  return plainCard(`No fact has the number ${clean(typed, 20)}`, [
    'Or more than one begins with it: give more of its characters, as they stand in the footer of a message.',
  ]);
}

/** Something is missing or cannot be read: what, what is allowed, and how the command is typed. */
export function usageCard(problem: string, spec: CommandSpec, subcommand?: string): Card {
  return plainCard(problem, [`Usage: ${usageLine(spec, subcommand)}`]);
}

export function notAllowedCard(): Card {
  return plainCard('Only those who may manage this channel can change what it follows', [
    'Ask somebody who manages it. Looking things up is open to everyone: /deal, /news, /subscriptions.',
  ]);
}

export function unknownCommandCard(name: string): Card {
  return plainCard(
    `There is no command /${clean(name, 32)}`,
    ['See what there is:'],
    buttons(['Help', { do: 'help' }]),
  );
}

export function noWindowCard(): Card {
  return plainCard('This button opens a window, which is not possible here', [
    'Type it instead: /subscribe with a company and other filters changes a subscription, /dealwire correct puts a fact right.',
  ]);
}

export function deadButtonCard(): Card {
  return plainCard('This button no longer works', [
    'Its message is from another version. Type the command instead: /dealwire help lists them.',
  ]);
}

/** What keeps the database from storing anything, by the store's name for it. */
const DATABASE: Readonly<Record<string, string>> = {
  full: 'the disk is full',
  disk: 'the disk gives errors',
  locked: 'another program holds the database',
  lost: 'the connection to the database is lost',
  unreachable: 'the database cannot be reached',
  'read-only': 'the database may not be written',
};

export const databaseTrouble = (fault: string): string => DATABASE[fault] ?? 'the database cannot be used';

/** `database`: the store's name for what is wrong with it, where that is the fault. */
export function faultCard(database?: string): Card {
  if (database !== undefined)
    return plainCard(`Nothing can be stored at the moment: ${databaseTrouble(database)}`, [
      'What is known can still be looked up, and news is told once this is mended. Whoever runs dealwire finds more in its log.',
    ]);
  return plainCard('That did not work: the fault is on our side', [
    'Nothing that is stored was lost. Please try again in a moment.',
  ]);
}
