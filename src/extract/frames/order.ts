import type { Token } from '../tokens.ts';
import { type Cue, isOrder, wordsOf } from './cues.ts';

/** The order in which a cue wants what it needs, looked for in a sentence that holds all of it. */

/** Where a name stands, by its tokens, and its facts (a set of bits). */
export interface Spot {
  from: number;
  to: number;
  facts: number;
}

/**
 * One need of a chain: a list of words by its number, or a fact; `within` so many tokens of what the last one ends with, and
 * as a verb.
 */
interface Step {
  list: number;
  fact: number;
  within: number;
  verb: boolean;
}
export type Chain = readonly Step[];

/** The chains of a cue: needs between which an order stands. */
export function chainsOf(cue: Cue, listOf: (need: string) => number, factOf: (need: string) => number): Chain[] {
  const chains: Step[][] = [];
  let chain: Step[] | null = null;
  const step = (need: string, within: number): Step =>
    need.startsWith('#')
      ? { list: -1, fact: factOf(need), within, verb: false }
      : { list: listOf(wordsOf(need)), fact: 0, within, verb: need.startsWith('~') };
  cue.forEach((need, k) => {
    const order = cue[k - 1];
    if (isOrder(need)) return;
    if (order === undefined || !isOrder(order)) {
      chain = need.startsWith('~') ? [step(need, Number.POSITIVE_INFINITY)] : null;
      if (chain) chains.push(chain);
      return;
    }
    if (chain === null) {
      chain = order.startsWith('^') ? [] : [step(cue[k - 2] as string, Number.POSITIVE_INFINITY)];
      chains.push(chain);
    }
    chain.push(step(need, Number(order.slice(1)) || (order === '^' ? 1 : Number.POSITIVE_INFINITY)));
  });
  return chains;
}

/** A chain without its facts, for a sentence whose names are not read yet. */
export function wordsOnly(chain: Chain): Chain {
  const kept: Step[] = [];
  chain.forEach((step, k) => {
    if (step.list < 0) return;
    // How far a fact reaches is not known, nor what stands between.
    kept.push(k > 0 && (chain[k - 1] as Step).list < 0 ? { ...step, within: Number.POSITIVE_INFINITY } : step);
  });
  return kept;
}

/** What a noun follows, and no verb. */
const NOUN_AFTER = new Set("a an the its their our his her your 's ' new latest upcoming recent".split(' '));

/** Whether a sentence has the needs of a chain in their order; `knows` tells whether a token is on a list of words. */
export function inOrder(
  chain: Chain,
  tokens: readonly Token[],
  spots: readonly Spot[],
  knows: (token: Token, list: number) => boolean,
): boolean {
  const from = (k: number, start: number): boolean => {
    const step = chain[k];
    if (!step) return true;
    const end = Math.min(tokens.length, start + step.within);
    if (step.list >= 0) {
      for (let t = start; t < end; t++)
        if (
          knows(tokens[t] as Token, step.list) &&
          !(step.verb && NOUN_AFTER.has(tokens[t - 1]?.lower ?? '')) &&
          from(k + 1, t + 1)
        )
          return true;
    } else
      for (const spot of spots)
        if (spot.from >= start && spot.from < end && (spot.facts & step.fact) !== 0 && from(k + 1, spot.to + 1))
          return true;
    return false;
  };
  return from(0, 0);
}
