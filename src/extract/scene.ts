import type { ClaimType } from '../domain/claim.ts';
import type { Clauses, Group, Node } from './clauses.ts';
import type { Document, Sentence } from './document.ts';
import type { Draft } from './draft.ts';
import type { Entity, EntityIndex } from './entities.ts';
import type { Value } from './values.ts';

/** One sentence with its clauses and what the article has told so far. */
export interface Scene {
  document: Document;
  sentence: Sentence;
  index: number;
  text: string;
  clauses: Clauses;
  nodes: Node[];
  values: readonly Value[];
  readonly entities: EntityIndex;
  /** What the article has told so far; asking for it has every sentence before read. */
  readonly article: ArticleState;
  /** The company whose own feed this is. */
  house: ArticleState['house'];
}

/** What is carried from sentence to sentence. */
export interface ArticleState {
  /** The organisation that the article is about: the subject of its headline, else the first one it names. */
  topic: Entity | null;
  /** Organisations that were subjects, latest last. */
  subjects: Entity[];
  /** What kind of organisation each is called ("startup", "bank"). */
  called: Map<Entity, Set<string>>;
  lastPerson: Entity | null;
  /** Whose funding round the article told of last. */
  rounds: Entity | null;
  /** Where people work, as far as the article says. */
  homes: Map<Entity, Entity>;
  /** The latest event of each type, for what later sentences add to it. */
  told: Map<ClaimType, Draft>;
  /** What people are there, as worded. */
  offices: Map<Entity, { text: string }>;
  /** The company whose spokesperson spoke last. */
  spokesFor: Entity | null;
  /** The company whose own feed this is. */
  house: { name: string; slug: string } | null;
}

export const isOrg = (entity: Entity): boolean => entity.kind === 'org' || entity.kind === 'outlet';
export const nodeText = (scene: Scene, from: number, to: number): string =>
  scene.text.slice(scene.nodes[from]?.start ?? 0, scene.nodes[to]?.end ?? 0);

/** The organisation that a group names: by one of its heads, or within a phrase. */
export function namedIn(scene: Scene, group: Group | null): Entity | null {
  if (!group) return null;
  for (const phrase of group.phrases) {
    const head = scene.nodes[phrase.head]?.mention?.entity;
    if (head && isOrg(head) && head.kind !== 'outlet') return head;
  }
  for (let k = group.from; k <= group.to; k++) {
    const entity = scene.nodes[k]?.mention?.entity;
    if (entity && entity.kind === 'org' && scene.nodes[k + 1]?.lower !== undefined) return entity;
  }
  return null;
}
