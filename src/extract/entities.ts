import { memo } from './memo.ts';
import { AUTHORITY_WORDS, PLACES } from './words.ts';

export type EntityKind = 'org' | 'person' | 'product' | 'place' | 'outlet';

/** Someone or something named in the article, under all its forms. */
export interface Entity {
  id: number;
  kind: EntityKind;
  /** The kind is sure: the catalogue, a title or an ending says so. */
  sure: boolean;
  slug?: string | undefined;
  /** The fullest form that the article uses. */
  name: string;
  forms: Set<string>;
  /** For a product: the tracked company that makes it. */
  owner?: string | undefined;
  outlet?: string | undefined;
  authority: boolean;
}

export interface EntityMention {
  start: number;
  end: number;
  text: string;
  entity: Entity;
  /** Only capitals at the start of a sentence or in a headline suggest that this is a name. */
  weak: boolean;
}

export interface EntityIndex {
  entities: Entity[];
  /** Mentions per sentence, in order, none overlapping another. */
  bySentence: EntityMention[][];
  byForm(text: string): Entity | undefined;
  /** Adds a name that a frame recognised by its place in the clause. */
  adopt(text: string, kind: EntityKind): Entity;
}

/** What is told of a name by its letters alone. */
interface Form {
  /** The form by which names are compared: small letters, without an article, a legal form, an 's or signs. */
  normal: string;
  /** A legal form ends it ("Ltd"), so that it is a whole name, short for no other. */
  whole: boolean;
  /** It is that of a court, a ministry, a regulator. */
  authority: boolean;
  place: boolean;
}

const LEGAL_FORM = /[,.]?\s*\b(?:inc|corp|corporation|ltd|llc|plc|co|limited|n\.?v|s\.?a|ag|se|gmbh)\.?$/;

const formOf = memo((text: string): Form => {
  const lower = text.toLowerCase();
  const told = lower
    .replaceAll('’', "'")
    .replace(/^(?:the|a|an)\s+/, '')
    .replace(/'s$/, '');
  return {
    whole: LEGAL_FORM.test(told),
    normal: told
      .replace(LEGAL_FORM, '')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
    authority: lower.split(/[^\p{L}.]+/u).some((word) => AUTHORITY_WORDS.has(word)),
    place: PLACES.has(lower),
  };
});

export const normal = (text: string): string => formOf(text).normal;
export const isWhole = (text: string): boolean => formOf(text).whole;
export const isAuthority = (text: string): boolean => formOf(text).authority;
export const isPlace = (text: string): boolean => formOf(text).place;
