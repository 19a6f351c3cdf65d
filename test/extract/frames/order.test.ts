import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../src/extract/frames/cues.ts';
import { chainsOf, inOrder, type Spot, wordsOnly } from '../../../src/extract/frames/order.ts';
import { tokenize } from '../../../src/extract/runs.ts';

const PARTY = 1;

/** Whether a sentence has what a cue lists in the cue's order; who may act in it is written with a capital. */
function meets(cue: Cue, sentence: string, names = true): boolean {
  const lists: string[] = [];
  const chains = chainsOf(
    cue,
    (need) => lists.push(need) - 1,
    () => PARTY,
  );
  const tokens = tokenize(sentence, 0, sentence.length);
  const spots: Spot[] = tokens.flatMap(({ text }, k) =>
    /^\p{Lu}/u.test(text) ? [{ from: k, to: k, facts: PARTY }] : [],
  );
  return chains
    .map((chain) => (names ? chain : wordsOnly(chain)))
    .every((chain) =>
      inOrder(chain, tokens, names ? spots : [], ({ lower }, list) => lists[list]?.split(' ').includes(lower) ?? false),
    );
}

describe('the order of a cue', () => {
  it.each<[Cue, string, boolean]>([
    [['open', '>', 'office'], 'they open a new office', true],
    [['open', '>', 'office'], 'the office will open', false],
    [['open', 'office'], 'the office will open', true],
    [['launch', '>1', 'of'], 'the launch of a pen', true],
    [['launch', '>1', 'of'], 'the launch in a year of change', false],
    [['talks', '>3', 'with'], 'talks about pens with somebody', true],
    [['talks', '>3', 'with'], 'talks about pens and ink with somebody', false],
    [['^', 'meet'], 'meet the pen', true],
    [['^', 'meet'], 'they meet here', false],
    [['^4', 'pen'], 'here is the pen', true],
    [['^4', 'pen'], 'here is the other pen', false],
    [['#party', '>', 'buys', '>', '#party'], 'Vorland buys Zemlin', true],
    [['#party', '>', 'buys', '>', '#party'], 'Vorland and Zemlin: who buys', false],
    [['~launch'], 'they will launch it', true],
    [['~launch'], 'its launch', false],
    // The first "open" that is met may be the wrong one.
    [['open', '>1', 'up'], 'they open doors and open up', true],
    [['to', '>', 'use', 'from', '>', 'here'], 'from here to use', true],
  ])('%j in "%s": %s', (cue, sentence, met) => expect(meets(cue, sentence)).toBe(met));

  it('counts names as met before they are read', () => {
    expect(meets(['open', '>1', '#party', '>1', 'office'], 'they open quite another office', false)).toBe(true);
    expect(meets(['office', '>', '#party', '>', 'open'], 'they open quite another office', false)).toBe(false);
  });
});
