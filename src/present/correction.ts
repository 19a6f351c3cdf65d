import type { Card } from '../chat/card.ts';
import type { CorrectedField, Place } from '../domain/correction.ts';
import type { Change, Fact } from '../domain/fact.ts';
import { changeLine } from './alert.ts';
import { buttons, plainCard } from './card.ts';
import { and, capital, count, type Names } from './grammar.ts';
import { headline } from './words.ts';

interface Asked {
  names: Names;
  /** Number of the fact that was named. */
  named: string;
  field?: CorrectedField;
  undo: boolean;
}

/** What was corrected, for whom it counts, which messages follow, and how to take it back. */
export function correctedCard(
  { fact, change, place, messages }: { fact: Fact; change: Change; place: Place | null; messages: number },
  { names, named, field, undo }: Asked,
): Card {
  const retraction = change.details.some((it) => it.field === 'retracted');
  const joined = change.details.find((it) => it.field === 'joined');
  const back = () => {
    const number = `#${fact.shortId}`;
    if (joined && joined.after === null) return `If they are one after all: /dealwire join #${named} ${number}`;
    if (joined)
      return `If they are two after all: /dealwire split ${number} <outlet>, with the outlet that tells of another event.`;
    return `Take it back with /dealwire ${retraction ? 'retract' : 'correct'} ${number}${field ? ` field:${field}` : ''} undo.`;
  };
  const lines = change.details.map((detail) => changeLine(detail, fact));
  return plainCard(
    joined && joined.after === null
      ? `Parted: #${fact.shortId} is a fact of its own now`
      : `${undo ? 'Taken back' : retraction ? 'Retracted' : 'Corrected'}: ${retraction ? `#${fact.shortId}` : lines.join('; ')}`,
    [
      `${headline(fact, names)} (#${fact.shortId}).`,
      place === null
        ? 'This counts for everybody who reads this bot.'
        : 'This counts in this workspace; others go on reading what articles tell. Later articles do not change it.',
      messages
        ? `${capital(count(messages, 'message'))} already sent ${messages === 1 ? 'is' : 'are'} brought up to date.`
        : '',
      undo ? '' : back(),
    ],
    buttons(['Details', { do: 'fact', id: fact.id }]),
  );
}

export function alreadySoCard(fact: Fact, { names, undo }: Omit<Asked, 'named'>): Card {
  return plainCard(
    undo ? 'There is no correction of yours to take back' : 'It stands so already: nothing was changed',
    [`${headline(fact, names)} (#${fact.shortId}).`],
    buttons(['Details', { do: 'fact', id: fact.id }]),
  );
}

export function notAllowedToCorrectCard(): Card {
  return plainCard('Only those who may manage this channel can correct a fact', [
    'Ask somebody who manages it, and name the number of the fact.',
  ]);
}

export function operatorOnlyCard(): Card {
  return plainCard('Facts are joined and parted for every workspace at once: only the operator can, on the console', [
    'In this workspace you may correct a field of a fact, or retract it: /dealwire correct, /dealwire retract.',
  ]);
}

/** These two cannot be one, or this one cannot be parted so. */
export function unfitCard(fact: Fact, other: Fact): Card {
  return fact.id === other.id
    ? plainCard(`#${fact.shortId} cannot be parted so`, [
        `Every article that tells it would go one way. It is told by ${and(fact.outlets, 6)}.`,
      ])
    : plainCard(`#${fact.shortId} and #${other.shortId} cannot be one`, [
        'Only facts of one kind can, and never one of the demo edition with a real one.',
      ]);
}
