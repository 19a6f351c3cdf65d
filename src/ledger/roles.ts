import type { Person } from '../domain/company.ts';
import type { Conflict, Fact, FactField } from '../domain/fact.ts';
import { type Name, nameOf, normalName, sameName } from './keys.ts';
import { agreeOnTitle, readDate, seatOf } from './values.ts';

/** Who holds a role, and since when (epoch ms) as far as it is known. */
export interface RoleHolder {
  person: string;
  role: string;
  from: number | null;
  until: number | null;
  /** The beginning as precisely as it is known: `2016`, `2025-06`, `2025-06-12`. */
  since: string | null;
  interim: boolean;
  /** One of several who hold the seat together. */
  joint: boolean;
  /** The fact that says so; null where only the catalogue does. */
  factId: string | null;
  /** The fact that tells of its end, where the end is known from a fact. */
  endedBy: string | null;
  /** Outlets differ on what the role is. */
  conflict: Conflict | null;
}

export interface Roles {
  /** The chief first. */
  holders: RoleHolder[];
  /** Seats that somebody held before and nobody holds on that day, with who held them last. */
  vacant: { seat: string; last: RoleHolder }[];
}

const DAY = 86_400_000;
/** The catalogue knows months, articles days: within this time they tell of one change. */
const SAME_CHANGE = 45 * DAY;
const RANK = ['ceo', 'president', 'coo', 'cfo', 'cto', 'chair'];

/**
 * Who held which role in a company on a day (`at`, epoch ms): from the catalogue's people, corrected and continued by
 * the moves in the ledger. A month without a day counts from its middle. Only one person (or a joint pair) holds a seat:
 * a successor ends the term before.
 */
export function rolesOn(at: number, company: string, people: readonly Person[], facts: readonly Fact[]): Roles {
  const terms = people.map(
    (person): RoleHolder => ({
      person: person.name,
      role: person.role,
      from: dayOf(person.from),
      until: dayOf(person.until),
      since: person.from ?? null,
      interim: seatOf(person.role)?.interim ?? false,
      joint: seatOf(person.role)?.joint ?? false,
      factId: null,
      endedBy: null,
      conflict: null,
    }),
  );
  const moves = facts
    .filter((fact) => fact.type === 'executive_move' && fact.certainty !== 'denied')
    .filter((fact) => fact.status !== 'talks' && fact.status !== 'failed')
    .map((fact) => ({ fact, day: happened(fact) }))
    .sort((a, b) => a.day - b.day || (a.fact.id < b.fact.id ? -1 : 1));
  for (const { fact, day } of moves) tellMove(terms, fact, company, day);
  endBySuccession(terms);

  const holds = (term: RoleHolder) =>
    (term.from ?? Number.NEGATIVE_INFINITY) <= at && at < (term.until ?? Number.POSITIVE_INFINITY);
  const holders = terms.filter(holds);
  const taken = new Set(holders.flatMap((term) => seatOf(term.role)?.seat ?? []));
  const past = terms
    .filter((term) => term.until !== null && term.until <= at)
    .sort((a, b) => (b.until ?? 0) - (a.until ?? 0))
    .flatMap((last) => ({ seat: seatOf(last.role)?.seat ?? '', last }));
  const rank = (term: RoleHolder) => {
    const place = RANK.indexOf(seatOf(term.role)?.seat ?? '');
    return place < 0 ? RANK.length : place;
  };
  return {
    holders: holders.sort((a, b) => rank(a) - rank(b) || (a.from ?? 0) - (b.from ?? 0)),
    vacant: past
      .filter(({ seat }, i) => seat && !taken.has(seat) && past.findIndex((it) => it.seat === seat) === i)
      .sort((a, b) => RANK.indexOf(a.seat) - RANK.indexOf(b.seat)),
  };
}

