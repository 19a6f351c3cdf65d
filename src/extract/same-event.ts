import type { ClaimType, Role } from '../domain/claim.ts';
import { normal } from './entities.ts';
import type { Draft, DraftArgument } from './frames/frame.ts';
import { namesakes } from './namesakes.ts';
import { keyOf } from './parties.ts';

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
const FIGURES: readonly Role[] = ['amount', 'valuation', 'stake', 'headcount', 'capacity'];

export const keyOfArgument = (arg: DraftArgument): string =>
  arg.party ? keyOf(arg.party) : (arg.stance ?? normal(arg.text));
export const keys = (draft: Draft, role: Role): Set<string> =>
  new Set(draft.args.filter((arg) => arg.role === role).map(keyOfArgument));
export const overlap = (a: Set<string>, b: Set<string>): number => [...a].filter((key) => b.has(key)).length;
const figure = (draft: Draft, role: Role): number | null =>
  draft.args.find((arg) => arg.role === role)?.value?.value ?? null;

/** Same sum, or one is the other rounded, or within its range. */
export function sameFigure(a: Draft, b: Draft, role: Role): boolean {
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
export function renamedSides(a: Draft, b: Draft): boolean {
  const [x, y] = [a, b].map(({ args }) => args.filter(({ role }) => role === 'party'));
  if (a.sentence === b.sentence || x?.length !== 2 || y?.length !== 2) return false;
  const kin = (i: number, j: number): boolean => {
    const [one, other] = [x[i], y[j]];
    return one !== undefined && other !== undefined && sameSide(one, other);
  };
  return (kin(0, 0) && kin(1, 1)) || (kin(0, 1) && kin(1, 0));
}

export const sameSide = (a: DraftArgument, b: DraftArgument): boolean =>
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

/** One house is bought once: what is paid "in cash" is a part of the price. */
const samePurchase = (a: Draft, b: Draft): boolean =>
  a.background === b.background &&
  a.sentence !== b.sentence &&
  (['acquirer', 'target'] as const).every((role) => overlap(keys(a, role), keys(b, role)) > 0);

/** Cuts that are recalled with a figure that today's have not. */
function otherCuts(a: Draft, b: Draft): boolean {
  if (a.background === b.background) return false;
  const [older, newer] = a.background ? [a, b] : [b, a];
  const counts = (draft: Draft) =>
    draft.args.flatMap(({ role, value }) => (role === 'headcount' && value ? [value] : []));
  const told = counts(newer);
  if (told.length === 0 && !older.args.some(({ role }) => role === 'date')) return false;
  return counts(older).some(({ value, unit }) => !told.some((other) => other.value === value && other.unit === unit));
}

/** What "ARR" stands for. */
const RECURRING = /^(?:annual(?:i[sz]ed)? )?recurring revenue$/;
const total = (draft: Draft): boolean => draft.args.some(({ value }) => value?.use === 'total');

/** Whether two tellings are of one event. */
export function sameEvent(a: Draft, b: Draft): boolean {
  if (a.type !== b.type) return false;
  const { type } = a;
  if (type === 'acquisition' && samePurchase(a, b)) return true;
  if (type === 'layoffs' && otherCuts(a, b)) return false;
  for (const role of FIGURES) if (!sameFigure(a, b, role) && !(type === 'layoffs' || type === 'launch')) return false;
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
    // All that was raised so far is no round.
    if (total(a) !== total(b) && (rounds[0].size > 0 || rounds[1].size > 0)) return false;
    if (x.size > 0 && y.size > 0) {
      if (overlap(x, y) === 0) return false;
      // "Foo has also invested in the startup" is no part of the round that Bar and Baz still talk about.
      if (apartFromTalks(a, b) || apartFromTalks(b, a)) return false;
      if (a.background !== b.background) {
        // A recalled round is another one unless its sum is the same.
        const known = figure(a, 'amount') !== null && figure(b, 'amount') !== null;
        const [older, newer] = a.background ? [a, b] : [b, a];
        // "when it raised its Series B 14 months ago": by its day and its round another one.
        const dated = (draft: Draft): boolean => draft.args.some(({ role }) => role === 'date');
        if (dated(older) && !dated(newer) && rounds.some((round) => round.size > 0)) return known;
        // Who backed the firm before is not who backs it now.
        const backers = keys(older, 'investor');
        const told = keys(newer, 'investor');
        return known || (figure(older, 'amount') === null && [...backers].every((key) => told.has(key)));
      }
      const ia = keys(a, 'investor');
      const ib = keys(b, 'investor');
      // "Foo and Bar are also investors": no part of the round that Baz led.
      const bare = [a, b].map((draft) => draft.args.every(({ role }) => role === 'investor' || role === 'target'));
      if (a.background && bare[0] !== bare[1] && ia.size > 0 && ib.size > 0 && overlap(ia, ib) === 0) return false;
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
    const named = houses.every((args) => args.every(({ party }) => /^(?:org|person)$/.test(party?.entity?.kind ?? '')));
    const rival = houses.some((args) => args.some(({ party }) => party?.entity?.authority === false));
    // "publishers" of one sentence are those whom another names.
    const nobody = houses.some((args) => args.length > 0 && args.every(({ party }) => party?.entity == null));
    if (nobody && overlap(...d) > 0 && a.sentence !== b.sentence) return true;
    if (p[0].size > 0 && p[1].size > 0 && overlap(...p) === 0 && named && rival) return false;
    if (p[0].size > 0 && p[1].size > 0 && overlap(...p) === 0)
      return a.background === b.background && overlap(...d) > 0 && a.sentence !== b.sentence;
    return overlap(...d) > 0 || overlap(...p) > 0;
  }
  if (type === 'financials') {
    if (overlap(keys(a, 'org'), keys(b, 'org')) === 0) return false;
    // "loss" of the headline is the "net loss" of the body.
    const [x, y] = [a, b].map((draft) => [...keys(draft, 'metric')][0]?.replace(RECURRING, 'arr'));
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
