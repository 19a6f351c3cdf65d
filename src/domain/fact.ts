import type { Argument, Certainty, Claim, ClaimType, Role, Stance, Status } from './claim.ts';
import type { Tier } from './company.ts';
import type { Correction, ReadCorrection } from './correction.ts';

/** A claim with what the ledger needs to know of its article. */
export interface SourcedClaim extends Claim {
  id: string;
  articleId: string;
  /** The outlet that published the article. */
  outlet: string;
  tier: Tier;
  title: string;
  url: string | null;
  /** Epoch ms: the article's date, or when it was first seen. */
  at: number;
  demo: boolean;
}

/** One value of a field, with the claims that state it. */
export interface FieldValue extends Argument {
  certainty: Certainty;
  claimIds: string[];
  /** Only articles that recall the event in passing state it. */
  recalled?: true;
}

/** One role of a fact. Roles that hold several (investors, parties) have several present values. */
export interface FactField {
  role: Role;
  present: FieldValue[];
  /** Values told elsewhere that agree but are less precise, or are superseded. Kept, never overwritten. */
  others: FieldValue[];
}

/** Values of one field that cannot all be true ("$14.3B says Meta; $20B said The Information"). */
export interface Conflict {
  role: Role | 'status' | 'certainty' | 'type';
  values: { text: string; outlets: string[]; claimIds: string[] }[];
}

/** What somebody replied when asked about the event, by the outlets that say so: outlets may get different replies. */
export interface FactResponse {
  /** As worded, with its slug where it is a tracked company. */
  speaker: string;
  slug: string | null;
  stance: Stance;
  /** The stance as worded ("wasn't influenced"); the quotation of the claim says what exactly is denied. */
  text: string;
  outlets: string[];
  claimIds: string[];
  /** An older reply that articles recall in passing. */
  recalled?: true;
}

/** What the ledger concludes from the claims of one event: a pure function of them, whatever their order. */
export interface FactState {
  type: ClaimType;
  status: Status;
  certainty: Certainty;
  /** Every claim only recalled it in passing. */
  background: boolean;
  fields: FactField[];
  conflicts: Conflict[];
  /** Replies that hang on the event. A response that answers no event of its article is a fact of type `response`. */
  responses: FactResponse[];
  /** Slugs of the tracked companies concerned. */
  companies: string[];
  /** Outlets that carried it, first first. */
  outlets: string[];
  /** Independent origins: five outlets that credit Bloomberg are one. */
  origins: string[];
  /** Named people and organisations whose word it is. */
  speakers: string[];
  /** Epoch ms of the first and the latest claim. */
  firstAt: number;
  lastAt: number;
}

/** One event as the ledger knows it. */
export interface Fact extends FactState {
  id: string;
  /** What people type: `/deal #3f9a`. At least four hex digits, unique in the store. */
  shortId: string;
  /** Best claim first: the one whose quotation a card shows. */
  claims: SourcedClaim[];
  demo: boolean;
  /** Epoch ms at which the ledger last changed it. */
  changedAt: number;
  /** What people corrected, wherever that counts: none of it is applied. `asReadIn` makes the fact as a place reads it. */
  amended?: readonly Correction[];
  /** What was corrected, in a fact that was read in a place. */
  corrections?: readonly ReadCorrection[];
}

/** What became different about a fact, and whether a reader must hear of it. */
export interface Change {
  kind: 'new' | 'changed' | 'counted';
  /**
   * In order of weight; empty for `new`. Each names the field and both values as worded. `retracted` and `joined`: only by
   * a correction; `before` and `after` say what was so and is so in words.
   */
  details: {
    field: Role | 'status' | 'certainty' | 'conflict' | 'retracted' | 'joined';
    before: string | null;
    after: string | null;
  }[];
  /** No article but a person changed it: somebody who manages a channel of the workspace, or the operator. */
  by?: 'manager' | 'operator';
}
