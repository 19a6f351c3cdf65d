import { matchChoice } from '../chat/parse.ts';
import { CLAIM_TYPES, type ClaimType } from '../domain/claim.ts';

/** A value read from what was typed, or what is wrong with it in plain words. */
export type Read<T> = { ok: true; value: T } | { ok: false; problem: string };

const ok = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = <T>(problem: string): Read<T> => ({ ok: false, problem });

const MAGNITUDES: [RegExp, number][] = [
  [/^(?:k|thousand)$/, 1e3],
  [/^(?:m|mm|mn|mio|mil|million|millions)$/, 1e6],
  [/^(?:b|bn|billion|billions)$/, 1e9],
  [/^(?:t|tn|trillion|trillions)$/, 1e12],
];

/** Whole US dollars of "50M", "$50 million", "1.5bn", "50,000,000"; null for "0", "none" or "any": no minimum. */
export function readAmount(typed: string): Read<number | null> {
  const text = typed.trim().toLowerCase();
  if (/^(?:0|none|any|no|off|-)$/.test(text)) return ok(null);
  const help = 'Give US dollars, as in 50M, $50 million or 1.5bn; 0 for no minimum.';
  if (/[€£¥₹]|\b(?:eur|gbp|euros?|pounds?|yen)\b/.test(text)) return bad(`min-amount counts in US dollars. ${help}`);
  const match = /^(?:at least |>=? ?)?(?:us)?\$? ?(\d[\d.,  _]*?) ?([a-z]*)\+?(?: ?(?:usd|us dollars|dollars?))?$/.exec(
    text,
  );
  const figure = match && readNumber(match[1] ?? '');
  const unit = match?.[2] ?? '';
  const isPlain = unit === '' || unit === 'usd' || unit === 'dollars' || unit === 'dollar';
  const step = isPlain ? 1 : MAGNITUDES.find(([pattern]) => pattern.test(unit))?.[1];
  if (figure === null || step === undefined) return bad(`min-amount cannot be “${typed.trim().slice(0, 40)}”. ${help}`);
  const value = Math.round(figure * step);
  if (value === 0) return ok(null);
  if (isPlain && value < 1000)
    return bad(`min-amount ${figure} would be ${figure} dollars. Did you mean ${figure}M? ${help}`);
  if (value > 1e15) return bad(`min-amount is too large. ${help}`);
  return ok(value);
}

/** "1.5", "1,5", "50,000,000", "50 000": a comma with three digits behind it groups, otherwise it is a decimal point. */
function readNumber(text: string): number | null {
  const bare = text.replace(/[\s _]/g, '');
  const normal = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare)
    ? bare.replaceAll(',', '')
    : /^\d+,\d{1,2}$/.test(bare)
      ? bare.replace(',', '.')
      : bare;
  return /^\d+(?:\.\d+)?$/.test(normal) ? Number(normal) : null;
}

const DAY_MS = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Days from the first to the last (`YYYY-MM-DD`, UTC), both included. */
export interface Days {
  first: string;
  last: string;
}

/**
 * The day, month or year that "2025-06-01", "June 1, 2025", "1st of june 2025", "2025-06", "june 2025", "2025" names, or
 * the day that lies "30d", "2 weeks ago", "yesterday" back. `option` is how a problem names it.
 */
