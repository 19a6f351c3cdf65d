import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { createLexicon } from '../../src/extract/lexicon.ts';

const nlp = winkNLP(model, ['pos']);
const lexicon = createLexicon();

/** What wink-nlp makes of a whole text, and what its parts make of it a run at a time. */
function both(text: string): { whole: unknown[]; parts: unknown[] } {
  const tokens = nlp.readDoc(text).tokens();
  const values = tokens.out() as string[];
  const tags = tokens.out(nlp.its.pos) as string[];
  const lemmas = tokens.out(nlp.its.lemma as never) as string[];
  const lexemes = text.split(' ').flatMap((run) => (run ? lexicon.read(run) : []));
  const found = lexicon.tag(lexemes);
  return {
    whole: values.map((value, k) => [value, tags[k], lemmas[k]]),
    parts: lexemes.map((lexeme, k) => [lexeme.value, lexicon.posName(found[k]!), lexeme.lemma(found[k]!)]),
  };
}

describe('the dictionary put together from its parts', () => {
  test('tags as the whole of wink-nlp does', () => {
    for (const text of [
      "Zorblatt won't buy Quuxley, it's said; they've raised $4.2 million at a 20% discount.",
      'Quuxley to Acquire AI-powered Zorblatt for $5B as Talks With Brillwood Fall Apart',
      'He said that the first of its kind had been planned before the U.S. opened a data-center there.',
      'The Paris-based startup, founded in 2019 by two ex-Zorblatt engineers, plans to lay off half of its staff.',
    ]) {
      const { whole, parts } = both(text);
      expect(parts).toEqual(whole);
    }
  });

  test('tags any words of a text as wink-nlp does, whatever their order', () => {
    const word = fc.constantFrom(
      ...'the a to of in will not have said launch Launches raising raised deal plan plans its Zorblatt they can’t 2019 $5 , . lead led close closing open that which as after new more up off who first'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 25 }), (words) => {
        const { whole, parts } = both(words.join(' '));
        expect(parts).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});
