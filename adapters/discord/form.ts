import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Form, FormField } from '../../src/chat/form.ts';
import { cut, plainLine } from '../../src/chat/text.ts';
import { LIMITS } from './limits.ts';

/** A form as the window that Discord opens, with every limit kept. */
export function renderForm(form: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: form.action,
    title: cut(plainLine(form.title), LIMITS.formTitle),
    components: form.fields.slice(0, LIMITS.formFields).map((field) => ({
      type: ComponentType.Label,
      label: cut(plainLine(field.label), LIMITS.formLabel),
      // A placeholder shows in an empty field alone.
      ...(field.hint && (field.kind === 'choice' || field.value)
        ? { description: cut(plainLine(field.hint), LIMITS.formHint) }
        : {}),
      component: component(field),
    })),
  };
}

function component(
  field: FormField,
): APIModalInteractionResponseCallbackData['components'][number] extends infer C
  ? C extends { type: ComponentType.Label; component: infer Inner }
    ? Inner
    : never
  : never {
  if (field.kind === 'text')
    return {
      type: ComponentType.TextInput,
      custom_id: field.name,
      style: field.long ? TextInputStyle.Paragraph : TextInputStyle.Short,
      required: field.required,
      max_length: Math.min(field.most, LIMITS.formText),
      ...(field.value ? { value: field.value.slice(0, Math.min(field.most, LIMITS.formText)) } : {}),
      ...(field.hint && !field.value ? { placeholder: cut(plainLine(field.hint), LIMITS.formHint) } : {}),
    };
  const choices = field.choices.slice(0, LIMITS.choices);
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: field.many ? choices.length : 1,
    options: choices.map(({ label, value }) => ({
      label: cut(plainLine(label), LIMITS.choice),
      value,
      ...(field.values?.includes(value) ? { default: true } : {}),
    })),
  };
}

/** What was answered; fields without an answer are absent. */
export function answersIn(interaction: ModalSubmitInteraction): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of interaction.fields.fields.values()) {
    const answer = 'values' in field ? field.values.join(',') : 'value' in field ? field.value : '';
    if (typeof answer === 'string' && answer.trim()) values[field.customId] = answer;
  }
  return values;
}
