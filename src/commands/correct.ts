import type { CommandCall, CommandSpec, OptionSpec, Reply } from '../chat/command.ts';
import { matchChoice } from '../chat/parse.ts';
import { plainLine } from '../chat/text.ts';
import { CORRECTED_FIELDS, type CorrectedField } from '../domain/correction.ts';
import type { Fact, SourcedClaim } from '../domain/fact.ts';
import { correctable } from '../domain/reading.ts';
import {
  alreadySoCard,
  and,
  correctedCard,
  notAllowedToCorrectCard,
  operatorOnlyCard,
  unfitCard,
  unknownFactCard,
  usageCard,
} from '../present/index.ts';
import type { CorrectionOutcome, Deps } from './command.ts';
import { namesOf, toCaller } from './reply.ts';
import { readNewValue } from './values-corrected.ts';

const fact = (name: string, description: string): OptionSpec => ({
  name,
  description,
  kind: 'text',
  required: true,
  shape: 'fact',
});
const FACT = fact('fact', 'The number of the fact, such as #3f9a');
const UNDO: OptionSpec = {
  name: 'undo',
  description: 'Take the correction back: what articles tell stands again',
  kind: 'flag',
  required: false,
};

export const correctSpec: CommandSpec = {
  name: 'correct',
  description: 'Managers: put right what a fact says; counts in this workspace alone',
  options: [
    FACT,
    { name: 'field', description: 'What is wrong', kind: 'choice', required: true, choices: CORRECTED_FIELDS },
    { name: 'value', description: 'What is right: $14.3 billion, 49%, interim CEO', kind: 'text', required: false },
    UNDO,
  ],
  manages: true,
};
export const retractSpec: CommandSpec = {
  name: 'retract',
  description: 'Managers: say that a fact is not so at all; counts in this workspace alone',
  options: [FACT, UNDO],
  manages: true,
};
export const joinSpec: CommandSpec = {
  name: 'join',
  description: 'The operator, on the console: two facts are one event',
  options: [FACT, fact('other', 'The number of the fact that is the same event')],
  manages: true,
};
export const splitSpec: CommandSpec = {
  name: 'split',
  description: 'The operator, on the console: what one outlet tells is another event',
  options: [FACT, { name: 'outlet', description: 'The outlet, as the card names it', kind: 'text', required: true }],
  manages: true,
};

/** `table` is the command that these are subcommands of. */
export async function answerCorrection(call: CommandCall, table: CommandSpec, deps: Deps): Promise<Reply> {
  if (!call.caller.mayManage) return toCaller(notAllowedToCorrectCard());
  const { fact: number = '', undo } = call.options;
  const found = await byNumber(number, deps);
  if (!found) return toCaller(unknownFactCard(number.trim() || 'given'));
  const who = { user: call.caller.user, channel: call.channel };
  const wrong = (problem: string) => toCaller(usageCard(problem, table, call.subcommand));
  const takesBack = undo !== undefined;
  switch (call.subcommand) {
    case 'correct': {
      const field = CORRECTED_FIELDS.find((it) => it === matchChoice(CORRECTED_FIELDS, call.options.field ?? ''));
      const may = correctable(found);
      if (!field) return wrong(`Which field? This fact has ${may.join(', ')}.`);
      if (!may.includes(field)) return wrong(`A fact of this kind has no ${field}: it has ${may.join(', ')}.`);
      const value = takesBack ? null : readNewValue(field, call.options.value ?? '', found, deps.quantities);
      if (value && !value.ok) return wrong(value.problem);
      return answer(await deps.corrections.correct(found.id, field, value?.value ?? null, who), found, deps, {
        field,
        undo: takesBack,
      });
    }
    case 'retract':
      return answer(await deps.corrections.retract(found.id, takesBack, who), found, deps, { undo: takesBack });
    case 'join': {
      const typed = call.options.other ?? '';
      const other = await byNumber(typed, deps);
      if (!other) return toCaller(unknownFactCard(typed.trim() || 'given'));
      return answer(await deps.corrections.join(found.id, other.id, who), found, deps, { undo: false });
    }
    default: {
      const outlet = plainLine(call.options.outlet ?? '').toLowerCase();
      const tells = (claim: SourcedClaim) => claim.outlet.toLowerCase() === outlet;
      if (!found.claims.some(tells))
        return wrong(`No such outlet tells this fact. It is told by ${and(found.outlets, 6)}.`);
      return answer(await deps.corrections.split(found.id, tells, who), found, deps, { undo: false });
    }
  }
}

const byNumber = (typed: string, { store }: Deps): Promise<Fact | null> =>
  store.facts.byShortId(typed.trim().replace(/^#\s*/, ''));

function answer(
  result: CorrectionOutcome,
  about: Fact,
  deps: Deps,
  asked: { field?: CorrectedField; undo: boolean },
): Reply {
  const names = namesOf(deps);
  switch (result.outcome) {
    case 'done':
      return toCaller(correctedCard(result, { names, named: about.shortId, ...asked }));
    case 'same':
      return toCaller(alreadySoCard(result.fact, { names, ...asked }));
    case 'operator':
      return toCaller(operatorOnlyCard());
    case 'unfit':
      return toCaller(unfitCard(about, result.fact));
    default:
      return toCaller(unknownFactCard(about.shortId));
  }
}
