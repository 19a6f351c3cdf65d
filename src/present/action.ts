import { plainLine } from '../chat/text.ts';
import { CLAIM_TYPES, type ClaimType } from '../domain/claim.ts';

/**
 * What a button does. Its text travels through the platform and comes back from messages years old, so it says
 * everything itself and is checked on return. `apart`: the answer is for the presser alone, beside the message (that
 * message is shared, and others read it).
 */
export type Action =
  | { do: 'deal'; company: string; type?: ClaimType; since?: string; page?: number; apart?: true }
  | { do: 'fact'; id: string }
  | { do: 'news'; company: string; page?: number; apart?: true }
  | { do: 'timeline'; company: string; type?: ClaimType; since?: string }
  | { do: 'who'; company: string; on?: string }
  | { do: 'compare'; company: string; other: string; page?: number; apart?: true }
  | { do: 'subscribe'; company: string; types?: ClaimType[]; minAmount?: number; cadence?: 'instant' | 'daily' }
  | { do: 'unsubscribe'; company: string; sure?: true }
  /** Opens the window that changes a subscription; `refilter` is what comes back from it. */
  | { do: 'change' | 'refilter'; company: string }
  /** Asks for how long the companies of a fact are to be silent. */
  | { do: 'muting'; id: string }
  | { do: 'mute'; company: string; for: MuteTime }
  | { do: 'unmute'; company: string }
  /** Opens the window that takes a correction or a report on a fact; what comes back from it. */
  | { do: 'wrong' | 'correct' | 'report'; id: string }
  /** Opens the window that changes the channel's settings; what comes back from it. */
  | { do: 'configure' | 'configured' }
  | { do: 'reports'; page?: number }
  | { do: 'report-close'; id: string }
  | { do: 'subscriptions'; page?: number }
  | { do: 'feeds'; page?: number }
  /** Reads a feed from now on that was found or removed. */
  | { do: 'feed-keep'; id: string }
  | { do: 'feed-remove'; id: string }
  | { do: 'companies'; page?: number }
  | ({ do: 'company-add' } & CompanyWish)
  | { do: 'help' }
  | { do: 'status' }
  /** Leaves things as they are: the answer to a question that asks first. */
  | { do: 'keep' };

/** A company that somebody wants to be followed in the news; absent lists are empty. */
export interface CompanyWish {
  name: string;
  aliases?: readonly string[];
  /** Names that mean something else, too: they count only beside another name or a domain. */
  ambiguous?: readonly string[];
  domains?: readonly string[];
}

export const MUTE_TIMES = ['day', 'week', 'ever'] as const;
export type MuteTime = (typeof MUTE_TIMES)[number];

/** Discord's limit for a custom_id; Slack allows more. */
export const LONGEST_ACTION = 100;

// Three letters a type, so that all of them fit in one button. These are in old messages: never change one.
const CODES: Record<ClaimType, string> = {
  investment: 'inv',
  acquisition: 'acq',
  agreement: 'agr',
  executive_move: 'mov',
  hiring: 'hir',
  layoffs: 'lay',
  legal: 'leg',
  launch: 'lau',
  ipo: 'ipo',
  valuation: 'val',
  financials: 'fin',
  infrastructure: 'inf',
  response: 'res',
};

const SLUG = /^[a-z0-9][a-z0-9-]{0,59}$/;
const ID = /^[A-Za-z0-9_-]{1,80}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The action as a button carries it; null where it would not fit (leave the button out then). */
export function formatAction(action: Action): string | null {
  const parts: string[] = [action.do];
  if ('name' in action) parts.push(...wishParts(action));
  if ('company' in action) parts.push(action.company);
  if ('other' in action) parts.push(action.other);
  if ('id' in action) parts.push(action.id);
  if ('type' in action && action.type) parts.push(`type=${action.type}`);
  if ('since' in action && action.since) parts.push(`since=${action.since}`);
  if ('on' in action && action.on) parts.push(`on=${action.on}`);
  if ('for' in action) parts.push(`for=${action.for}`);
  if ('types' in action && action.types) parts.push(`types=${action.types.map((t) => CODES[t]).join('.')}`);
  if ('minAmount' in action && action.minAmount !== undefined) parts.push(`min=${action.minAmount}`);
  if ('cadence' in action && action.cadence) parts.push(`cadence=${action.cadence}`);
  if ('page' in action && action.page !== undefined) parts.push(`page=${action.page}`);
  if ('apart' in action && action.apart) parts.push('apart=1');
  if ('sure' in action && action.sure) parts.push('sure=1');
  const text = parts.join(':');
  return text.length <= LONGEST_ACTION ? text : null;
}

