import type { Argument } from '../domain/claim.ts';
import type { Qualifier } from '../domain/money.ts';
import { normalName, words } from './keys.ts';

/** `null` where two values cannot be compared: a percentage of staff and a head count. */
export type Agreement = 'same' | 'agrees' | 'differs' | null;

/**
 * Rough value of one unit in US dollars. Good enough to tell whether a deal passes a minimum or whether two outlets
 * name the same sum in two currencies; never shown. Exchange rates of mid 2025, two digits.
 */
const USD: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 1.15,
  GBP: 1.35,
  CHF: 1.2,
  CAD: 0.73,
  AUD: 0.65,
  NZD: 0.6,
  JPY: 0.0068,
  CNY: 0.14,
  HKD: 0.128,
  TWD: 0.033,
  KRW: 0.00072,
  INR: 0.0116,
  SGD: 0.77,
  SEK: 0.1,
  NOK: 0.1,
  DKK: 0.15,
  PLN: 0.27,
  ILS: 0.29,
  AED: 0.272,
  SAR: 0.267,
  BRL: 0.18,
  MXN: 0.053,
  ZAR: 0.056,
};

/** Rates move; two currencies agree within this share. */
const EXCHANGE_SLACK = 0.1;

/** The value in US dollars, or null for what is not money, or money of a currency that the table lacks. */
export function inDollars(arg: Argument): number | null {
  const rate = USD[arg.unit ?? ''];
  if (rate === undefined || typeof arg.value !== 'number') return null;
  return Math.max(arg.value, arg.max ?? arg.value) * rate;
}

interface Interval {
  low: number;
  high: number;
  unit: string;
}

/** Half of the last digit that was written: "$14.3 billion" may be anything from 14.25 to 14.35. At most 5%. */
function rounding(arg: Argument & { value: number }): number {
  const written = /\d[\d,]*(?:\.(\d+))?/.exec(arg.text);
  const slack = Math.abs(arg.value) * 0.05;
  if (written === null) return slack / 2;
  const shown = Number(written[0].replaceAll(',', ''));
  if (!(shown > 0)) return 0;
  const step = (arg.value / shown) * 10 ** -(written[1]?.length ?? 0);
  // "200 people" is a count: no rounding is to be read into it. "49%" may be 49.3%.
  return step <= 1 && arg.unit !== 'percent' ? 0 : Math.min(step / 2, slack);
}

const SPREAD: Readonly<Record<Exclude<Qualifier, 'range' | 'exact'>, (value: number) => [number, number]>> = {
  about: (v) => [v * 0.9, v * 1.1],
  up_to: (v) => [0, v],
  at_least: (v) => [v, v * 1.5],
};

const intervals = new WeakMap<Argument, Interval | null>();

/** Between what bounds the number lies (remembered: arguments never change). */
function interval(arg: Argument): Interval | null {
  const known = intervals.get(arg);
  if (known !== undefined) return known;
  const range = readInterval(arg);
  intervals.set(arg, range);
  return range;
}

function readInterval(arg: Argument): Interval | null {
  if (typeof arg.value !== 'number' || !Number.isFinite(arg.value)) return null;
  const unit = unitOf(arg);
  const qualifier = arg.qualifier ?? 'exact';
  const half = rounding({ ...arg, value: arg.value });
  if (qualifier === 'range' || arg.max !== undefined) return { low: arg.value, high: arg.max ?? arg.value, unit };
  if (qualifier === 'exact') return { low: arg.value - half, high: arg.value + half, unit };
  const [low, high] = SPREAD[qualifier](arg.value);
  return { low: Math.min(low, arg.value - half), high: Math.max(high, arg.value + half), unit };
}

/** Counts of people are one unit, however they are worded. */
function unitOf(arg: Argument): string {
  const unit = (arg.unit ?? '').trim();
  if (unit in USD || unit === 'percent') return unit;
  const word = words(unit).join(' ');
  return /^(people|persons?|employees?|staff|jobs?|workers?|roles?|positions?|engineers?|researchers?|staffers?|)$/.test(
    word,
  )
    ? 'people'
    : word;
}

