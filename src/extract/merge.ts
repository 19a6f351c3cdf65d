import type { Certainty, ClaimType, Role } from '../domain/claim.ts';
import { weaker } from './certainty.ts';
import { normal } from './entities.ts';
import type { Draft, DraftArgument } from './frames/frame.ts';
import { namesakes } from './namesakes.ts';
import { keyOf } from './parties.ts';

/** A draft with whose word it is. */
export interface Telling extends Draft {
  certainty: Certainty;
  speakers: string[];
  outlets: string[];
  /** The only doubt is that another outlet had it first. */
  credited?: boolean;
  /** Further sentences that tell of it. */
  also?: number[] | undefined;
  /** It only adds to an event told before: how sure that is, it leaves alone. */
  adds?: boolean;
  /** A party to the event speaks, and confirms it. */
  owned?: boolean;
}

/** The roles that say which event it is: two tellings with a conflict in one of them are two events. */
const IDENTITY: Record<ClaimType, readonly Role[]> = {
  investment: ['target'],
  acquisition: ['target', 'acquirer'],
  agreement: ['party'],
  executive_move: ['person'],
  hiring: ['employer', 'from_org'],
  layoffs: ['org'],
  legal: ['defendant', 'plaintiff'],
  launch: ['org'],
  ipo: ['org'],
  valuation: ['org'],
  financials: ['org', 'metric'],
  infrastructure: ['org'],
  response: ['speaker', 'stance'],
};
/** Roles that several may hold. */
const MANY: ReadonlySet<Role> = new Set<Role>([
  'investor',
  'party',
  'defendant',
  'product',
  'plaintiff',
  'location',
  'partner',
  'org',
]);
const FIGURES: readonly Role[] = ['amount', 'valuation', 'stake', 'headcount', 'capacity'];

const keyOfArgument = (arg: DraftArgument): string => (arg.party ? keyOf(arg.party) : (arg.stance ?? normal(arg.text)));
const keys = (draft: Draft, role: Role): Set<string> =>
  new Set(draft.args.filter((arg) => arg.role === role).map(keyOfArgument));
const overlap = (a: Set<string>, b: Set<string>): number => [...a].filter((key) => b.has(key)).length;
const figure = (draft: Draft, role: Role): number | null =>
  draft.args.find((arg) => arg.role === role)?.value?.value ?? null;

/** Same sum, or one is the other rounded, or within its range. */
function sameFigure(a: Draft, b: Draft, role: Role): boolean {
  const [x, y] = [a, b].map((draft) => draft.args.find((arg) => arg.role === role)?.value);
  if (x?.value == null || y?.value == null) return true;
  if (x.unit !== y.unit) return true;
  const [low, high] = [Math.max(x.value, y.value), Math.min(x.max ?? x.value, y.max ?? y.value)];
  return low - high <= 0.06 * Math.max(x.value, y.value);
}

/** Names that open with the same word: "Lloyds Bank", "Lloyds Banking Group". */
function akin(a: Draft, b: Draft, role: Role): boolean {
  const first = (draft: Draft): string =>
    normal(draft.args.find((arg) => arg.role === role)?.text ?? '').split(' ')[0] ?? '';
  return first(a).length >= 4 && first(a) === first(b);
}

/** The two sides of a deal, told in another sentence by other names of theirs. */
function renamedSides(a: Draft, b: Draft): boolean {
  const [x, y] = [a, b].map(({ args }) => args.filter(({ role }) => role === 'party'));
  if (a.sentence === b.sentence || x?.length !== 2 || y?.length !== 2) return false;
  const kin = (i: number, j: number): boolean => {
    const [one, other] = [x[i], y[j]];
    return one !== undefined && other !== undefined && sameSide(one, other);
  };
  return (kin(0, 0) && kin(1, 1)) || (kin(0, 1) && kin(1, 0));
}

const sameSide = (a: DraftArgument, b: DraftArgument): boolean =>
  keyOfArgument(a) === keyOfArgument(b) || namesakes(a.text, b.text);

function subset(a: Set<string>, b: Set<string>): boolean {
  return overlap(a, b) === Math.min(a.size, b.size);
}

