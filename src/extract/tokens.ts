/** A stretch of one field, in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

export interface Token extends Span {
  text: string;
  lower: string;
  kind: 'word' | 'number' | 'mark' | 'possessive';
}
