import type { types } from '@slack/bolt';
import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord.js';
import { escapeUTF8 as html } from 'entities';
import { renderForm as discordForm } from '../../adapters/discord/form.ts';
import { renderForm as slackForm } from '../../adapters/slack/form.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Theme } from './look.ts';

/** A window as a platform draws it: what it asks, as far as its own limits let it say so. */
interface Window {
  title: string;
  questions: Question[];
  submit: string;
}

interface Question {
  label: string;
  optional: boolean;
  /** Below the field. */
  hint: string;
  /** In the field, while it is empty. */
  placeholder: string;
  /** What stands in it; of choices, those chosen. */
  value: string;
  /** What may be chosen; none: it is typed. */
  choices: string[];
  long: boolean;
}

export const windowStyle = `
.window { max-width: 460px; border-radius: 8px; padding: 20px; font: 15px/1.4 system-ui, sans-serif; }
.window.light { background: #fff; color: #1d1c1d; } .window.dark { background: #1a1d21; color: #d1d2d3; }
.window h3 { margin: 0 0 16px; font-size: 20px; }
.window label { display: block; font-weight: 700; margin-bottom: 14px; }
.window label small, .window li { font-weight: 400; opacity: .75; }
.window .field { display: block; border: 1px solid #888; border-radius: 4px; padding: 8px 10px; margin: 4px 0; font-weight: 400; overflow-wrap: anywhere; }
.window .long { min-height: 5em; } .window .empty { opacity: .6; }
.window ul { margin: 4px 0 0; padding-left: 20px; columns: 2; font-size: 13px; }
.window footer { text-align: right; } .window footer span { display: inline-block; border-radius: 4px; padding: 6px 14px; font-weight: 700; border: 1px solid #888; }
.window footer .main { background: #007a5a; color: #fff; }
`;

export const slackWindow = (form: Form, theme: Theme): string =>
  draw(ofSlack(slackForm(form, { action: form.action, channel: 'C0DEALS', url: '' })), theme);

export const discordWindow = (form: Form, theme: Theme): string => draw(ofDiscord(form), theme);

function ofSlack({ title, submit, blocks }: types.ModalView): Window {
  const inputs = blocks.filter((block): block is types.InputBlock => block.type === 'input');
  return {
    title: title.text,
    submit: submit?.text ?? '',
    questions: inputs.map(({ label, optional, hint, element }) => {
      const asked = { label: label.text, optional: optional === true, hint: hint?.text ?? '' };
      if (element.type === 'plain_text_input')
        return {
          ...asked,
          placeholder: element.placeholder?.text ?? '',
          value: element.initial_value ?? '',
          choices: [],
          long: element.multiline === true,
        };
      if (element.type !== 'static_select' && element.type !== 'multi_static_select')
        throw new Error(`The gallery draws no ${element.type}`);
      const chosen = element.type === 'static_select' ? [element.initial_option] : (element.initial_options ?? []);
      return {
        ...asked,
        placeholder: '',
        value: chosen.map((it) => it?.text.text ?? '').join(', '),
        choices: (element.options ?? []).map((it) => it.text.text),
        long: false,
      };
    }),
  };
}

function ofDiscord(form: Form): Window {
  const made: APIModalInteractionResponseCallbackData = discordForm(form);
  return {
    title: made.title,
    // Discord says what its button says.
    submit: 'Submit',
    questions: made.components.flatMap((row) => {
      if (row.type !== ComponentType.Label) return [];
      const { component } = row;
      const asked = { label: row.label, hint: row.description ?? '' };
      if (component.type === ComponentType.TextInput)
        return {
          ...asked,
          optional: component.required === false,
          placeholder: component.placeholder ?? '',
          value: component.value ?? '',
          choices: [],
          long: component.style === 2,
        };
      if (component.type !== ComponentType.StringSelect) return [];
      return {
        ...asked,
        optional: component.required === false,
        placeholder: '',
        value: component.options
          .filter((it) => it.default)
          .map((it) => it.label)
          .join(', '),
        choices: component.options.map((it) => it.label),
        long: false,
      };
    }),
  };
}

function draw({ title, questions, submit }: Window, theme: Theme): string {
  return `<div class="window ${theme}"><h3>${html(title)}</h3>${questions.map(questionHtml).join('')}
<footer><span>Cancel</span> <span class="main">${html(submit)}</span></footer></div>`;
}

function questionHtml({ label, optional, hint, placeholder, value, choices, long }: Question): string {
  const shown = value || placeholder || (choices.length ? 'Choose' : '');
  const kind = ['field', long ? 'long' : '', value ? '' : 'empty'].filter(Boolean).join(' ');
  return `<label>${html(label)}${optional ? ' <small>(optional)</small>' : ''}
<span class="${kind}">${html(shown)}${choices.length ? ' ▾' : ''}</span>${hint ? `<small>${html(hint)}</small>` : ''}
${choices.length ? `<ul>${choices.map((choice) => `<li>${html(choice)}</li>`).join('')}</ul>` : ''}</label>`;
}