/** A stake that somebody has taken, of whom the talks of a round elsewhere in the article say nothing. */
function apartFromTalks(done: Draft, talks: Draft): boolean {
  const backers = keys(talks, 'investor');
  return (
    done.status === 'announced' &&
    talks.status === 'talks' &&
    done.sentence !== talks.sentence &&
    figure(done, 'amount') === null &&
    figure(talks, 'amount') !== null &&
    !done.args.some((arg) => arg.role === 'round' || arg.role === 'valuation') &&
    keys(done, 'investor').size > 0 &&
    ![...keys(done, 'investor')].some((key) => backers.has(key)) &&
    /^(?:invest|back)$/.test(done.verb?.lemma ?? '')
  );
}

/** Whether two tellings are of one event. */
export function sameEvent(a: Draft, b: Draft): boolean {
  if (a.type !== b.type) return false;
  const { type } = a;
  // Cuts are told by part and whole; recalled ones are others.
  const several = type === 'launch' || (type === 'layoffs' && a.background === b.background);
  for (const role of FIGURES) if (!several && !sameFigure(a, b, role)) return false;
  if (type === 'agreement') {
    if ((a.status === 'ended') !== (b.status === 'ended')) return false;
    const x = keys(a, 'party');
    const y = keys(b, 'party');
    // One side told alone ("our partnership with Foo") is told in full elsewhere.
    if (Math.min(x.size, y.size) === 1 && overlap(x, y) === 1 && a.background === b.background) return true;
    if (renamedSides(a, b)) return true;
    return overlap(x, y) >= 2 || (x.size > 0 && y.size > 0 && subset(x, y) && Math.min(x.size, y.size) >= 2);
  }
  if (type === 'investment') {
    const x = keys(a, 'target');
    const y = keys(b, 'target');
    const rounds = [keys(a, 'round'), keys(b, 'round')] as const;
    if (
      rounds[0].size > 0 &&
      rounds[1].size > 0 &&
      overlap(...rounds) === 0 &&
      ![...rounds[0]].some((r) => [...rounds[1]].some((q) => q.startsWith(r) || r.startsWith(q)))
    )
      return false;
    if (x.size > 0 && y.size > 0) {
      if (overlap(x, y) === 0) return false;
      // "Foo has also invested in the startup" is no part of the round that Bar and Baz still talk about.
      if (apartFromTalks(a, b) || apartFromTalks(b, a)) return false;
      if (a.background !== b.background) {
        // A recalled round is another one unless its sum is the same.
        const known = figure(a, 'amount') !== null && figure(b, 'amount') !== null;
        const [older, newer] = a.background ? [a, b] : [b, a];
        // Who backed the firm before is not who backs it now.
        const backers = keys(older, 'investor');
        const told = keys(newer, 'investor');
        return known || (figure(older, 'amount') === null && [...backers].every((key) => told.has(key)));
      }
      const ia = keys(a, 'investor');
      const ib = keys(b, 'investor');
      if (
        ia.size > 0 &&
        ib.size > 0 &&
        overlap(ia, ib) === 0 &&
        a.sentence === b.sentence &&
        figure(a, 'amount') === null &&
        figure(b, 'amount') === null
      )
        return true;
      return true;
    }
    const amounts = figure(a, 'amount') !== null && figure(a, 'amount') === figure(b, 'amount');
    return amounts || (overlap(keys(a, 'investor'), keys(b, 'investor')) > 0 && a.background === b.background);
  }
  if (type === 'acquisition') {
    const targets = [keys(a, 'target'), keys(b, 'target')] as const;
    // "Foo Bank" and "Foo Bancorp", told with one sum, are one.
    const sums = figure(a, 'amount') !== null && figure(a, 'amount') === figure(b, 'amount');
    if (overlap(...targets) === 0)
      return sums && akin(a, b, 'target') && overlap(keys(a, 'acquirer'), keys(b, 'acquirer')) > 0;
    if (akin(a, b, 'acquirer')) return true;
    if (sums && a.sentence !== b.sentence && !a.background && !b.background) return true;
    const acquirers = [keys(a, 'acquirer'), keys(b, 'acquirer')] as const;
    return acquirers[0].size === 0 || acquirers[1].size === 0 || overlap(...acquirers) > 0;
  }
  if (type === 'executive_move') {
    if (overlap(keys(a, 'person'), keys(b, 'person')) === 0) return false;
    for (const role of ['to_org', 'from_org'] as const) {
      const x = keys(a, role);
      const y = keys(b, role);
      if (x.size > 0 && y.size > 0 && overlap(x, y) === 0) return false;
    }
    // "She joined Foo in 2021": how she came there is no part of her rise.
    const recalled = a.background === b.background ? null : a.background ? a : b;
    if (recalled?.args.some(({ role, text }) => role === 'date' && /(?:19|20)\d\d/.test(text))) return false;
    // Leaving one house and joining the same one are two moves.
    if (overlap(keys(a, 'to_org'), keys(b, 'from_org')) > 0 || overlap(keys(b, 'to_org'), keys(a, 'from_org')) > 0)
      return false;
    return true;
  }
  if (type === 'launch') {
    if (a.background !== b.background) {
      const x = keys(a, 'product');
      const y = keys(b, 'product');
      return overlap(x, y) > 0;
    }
    const x = keys(a, 'org');
    const y = keys(b, 'org');
    // One product under two names of its maker ("Foo", "Foo Research") is one launch.
    if (x.size > 0 && y.size > 0 && overlap(x, y) === 0) return overlap(keys(a, 'product'), keys(b, 'product')) > 0;
    return true;
  }
  if (type === 'legal') {
    const d = [keys(a, 'defendant'), keys(b, 'defendant')] as const;
    const p = [keys(a, 'plaintiff'), keys(b, 'plaintiff')] as const;
    if (d[0].size > 0 && d[1].size > 0 && overlap(...d) === 0) return false;
    // A regulator that probes and a rival that sues are two.
    const houses = [a, b].map((draft) => draft.args.filter((arg) => arg.role === 'plaintiff'));
    const named = houses.every((args) => args.every(({ party }) => party?.entity?.kind === 'org'));
    const rival = houses.some((args) => args.some(({ party }) => party?.entity?.authority === false));
    if (p[0].size > 0 && p[1].size > 0 && overlap(...p) === 0 && named && rival) return false;
    if (p[0].size > 0 && p[1].size > 0 && overlap(...p) === 0)
      return a.background === b.background && overlap(...d) > 0 && a.sentence !== b.sentence;
    return overlap(...d) > 0 || overlap(...p) > 0;
  }
  if (type === 'financials') {
    if (overlap(keys(a, 'org'), keys(b, 'org')) === 0) return false;
    // "loss" of the headline is the "net loss" of the body.
    const [x] = [...keys(a, 'metric')];
    const [y] = [...keys(b, 'metric')];
    if (!x || !y || x === y) return true;
    return (
      a.sentence !== b.sentence &&
      figure(a, 'amount') !== null &&
      figure(b, 'amount') !== null &&
      (x.endsWith(` ${y}`) || y.endsWith(` ${x}`))
    );
  }
  if (type === 'infrastructure') {
    if (overlap(keys(a, 'org'), keys(b, 'org')) === 0) return false;
    return a.background === b.background;
  }
  const identity = IDENTITY[type];
  return identity.every((role) => {
    const x = keys(a, role);
    const y = keys(b, role);
    if (x.size === 0 || y.size === 0) return role !== identity[0];
    return overlap(x, y) > 0;
  });
}

