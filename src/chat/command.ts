import type { ChannelRef } from '../domain/subscription.ts';
import type { Card } from './card.ts';

/**
 * What an argument takes. `company` autocompletes on the catalogue; `company-or-all` also takes "all". A `flag` is
 * given or not (Discord: a boolean option; as text: its bare name): its value is `yes`, and it is absent when not given.
 */
export type OptionKind = 'company' | 'company-or-all' | 'text' | 'choice' | 'flag';

/**
 * What people see in other languages, by locale ("de", "pt-BR"): where a platform shows names and descriptions in its
 * user's language. What is sent back keeps its own name.
 */
export type Localised = Readonly<Record<string, { name?: string; description?: string }>>;

export interface OptionSpec {
  name: string;
  description: string;
  localised?: Localised;
  kind: OptionKind;
  required: boolean;
  /** For `choice`: the words it takes. For a `text` of shape `list`: what may stand in it (offer as completions). */
  choices?: readonly string[];
  /** What a `text` looks like, so that it is recognised in a line without its name. `list`: commas between choices. `names`: any names, commas between. `fact`: the number of a fact, `#3f9a`. `zone`: a time zone. */
  shape?: 'date' | 'amount' | 'list' | 'names' | 'fact' | 'zone';
}

/** A command or a subcommand as people type it; manifests, registration, help and parsing are made from it. */
export interface CommandSpec {
  /** Without its slash. */
  name: string;
  description: string;
  localised?: Localised;
  /** In the order in which words without a name are read. */
  options: readonly OptionSpec[];
  /** `/dealwire help|status`: then `options` is empty. */
  subcommands?: readonly CommandSpec[];
  /** It changes the channel: only those who may manage the channel. */
  manages?: true;
}

export interface Caller {
  /** As the platform names them. */
  user: string;
  /** May they change this channel's subscriptions? Classified by the adapter. */
  mayManage: boolean;
  /**
   * On a platform where any member may manage unless the workspace wants it otherwise: whether they administer the
   * workspace, asked only when that matters. Never rejects: what cannot be told is no.
   */
  isAdmin?(): Promise<boolean>;
}

/** One command, called. Option values are as typed; absent ones are absent. */
export interface CommandCall {
  command: string;
  subcommand?: string;
  options: Readonly<Record<string, string>>;
  caller: Caller;
  channel: ChannelRef;
}

/** A button that was pressed, with the `action` it carried. */
export interface ButtonPress {
  action: string;
  caller: Caller;
  channel: ChannelRef;
}

export interface Reply {
  card: Card;
  /** Seen by the caller alone, or by the channel. */
  visibility: 'caller' | 'channel';
  /** For a button press: put the card in place of the message pressed. */
  replaces?: true;
}

/** An autocompletion: what people see and what is sent back. At most 100 characters each. */
export interface Suggestion {
  label: string;
  value: string;
}
