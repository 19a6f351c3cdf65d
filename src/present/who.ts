import type { Card, Rich } from '../chat/card.ts';
import { cut, day as dayWords } from '../chat/text.ts';
import type { Conflict, Fact } from '../domain/fact.ts';
import { buttons, DEMO, isDemo, LONGEST_TITLE } from './card.ts';
import { surenessOf } from './fact-blocks.ts';
import { capital, clean } from './grammar.ts';
import { conflictLine } from './sureness.ts';

/** Who holds a role, as the ledger concludes it. */
export interface Holder {
  person: string;
  role: string;
  /** As precisely as it is known: `2016`, `2025-06`, `2025-06-12`. */
  since: string | null;
  /** Epoch ms. */
  until: number | null;
  interim: boolean;
  joint: boolean;
  /** The fact that says so; null where the catalogue does. */
  factId: string | null;
  endedBy: string | null;
  conflict: Conflict | null;
}

export interface WhoContext {
  /** `YYYY-MM-DD`; null for today. */
  day: string | null;
  /** The day is still to come. */
  ahead: boolean;
  factOf: (id: string | null) => Fact | undefined;
}

const SEATS: Readonly<Record<string, string>> = { president: 'President', chair: 'Chair' };
const SHOWN = 15;

/** `2025-06-12`, `2025-06` or `2016` in words: "12 June 2025", "June 2025", "2016". */
function moment(iso: string): string {
  const words = dayWords(Date.parse(iso));
  const parts = iso.split('-').length;
  return words
    .split(' ')
    .slice(3 - parts)
    .join(' ');
}

/** Who holds which role in a company, the chief first, each with its source and how sure it is. */
export function whoCard(
  company: { slug: string; name: string },
  holders: readonly Holder[],
  vacant: readonly { seat: string; last: Holder }[],
  { day, ahead, factOf }: WhoContext,
): Card {
  const name = clean(company.name);
  const sources = [...holders, ...vacant.map((it) => it.last)].flatMap((it) => factOf(it.factId ?? it.endedBy) ?? []);
  const told = [...new Set(sources)];
  const demo = isDemo(told);
  const when = day === null ? '' : ` on ${moment(day)}`;
  const title = cut(`${name}: who holds which role${when}${demo ? ` · ${DEMO.toLowerCase()}` : ''}`, LONGEST_TITLE);
  const deal = ['Moves that are known', { do: 'deal', company: company.slug, type: 'executive_move' }] as const;
  const [chief] = holders;
  const lines = [
    ...holders.slice(0, SHOWN).map((holder) => holderLine(holder, factOf, day !== null && !ahead)),
    ...vacant.map((seat) => vacantLine(seat, factOf)),
  ];
  if (!lines.length) {
    const none = `Nobody is known to hold a role at ${name}${when}`;
    return {
      summary: none,
      title: none,
      blocks: [
        {
          kind: 'text',
          text: ['Neither the catalogue nor an article names anybody. Moves appear here once a feed tells one.'],
        },
      ],
      buttons: buttons(deal),
    };
  }
  return {
    summary: cut(
      `${title}. ${chief ? `${clean(chief.person)}: ${titleOf(chief)}` : `${seatName(vacant[0]?.seat ?? '')}: vacant`}`,
      300,
    ),
    title,
    blocks: [
      { kind: 'list', items: lines },
      ...(ahead ? [{ kind: 'text' as const, text: ['That day lies ahead: this is what is announced so far.'] }] : []),
    ],
    footer: [
      'From the catalogue, corrected and continued by what articles tell',
      holders.length > SHOWN && `${holders.length - SHOWN} more not shown`,
      demo && `${DEMO.toLowerCase()}, not current news`,
    ]
      .filter(Boolean)
      .join(' · '),
    buttons: buttons(
      ...told.slice(0, 3).map((fact) => [`Details #${fact.shortId}`, { do: 'fact', id: fact.id }] as const),
      deal,
    ),
  };
}

/** "interim CEO", "CEO (interim or not is contested)", "joint". */
function titleOf({ role, interim, joint }: Holder): string {
  const words = clean(role);
  const lower = words.toLowerCase();
  return [
    interim && !/interim|acting|temporary/.test(lower) ? 'interim ' : '',
    words,
    joint && !/\bco-?\b|joint/.test(lower) ? ' (jointly)' : '',
  ].join('');
}

/** `past`: of an earlier day, for which a term without a known beginning proves nothing. */
function holderLine(holder: Holder, factOf: WhoContext['factOf'], past: boolean): Rich {
  const fact = factOf(holder.factId);
  const left = factOf(holder.endedBy);
  const words = `${titleOf(holder)}${holder.since ? `, since ${moment(holder.since)}` : past ? ', since when is not known' : ''}${
    holder.until === null ? '' : `, until ${dayWords(holder.until)}${left ? ` (#${left.shortId})` : ''}`
  }`;
  const contested = holder.conflict
    ? holder.conflict.values.some((value) => value.outlets.length)
      ? ` ${conflictLine(holder.conflict)}`
      : ` Sources differ: ${holder.conflict.values.map((value) => clean(value.text)).join('; ')}.`
    : '';
  const source = fact ? ` · ${surenessOf(fact)} · #${fact.shortId}` : ' · from the catalogue';
  return [{ text: clean(holder.person), bold: true }, `, ${words}${source}.${contested}`];
}

function vacantLine({ seat, last }: { seat: string; last: Holder }, factOf: WhoContext['factOf']): Rich {
  const fact = factOf(last.endedBy);
  const since = last.until === null ? '' : ` since ${dayWords(last.until)}`;
  return [
    { text: `${seatName(seat)}: vacant`, bold: true },
    ` as far as is known${since}: last held by ${clean(last.person)}${fact ? ` · ${surenessOf(fact)} · #${fact.shortId}` : ' · from the catalogue'}.`,
  ];
}

const seatName = (seat: string): string => SEATS[seat] ?? (seat.length <= 3 ? seat.toUpperCase() : capital(seat));