function toDollars(range: Interval): Interval | null {
  const rate = USD[range.unit];
  if (rate === undefined) return null;
  const slack = range.unit === 'USD' ? 0 : EXCHANGE_SLACK;
  return { low: range.low * rate * (1 - slack), high: range.high * rate * (1 + slack), unit: 'USD' };
}

/** Whether two stated quantities can both be true: "nearly $15 billion" and $14.3 billion can, $20 billion cannot. */
export function agreeOnQuantity(a: Argument, b: Argument): Agreement {
  let x = interval(a);
  let y = interval(b);
  if (x === null || y === null) return null;
  if (x.unit !== y.unit) {
    x = toDollars(x);
    y = toDollars(y);
    if (x === null || y === null) return null;
  } else if (a.value === b.value && a.max === b.max && (a.qualifier ?? 'exact') === (b.qualifier ?? 'exact')) {
    return 'same';
  }
  // Two ceilings fit into each other, and are two all the same.
  if (a.qualifier === 'up_to' && b.qualifier === 'up_to')
    return x.high <= y.high * 1.1 && y.high <= x.high * 1.1 ? 'agrees' : 'differs';
  return x.low <= y.high && y.low <= x.high ? 'agrees' : 'differs';
}

/** How exact a value is: smaller is better. Texts are all 0, but for dates: "on Monday" dates nothing. */
export function vagueness(arg: Argument): number {
  if (arg.role === 'date') {
    const { day, month, year } = readDate(arg.text);
    return month === null ? 2 : (day === null ? 0.6 : 0) + (year === null ? 0.3 : 0);
  }
  const range = interval(arg);
  if (range === null) return typeof arg.value === 'number' ? 9 : 0;
  const kind = { exact: 0, range: 1, about: 1, at_least: 2, up_to: 2 }[arg.qualifier ?? 'exact'];
  const middle = Math.abs(range.high + range.low) / 2;
  return kind + (middle > 0 ? Math.min((range.high - range.low) / middle, 0.99) : 0);
}

/** Two figures that agree tell one event from others, if they are near enough: "up to $4 billion" fits too much. */
export const isTelling = (a: Argument, b: Argument): boolean =>
  Math.max(vagueness(a), vagueness(b)) < 2 && Math.min(vagueness(a), vagueness(b)) < 1;

/** By what factor two quantities are apart, at least 1; null if they cannot be compared. */
export function ratio(a: Argument, b: Argument): number | null {
  const [x, y] = [a, b].map((arg) => {
    const range = interval(arg);
    const middle = range && (toDollars(range) ?? range);
    return middle ? (middle.low + middle.high) / 2 : 0;
  }) as [number, number];
  return x > 0 && y > 0 ? Math.max(x / y, y / x) : null;
}

/** Titles in their short form: "chief executive officer" is CEO, and so is what the press makes of it ("finance chief"). */
const TITLES: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?!(?:interim|temporary|acting|joint|former|deputy|vice|co|new|its|the|company) )(\p{L}+) chief$/u,
    'chief $1 officer',
  ],
  [/\bchief executive(?: officer)?\b/g, 'ceo'],
  [/\bchief operati(?:ng|ons) officer\b/g, 'coo'],
  [/\bchief financ(?:e|ial) officer\b/g, 'cfo'],
  [/\bchief tech(?:nology)? officer\b/g, 'cto'],
  [/\bchief strategy officer\b/g, 'cso'],
  [/\b(?:temporary|acting)\b/g, 'interim'],
  [/\bco founder\b/g, 'cofounder'],
  [/\bco (ceo|president|head|lead)\b/g, 'joint $1'],
];
const SEAT = /\b(ceo|coo|cfo|cto|president|chair(?:man|woman|person)?)\b/;
const HOW_HELD = /\b(interim|joint|former|deputy|vice)\b/g;

