import { describe, expect, it } from 'vitest';
import { renderForm } from '../../../adapters/slack/form.ts';
import type { FormField } from '../../../src/chat/form.ts';
import { checkView } from '../../support/slack/validate.ts';

const opened = { action: 'configured', channel: 'C1', url: 'https://hooks.test/1' };
const text = (over: Partial<Extract<FormField, { kind: 'text' }>> = {}): FormField => ({
  kind: 'text',
  name: 'zone',
  label: 'Time zone',
  hint: 'Europe/Berlin, UTC',
  required: true,
  most: 60,
  ...over,
});
const view = (...fields: FormField[]) =>
  renderForm({ title: 'When to be told here', action: 'configured', submit: 'Change', fields }, opened);

describe('a window', () => {
  it('says what may be answered in the field while it is empty, else below it', () => {
    expect(view(text()).blocks[0]).toMatchObject({ element: { placeholder: { text: 'Europe/Berlin, UTC' } } });
    const filled = view(text({ value: 'UTC' })).blocks[0];
    expect(filled).toMatchObject({ hint: { text: 'Europe/Berlin, UTC' }, element: { initial_value: 'UTC' } });
    expect(filled).not.toHaveProperty('element.placeholder');
  });

  it('stays within every limit, however long its words are', () => {
    const long = 'word '.repeat(300);
    const choices = Array.from({ length: 25 }, (_, i) => ({ label: `${i} ${long}`, value: `v${i}` }));
    const made = renderForm(
      {
        title: long,
        action: 'correct:1',
        submit: long,
        fields: [
          text({ label: long, hint: long, value: long, most: 9_000 }),
          {
            kind: 'choice',
            name: 'field',
            label: long,
            hint: long,
            required: false,
            many: true,
            choices,
            values: ['v1'],
          },
        ],
      },
      opened,
    );
    expect(checkView(made as never)).toBeNull();
  });
});
