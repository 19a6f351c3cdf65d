import type { ClaimType, Role, Stance, Status } from '../domain/claim.ts';
import type { Verb } from './clauses.ts';
import type { Entity } from './entities.ts';
import type { Value } from './values.ts';

/** Someone who fills a role: the words as the article has them, and who that is. */
export interface Party {
  entity: Entity | null;
  text: string;
  /** Node that names the party in this sentence. */
  node: number;
  /** Found through "it", "the company" and the like. */
  coreferent: boolean;
}

/** `thing`: anyone, or a product that is dealt in like a firm. */
export type Want = 'org' | 'person' | 'any' | 'product' | 'thing';

export interface DraftArgument {
  role: Role;
  text: string;
  party?: Party;
  value?: Value;
  stance?: Stance;
}

/** A claim in the making, before the article's tellings are merged. */
export interface Draft {
  type: ClaimType;
  args: DraftArgument[];
  status: Status;
  background: boolean;
  /** Index of its sentence. */
  sentence: number;
  /** Node of the trigger, and the stretch of nodes that belongs to it. */
  at: number;
  from: number;
  to: number;
  verb: Verb | null;
  /** A party's denial of it is what the sentence tells. */
  disputed?: boolean | undefined;
}
