import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { askCompany, personOf, trialReport } from '../../src/cli/company-form.ts';

/** Answers the form's questions one after the other, and gives what was asked. */
async function filledIn(given: Parameters<typeof askCompany>[0], ...answers: string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (chunk) => {
    shown += chunk;
    if (/: $/.test(shown) && answers.length) input.write(`${answers.shift()}\n`);
  });
  const form = await askCompany(given, { input, output });
  form.close();
  return { draft: form.draft, shown };
}

it('asks for what is not given, and leaves out what is answered with nothing', async () => {
  const { draft, shown } = await filledIn({ aliases: [] }, 'Quay Robotics', 'Ada Sample, CEO; Ben Muster, CTO', '');
  expect(draft).toEqual({
    name: 'Quay Robotics',
    aliases: [],
    people: [
      { name: 'Ada Sample', role: 'CEO' },
      { name: 'Ben Muster', role: 'CTO' },
    ],
    domains: [],
  });
  expect(shown).not.toContain('Other names');
});

it('asks again for people where one has no role, rather than leave them out', async () => {
  const given = { name: 'Quay', aliases: [], domains: [] };
  const { draft, shown } = await filledIn(given, 'Ada Sample, CEO; Ben Muster', 'Ada Sample, CEO');
  expect(shown).toContain('“Ben Muster” has no role behind a comma.');
  expect(draft.people).toEqual([{ name: 'Ada Sample', role: 'CEO' }]);
});

it('reads a person and what they do, whatever commas the role has', () => {
  expect(personOf('Ada Sample, CEO, co-founder')).toEqual({ name: 'Ada Sample', role: 'CEO, co-founder' });
  for (const typed of ['Ada Sample', 'Ada Sample,', ', CEO', '']) expect(personOf(typed)).toBeNull();
});

it('warns of a name that seems to mean something else', () => {
  const trial = { alias: 'Quay', matches: 4, vouched: 1, examples: ['The quay is closed'], doubtful: true };
  expect(trialReport([trial])).toContain('give the name as ambiguous (--ambiguous "Quay")');
  expect(trialReport([{ ...trial, doubtful: false }])).not.toContain('ambiguous');
});
