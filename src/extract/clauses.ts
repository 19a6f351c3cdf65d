import { Chart } from './chart.ts';
import type { Clauses, Node } from './grammar.ts';
import { readObjects } from './objects.ts';
import { readSubjects } from './subjects.ts';
import { readVerbs } from './verb-groups.ts';

export type { Clauses, Group, Node, Phrase, Prep, Verb } from './grammar.ts';

/** The clauses of a sentence: its phrases, and its verbs with who acts, on what, and how. */
export function readClauses(nodes: Node[]): Clauses {
  const chart = new Chart(nodes);
  readVerbs(chart);
  readSubjects(chart);
  readObjects(chart);
  return chart;
}
