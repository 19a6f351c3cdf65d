import type { Card } from '../chat/card.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import { and, clean, type Names } from './grammar.ts';

/** For whoever asked for alerts that cannot be posted: which, where, why, and that nothing is lost. */
export function outageCard(
  { channel, reason }: { channel: ChannelRef; reason: string },
  companies: readonly string[],
  names: Names,
): Card {
  const what = and(
    companies.map((slug) => clean(names(slug) ?? slug)),
    6,
  );
  const why = clean(reason, 300).replace(/\.$/, '');
  return {
    summary: `Alerts on ${what} are on hold: ${why}.`,
    title: 'Alerts are on hold',
    blocks: [
      {
        kind: 'text',
        text: [
          `You asked for alerts on ${what} in `,
          { channel: channel.channel },
          ', and they cannot be posted there.',
        ],
      },
      { kind: 'text', text: [{ text: 'Why: ', bold: true }, `${why}.`] },
      {
        kind: 'text',
        text: ['Once this is mended they go on by themselves, and what was missed is posted. This is told once.'],
      },
    ],
    buttons: [],
  };
}
