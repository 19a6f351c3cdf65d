import type { Card, Rich } from '../chat/card.ts';
import { cut, day } from '../chat/text.ts';
import { CLAIM_TYPES, type ClaimType, PARTY_ROLES, type Role } from '../domain/claim.ts';
import type { Fact } from '../domain/fact.ts';
import type { Chart } from '../draw/chart.ts';
import { buttons, DEMO, isDemo, LONGEST_TITLE } from './card.ts';
import { surenessOf } from './fact-blocks.ts';
import { capital, clean, count, type Names, nameOf, unique } from './grammar.ts';
import { CERTAINTY_WORDS, headline, STATUS_WORDS, TYPE_WORDS } from './words.ts';

/** More than these no picture shows: the newest are taken. */
export const FACTS_IN_A_TIMELINE = 500;
/** Slack takes 1,000 characters of alternative text with a file, Discord 1,024. */
const LONGEST_ALT = 1000;

export interface TimelineContext {
  names: Names;
  /** The sum of a deal in US dollars; null where none is stated. */
  amountOf: (fact: Fact) => number | null;
  /** All facts that the filters let through. */
  total: number;
  filter?: { type?: ClaimType; since?: string };
}

const PARTIES: readonly Role[] = PARTY_ROLES;

/** Whom the company dealt with, and for how much: "Meta $14.3B"; of a move the person. */
function labelOf(fact: Fact, company: string, amount: number | null, names: Names): string {
  const parties = fact.fields
    .filter((field) => PARTIES.includes(field.role) && field.role !== 'speaker')
    .flatMap((field) => field.present)
    .filter((value) => value.slug !== company);
  const other = parties[0] ?? fact.fields.find((field) => field.role === 'product')?.present[0];
  return [other ? cut(nameOf(other, names), 22) : '', amount === null ? '' : short(amount)].filter(Boolean).join(' ');
}

/** "$14.3B". */
const short = (dollars: number): string =>
  new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  }).format(dollars);

/** Round sums for comparison, the largest at most the largest of the facts. */
function sizesOf(largest: number): [number, string][] {
  const top = 10 ** Math.floor(Math.log10(Math.max(1, largest)));
  const first = [5, 2, 1].map((step) => step * top).find((sum) => sum <= largest) ?? top;
  return [first, first / 10].filter((sum) => sum >= 1000).map((sum) => [sum, short(sum)]);
}

const period = (from: number, to: number): string => (day(from) === day(to) ? day(from) : `${day(from)} to ${day(to)}`);

/** What is drawn of these facts, of which there is one at least. */
export function timelineChart(
  company: { slug: string; name: string },
  facts: readonly Fact[],
  { names, amountOf, total }: TimelineContext,
): Chart {
  const types = CLAIM_TYPES.filter((type) => facts.some((fact) => fact.type === type));
  const times = facts.map((fact) => fact.firstAt);
  const amounts = new Map(facts.map((fact) => [fact, amountOf(fact)]));
  const sums = [...amounts.values()].flatMap((amount) => amount ?? []);
  const has = <K extends 'status' | 'certainty'>(key: K, values: readonly Fact[K][]) =>
    facts.some((fact) => values.includes(fact[key]));
  const over = unique([has('status', ['ended']) ? 'ended' : '', has('status', ['failed']) ? 'called off' : '']);
  return {
    title: cut(clean(company.name), 34),
    subtitle: `${facts.length < total ? `the newest ${facts.length} of ${count(total, 'fact')}` : count(total, 'fact')}, ${period(Math.min(...times), Math.max(...times))}`,
    lanes: types.map((type) => capital(TYPE_WORDS[type])),
    marks: facts.map((fact) => {
      const amount = amounts.get(fact) ?? null;
      return {
        lane: types.indexOf(fact.type),
        at: fact.firstAt,
        amount,
        label: labelOf(fact, company.slug, amount, names),
        status: fact.status,
        certainty: fact.certainty,
      };
    }),
    legend: {
      status: [
        ...(['talks', 'announced', 'closed'] as const)
          .filter((status) => has('status', [status]))
          .map((status) => [status, STATUS_WORDS[status]] as const),
        ...(over.length ? [['ended', over.join(' or ')] as const] : []),
      ],
      certainty: (['confirmed', 'reported', 'denied'] as const)
        .filter((certainty) => has('certainty', [certainty]))
        .map((certainty) => [certainty, CERTAINTY_WORDS[certainty]] as const),
      sizes: sums.length ? sizesOf(Math.max(...sums)) : [],
      noSum: sums.length < facts.length ? 'no sum stated' : '',
    },
    note: isDemo(facts)
      ? `dealwire · ${DEMO.toLowerCase()}, not current news`
      : 'dealwire · by the day each was first told',
  };
}

