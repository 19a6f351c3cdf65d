import type { Certainty, Role } from '../domain/claim.ts';
import { weaker } from './certainty.ts';
import { normal } from './entities.ts';
import type { Draft, DraftArgument } from './frames/frame.ts';
import { keyOfArgument, keys, overlap, renamedSides, sameEvent, sameFigure, sameSide } from './same-event.ts';

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
  const suers = (told: Telling) => told.args.filter(({ role }) => role === 'plaintiff');
  // Whom one sentence calls "publishers" another names.
  if (
    into.type === 'legal' &&
    suers(from).some(({ party }) => party?.entity) &&
    suers(into).every(({ party }) => !party?.entity)
  )
    into.args = into.args.filter(({ role }) => role !== 'plaintiff');
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
        (arg.value.max !== undefined || (digits(arg.text) > digits(held.text) && held.value.max === undefined)) &&
        (into.type !== 'acquisition' || sameFigure(into, from, arg.role))
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
