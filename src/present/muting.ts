import type { Card, Rich } from '../chat/card.ts';
import { FOR_GOOD } from '../domain/subscription.ts';
import { type Action, MUTE_TIMES, type MuteTime } from './action.ts';
import { buttons, plainCard } from './card.ts';
import { capital, clean, type Names } from './grammar.ts';

const TIME_WORDS: Record<MuteTime, string> = { day: 'for a day', week: 'for a week', ever: 'for good' };

/** Companies whose silence one card offers: three buttons each. */
const MOST = 4;

/** For how long: asked of whoever presses Mute on a message, of those of its companies that the channel follows. */
export function mutingCard(slugs: readonly string[], names: Names): Card {
  const [only, ...others] = slugs;
  if (only === undefined)
    return plainCard('This channel follows none of these companies', [
      'So nothing more comes of them, and there is nothing to mute.',
    ]);
  const name = (slug: string) => clean(names(slug) ?? slug);
  const ask = (slug: string, time: MuteTime): readonly [string, Action] => [
    others.length ? `${name(slug)}: ${TIME_WORDS[time]}` : capital(TIME_WORDS[time]),
    { do: 'mute', company: slug, for: time },
  ];
  return plainCard(
    others.length ? 'Mute which company, and for how long?' : `Mute ${name(only)} in this channel?`,
    [
      'Nothing is told here meanwhile, and nothing is lost: /deal shows all of it. The subscription stays, with its filters. Everybody in the channel is affected.',
    ],
    buttons(...slugs.slice(0, MOST).flatMap((slug) => MUTE_TIMES.map((time) => ask(slug, time))), [
      'Keep telling',
      { do: 'keep' },
    ]),
  );
}

/** "until …, in the reader's zone" or "for good". */
export const mutedWords = (until: number): Rich =>
  until >= FOR_GOOD ? ['muted for good'] : ['muted until ', { time: until, clock: true }];

export function mutedCard(company: { slug: string; name: string }, until: number): Card {
  const title = `${clean(company.name)} is muted in this channel`;
  return {
    summary: title,
    title,
    blocks: [
      {
        kind: 'text',
        text:
          until >= FOR_GOOD ? ['Until somebody lets it speak again.'] : ['Until ', { time: until, clock: true }, '.'],
      },
    ],
    buttons: buttons(['Unmute', { do: 'unmute', company: company.slug }]),
  };
}

export function unmutedCard(company: { slug: string; name: string }): Card {
  return plainCard(`${clean(company.name)} is told here again`, [
    'From now on: what happened meanwhile is not told again. /deal shows it.',
  ]);
}
