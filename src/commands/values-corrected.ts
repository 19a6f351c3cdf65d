import { matchChoice } from '../chat/parse.ts';
import { plainLine } from '../chat/text.ts';
import type { Argument, Certainty, Status } from '../domain/claim.ts';
import type { CorrectedField } from '../domain/correction.ts';
import type { Fact } from '../domain/fact.ts';
import type { Quantity } from '../domain/money.ts';
import type { Read } from './values.ts';

/** The figures in a text, as articles are read: bare words, value and unit. */
export type ReadQuantities = (text: string) => (Quantity & { text: string; kind: string })[];

const STATUSES: readonly Status[] = ['talks', 'announced', 'closed', 'ended', 'failed'];
const CERTAINTIES: readonly Certainty[] = ['confirmed', 'reported', 'denied'];
/** As long as a title, a place or a date may be; terms may be a sentence. */
const LONGEST = { words: 120, terms: 300 };

/** Reads what a field is to say, by the kind of field: money with its currency, a share, a count, a state, words. */
export function readNewValue(
  field: CorrectedField,
  typed: string,
  fact: Pick<Fact, 'type'>,
  quantities: ReadQuantities,
): Read<Argument | Status | Certainty> {
  const text = plainLine(typed).trim();
  const bad = (help: string): Read<never> => ({
    ok: false,
    problem: `${field} cannot be “${text.slice(0, 40)}”: ${help}`,
  });
  if (!text)
    return { ok: false, problem: `What is right? Give a value, as in value:"…", or undo to take a correction back.` };
  if (field === 'status' || field === 'certainty') {
    const words: readonly (Status | Certainty)[] = field === 'status' ? STATUSES : CERTAINTIES;
    const value = words.find((it) => it === matchChoice(words, text));
    return value ? { ok: true, value } : bad(`it is one of ${words.join(', ')}.`);
  }
  const figures = quantities(text);
  const figure = (kinds: readonly string[], help: string): Read<Argument> => {
    const [found, ...more] = figures.filter((it) => kinds.includes(it.kind));
    if (!found || more.length) return bad(help);
    if (found.kind === 'percent' && field !== 'amount' && (found.max ?? found.value) > 100)
      return bad('it is a share of a whole, at most 100%.');
    const { text: words, value, max, unit, qualifier } = found;
    return {
      ok: true,
      value: { role: field, text: words, value, unit, qualifier, ...(max === undefined ? {} : { max }) },
    };
  };
  switch (field) {
    case 'amount':
    case 'valuation': {
      const kinds = fact.type === 'financials' ? ['money', 'users', 'count', 'percent'] : ['money'];
      return figure(kinds, 'give one sum with its currency, as in $14.3 billion or €200 million.');
    }
    case 'stake':
      return figure(['percent'], 'give a share, as in 49%.');
    case 'capacity':
      return figure(['capacity'], 'give a size with its unit, as in 5 gigawatts.');
    case 'headcount': {
      const bare = /^\d{1,3}(?:,\d{3})*$|^\d+$/.test(text);
      if (bare)
        return {
          ok: true,
          value: { role: field, text, value: Number(text.replaceAll(',', '')), unit: 'people', qualifier: 'exact' },
        };
      return figure(['count', 'percent'], 'give a number of people or a share, as in 1,200 people or 14%.');
    }
    default: {
      const longest = field === 'terms' ? LONGEST.terms : LONGEST.words;
      if (text.length > longest) return bad(`say it in at most ${longest} characters.`);
      return { ok: true, value: { role: field, text } };
    }
  }
}
