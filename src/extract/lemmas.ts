import { lemmasOf as known, lookUp } from './dictionary.ts';
import { HEADLINE_VERBS, verbLemma } from './verbs.ts';
import type { Word } from './vocabulary.ts';

/**
 * Every lemma that any reading could give a word, itself among them, all in small letters and each without its plural s too:
 * what none of them triggers, no clause will trigger.
 */
export function lemmasOf({ text, lower }: Word): Set<string> {
  const lemmas = new Set([lower, ...known(lower)]);
  if (text !== lower) for (const lemma of known(text)) lemmas.add(lemma);
  const headline = verbLemma(lower);
  if (headline) lemmas.add(headline);
  for (const lemma of [...lemmas]) lemmas.add(stem(lower, lemma));
  // "It's": the dictionary takes the whole apart.
  if (lower.startsWith("'")) for (const lemma of ['be', 'have', 'will', 'would']) lemmas.add(lemma);
  if (/^(?:plans|aims|hopes)$/.test(lower)) lemmas.add(lower.slice(0, -1));
  if (/^(?:co-)?led$/.test(lower)) lemmas.add('lead');
  for (const lemma of [...lemmas]) if (lemma.endsWith('s')) lemmas.add(lemma.slice(0, -1));
  return lemmas;
}

/** The lemma of a verb's form, where the dictionary gives none. */
export function stem(lower: string, lemma: string): string {
  if (lemma !== lower) return lemma;
  for (const end of ['ing', 'ed']) {
    if (!lower.endsWith(end)) continue;
    const base = lower.slice(0, -end.length);
    for (const guess of [base, `${base}e`, base.slice(0, -1)])
      if (HEADLINE_VERBS.get(guess) || (guess.length > 2 && lookUp(guess).known && lookUp(guess).pos === 'VERB'))
        return guess;
  }
  return lemma;
}
