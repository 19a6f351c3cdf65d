import type { Word } from './vocabulary.ts';

/** A stretch of one field, in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

export interface Token extends Span {
  word: Word;
  text: string;
  lower: string;
  kind: 'word' | 'number' | 'mark' | 'possessive';
}