function normalTitle(text: string): string {
  // Not as a name: "co" is no legal form here.
  return TITLES.reduce(
    (title, [long, short]) => title.replace(long, short),
    words(text).join(' ').replace(/^the /, ''),
  );
}

/**
 * Two wordings of a role. Only seats can contradict each other: "CEO" and "interim CEO", "CEO" and "CTO" do;
 * "chief AI officer" and "to lead an AI effort" may be one and the same.
 */
export function agreeOnTitle(a: string, b: string): Agreement {
  const [x, y] = [normalTitle(a), normalTitle(b)];
  if (x === y) return 'same';
  const held = (title: string) => [...new Set(title.match(HOW_HELD) ?? [])].sort().join(' ');
  const seats = [SEAT.exec(x)?.[1], SEAT.exec(y)?.[1]];
  if (seats[0] === undefined || seats[1] === undefined) return 'agrees';
  return seats[0] === seats[1] && held(x) === held(y) ? 'agrees' : 'differs';
}

/** The seat that a title names, if only one person (or a pair) can hold it; "CEO of Applications" is none. */
export function seatOf(title: string): { seat: string; interim: boolean; joint: boolean } | null {
  const plain = normalTitle(title);
  const seat = /\b(ceo|coo|cfo|cto|president|chair(?:man|woman|person)?)\b(?! of (?!the (?:board|company)\b))/.exec(
    plain,
  )?.[1];
  if (seat === undefined || /\b(?:vice|deputy|former) (?:\p{L}+ )?(?:ceo|coo|cfo|cto|president|chair)/u.test(plain))
    return null;
  const held: string[] = plain.match(HOW_HELD) ?? [];
  return { seat: seat.replace(/^chair.*/, 'chair'), interim: held.includes('interim'), joint: held.includes('joint') };
}

/** "Series F", "Series-F round" and "$13B Series F" are `series f`. */
export function normalRound(text: string): string {
  const plain = normalName(text);
  return (
    /\b(?:series \p{L}\d?|pre seed|seed|angel|bridge|debt)\b/u.exec(plain)?.[0] ??
    plain.replace(/ (?:funding )?round$/, '')
  );
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** Day, month and year as far as the words give them. */
export function readDate(text: string): { day: number | null; month: number | null; year: number | null } {
  const iso = /\b(\d{4})-(\d{2})(?:-(\d{2}))?\b/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: iso[3] ? Number(iso[3]) : null };
  const plain = words(text);
  const at = plain.findIndex(
    (word) =>
      word.length >= 3 && MONTHS.some((month) => month === word || (word.length <= 4 && month.startsWith(word))),
  );
  const month = at < 0 ? null : MONTHS.findIndex((name) => name.startsWith(plain[at]?.slice(0, 3) ?? '-')) + 1;
  const year = plain.map(Number).find((number) => number >= 1990 && number <= 2100) ?? null;
  const near =
    at < 0 ? [] : [plain[at + 1], plain[at - 1]].map((word) => Number(word?.replace(/(?:st|nd|rd|th)$/, '')));
  return { year, month, day: near.find((number) => number >= 1 && number <= 31) ?? null };
}

/** Dates contradict each other only where both name a month: "on Thursday" and "June 12" cannot be compared. */
export function agreeOnDate(a: string, b: string): Agreement {
  if (normalName(a) === normalName(b)) return 'same';
  const [x, y] = [readDate(a), readDate(b)];
  if (x.month === null || y.month === null) return null;
  const parts = ['year', 'month', 'day'] as const;
  return parts.some((part) => x[part] !== null && y[part] !== null && x[part] !== y[part]) ? 'differs' : 'agrees';
}