/** Reads what a button carried; null for anything that `formatAction` does not make. Never throws. */
export function parseAction(text: string): Action | null {
  if (text.length > LONGEST_ACTION) return null;
  const [verb, ...rest] = text.split(':');
  const bare = rest.filter((p) => !p.includes('='));
  const named = new Map<string, string>();
  for (const part of rest) {
    const at = part.indexOf('=');
    if (at < 0) continue;
    if (named.has(part.slice(0, at))) return null;
    named.set(part.slice(0, at), part.slice(at + 1));
  }
  const action = build(verb ?? '', bare, named);
  // What was not understood makes the text differ from what the action would be written as.
  return action && formatAction(action) === text ? action : null;
}

const WISH_LISTS = { aliases: 'aka', ambiguous: 'amb', domains: 'at' } as const;

const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');

/** Null for what `encode` does not make of a plain line. */
function decode(code: string): string | null {
  try {
    const text = decodeURIComponent(code.replaceAll('+', ' '));
    return text && plainLine(text) === text ? text : null;
  } catch {
    return null;
  }
}

function wishParts(wish: CompanyWish): string[] {
  const lists = Object.entries(WISH_LISTS).flatMap(([list, key]) => {
    const texts = wish[list as keyof typeof WISH_LISTS];
    return texts?.length ? [`${key}=${texts.map(encode).join(',')}`] : [];
  });
  return [encode(wish.name), ...lists];
}

function readWish(code: string, named: ReadonlyMap<string, string>): CompanyWish | null {
  const name = decode(code);
  const lists: Partial<Record<keyof typeof WISH_LISTS, string[]>> = {};
  for (const [list, key] of Object.entries(WISH_LISTS)) {
    const texts = named.get(key)?.split(',').map(decode);
    if (texts?.includes(null)) return null;
    if (texts) lists[list as keyof typeof WISH_LISTS] = texts as string[];
  }
  return name === null ? null : { name, ...lists };
}

const isDay = (text: string): boolean => DAY.test(text) && Number.isFinite(Date.parse(text));

function build(verb: string, bare: readonly string[], named: ReadonlyMap<string, string>): Action | null {
  const subject = bare[0] ?? '';
  const page = named.get('page');
  if (page !== undefined && !/^[1-9]\d{0,4}$/.test(page)) return null;
  const paged = page === undefined ? {} : { page: Number(page) };
  const apart = named.get('apart') === '1' ? ({ apart: true } as const) : {};
  switch (verb) {
    case 'help':
    case 'status':
    case 'keep':
    case 'configure':
    case 'configured':
      return { do: verb };
    case 'subscriptions':
    case 'reports':
    case 'feeds':
    case 'companies':
      return { do: verb, ...paged };
    case 'company-add': {
      const wish = readWish(subject, named);
      return wish && { do: verb, ...wish };
    }
    case 'fact':
    case 'muting':
    case 'wrong':
    case 'correct':
    case 'report':
    case 'report-close':
    case 'feed-keep':
    case 'feed-remove':
      return ID.test(subject) ? { do: verb, id: subject } : null;
    case 'change':
    case 'refilter':
    case 'unmute':
      return SLUG.test(subject) ? { do: verb, company: subject } : null;
    case 'mute': {
      const time = MUTE_TIMES.find((it) => it === named.get('for'));
      return SLUG.test(subject) && time ? { do: verb, company: subject, for: time } : null;
    }
    case 'news':
      return SLUG.test(subject) ? { do: verb, company: subject, ...paged, ...apart } : null;
    case 'who': {
      const on = named.get('on');
      if (!SLUG.test(subject) || (on !== undefined && !isDay(on))) return null;
      return { do: verb, company: subject, ...(on ? { on } : {}) };
    }
    case 'unsubscribe':
      return SLUG.test(subject)
        ? { do: verb, company: subject, ...(named.get('sure') === '1' ? { sure: true } : {}) }
        : null;
    case 'compare': {
      const other = bare[1] ?? '';
      return SLUG.test(subject) && SLUG.test(other) ? { do: verb, company: subject, other, ...paged, ...apart } : null;
    }
    case 'timeline':
    case 'deal': {
      const type = CLAIM_TYPES.find((t) => t === named.get('type'));
      const since = named.get('since');
      if (!SLUG.test(subject) || (since !== undefined && !isDay(since))) return null;
      const filter = { ...(type ? { type } : {}), ...(since ? { since } : {}) };
      return verb === 'timeline'
        ? { do: verb, company: subject, ...filter }
        : { do: verb, company: subject, ...filter, ...paged, ...apart };
    }
    case 'subscribe': {
      const codes = named.get('types');
      const types =
        codes === undefined ? undefined : codes.split('.').map((c) => CLAIM_TYPES.find((t) => CODES[t] === c));
      const min = named.get('min');
      const cadence = named.get('cadence');
      if (!SLUG.test(subject) || types?.includes(undefined) || (min !== undefined && !/^\d{1,16}$/.test(min)))
        return null;
      return {
        do: verb,
        company: subject,
        ...(types ? { types: types as ClaimType[] } : {}),
        ...(min === undefined ? {} : { minAmount: Number(min) }),
        ...(cadence === 'instant' || cadence === 'daily' ? { cadence } : {}),
      };
    }
    default:
      return null;
  }
}
