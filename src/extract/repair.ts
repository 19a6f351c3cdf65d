import type { Sentence } from './document.ts';
import type { Node } from './grammar.ts';
import { repairModifier } from './repair-modifiers.ts';
import { repairGerund, repairNoun } from './repair-nouns.ts';
import { repairGrammar, repairInfinitive, repairVerb } from './repair-verbs.ts';
import { repairWord, type Spot } from './repair-words.ts';
import { wordOf } from './vocabulary.ts';

/** Those who rule: "Foo broke the law, judge rules". */
const COURTS = new Set([
  'court',
  'judge',
  'jury',
  'tribunal',
  'commission',
  'watchdog',
  'regulator',
  'authority',
  'agency',
]);

/** Mends the tagger where news style misleads it: word by word, from left to right, and each until nothing is left to be mended. */
export function repair(nodes: Node[], sentence: Sentence): void {
  nodes.forEach((node, i) => {
    if (node.mention || node.value) return;
    const before = nodes[i - 1];
    const word = node.word ?? wordOf(node.text);
    const spot: Spot = { nodes, i, node, before, after: nodes[i + 1], sentence };
    if (repairWord(spot) || repairModifier(spot)) return;
    const rules = node.lower === 'rules' && COURTS.has(before?.lower.split(' ').at(-1) ?? '');
    // "Foo broke the law, judge rules": nothing follows.
    if (rules && !spot.after && sentence.field === 'title') {
      node.pos = 'VERB';
      node.lemma = 'rule';
      return;
    }
    const verb = rules ? 'rule' : word.headline;
    repairGrammar(spot, word);
    repairInfinitive(spot);
    if (repairVerb(spot, verb) || repairNoun(spot, verb)) return;
    repairGerund(spot);
  });
}