/** What the picture shows, for those who do not see it. */
function altOf(name: string, facts: readonly Fact[], { names, amountOf }: TimelineContext): string {
  const times = facts.map((fact) => fact.firstAt);
  const counted = CLAIM_TYPES.map((type) => [type, facts.filter((fact) => fact.type === type).length] as const)
    .filter(([, n]) => n > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([type, n]) => `${TYPE_WORDS[type]} ${n}`);
  const [largest] = [...facts]
    .filter((fact) => amountOf(fact) !== null)
    .sort((a, b) => (amountOf(b) ?? 0) - (amountOf(a) ?? 0));
  const [latest] = facts;
  const told = (fact: Fact) => `${headline(fact, names)} (${surenessOf(fact)}, ${day(fact.firstAt)})`;
  return cut(
    [
      `Timeline of ${name}: ${count(facts.length, 'fact')}, ${period(Math.min(...times), Math.max(...times))}.`,
      `By type: ${counted.join(', ')}.`,
      largest ? `Largest sum: ${told(largest)}.` : 'No sums are stated.',
      latest && latest !== largest ? `Latest: ${told(latest)}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
    LONGEST_ALT,
  );
}

/** A company's facts over time. `facts` newest first; `png` in base64, null where the picture could not be drawn. */
export function timelineCard(
  company: { slug: string; name: string },
  facts: readonly Fact[],
  png: string | null,
  context: TimelineContext,
): Card {
  const name = clean(company.name);
  const more = [
    { label: 'Its facts', action: { do: 'deal', company: company.slug } },
    { label: 'News', action: { do: 'news', company: company.slug } },
  ] as const;
  const row = buttons(...more.map(({ label, action }) => [label, action] as const));
  const { filter } = context;
  if (!facts.length) {
    const title =
      filter?.type || filter?.since
        ? `Nothing on ${name} with these filters, so there is nothing to draw`
        : `Nothing known about ${name} yet, so there is nothing to draw`;
    return { summary: title, title, blocks: [], buttons: row };
  }
  const alt = altOf(name, facts, context);
  const demo = isDemo(facts);
  const title = cut(
    `${name} over time: ${count(context.total, 'fact')}${filter?.type ? `, type ${TYPE_WORDS[filter.type]}` : ''}${filter?.since ? `, since ${day(Date.parse(filter.since))}` : ''}${demo ? ` · ${DEMO.toLowerCase()}` : ''}`,
    LONGEST_TITLE,
  );
  const missing: Rich = ['The picture could not be drawn this time; this is what it would show. ', alt];
  return {
    summary: alt,
    title,
    blocks: png === null ? [{ kind: 'text', text: missing }] : [],
    ...(png === null ? {} : { picture: { name: `${company.slug}-timeline.png`, png, alt } }),
    footer: [
      facts.length < context.total && `The newest ${facts.length} of ${count(context.total, 'fact')}`,
      `/deal ${company.slug} tells them with their sources`,
      demo && `${DEMO.toLowerCase()}, not current news`,
    ]
      .filter(Boolean)
      .join(' · '),
    buttons: row,
  };
}
