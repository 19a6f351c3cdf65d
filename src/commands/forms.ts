import type { ButtonPress, CommandSpec, Reply } from '../chat/command.ts';
import type { Form, FormAnswer } from '../chat/form.ts';
import {
  type Action,
  correctionForm,
  deadButtonCard,
  ELSE,
  NOT_SO,
  notAllowedCard,
  notFollowedCard,
  parseAction,
  reportForm,
  settingsForm,
  subscriptionForm,
  unknownFactCard,
} from '../present/index.ts';
import type { Deps } from './command.ts';
import { answerCorrection } from './correct.ts';
import { isReply, namesOf, toCaller } from './reply.ts';
import { answerSettings } from './settings.ts';
import { filtersOf, follow } from './subscribe.ts';
import { report } from './wrong.ts';

/** Whether pressing this opens a window; told at once. */
export const opensForm = (text: string): boolean =>
  ['wrong', 'change', 'configure'].includes(parseAction(text)?.do ?? '');

/** The window that a button opens, or the reply that stands instead. */
export async function formOf(press: ButtonPress, deps: Deps): Promise<Form | Reply> {
  const action = parseAction(press.action);
  if (action?.do === 'change') {
    if (!press.caller.mayManage) return toCaller(notAllowedCard());
    const subscription = (await deps.store.subscriptions.of(press.channel)).find((s) => s.company === action.company);
    const names = namesOf(deps);
    if (!subscription)
      return toCaller(notFollowedCard({ slug: action.company, name: names(action.company) ?? action.company }));
    return subscriptionForm(subscription, names) ?? toCaller(deadButtonCard());
  }
  if (action?.do === 'configure') {
    if (!press.caller.mayManage) return toCaller(notAllowedCard());
    return settingsForm(await deps.store.channels.settings(press.channel)) ?? toCaller(deadButtonCard());
  }
  if (action?.do !== 'wrong') return toCaller(deadButtonCard());
  const fact = await deps.store.facts.get(action.id);
  if (!fact) return toCaller(unknownFactCard(action.id.slice(0, 8)));
  return (press.caller.mayManage ? correctionForm(fact) : reportForm(fact)) ?? toCaller(deadButtonCard());
}

/** What a form that was sent does. Who sent it may have lost the right to since it was opened. */
export async function submitted(answer: FormAnswer, deps: Deps, commands: readonly CommandSpec[]): Promise<Reply> {
  const action = parseAction(answer.action);
  const table = commands.find((spec) => spec.name === 'dealwire');
  if (!table) return toCaller(deadButtonCard());
  switch (action?.do) {
    case 'refilter':
      return refilter(action, answer, deps);
    case 'configured':
      return answerSettings({ ...answer, options: answer.values }, table, deps);
    case 'correct':
    case 'report': {
      const fact = await deps.store.facts.get(action.id);
      if (!fact) return toCaller(unknownFactCard(action.id.slice(0, 8)));
      const { field = '', value = '', text = '' } = answer.values;
      if (action.do === 'report' || field === ELSE) return toCaller(await report(fact, text || value, answer, deps));
      const { caller, channel } = answer;
      const subcommand = field === NOT_SO ? 'retract' : 'correct';
      const options = { fact: fact.shortId, ...(field === NOT_SO ? {} : { field, value }) };
      return answerCorrection({ command: 'dealwire', subcommand, options, caller, channel }, table, deps);
    }
    default:
      return toCaller(deadButtonCard());
  }
}

async function refilter(
  { company }: Extract<Action, { do: 'change' | 'refilter' }>,
  answer: FormAnswer,
  deps: Deps,
): Promise<Reply> {
  if (!answer.caller.mayManage) return toCaller(notAllowedCard());
  const names = namesOf(deps);
  const followed = (await deps.store.subscriptions.of(answer.channel)).some((s) => s.company === company);
  if (!followed) return toCaller(notFollowedCard({ slug: company, name: names(company) ?? company }));
  // In the window an empty field means: no filter.
  const filters = filtersOf({ types: 'all', 'min-amount': '0', ...answer.values });
  if (isReply(filters)) return filters;
  return toCaller(await follow(company, filters, answer, deps));
}