/** What span of time a period names: a quarter and a year are not the same, whatever the figure. */
function readPeriod(text: string): { span: string; which: string } | null {
  const plain = words(text).join(' ');
  const quarter = /\bq([1-4])\b|\b(first|second|third|fourth|1st|2nd|3rd|4th) quarter\b/.exec(plain);
  if (quarter) return { span: 'quarter', which: String(quarter[1] ?? ordinal(quarter[2] ?? '')) };
  if (/\bquarter(ly)?\b/.test(plain)) return { span: 'quarter', which: '' };
  const half = /\b(first|second) half\b|\bh([12])\b/.exec(plain);
  if (half) return { span: 'half', which: String(half[2] ?? ordinal(half[1] ?? '')) };
  if (/\bannuali[sz]ed\b|\brun rate\b/.test(plain)) return { span: 'run rate', which: '' };
  if (/\b(year|annual(ly)?|fiscal|fy|12 months|twelve months)\b|^\d{4}$/.test(plain))
    return { span: 'year', which: '' };
  return /\bmonth(ly)?\b/.test(plain) ? { span: 'month', which: '' } : null;
}
const ordinal = (word: string): number =>
  ['first', 'second', 'third', 'fourth'].indexOf(word) + 1 || Number.parseInt(word, 10) || 0;

export function agreeOnPeriod(a: string, b: string): Agreement {
  if (normalName(a) === normalName(b)) return 'same';
  const [x, y] = [readPeriod(a), readPeriod(b)];
  if (x === null || y === null) return null;
  if (x.span !== y.span) return 'differs';
  if (x.which !== '' && y.which !== '' && x.which !== y.which) return 'differs';
  const [p, q] = [readDate(a).year, readDate(b).year];
  return p !== null && q !== null && p !== q ? 'differs' : 'agrees';
}

const NEGATIONS = new Set(['not', 'no', 'non', 'without', 'never', 't']);
/** Words that tell no term from another: "any voting power" and "voting rights" are both votes. */
const NO_TERM = new Set(
  'won don didn doesn wouldn a an any the its of on in to is are was were be been will would does do did has have had having get gets gain hold carry come with rights right power'.split(
    ' ',
  ),
);

function readTerm(text: string): { denied: boolean; about: Set<string> } {
  const plain = words(text);
  return {
    denied: plain.some((word) => NEGATIONS.has(word)),
    about: new Set(plain.filter((word) => !NEGATIONS.has(word) && !NO_TERM.has(word))),
  };
}

/** "Non-voting" says no more than "without voting rights"; "exclusive" and "non-exclusive" are opposites. */
export function agreeOnTerms(a: string, b: string): Agreement {
  const [x, y] = [readTerm(a), readTerm(b)];
  if (x.denied !== y.denied || x.about.size === 0 || y.about.size === 0)
    return normalName(a) === normalName(b) ? 'same' : null;
  const [less, more] = x.about.size <= y.about.size ? [x.about, y.about] : [y.about, x.about];
  return [...less].every((word) => more.has(word)) ? 'same' : null;
}

/** How two values of one role stand to each other. */
export function agree(a: Argument, b: Argument): Agreement {
  switch (a.role) {
    case 'amount':
    case 'stake':
    case 'valuation':
    case 'capacity':
    case 'headcount': {
      const quantity = agreeOnQuantity(a, b);
      return quantity ?? (normalName(a.text) === normalName(b.text) ? 'same' : null);
    }
    case 'to_role':
      return agreeOnTitle(a.text, b.text);
    case 'from_role':
      // Somebody leaves several seats at once: founder and CEO. Never a contradiction.
      return agreeOnTitle(a.text, b.text) === 'same' ? 'same' : null;
    case 'round':
      return normalRound(a.text) === normalRound(b.text) ? 'same' : 'differs';
    case 'date':
      return agreeOnDate(a.text, b.text);
    case 'period':
      return agreeOnPeriod(a.text, b.text);
    case 'terms':
      return agreeOnTerms(a.text, b.text);
    case 'stance':
      return a.value === b.value ? 'same' : null;
    default:
      return normalName(a.text) === normalName(b.text) ? 'same' : null;
  }
}
