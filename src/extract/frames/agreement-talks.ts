import type { Group } from '../clauses.ts';
import { parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addGroup, addParties, all, type Draft, lowerText, newDraft } from './frame.ts';

// Talks of two houses about working together.
const side = { role: 'party', want: 'any' } as const;

/** What two firms that talk may agree on. */
const COOPERATING =
  /^(?:develop|build|integrate|use|supply|provide|license|make|manufacture|create|launch|deploy|offer|bring|power|run|rent|lease|assemble|co-develop|train|form|partner|collaborate|host|add|design|produce|adopt|source|secure|tap|work|test|expand|extend|renew)$/;
const MATTER =
  /\b(?:supply|suppl(?:y|ying)|partnership|licensing|licen[sc]e|collaboration|alliance|using|building|developing|integrating|integration|cooperation|contract|chips?|cloud|compute|capacity|power)\b/;
/** What is told by a type of its own. */
const ANOTHER =
  /\b(?:stake|invest\w*|acqui\w+|merg\w+|buy\w*|takeover|sale|funding|round|ipo|bid|lawsuit|fine|settl\w+|jobs?|pay|wages?|peace|trade|labou?r|union)\b/;

/** "Foo is in talks with Bar to develop …", "Foo, Bar in talks over a chip deal", "talks between Foo and Bar over chips". */
export function exploring(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return nodes.flatMap((node, at) => {
    if (!/^(?:talks|discussions|negotiations)$/.test(node.lower) || node.mention) return [];
    const sides = clauses.prepsAfter(at + 1, at + 3).find(({ word }) => /^(?:with|between)$/.test(word));
    const group = sides?.group ?? null;
    const main = [...clauses.verbs].reverse().find((verb) => verb.to < at && verb.form === 'finite' && verb.subject);
    const before = sides?.word === 'between' ? null : (main?.subject ?? clauses.groupAt(0));
    if (!group && (nodes[at - 1]?.lower !== 'in' || !several(before))) return [];
    const next = (group?.to ?? at) + 1;
    const goal = clauses.verbs.find((verb) => verb.form === 'infinitive' && verb.from === next + 1);
    // A headline that says no more tells of talks about working together.
    const plain = group && scene.sentence.field === 'title' && /^(?:[.;(]|$)/.test(nodes[next]?.text ?? '');
    // "in talks with Foo over the supply of chips": over what they may agree.
    const over = /^(?:over|about|on|for|regarding)$/.test(nodes[next]?.lower ?? '');
    const about = over ? lowerText(scene, next + 1, next + 8) : '';
    const joint = over && MATTER.test(about) && !ANOTHER.test(about);
    if (!(goal ? COOPERATING.test(goal.lemma) : plain || joint)) return [];
    const draft = newDraft(scene, 'agreement', at, main ?? goal ?? null);
    draft.status = fell(scene, at) ? 'failed' : 'talks';
    draft.from = at;
    draft.to = goal?.reach ?? next;
    addParties(draft, side, parties(scene, before, 'any', main));
    addGroup(draft, scene, side, group);
    return all(draft, 'party').length >= 2 && !main?.negated ? [draft] : [];
  });
}

const several = (group: Group | null): boolean => (group?.phrases.length ?? 0) > 1;

/** "Talks … have collapsed". */
const fell = ({ clauses }: Scene, at: number): boolean =>
  clauses.verbs.some(
    ({ subject, phrasal, negated }) =>
      subject !== null &&
      subject === clauses.groupAt(at) &&
      !negated &&
      /^(?:collapse|fail|stall|end|break down|fall apart|break off|fall through)$/.test(phrasal),
  );
