import type { Qualifier } from './money.ts';

export const CLAIM_TYPES = [
  'investment',
  'acquisition',
  'agreement',
  'executive_move',
  'hiring',
  'layoffs',
  'legal',
  'launch',
  'ipo',
  'valuation',
  'financials',
  'infrastructure',
  'response',
] as const;
export type ClaimType = (typeof CLAIM_TYPES)[number];

export const PARTY_ROLES = [
  'investor',
  'target',
  'acquirer',
  'seller',
  'party',
  'customer',
  'supplier',
  'licensor',
  'licensee',
  'person',
  'from_org',
  'to_org',
  'employer',
  'org',
  'plaintiff',
  'defendant',
  'partner',
  'speaker',
] as const;
export const VALUE_ROLES = [
  'amount',
  'stake',
  'valuation',
  'round',
  'capacity',
  'from_role',
  'to_role',
  'headcount',
  'product',
  'metric',
  'period',
  'location',
  'stance',
  'date',
  'terms',
] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];
export type ValueRole = (typeof VALUE_ROLES)[number];
export type Role = PartyRole | ValueRole;

/** Where the event stands. */
export type Status = 'talks' | 'announced' | 'closed' | 'ended' | 'failed';
/** How we know. */
export type Certainty = 'confirmed' | 'reported' | 'denied';
export type Stance = 'confirmed' | 'denied' | 'declined' | 'no_response';

/** One argument of a claim. `text` is an exact substring of the article's title or text. */
export interface Argument {
  role: Role;
  text: string;
  /** The tracked company it names. */
  slug?: string;
  /** A number for quantities (see `Quantity`), one of the four words for `stance`. */
  value?: number | Stance;
  unit?: string;
  qualifier?: Qualifier;
  max?: number;
}

export type Field = 'title' | 'text';

/** `quote` is exactly `article[field].slice(start, end)`; offsets are UTF-16 code units. */
export interface Evidence {
  field: Field;
  start: number;
  end: number;
  quote: string;
}

/** A tracked company named in an article. */
export interface Mention {
  slug: string;
  field: Field;
  text: string;
  start: number;
  end: number;
}

/** What one article says about one event. */
export interface Claim {
  type: ClaimType;
  status: Status;
  certainty: Certainty;
  /** Only recalled in passing: stored, never alerts. */
  background: boolean;
  args: Argument[];
  /** Whose word it is: exact substrings. */
  speakers: string[];
  /** News outlets that are credited: exact substrings. */
  outlets: string[];
  evidence: Evidence;
}

export interface Extraction {
  mentions: Mention[];
  claims: Claim[];
}
