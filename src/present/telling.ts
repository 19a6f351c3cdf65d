import { type Arguments, an, and } from './grammar.ts';

/** Forms of a verb: "Meta is investing", "A and B are investing", "could invest", "has invested". */
export interface Verb {
  one: string;
  many: string;
  base: string;
  done: string;
}

/** How an event is told. Without a subject there is only the noun: "an investment of $2 billion". */
export interface Telling {
  subject: string;
  plural: boolean;
  verb: Verb;
  rest: string;
  /** The event as a thing, for what ended or failed: "Meta's investment of $14.3 billion in Scale AI". */
  noun: string;
  /** A sentence of its own for what has ended. */
  ended?: string;
  /** A verb of its own for what is tried and not settled: "is trying to hire". */
  trying?: { one: string; many: string };
}

export type Sentence = (args: Arguments) => Telling;

export function verb(one: string, many: string, base = many, done = `${base}ed`): Verb {
  return { one, many, base, done };
}
/** A verb in its continuous form: doing("make", "made"). */
export function doing(base: string, done: string, ing = `${base.replace(/e$/, '')}ing`): Verb {
  return verb(`is ${ing}`, `are ${ing}`, base, done);
}

/** A telling with this subject, plural where it names several. */
export function tell(subjects: readonly string[], v: Verb, rest: string, noun: string, ended?: string): Telling {
  return {
    subject: and(subjects),
    plural: subjects.length > 1 || isCrowd(subjects[0] ?? ''),
    verb: v,
    rest,
    noun,
    ...(ended ? { ended } : {}),
  };
}

export function atValuation(valuation: string): string {
  if (!valuation || /valuation/i.test(valuation)) return valuation && `at ${an(valuation)}`;
  // "A valuation of at least $29 billion": what qualifies the figure stands before it.
  return /^\D*\s/.test(valuation) ? `at a valuation of ${valuation}` : `at ${an(`${valuation} valuation`)}`;
}

/** "Nine regional newspapers", "Chinese authorities": one name that stands for several. Companies' names are capitalised. */
function isCrowd(name: string): boolean {
  return /\s[a-z]+(?<!s)s$/.test(name) && !/\s(?:news|politics|series|business)$/.test(name);
}
