import { expect, it } from 'vitest';
import { renderForm } from '../../../adapters/discord/form.ts';

it('says what may be answered in the field while it is empty, else below its label', () => {
  const asked = { kind: 'text', name: 'zone', label: 'Time zone', hint: 'UTC', required: true, most: 60 } as const;
  const row = (value?: string) =>
    renderForm({
      title: 'When to be told here',
      action: 'configured',
      submit: 'Change',
      fields: [value === undefined ? asked : { ...asked, value }],
    }).components[0];
  expect(row()).toMatchObject({ component: { placeholder: 'UTC' } });
  expect(row()).not.toHaveProperty('description');
  expect(row('Asia/Tokyo')).toMatchObject({ description: 'UTC', component: { value: 'Asia/Tokyo' } });
  expect(row('Asia/Tokyo')).not.toHaveProperty('component.placeholder');
});
