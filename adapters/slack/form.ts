import type { types } from '@slack/bolt';
import type { Form, FormField } from '../../src/chat/form.ts';
import { cut, plainLine } from '../../src/chat/text.ts';
import { unformatted } from './mrkdwn.ts';

/** `callback_id` of our windows. */
export const FORM = 'dealwire:form';

/** Slack's limits on a window, in UTF-16 code units. */
const LIMITS = { title: 24, button: 24, label: 150, hint: 150, choice: 75, text: 3000 } as const;

/** Where a window was opened; Slack keeps it with the window, and gives it back with the answers. */
export interface Opened {
  action: string;
  channel: string;
  /** The `response_url` of the press: the answer to the form goes there, too. */
  url: string;
  thread?: string;
}

const words = (text: string, max: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: unformatted(cut(plainLine(text), max), max),
  emoji: false,
});

/** A form as Slack's modal view, with every limit kept. */
export function renderForm(form: Form, opened: Opened): types.ModalView {
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: JSON.stringify(opened),
    title: words(form.title, LIMITS.title),
    submit: words(form.submit, LIMITS.button),
    close: words('Cancel', LIMITS.button),
    blocks: form.fields.map((field) => ({
      type: 'input',
      block_id: field.name,
      optional: !field.required,
      label: words(field.label, LIMITS.label),
      ...(field.hint && isFilled(field) ? { hint: words(field.hint, LIMITS.hint) } : {}),
      element: element(field),
    })),
  };
}

/** A placeholder shows in an empty field alone; otherwise the hint stands below. */
const isFilled = (field: FormField): boolean => field.kind === 'choice' || Boolean(field.value);

function element(field: FormField): types.PlainTextInput | types.StaticSelect | types.MultiStaticSelect {
  if (field.kind === 'text') {
    const most = Math.min(field.most, LIMITS.text);
    return {
      type: 'plain_text_input',
      action_id: ANSWER,
      multiline: field.long === true,
      max_length: most,
      ...(field.value ? { initial_value: field.value.slice(0, most) } : {}),
      ...(field.hint && !isFilled(field) ? { placeholder: words(field.hint, LIMITS.hint) } : {}),
    };
  }
  const options = field.choices.map(({ label, value }) => ({ text: words(label, LIMITS.choice), value }));
  const chosen = options.filter(({ value }) => field.values?.includes(value));
  if (field.many)
    return {
      type: 'multi_static_select',
      action_id: ANSWER,
      options,
      ...(chosen.length ? { initial_options: chosen } : {}),
    };
  return {
    type: 'static_select',
    action_id: ANSWER,
    options,
    ...(chosen[0] ? { initial_option: chosen[0] } : {}),
  };
}

const ANSWER = 'answer';

/** Where the window was opened; null for what is not ours. */
export function openedFrom(metadata: string): Opened | null {
  try {
    const { action, channel, url, thread } = JSON.parse(metadata) as Partial<Opened>;
    if (typeof action !== 'string' || typeof channel !== 'string' || typeof url !== 'string') return null;
    return { action, channel, url, ...(typeof thread === 'string' ? { thread } : {}) };
  } catch {
    return null;
  }
}

type State = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
      selected_options?: { value: string }[] | null | undefined;
    }
  >
>;

/** What was answered; fields without an answer are absent. */
export function answersIn(state: State): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, block] of Object.entries(state)) {
    const given = block[ANSWER];
    const answer =
      given?.value ?? given?.selected_option?.value ?? given?.selected_options?.map(({ value }) => value).join(',');
    if (answer?.trim()) values[name] = answer;
  }
  return values;
}