function tellMove(terms: RoleHolder[], fact: Fact, company: string, day: number): void {
  const field = (role: FactField['role']) => fact.fields.find((it) => it.role === role);
  const person = field('person')?.present[0];
  if (!person) return;
  const concerns = (role: 'from_org' | 'to_org') =>
    field(role)?.present.some((value) => value.slug === company) ?? false;
  const own = terms.filter((term) => sameName(personName(term.person), nameOf(person)));
  const left = field('from_role')?.present.map((value) => value.text) ?? [];
  const near = (moment: number | null) => moment !== null && Math.abs(moment - day) <= SAME_CHANGE;
  const leaves = concerns('from_org') && !concerns('to_org');
  const [role] = field('to_role')?.present ?? [];

  for (const term of own) {
    const given = leaves || (concerns('to_org') && left.some((title) => agreeOnTitle(title, term.role) === 'same'));
    if (given && (term.until === null || near(term.until)) && (term.from ?? 0) < day)
      Object.assign(term, { until: day, endedBy: fact.id });
  }
  if (leaves && own.length === 0)
    for (const title of left)
      terms.push({ ...blank(person.text, title, fact), until: day, endedBy: fact.id, interim: false });

  if (!concerns('to_org') || !role) return;
  const conflict = fact.conflicts.find((it) => it.role === 'to_role') ?? null;
  const interim = [role, ...(field('to_role')?.others ?? [])].some((value) => seatOf(value.text)?.interim ?? false);
  const seat = seatOf(role.text)?.seat;
  const same = own.find(
    (term) =>
      near(term.from) &&
      (seat === undefined ? normalName(term.role) === normalName(role.text) : seatOf(term.role)?.seat === seat),
  );
  if (same)
    Object.assign(same, {
      from: day,
      since: isoDay(day),
      factId: fact.id,
      conflict: conflict ?? differing(same, role.text),
      interim: interim || same.interim,
    });
  else terms.push({ ...blank(person.text, role.text, fact), from: day, since: isoDay(day), conflict, interim });
}

/** The catalogue says interim, the articles do not, or the reverse. */
function differing(term: RoleHolder, told: string): Conflict | null {
  if (agreeOnTitle(term.role, told) !== 'differs') return null;
  return { role: 'to_role', values: [told, term.role].map((text) => ({ text, outlets: [], claimIds: [] })) };
}

const blank = (person: string, role: string, fact: Fact): RoleHolder => ({
  person,
  role,
  from: null,
  until: null,
  since: null,
  interim: seatOf(role)?.interim ?? false,
  joint: seatOf(role)?.joint ?? false,
  factId: fact.id,
  endedBy: null,
  conflict: null,
});

function endBySuccession(terms: RoleHolder[]): void {
  for (const next of terms) {
    const seat = seatOf(next.role);
    if (!seat || seat.joint || next.from === null) continue;
    for (const term of terms) {
      const held = seatOf(term.role);
      if (term === next || held?.seat !== seat.seat || held.joint) continue;
      if ((term.from ?? Number.NEGATIVE_INFINITY) >= next.from) continue;
      if (term.until === null || term.until > next.from)
        Object.assign(term, { until: next.from, endedBy: next.factId });
    }
  }
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

const personName = (text: string): Name => ({ slug: null, norm: normalName(text), person: true });

/** The day that the articles name, if they name one in full; else when it was first told. */
function happened(fact: Fact): number {
  const stated = fact.fields.find((field) => field.role === 'date')?.present[0];
  const { day, month, year } = stated ? readDate(stated.text) : { day: null, month: null, year: null };
  if (day === null || month === null) return fact.firstAt;
  return Date.UTC(year ?? new Date(fact.firstAt).getUTCFullYear(), month - 1, day);
}

/** `2016`, `2025-06` or `2025-06-12`. */
function dayOf(text: string | undefined): number | null {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text ?? '');
  if (!parts) return null;
  const [, year, month, day] = parts;
  if (month === undefined) return Date.UTC(Number(year), 6, 1);
  return Date.UTC(Number(year), Number(month) - 1, day === undefined ? 15 : Number(day));
}
