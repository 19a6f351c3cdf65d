import type { ClaimType, Status } from '../domain/claim.ts';
import { type Gist, QUANTITIES, type Side, type Told } from './gist.ts';
import { type Name, sameName, words } from './keys.ts';
import { agree, isTelling, ratio } from './values.ts';
import { FAMILY_NAME_DAYS, LONGEST, REACH, RECALL, VAGUE_DAYS } from './windows.ts';

const DAY = 86_400_000;

/** Outlets that contradict each other on a number do so while it is news: later, another number is another event. */
const DISPUTE = { days: 7, ratio: 3 };
/** What is talked about may come out otherwise, within this time and factor. */
const TALKS = { days: 120, ratio: 5 };
/** A late article may still say "talks" after the signing, or "partners" after the end: after this, it is a new event. */
const LATE_DAYS = 14;

/** How many of one side's names stand in the other; null where either is silent. */
function shared(a: Gist, b: Gist, side: Side): number | null {
  const [x, y] = [a.sides.get(side), b.sides.get(side)];
  if (!x?.length || !y?.length) return null;
  return x.filter((name) => y.some((other) => sameName(name, other))).length;
}

type Overlap = boolean | null;
const both = (a: Gist, b: Gist, side: Side): Overlap => {
  const count = shared(a, b, side);
  return count === null ? null : count > 0;
};

const covers = (one: string, other: string): boolean => {
  const have = new Set(one.split(' '));
  return other.split(' ').every((word) => have.has(word));
};
/** "Atlas" is "ChatGPT Atlas", "Opus 4.5" is "Claude Opus 4.5"; "Claude" is no "Claude Opus 4.5", nor is "GPT-5" "GPT-5.1". */
const sameProduct = (one: string, other: string): boolean =>
  ` ${one}`.endsWith(` ${other}`) || ` ${other}`.endsWith(` ${one}`);

/** Whether labels overlap: one contains all the words of the other. Null where either has none. */
function labels(a: Gist, b: Gist, kind: 'round' | 'product' | 'location' | 'metric' | 'stance' | 'role'): Overlap {
  const [x, y] = [a.texts.get(kind), b.texts.get(kind)];
  if (!x?.size || !y?.size) return null;
  const meets =
    kind === 'product' ? sameProduct : (one: string, other: string) => covers(one, other) || covers(other, one);
  return [...x].some((one) => [...y].some((other) => meets(one, other)));
}

/** Whether a product that both name is named so exactly that it tells the launch: with a number, or in two words. */
function exactProduct(a: Gist, b: Gist): boolean {
  const exact = (label: string) => /\d| /.test(label);
  const [x, y] = [a.texts.get('product') ?? new Set<string>(), b.texts.get('product') ?? new Set<string>()];
  return [...x].some((one) => exact(one) && [...y].some((other) => exact(other) && sameProduct(one, other)));
}

interface Values {
  /** A precise quantity or a round agrees: hardly by chance. */
  telling: number;
  /** Both state one quantity, and in no pair does it agree. */
  differ: { a: Told; b: Told }[];
}

function values(a: Gist, b: Gist): Values {
  let telling = 0;
  const differ: Values['differ'] = [];
  for (const role of QUANTITIES) {
    const pairs = a.quantities
      .filter((x) => x.role === role)
      .flatMap((x) => b.quantities.filter((y) => y.role === role).map((y) => ({ a: x, b: y, how: agree(x, y) })))
      .filter((pair) => pair.how !== null);
    if (pairs.length === 0) continue;
    const agreeing = pairs.filter((pair) => pair.how !== 'differs');
    if (agreeing.length === 0) differ.push(...pairs);
    else if (agreeing.some((pair) => isTelling(pair.a, pair.b))) telling += 1;
  }
  if (labels(a, b, 'round') === true) telling += 1;
  return { telling, differ };
}

/** Least distance in days between any two claims. */
function gapDays(a: Gist, b: Gist): number {
  let least = Number.POSITIVE_INFINITY;
  for (const x of a.claims) for (const y of b.claims) least = Math.min(least, Math.abs(x.at - y.at));
  return least / DAY;
}

/** A difference that two tellings of one event may have: a dispute while it is news, or talks that came out otherwise. */
function tolerable({ a, b }: Values['differ'][number], sameArticle: boolean): boolean {
  if (sameArticle) return false;
  const apart = ratio(a, b);
  if (apart === null) return false;
  const days = Math.abs(a.at - b.at) / DAY;
  const [earlier, later] = a.at <= b.at ? [a, b] : [b, a];
  if (earlier.status === 'talks' && later.status !== 'talks') return days <= TALKS.days && apart <= TALKS.ratio;
  if (earlier.status === 'talks' && later.status === 'talks') return days <= TALKS.days / 4 && apart <= DISPUTE.ratio;
  return days <= DISPUTE.days && apart <= DISPUTE.ratio;
}

/** `vague`: one of them leaves out the very thing that the event is about. */
type Tie = 'full' | 'partial' | 'vague' | null;

const only = (gist: Gist, ...types: ClaimType[]) => [...gist.types].every((type) => types.includes(type));
const has = (gist: Gist, type: ClaimType) => gist.types.has(type);

