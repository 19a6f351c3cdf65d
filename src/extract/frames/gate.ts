import type { Sentence } from '../document.ts';
import { lemmasOf } from '../lemmas.ts';
import type { Word } from '../vocabulary.ts';
import { FRAMES } from './index.ts';

/**
 * Which frames can read anything in a sentence, told from its words alone, before anything dear is done with it. A frame's
 * rules need their verb or noun; its `read` needs one of its `cues`, if it names any. Every word is judged once.
 */

/** What a frame may find in a sentence: something for its rules, something for its `read`. */
export interface Chance {
  rules: boolean;
  read: boolean;
}

/** First words of the verbs and nouns of each frame's rules. */
const triggers = FRAMES.map(
  ({ verbs = [], nouns = [] }) =>
    new Set([
      ...verbs.flatMap((rule) => rule.verbs.map((verb) => verb.split(' ')[0] ?? verb)),
      ...nouns.flatMap((rule) => rule.nouns),
    ]),
);

/** The places of the frames whose rules a word may trigger, twice each, and of those whose `read` it may, twice and one. */
function cuesOf(word: Word): readonly number[] {
  const cues = new Set<number>();
  for (const lemma of lemmasOf(word))
    FRAMES.forEach((frame, k) => {
      if (triggers[k]?.has(lemma)) cues.add(2 * k);
      if (frame.cues?.test(lemma)) cues.add(2 * k + 1);
    });
  return cues.size > 0 ? [...cues] : NONE;
}
const NONE: readonly number[] = [];

export const EVERYTHING: readonly Chance[] = FRAMES.map(() => ({ rules: true, read: true }));

/** What each frame may find in a sentence, in the order of the frames; null if none can find anything. */
export function chances(sentence: Sentence): readonly Chance[] | null {
  const found = new Uint8Array(2 * FRAMES.length);
  let any = false;
  for (const { word } of sentence.tokens) {
    word.cues ??= cuesOf(word);
    for (const cue of word.cues) found[cue] = 1;
    any ||= word.cues.length > 0;
  }
  const chance = FRAMES.map(({ read, cues }, k) => ({
    rules: found[2 * k] === 1,
    read: read !== undefined && (found[2 * k + 1] === 1 || !cues),
  }));
  return any || chance.some(({ read }) => read) ? chance : null;
}