/** How much a telling says; its date is no part of what happened. */
const weigh = (telling: Draft): number => telling.args.filter((arg) => arg.role !== 'date').length;
const digits = (text: string): number => text.replace(/[^\d]/g, '').replace(/0+$/, '').length;

/** What two tellings of one event make of it: a party's own word settles it, and who had it first takes nothing away. */
function together(a: Telling, b: Telling): Certainty {
  if (b.adds) return a.certainty;
  // What others report stays reported, whoever denies it; the denial is an answer of its own.
  if (
    a.certainty !== b.certainty &&
    [a, b].some((told) => told.certainty === 'denied') &&
    [a, b].some((told) => told.certainty === 'reported' && told.sentence !== (told === a ? b : a).sentence)
  )
    return 'reported';
  if (a.certainty === 'denied' || b.certainty === 'denied' || a.certainty === b.certainty)
    return weaker(a.certainty, b.certainty);
  const [sure, doubtful] = a.certainty === 'confirmed' ? [a, b] : [b, a];
  return doubtful.credited || sure.owned ? 'confirmed' : weaker(a.certainty, b.certainty);
}

/** One name is the other's beginning: "Bessemer", "Bessemer Venture Partners". */
function shortOf(a: DraftArgument, b: DraftArgument): boolean {
  const [x, y] = [normal(a.text), normal(b.text)];
  return (
    x.length > 3 &&
    y.length > 3 &&
    !a.party?.entity?.slug &&
    !b.party?.entity?.slug &&
    (x.startsWith(`${y} `) || y.startsWith(`${x} `))
  );
}