/** Whether who is concerned fits, and how well. */
function parties(a: Gist, b: Gist, telling: number, days: number): Tie {
  const object = both(a, b, 'object');
  const actor = both(a, b, 'actor');
  const deal: ClaimType[] = ['investment', 'acquisition', 'valuation'];
  if (only(a, ...deal) && only(b, ...deal)) return dealParties(a, b, telling, days);
  if (has(a, 'agreement') || has(b, 'agreement')) return agreementParties(a, b, telling, days);
  if (a.types.size !== 1 || b.types.size !== 1 || !only(a, ...b.types)) return null;
  const [type] = a.types;
  switch (type) {
    case 'executive_move':
      return moveTie(a, b);
    case 'hiring': {
      const from = both(a, b, 'from');
      if (object !== true || from === false) return null;
      return from === true ? 'full' : 'partial';
    }
    case 'legal':
      if (object === false || actor === false || (object === null && actor === null)) return null;
      return object === true && actor === true ? 'full' : 'partial';
    case 'launch': {
      const product = labels(a, b, 'product');
      if (object === false || product === false) return null;
      if (exactProduct(a, b)) return 'full';
      // Big firms launch several things a day: without an exact name, the headlines must be alike.
      if (object !== true || !alike(a, b)) return null;
      return product === true ? 'full' : 'partial';
    }
    case 'infrastructure':
      if (object !== true || ((labels(a, b, 'location') === false || actor === false) && telling === 0)) return null;
      return labels(a, b, 'location') === true || actor === true ? 'full' : 'partial';
    case 'financials':
      if (object !== true || (labels(a, b, 'metric') === false && telling === 0)) return null;
      return telling > 0 || labels(a, b, 'metric') === true ? 'full' : 'partial';
    case 'response':
      return object === true && labels(a, b, 'stance') !== false && alike(a, b) ? 'full' : null;
    default:
      return object === true ? 'full' : null;
  }
}

function dealParties(a: Gist, b: Gist, telling: number, days: number): Tie {
  const object = both(a, b, 'object');
  const actor = both(a, b, 'actor');
  if (object === false) return null;
  if (object === null) return actor === true && (telling > 0 || days <= VAGUE_DAYS) ? 'vague' : null;
  const valuation = only(a, 'valuation') || only(b, 'valuation');
  if (valuation) {
    if (has(a, 'acquisition') || has(b, 'acquisition')) return null;
    if (only(a, 'valuation') && only(b, 'valuation')) return 'full';
    // A valuation by itself is of the round that was told at the same time, unless the figures say so.
    return telling > 0 || days <= 3 ? 'partial' : null;
  }
  const bought = has(a, 'acquisition') || has(b, 'acquisition');
  if (actor === true) return 'full';
  if (bought && (actor === false || !(has(a, 'acquisition') && has(b, 'acquisition')))) return null;
  if (actor === null) return 'partial';
  // Each outlet names other investors of one round: they fit while it is news, if no figure speaks against it.
  return days <= (telling > 0 ? REACH.investment.partial : DISPUTE.days) ? 'vague' : null;
}

const dealMembers = (gist: Gist): Name[] => [...gist.sides.values()].flat();

function agreementParties(a: Gist, b: Gist, telling: number, days: number): Tie {
  const other: ClaimType[] = ['acquisition', 'investment', 'infrastructure'];
  if (!only(a, 'agreement', ...other) || !only(b, 'agreement', ...other)) return null;
  const [x, y] = [dealMembers(a), dealMembers(b)];
  const count = x.filter((name) => y.some((it) => sameName(name, it))).length;
  if (!only(a, 'agreement') || !only(b, 'agreement')) {
    // Told as a licence here and as a takeover there: one event if the sum says so, or the terms while it is news.
    const licence = [a, b].some((gist) =>
      [...(gist.texts.get('terms') ?? [])].some((term) => /licen[cs]|exclusive/.test(term)),
    );
    return count >= 2 && (telling > 0 || (licence && days <= 3)) ? 'full' : null;
  }
  if (count >= 2) return 'full';
  if (count === 0) return null;
  if (x.length === 1 || y.length === 1) return telling > 0 || days <= VAGUE_DAYS ? 'vague' : null;
  // Each names another partner of the one: of one pact among several only if the sum says so while it is news.
  return telling > 0 && days <= 3 ? 'partial' : null;
}

/** One person's move, whatever ends of it are told; never two persons, and never the next move of the same person. */
function moveTie(a: Gist, b: Gist): Tie {
  const person = both(a, b, 'person');
  const [from, to] = [both(a, b, 'from'), both(a, b, 'to')];
  if (person === false || from === false || to === false) return null;
  if (person === null) return (from === true || to === true) && labels(a, b, 'role') === true ? 'partial' : null;
  const onward = (x: Gist, y: Gist) => {
    const [came, left] = [x.sides.get('to') ?? [], y.sides.get('from') ?? []];
    const within = (x.sides.get('from') ?? []).some((name) => came.some((it) => sameName(it, name)));
    return !within && came.some((name) => left.some((it) => sameName(name, it)));
  };
  const staying = [a, b].some((gist) =>
    (gist.sides.get('from') ?? []).some((name) => (gist.sides.get('to') ?? []).some((it) => sameName(it, name))),
  );
  return !staying && (onward(a, b) || onward(b, a)) ? null : 'full';
}

