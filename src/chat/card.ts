/**
 * The message model that every platform shares. Text in a card is plain: adapters escape it for their platform,
 * so nothing that came from a feed can act there.
 */

/**
 * A run of text: plain words, words with emphasis, a link (http and https only), a moment in the reader's zone, or a
 * channel of the reader's workspace by its id, shown by its name.
 */
export type Span =
  | string
  | { text: string; bold?: true; italic?: true; link?: string }
  /** Epoch ms. `clock`: the hour matters as much as the day. */
  | { time: number; clock?: true }
  | { channel: string };
export type Rich = Span[];

export type Block =
  | { kind: 'text'; text: Rich }
  | { kind: 'fields'; fields: { label: string; value: Rich }[] }
  /** A sentence as its source has it, with who published it. `at`: epoch ms. */
  | { kind: 'quote'; text: string; outlet: string; url: string | null; at: number | null }
  | { kind: 'list'; items: Rich[] }
  | { kind: 'heading'; text: string }
  | { kind: 'divider' };

/** `action` comes back in a `ButtonPress`; at most 100 characters (Discord's custom_id). A `url` button only links. */
export type Button = { label: string; action: string; style?: 'primary' | 'danger' } | { label: string; url: string };

/** A picture that goes with a card. */
export interface Picture {
  /** Of the file: letters, digits, `-` and `.`. */
  name: string;
  /** In base64, so that a card is plain JSON. */
  png: string;
  /** What it shows, for those who do not see it: at most 1,000 characters. */
  alt: string;
}

export interface Card {
  /** One line that stands alone: notifications, screen readers, previews. Plain text. */
  summary: string;
  /** Headline of the card. */
  title: string;
  url?: string;
  blocks: Block[];
  picture?: Picture;
  /** Small print; carries the fact's short id. */
  footer?: string;
  buttons: Button[];
}
