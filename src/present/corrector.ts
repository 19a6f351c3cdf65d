import type { Block } from '../chat/card.ts';
import type { CorrectedField } from '../domain/correction.ts';
import type { Change, Fact } from '../domain/fact.ts';
import { capital, clean } from './grammar.ts';
import { CERTAINTY_WORDS, ROLE_WORDS, STATUS_WORDS } from './words.ts';

export const correctorWords = (by: NonNullable<Change['by']>): string =>
  by === 'operator' ? 'the operator' : 'a manager';

const nameOf = (field: CorrectedField): string =>
  field === 'status' ? 'where it stands' : field === 'certainty' ? 'how sure it is' : ROLE_WORDS[field];

function toldWords(field: CorrectedField, told: string | null): string {
  const words: Record<string, string> =
    field === 'status' ? STATUS_WORDS : field === 'certainty' ? CERTAINTY_WORDS : {};
  return told === null ? '' : (words[told] ?? clean(told, 160));
}

/** Who corrected what, when, and what articles tell: on each card of a fact that was corrected. */
export function correctionBlocks(fact: Fact): Block[] {
  return (fact.corrections ?? []).map((correction): Block => {
    const by = correctorWords(correction.place === null ? 'operator' : 'manager');
    const { what } = correction;
    if (what.kind !== 'field')
      return {
        kind: 'text',
        text: [
          { text: `Retracted by ${by} on `, bold: true },
          { time: correction.at },
          ': it is not so, whatever articles tell.',
        ],
      };
    const told = toldWords(what.field, correction.told);
    return {
      kind: 'text',
      text: [
        { text: `${capital(nameOf(what.field))} corrected by ${by} on `, bold: true },
        { time: correction.at },
        told ? `; articles tell ${told}.` : '; no article tells it.',
      ],
    };
  });
}
