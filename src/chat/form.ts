import type { ChannelRef } from '../domain/subscription.ts';
import type { Caller } from './command.ts';

/** A window with questions, which a button opens. Titles and labels are cut where a platform takes less. */
export interface Form {
  title: string;
  /** Comes back with the answers; at most 100 characters (Discord's custom_id). */
  action: string;
  /** What the button that sends the answers says. */
  submit: string;
  /** One to five. */
  fields: FormField[];
}

interface Question {
  /** What its answer is called: lower case letters and hyphens, unique in the form. */
  name: string;
  label: string;
  /** What may be answered, below or in the field. */
  hint?: string;
  required: boolean;
}

export type FormField =
  | (Question & {
      kind: 'text';
      value?: string;
      /** Several lines. */
      long?: true;
      /** Characters; at most 3,000. */
      most: number;
    })
  | (Question & {
      kind: 'choice';
      /** At most 25. */
      choices: readonly { label: string; value: string }[];
      /** Those chosen to begin with. */
      values?: readonly string[];
      /** More than one may be chosen. */
      many?: true;
    });

/** A form as it was sent. Fields without an answer are absent; of several choices the values have commas between them. */
export interface FormAnswer {
  action: string;
  values: Readonly<Record<string, string>>;
  caller: Caller;
  channel: ChannelRef;
}
