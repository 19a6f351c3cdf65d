import type { Deps } from '../../src/commands/index.ts';
import { findValues } from '../../src/extract/values.ts';
import { type CorrectionParts, createCorrections } from '../../src/intake/correct.ts';

/** What commands need to correct facts, as the program composes it. */
export const correcting = (parts: CorrectionParts): Pick<Deps, 'corrections' | 'quantities'> => ({
  corrections: createCorrections(parts),
  quantities: (text) =>
    findValues(text, 0, text.length).flatMap(({ value, ...rest }) => (value === null ? [] : { ...rest, value })),
});