function join(into: Telling, from: Telling): void {
  const sides = into.type === 'agreement' && renamedSides(into, from);
  const renamed =
    into.type === 'launch' && keys(into, 'org').size > 0 && overlap(keys(into, 'org'), keys(from, 'org')) === 0;
  for (const arg of from.args) {
    if (renamed && arg.role === 'org') continue;
    const same = into.args.find(
      (other) =>
        other.role === arg.role &&
        (keyOfArgument(other) === keyOfArgument(arg) ||
          (sides && arg.role === 'party' && sameSide(arg, other)) ||
          (arg.party && other.party && shortOf(arg, other))),
    );
    if (same) {
      if (arg.party && !arg.party.coreferent && same.party?.coreferent) Object.assign(same, arg);
      // A headline drops the "up to" that the body has.
      if (same.value?.qualifier === 'exact' && arg.value && arg.value.qualifier !== 'exact') Object.assign(same, arg);
      continue;
    }
    const held = into.args.find((other) => other.role === arg.role);
    if (held && !MANY.has(arg.role)) {
      const units = held.value && arg.value && held.value.unit !== arg.value.unit;
      if (units && arg.role === 'headcount') into.args.push(arg);
      else if (
        held.value &&
        arg.value &&
        !units &&
        (arg.value.max !== undefined || (digits(arg.text) > digits(held.text) && held.value.max === undefined))
      )
        Object.assign(held, arg);
      else if (
        /_role$/.test(arg.role) &&
        ((arg.text.length > held.text.length && normal(arg.text).includes(normal(held.text))) ||
          // An office says more than a task.
          (/^(?:lead|head|oversee|run|steer) (?!of\b)/i.test(held.text) &&
            !/^(?:lead|head|oversee|run|steer) (?!of\b)/i.test(arg.text)))
      )
        Object.assign(held, arg);
      continue;
    }
    if (arg.party && into.args.some((other) => other.party && keyOfArgument(other) === keyOfArgument(arg))) continue;
    into.args.push(arg);
  }
  if (into.background && !from.background) into.status = from.status;
  into.background &&= from.background;
  into.certainty = together(into, from);
  into.also = [...(into.also ?? []), from.sentence, ...(from.also ?? [])];
  into.owned = Boolean(into.owned || from.owned);
  into.credited = Boolean(into.credited && from.credited);
  const rank = { announced: 0, talks: 1, closed: 2, ended: 3, failed: 4 };
  if (rank[from.status] > rank[into.status] && !(from.status === 'talks' && into.sentence > from.sentence))
    into.status =
      from.status === 'talks' && into.status === 'announced' && into.certainty === 'confirmed'
        ? into.status
        : from.status;
  into.speakers = [...new Set([...into.speakers, ...from.speakers])];
  into.outlets = [
    ...into.outlets,
    ...from.outlets.filter((outlet) => !into.outlets.some((other) => normal(other) === normal(outlet))),
  ];
}

/** So many events back, no article tells of the same one again; a list of thousands is not compared with itself. */
const MEMORY = 50;

/**
 * Joins the tellings of one event; the first telling keeps its place. The evidence is the fullest telling, and a sentence
 * of the body (`inTitle` says of a sentence's index whether it is none) rather than a headline that says as much.
 */
export function merge(
  tellings: readonly Telling[],
  inTitle: (sentence: number) => boolean = () => false,
): { told: Telling; evidence: number }[] {
  const events: { told: Telling; evidence: number; weight: number }[] = [];
  for (const telling of tellings) {
    const event = events.slice(-MEMORY).find((other) => sameEvent(other.told, telling));
    if (!event) {
      events.push({
        told: { ...telling, args: telling.args.map((arg) => ({ ...arg })) },
        evidence: telling.sentence,
        weight: weigh(telling),
      });
      continue;
    }
    const fuller = weigh(telling) > event.weight || (weigh(telling) === event.weight && inTitle(event.evidence));
    if (fuller && (!telling.background || event.told.background)) {
      event.evidence = telling.sentence;
      event.weight = weigh(telling);
    }
    join(event.told, telling);
  }
  return events;
}
