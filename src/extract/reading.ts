import type { Clauses, Node } from './clauses.ts';
import { readClauses } from './clauses.ts';
import { remember } from './discourse.ts';
import type { Document, Sentence } from './document.ts';
import type { EntityIndex, EntityMention } from './entities.ts';
import { introduce } from './introduce.ts';
import { readNodes } from './nodes.ts';
import type { ArticleState, Scene } from './scene.ts';
import type { Value } from './values.ts';
import { ROLE_WORDS } from './words.ts';

/**
 * The sentences of one article, each read when it is first asked for. What is carried from sentence to sentence (who is
 * who, of whom the article speaks) is gathered when somebody asks for it, of all sentences before, in their order: so
 * an article of which nobody asks it leaves most of its sentences unread.
 */
export interface Reading {
  /** A sentence, with the kinds of its names settled. */
  scene(index: number): Scene;
  /** The sentences that were read, in their order. */
  read(): Scene[];
}

export function createReading(
  document: Document,
  entities: EntityIndex,
  values: readonly (readonly Value[])[],
  state: ArticleState,
): Reading {
  const scenes: (LazyScene | undefined)[] = [];
  let introduced = 0;
  let remembered = 0;
  let busy = false;
  let vouched = -1;
  let looked = 0;

  function sceneOf(index: number): LazyScene {
    scenes[index] ??= new LazyScene(
      document,
      document.sentences[index] as Sentence,
      index,
      entities.bySentence[index] ?? [],
      values[index] ?? [],
      { entities, state, catchUp },
    );
    return scenes[index];
  }

  /** Takes in all that the sentences before one say of who is who, and what it says itself. */
  function catchUp(index: number): void {
    if (busy) return;
    busy = true;
    while (remembered < index) {
      const scene = sceneOf(remembered);
      if (introduced === remembered) {
        introduce(scene);
        introduced++;
      }
      remember(scene);
      remembered++;
    }
    if (introduced === index) {
      introduce(sceneOf(index));
      introduced++;
    }
    busy = false;
  }

  return {
    scene(index) {
      // A sentence that says of what kind a name is says so for all that follow.
      for (; looked <= index; looked++) {
        const sentence = document.sentences[looked];
        if (sentence && vouches(sentence, entities.bySentence[looked] ?? [])) vouched = looked;
      }
      if (vouched >= introduced) catchUp(index);
      return sceneOf(index);
    },
    read: () => scenes.filter((scene) => scene !== undefined),
  };
}

class LazyScene implements Scene {
  readonly document: Document;
  readonly sentence: Sentence;
  readonly index: number;
  readonly text: string;
  readonly nodes: Node[];
  readonly clauses: Clauses;
  readonly values: readonly Value[];
  readonly house: ArticleState['house'];
  readonly #carried: { entities: EntityIndex; state: ArticleState; catchUp(index: number): void };

  constructor(
    document: Document,
    sentence: Sentence,
    index: number,
    mentions: readonly EntityMention[],
    values: readonly Value[],
    carried: { entities: EntityIndex; state: ArticleState; catchUp(index: number): void },
  ) {
    this.document = document;
    this.sentence = sentence;
    this.index = index;
    this.text = document.article[sentence.field];
    this.values = values;
    this.nodes = readNodes(sentence, this.text, mentions, values);
    this.clauses = readClauses(this.nodes);
    this.house = carried.state.house;
    this.#carried = carried;
  }

  get article(): ArticleState {
    this.#carried.catchUp(this.index);
    return this.#carried.state;
  }

  get entities(): EntityIndex {
    this.#carried.catchUp(this.index);
    return this.#carried.entities;
  }
}

/** Whether `introduce` may tell by a sentence that a name is a person's or a firm's: an office or "startup" and a comma before it. */
function vouches({ tokens }: Sentence, mentions: readonly EntityMention[]): boolean {
  let t = 0;
  for (const { start, end, entity } of mentions) {
    while (t < tokens.length && (tokens[t]?.start ?? start) < start) t++;
    const word = tokens[t - 2]?.lower ?? '';
    if (tokens[t - 1]?.text === ',' && (ROLE_WORDS.has(word) || /^(?:startup|company|firm|companie)s?$/.test(word)))
      return true;
    // "Jane Roe, the company's founder": an office behind a name that may be a firm's.
    if (entity.kind !== 'org' || entity.sure || entity.slug !== undefined) continue;
    const next = tokens.findIndex((token, k) => k >= t && token.start >= end);
    if (tokens[next]?.text === ',' && tokens.slice(next + 1, next + 8).some(({ lower }) => ROLE_WORDS.has(lower)))
      return true;
  }
  return false;
}