/** Whether the titles of their articles share words: what else is there to tell one reply to the press from another? */
function alike(a: Gist, b: Gist): boolean {
  return a.claims.some((x) => b.claims.some((y) => alikeTitles(titleWords(x.title), titleWords(y.title))));
}

const titles = new Map<string, ReadonlySet<string>>();
function titleWords(title: string): ReadonlySet<string> {
  const known = titles.get(title) ?? new Set(words(title).filter((word) => word.length > 3));
  if (titles.size > 5000) titles.clear();
  titles.set(title, known);
  return known;
}

function alikeTitles(x: ReadonlySet<string>, y: ReadonlySet<string>): boolean {
  let common = 0;
  for (const word of x) if (y.has(word)) common += 1;
  return common >= 2 && common >= Math.min(x.size, y.size) / 3;
}

/** "Talks" long after the signing, or a signing after the end, are of another event. */
function stepsBack(a: Gist, b: Gist): boolean {
  const starts = (x: Gist, y: Gist) => {
    const first = Math.min(...x.claims.map((claim) => claim.at));
    const late = (status: Status[]) =>
      y.claims.some((claim) => status.includes(claim.status)) &&
      y.claims.every((claim) => !status.includes(claim.status) || first - claim.at > LATE_DAYS * DAY) &&
      y.claims.every((claim) => claim.at < first);
    const all = (status: Status[]) => x.claims.every((claim) => status.includes(claim.status));
    return (
      (all(['talks']) && !has(x, 'acquisition') && late(['announced', 'closed', 'ended', 'failed'])) ||
      (all(['talks', 'announced']) && late(['ended', 'failed']))
    );
  };
  return starts(a, b) || starts(b, a);
}

function reachOf(type: ClaimType, how: Exclude<Tie, null>, a: Gist, b: Gist, telling: number): number {
  const { telling: furthest, step, full, partial } = REACH[type];
  if (telling > 0) return furthest;
  if (how !== 'full') return partial;
  if (type === 'launch' && labels(a, b, 'product') === true && !exactProduct(a, b)) return FAMILY_NAME_DAYS;
  return a.claims.some((x) => b.claims.some((y) => x.status === y.status)) ? full : step;
}

/** Whether the two together would last longer than an event of their type does. */
function runsOn(a: Gist, b: Gist): boolean {
  const [type] = a.types;
  const longest = type && LONGEST[type];
  if (longest === undefined) return false;
  const times = [...a.claims, ...b.claims].filter((claim) => !claim.background).map((claim) => claim.at);
  return Math.max(...times) - Math.min(...times) > longest * DAY;
}

/** Whether `a` only recalls, in passing, what `b` told before it. */
function recalls(a: Gist, b: Gist): boolean {
  const told = Math.min(...b.claims.map((claim) => claim.at));
  return a.claims.every((claim) => claim.background && claim.at >= told);
}

const sameArticle = (a: Gist, b: Gist) => a.claims.some((x) => b.claims.some((y) => x.articleId === y.articleId));

/**
 * How strongly two claims, or groups of claims, tell of one event: 0 not at all; else the more the stronger. It is
 * symmetric and looks at nothing but their content. It is no equivalence: a claim that names little fits several
 * events, which is why `group` takes the strongest ties first and asks again for the groups that they make.
 */
export function tie(a: Gist, b: Gist): number {
  if (a.claims[0]?.demo !== b.claims[0]?.demo) return 0;
  const together = sameArticle(a, b);
  // One article tells one event once: what it tells as two types are two events. (A round and its valuation are one.)
  if (together && !only(a, ...b.types) && !has(a, 'valuation') && !has(b, 'valuation')) return 0;
  if (labels(a, b, 'round') === false) return 0;
  const days = gapDays(a, b);
  const { telling, differ } = values(a, b);
  const how = parties(a, b, telling, days);
  if (how === null) return 0;
  if (differ.length > 0) {
    // A figure that agrees besides (the stake, the round) makes up for one that does not, in one type and article by article.
    const closest = differ.some((pair) => tolerable(pair, together));
    if (how === 'vague' || (!closest && (telling === 0 || together))) return 0;
  }
  if (telling === 0 && !exactProduct(a, b) && stepsBack(a, b)) return 0;
  const reach = Math.min(...[...a.types, ...b.types].map((type) => reachOf(type, how, a, b, telling)));
  if (days > (how === 'full' && (recalls(a, b) || recalls(b, a)) ? Math.max(reach, RECALL) : reach)) return 0;
  if (runsOn(a, b)) return 0;
  return (
    1 +
    telling * 4 +
    (how === 'full' ? 3 : how === 'partial' ? 1 : 0) +
    (only(a, ...b.types) ? 2 : 0) +
    2 / (1 + days) -
    (differ.length > 0 ? 3 : 0) +
    3
  );
}
