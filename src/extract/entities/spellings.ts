import { lookUp } from '../dictionary.ts';
import type { Token } from '../tokens.ts';
import { ORG_ENDINGS } from '../words.ts';
import { headlineVerbs } from './openers.ts';
import { capital } from './signs.ts';

/** Names of several words that an article's plain sentences write: a headline's capitals are read by them. */
export class Spellings {
  /** The words of each name, by the first of them. */
  readonly #byFirst = new Map<string, string[][]>();

  learn(text: string): void {
    const parts = text.toLowerCase().replaceAll('’', "'").split(/\s+/);
    if (parts.length < 2 || !parts[0]) return;
    const list = this.#byFirst.get(parts[0]) ?? [];
    if (!list.some((other) => other.join(' ') === parts.join(' '))) list.push(parts);
    this.#byFirst.set(parts[0], list);
  }

  /** How many tokens from here spell a name that the body writes. */
  longest(tokens: readonly Token[], k: number): number {
    let best = 0;
    for (const parts of this.#byFirst.get(tokens[k]?.lower ?? '') ?? []) {
      if (parts.length > best && parts.every((part, n) => tokens[k + n]?.lower === part)) best = parts.length;
    }
    return best;
  }

  /** "Acorn Robotics … Acorn has hired": a plain word that opens a firm's name of this article, before what a firm does. */
  calls(tokens: readonly Token[], k: number): boolean {
    const after = tokens[k + 1];
    if (
      !after ||
      capital(after) ||
      !(
        /^(?:has|is|was|had|will|also|'s)$/.test(after.lower) ||
        headlineVerbs(after) ||
        (/s$/.test(after.lower) && lookUp(after.lower).pos === 'VERB')
      )
    )
      return false;
    return (this.#byFirst.get(tokens[k]?.lower ?? '') ?? []).some((parts) =>
      parts.slice(1).every((part) => ORG_ENDINGS.has(part)),
    );
  }
}
