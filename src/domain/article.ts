import type { Tier } from './company.ts';

/** What extraction reads: one article's words. Offsets into `title` and `text` are UTF-16 code units. */
export interface ArticleText {
  id: string;
  title: string;
  text: string;
  url?: string | null;
  /** The outlet's name. */
  source?: string | null;
  /** ISO 8601 or RFC 822 date as the feed gave it. */
  published?: string | null;
}

/** One feed item, with the text of its page if that was read. */
export interface Article {
  id: string;
  feedId: string;
  /** Item identity within its feed (guid, else canonical link, else title and date). */
  identity: string;
  title: string;
  text: string;
  url: string | null;
  outlet: string;
  tier: Tier;
  /** Epoch ms; null where the feed gives no usable date. */
  published: number | null;
  /** Epoch ms at which we first saw it. */
  seen: number;
  /** Part of the demo edition: its facts never mix with real ones. */
  demo: boolean;
  /** It is too old for its text to be kept, which is empty: only what it is known by is left. */
  dropped?: true;
}

/** Not every database takes a NUL in its text. A sign for "unreadable" in its place keeps every offset behind it. */
export const withoutNul = (text: string): string => text.replaceAll('\u0000', '\ufffd');
