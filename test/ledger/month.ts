import { dice } from '../../scripts/measure/dice.ts';
import type { Argument, ClaimType, Status } from '../../src/domain/claim.ts';
import type { SourcedClaim } from '../../src/domain/fact.ts';
import { DAY, HOUR, NOON } from '../support/fixtures.ts';
import { count, percent, stance, text, usd, valuation, who } from './told.ts';

export function shuffle<T>(items: readonly T[], roll: () => number): T[] {
  return items
    .map((item) => ({ item, at: roll() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

export interface Told {
  /** Which event it is about: the generator knows, the ledger must find out. */
  event: number;
  claim: SourcedClaim;
}

const GIANTS = ['Meta', 'OpenAI', 'Google', 'Microsoft', 'Oracle', 'SoftBank', 'Anthropic', 'SpaceX'];
const STARTUPS =
  'Nimbus Cirrus Stratus Halcyon Quillon Ferrous Tessera Lumenary Orrery Palisade Kestrelo Vantable'.split(' ');
const FUNDS = ['Birch Capital', 'Oak Ventures', 'Alder Partners', 'Maple Growth'];
const PEOPLE = [
  'Ada Sample',
  'Ben Muster',
  'Cleo Beispiel',
  'Dan Exempel',
  'Eva Primer',
  'Fay Modelo',
  'Gus Specimen',
  'Hal Paragon',
];
const OUTLETS =
  'Alpha Wire,Beta Post,Gamma News,Delta Daily,Epsilon Times,Zeta Herald,Eta Journal,Theta Tribune,Iota Review,Kappa Courier,Lambda Letter,Mu Monitor'.split(
    ',',
  );

interface Event {
  type: ClaimType;
  /** Always named. */
  core: Argument[];
  /** Named by some. */
  more: Argument[];
  day: number;
  steps: { status: Status; after: number }[];
  /** Told by some as another type, with these arguments. */
  alias?: { type: ClaimType; core: Argument[] };
}

const ANNOUNCED = [{ status: 'announced', after: 0 } as const];

/** 60 events within 30 days, no two of which a careful reader would take for one. */
function makeEvents(roll: () => number): Event[] {
  const one = <T>(items: readonly T[]): T => items[Math.floor(roll() * items.length)] as T;
  const day = () => Math.floor(roll() * 29);
  const events: Event[] = [];
  STARTUPS.forEach((name, i) => {
    const sum = 40 + i * 35;
    const first = Math.floor(roll() * 8);
    events.push({
      type: 'investment',
      core: [who('target', name)],
      more: [
        who('investor', one(FUNDS)),
        who('investor', one(FUNDS)),
        usd(`$${sum} million`),
        text('round', 'Series B'),
        valuation(`$${sum * 9} million`),
      ],
      day: first,
      steps:
        i % 3 === 0
          ? [
              { status: 'talks', after: 0 },
              { status: 'announced', after: 4 },
            ]
          : ANNOUNCED,
    });
    if (i % 4 === 0)
      events.push({
        type: 'investment',
        core: [who('target', name), usd(`$${sum * 4} million`)],
        more: [who('investor', one(FUNDS)), text('round', 'Series C')],
        day: first + 20,
        steps: ANNOUNCED,
      });
    if (i % 2 === 0)
      events.push({ type: 'layoffs', core: [who('org', name)], more: [count(50 + i)], day: day(), steps: ANNOUNCED });
    else
      events.push({
        type: 'launch',
        core: [who('org', name), text('product', `${name}Cast`)],
        more: [],
        day: day(),
        steps: ANNOUNCED,
      });
  });
  GIANTS.forEach((name, i) => {
    const other = GIANTS[(i + 1) % GIANTS.length] as string;
    const third = GIANTS[(i + 3) % GIANTS.length] as string;
    const small = STARTUPS[i] as string;
    events.push(
      {
        type: 'agreement',
        core: [who('party', name), who('party', other)],
        more: [usd(`$${3 + i * 4} billion`)],
        day: day(),
        steps:
          i % 2
            ? ANNOUNCED
            : [
                { status: 'talks', after: 0 },
                { status: 'announced', after: 5 },
              ],
      },
      {
        type: 'executive_move',
        core: [who('person', PEOPLE[i] as string)],
        more: [who('from_org', name), who('to_org', third), text('to_role', 'CTO')],
        day: day(),
        steps: ANNOUNCED,
      },
      {
        type: 'acquisition',
        core: [who('acquirer', name), who('target', `${small} Labs`)],
        more: [usd(`$${200 + i * 90} million`)],
        day: Math.floor(roll() * 15),
        steps: [
          { status: 'talks', after: 0 },
          { status: 'announced', after: 4 },
          { status: 'closed', after: 14 },
        ],
      },
    );
  });
  events.push({
    type: 'investment',
    core: [who('investor', 'Meta'), who('target', 'Scale AI')],
    more: [usd('$14.3 billion'), percent('stake', 49)],
    day: 3,
    steps: ANNOUNCED,
    alias: { type: 'acquisition', core: [who('acquirer', 'Meta'), who('target', 'Scale AI')] },
  });
  while (events.length < 60) {
    const name = GIANTS[events.length % GIANTS.length] as string;
    events.push({
      type: 'infrastructure',
      core: [who('org', name), text('location', ['Texas', 'Ohio', 'Norway'][events.length % 3] as string)],
      more: [usd(`$${events.length} billion`)],
      day: day(),
      steps: ANNOUNCED,
    });
  }
  return events;
}

/** The month as outlets tell it: each event by 1 to 12 of them, in parts, late, rewritten, now and then wrong. */
export function makeMonth(seed: number): { events: number; told: Told[] } {
  const roll = dice(seed);
  const events = makeEvents(roll);
  const told = events.flatMap((event, i) => tellings(event, i, roll));
  return { events: events.length, told };
}

/** One version of an article: what it said at first, or what it says in the end. */
export interface Version {
  articleId: string;
  edition: 'first' | 'final';
  claims: SourcedClaim[];
}

/**
 * The month as it is published: some articles say something wrong or less at first, and are edited later. In any order,
 * but the first version of an article comes before its last.
 */
export function published(told: readonly Told[], roll: () => number, order: 'time' | 'any'): Version[] {
  const articles = new Map<string, SourcedClaim[]>();
  for (const { claim } of told) articles.set(claim.articleId, [...(articles.get(claim.articleId) ?? []), claim]);
  const versions = [...articles].flatMap(([articleId, claims]) => {
    const at = order === 'time' ? (claims[0] as SourcedClaim).at : roll();
    const final = { articleId, edition: 'final' as const, claims };
    if (roll() > 0.15) return [{ at, version: final }];
    const first = { articleId, edition: 'first' as const, claims: claims.map((claim) => draft(claim, roll)) };
    const later = order === 'time' ? at + roll() * 2 * DAY : at + roll() * (1 - at);
    return [
      { at, version: first },
      { at: later, version: final },
    ];
  });
  return versions.sort((a, b) => a.at - b.at).map(({ version }) => version);
}

/** What an outlet has to put right: a slip in a figure, something left out, hearsay told as hearsay no more. */
function draft(claim: SourcedClaim, roll: () => number): SourcedClaim {
  const luck = roll();
  const args =
    luck < 0.4
      ? claim.args.map((arg) =>
          arg.role === 'amount' && typeof arg.value === 'number'
            ? { ...arg, value: arg.value * 2, text: `$${(arg.value * 2) / 1e6} million` }
            : arg,
        )
      : luck < 0.8
        ? claim.args.filter((arg) => !['amount', 'valuation', 'round', 'stake', 'headcount'].includes(arg.role))
        : claim.args;
  const status = luck >= 0.8 && claim.status === 'announced' ? 'talks' : claim.status;
  return { ...claim, id: `${claim.id}-draft`, args, status };
}

function tellings(event: Event, index: number, roll: () => number): Told[] {
  const told: Told[] = [];
  const outlets = shuffle(OUTLETS, roll).slice(0, 1 + Math.floor(roll() * 12));
  event.steps.forEach((step, s) => {
    // Every step is told by the first outlet; the others tell some.
    outlets.forEach((outlet, o) => {
      if (o > 0 && roll() < 0.4) return;
      const delay = o === 0 ? 0 : Math.min(-Math.log(1 - roll()) * 14 * HOUR, 3.5 * DAY);
      const at = NOON + (event.day + step.after) * DAY + delay;
      const alias = event.alias && o > 0 && roll() < 0.3 ? event.alias : null;
      const more = event.more.filter(() => o === 0 || roll() < 0.65).map((arg) => reworded(arg, o, roll));
      const { type, core } = alias ?? event;
      const named = o > 0 && roll() < 0.06 ? core.slice(0, 1) : core;
      const args = [...named.map((arg) => renamed(arg, roll)), ...more];
      const hearsay = roll() < 0.4;
      told.push({
        event: index,
        claim: makeClaim(`${index}-${s}-${o}`, outlet, at, type, args, step.status, {
          certainty: hearsay ? 'reported' : 'confirmed',
          outlets: hearsay && o > 0 ? [outlets[0] as string] : [],
          tier: o === 0 ? 1 : roll() < 0.5 ? 1 : 2,
          title: `${outlet}: ${core.map((arg) => arg.text).join(' and ')}`,
        }),
      });
      if (roll() < 0.1) {
        const speaker = core.find((arg) => arg.slug);
        const over = { articleId: `article ${index}-${s}-${o}` };
        if (speaker)
          told.push({
            event: index,
            claim: makeClaim(
              `${index}-${s}-${o}-reply`,
              outlet,
              at,
              'response',
              [{ ...speaker, role: 'speaker' }, stance('declined', 'declined to comment')],
              'announced',
              over,
            ),
          });
      }
    });
  });
  // Weeks later, somebody recalls it in passing.
  if (roll() < 0.3) {
    const at = NOON + (event.day + 25 + roll() * 20) * DAY;
    told.push({
      event: index,
      claim: makeClaim(`${index}-recalled`, 'Nu Notes', at, event.type, [...event.core, ...event.more], 'announced', {
        background: true,
      }),
    });
  }
  return told;
}

function makeClaim(
  id: string,
  outlet: string,
  at: number,
  type: ClaimType,
  args: Argument[],
  status: Status,
  over: Partial<SourcedClaim>,
): SourcedClaim {
  const quote = `${outlet} (${id}): ${args.map((arg) => arg.text).join(', ')}.`;
  return {
    id,
    articleId: `article ${id}`,
    type,
    status,
    certainty: 'confirmed',
    background: false,
    args,
    speakers: [],
    outlets: [],
    outlet,
    tier: 1,
    title: `${outlet}: ${args.map((arg) => arg.text).join(' ')}`,
    url: `https://${outlet.split(' ')[0]?.toLowerCase()}.example/${id}`,
    at: Math.round(at),
    demo: false,
    evidence: { field: 'text', start: type === 'response' ? 200 : 0, end: quote.length, quote },
    ...over,
  };
}

/** Names with and without their legal form. */
const renamed = (arg: Argument, roll: () => number): Argument =>
  arg.slug === undefined && ['target', 'org', 'acquirer'].includes(arg.role) && roll() < 0.2
    ? { ...arg, text: `${arg.text}, Inc.` }
    : arg;

/** Figures rounded, hedged, or (seldom) wrong. */
function reworded(arg: Argument, outlet: number, roll: () => number): Argument {
  if (arg.role !== 'amount' || typeof arg.value !== 'number' || outlet === 0) return arg;
  const luck = roll();
  if (luck < 0.15) return { ...arg, qualifier: 'about' };
  if (luck < 0.2) {
    const wrong = Math.round(arg.value * 1.25);
    return { ...arg, value: wrong, text: `$${wrong / 1e6} million` };
  }
  return arg;
}
