import type { Clauses, Group, Node, Phrase, Prep, Verb } from './grammar.ts';
import { readGroups, readPhrases } from './phrases.ts';
import { IS_RELATIVE } from './traits.ts';

/** What is known of a sentence while its clauses are read: its phrases and groups at once, its verbs as they are found. */
export class Chart implements Clauses {
  readonly nodes: Node[];
  readonly groups: Group[];
  readonly verbs: Verb[] = [];
  /** The group and the verb that each node is in. */
  readonly groupOf: (Group | null)[];
  readonly verbAt: (Verb | null)[];
  readonly #phraseOf: (Phrase | null)[];

  constructor(nodes: Node[]) {
    const none = <T>(): (T | null)[] => new Array<T | null>(nodes.length).fill(null);
    const phrases = readPhrases(nodes);
    this.nodes = nodes;
    this.groups = readGroups(nodes, phrases);
    this.groupOf = none();
    this.verbAt = none();
    this.#phraseOf = none();
    for (const group of this.groups) this.groupOf.fill(group, group.from, group.to + 1);
    for (const phrase of phrases) this.#phraseOf.fill(phrase, phrase.from, phrase.to + 1);
  }

  add(verb: Verb): void {
    this.verbs.push(verb);
    this.verbAt.fill(verb, verb.from, verb.to + 1);
  }

  /** Makes the last phrase of a list a group of its own. */
  divide(list: Group): void {
    const last = list.phrases.at(-1) as Phrase;
    const rest = list.phrases.slice(0, -1);
    const parts: Group[] = [
      { from: list.from, to: (rest.at(-1) as Phrase).to, phrases: rest },
      { from: last.from, to: last.to, phrases: [last] },
    ];
    this.groups.splice(this.groups.indexOf(list), 1, ...parts);
    this.groupOf.fill(null, list.from, list.to + 1);
    for (const group of parts) this.groupOf.fill(group, group.from, group.to + 1);
  }

  groupAt(k: number): Group | null {
    return this.groupOf[k] ?? null;
  }

  phraseAt(k: number): Phrase | null {
    return this.#phraseOf[k] ?? null;
  }

  /** A mark that no clause crosses. */
  stop(k: number): boolean {
    return STOP.has((this.nodes[k] as Node).text);
  }

  /** Where another clause begins. */
  boundary(k: number): boolean {
    const node = this.nodes[k] as Node;
    if (node.text === ';' || node.text === ':') return true;
    return (node.pos === 'SCONJ' || node.word?.is(IS_RELATIVE) === true) && !this.groupOf[k];
  }

  /** Whether a preposition rules a group, so that it is no subject. */
  governed(group: Group): boolean {
    const prev = this.nodes[group.from - 1];
    if (!prev) return false;
    // "after Foo reported": a clause, not "after Foo".
    if (CLAUSAL.has(prev.lower) && this.verbAt[group.to + 1]?.form === 'finite') return false;
    return (
      (prev.pos === 'ADP' && prev.lower !== 'as' && prev.lower !== 'like') ||
      (prev.lower === 'to' && !this.verbAt[group.from - 1])
    );
  }

  prepsAfter(from: number, limit: number): Prep[] {
    const { nodes, groupOf, verbAt } = this;
    const preps: Prep[] = [];
    for (let k = from; k < Math.min(limit, nodes.length); k++) {
      const node = nodes[k] as Node;
      if (this.stop(k)) break;
      if (
        node.pos === 'ADP' ||
        (node.lower === 'to' && groupOf[k + 1]) ||
        node.lower === 'with' ||
        node.lower === 'as' ||
        node.lower === 'into' ||
        node.lower === 'between' ||
        node.lower === 'including' ||
        node.lower === 'alongside'
      ) {
        let at = k + 1;
        while (
          at < limit &&
          !groupOf[at] &&
          (nodes[at]?.pos === 'ADV' || nodes[at]?.pos === 'ADJ' || nodes[at]?.lower === 'both')
        )
          at++;
        preps.push({
          word: node.lower,
          at: k,
          group: at < limit ? (groupOf[at] ?? null) : null,
          ...(verbAt[at] ? { verb: verbAt[at] as Verb } : {}),
        });
      }
    }
    return preps;
  }
}

const STOP = new Set([';', ':', '—']);
/** Words that open a clause as well as a phrase. */
const CLAUSAL = new Set(['after', 'before', 'since', 'until', 'as', 'than', 'while']);