export function readDays(typed: string, now: number, option: string): Read<Days> {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/[\s,]+/g, ' ')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b(?: of)?/, '$1');
  const help = 'Give a date such as 2025-06-01, 2025-06 or june 2025, or a time back such as 30d or 2 weeks.';
  const wrong = `${option} cannot be “${typed.trim().slice(0, 40)}”`;
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  const dated = (year: number, month: number | null, date: number | null): Read<Days> => {
    const first = Date.UTC(year, (month ?? 1) - 1, date ?? 1);
    const real = new Date(first);
    if (year < 1990 || year > 2200 || real.getUTCMonth() !== (month ?? 1) - 1 || real.getUTCDate() !== (date ?? 1))
      return bad(`${wrong}: there is no such date. ${help}`);
    const last = date !== null ? first : Date.UTC(month === null ? year + 1 : year, month ?? 0, 0);
    return ok({ first: dayOf(first), last: dayOf(last) });
  };
  const back = (days: number): Read<Days> => {
    const day = dayOf(Math.max(0, now - days * DAY_MS));
    return ok({ first: day, last: day });
  };
  const number = (digits: string | undefined) => (digits === undefined ? null : Number(digits));
  const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text);
  if (iso) return dated(Number(iso[1]), number(iso[2]), number(iso[3]));
  const named = /^(?:(\d{1,2}) )?([a-z]{3})[a-z]*\.?(?: (\d{1,2}))? (\d{4})$/.exec(text);
  const month = named ? MONTHS.indexOf(named[2] ?? '') + 1 : 0;
  if (named && month) return dated(Number(named[4]), month, number(named[1] ?? named[3]));
  if (/^(?:today|now)$/.test(text)) return back(0);
  if (text === 'yesterday') return back(1);
  const ago = /^(?:last )?(\d{1,4})? ?(d|w|m|y|days?|weeks?|months?|years?)(?: ago)?$/.exec(text);
  if (ago && (ago[1] || text.startsWith('last ')))
    return back(Number(ago[1] ?? 1) * ({ d: 1, w: 7, m: 30, y: 365 }[ago[2]?.charAt(0) ?? 'd'] ?? 1));
  return bad(`${wrong}. ${help}`);
}

/** The day (`YYYY-MM-DD`, UTC) to look back to: the first of the days that are named, not one to come. */
export function readSince(typed: string, now: number): Read<string> {
  const days = readDays(typed, now, 'since');
  if (!days.ok) return days;
  const { first } = days.value;
  return Date.parse(first) > now + DAY_MS
    ? bad(
        `since ${first} lies ahead: nothing is told since then. Give a date such as 2025-06-01, or a time back such as 30d.`,
      )
    : ok(first);
}

/** The day (`YYYY-MM-DD`, UTC) that is asked about: of a month or a year its last, of the present one today. */
export function readOn(typed: string, now: number): Read<string> {
  const days = readDays(typed, now, 'date');
  if (!days.ok) return days;
  const today = new Date(now).toISOString().slice(0, 10);
  const { first, last } = days.value;
  return ok(first <= today && today < last ? today : last);
}

export function readType(typed: string): Read<ClaimType> {
  const type = matchChoice(CLAIM_TYPES, typed);
  const found = CLAIM_TYPES.find((t) => t === type);
  return found
    ? ok(found)
    : bad(`type cannot be “${typed.trim().slice(0, 40)}”: it is one of ${CLAIM_TYPES.join(', ')}.`);
}

/** Types with commas between; "all" is none in particular. In the order of the table, each once. */
export function readTypes(typed: string): Read<ClaimType[]> {
  const entries = typed
    .split(/[,;|]/)
    .map((e) => e.trim())
    .filter(Boolean);
  const wrong = entries.filter((e) => !/^(?:all|any|every)$/i.test(e) && !readType(e).ok);
  if (wrong.length)
    return bad(
      `types cannot be “${wrong.join(', ').slice(0, 60)}”: use ${CLAIM_TYPES.join(', ')}, with commas between, or all.`,
    );
  if (entries.some((e) => /^(?:all|any|every)$/i.test(e))) return ok([]);
  const chosen = new Set(entries.map((e) => matchChoice(CLAIM_TYPES, e)));
  return ok(chosen.size === CLAIM_TYPES.length ? [] : CLAIM_TYPES.filter((t) => chosen.has(t)));
}

export function readCadence(typed: string): Read<'instant' | 'daily'> {
  const cadence = matchChoice(['instant', 'daily'], typed);
  return cadence === 'instant' || cadence === 'daily'
    ? ok(cadence)
    : bad(`cadence cannot be “${typed.trim().slice(0, 40)}”: it is instant or daily.`);
}
