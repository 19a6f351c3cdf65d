import type { Chart } from './chart.ts';
import { type Group, type Node, type Phrase, timeNode, type Verb } from './grammar.ts';
import { IS_RELATIVE, IS_SUBORDINATE } from './traits.ts';

/** Verbs whose object may stand before them with no word between ("a firm Foo bought"). */
const TAKEN = new Set('acquire buy purchase found build develop create own'.split(' '));

/** Words that end the clause before them, whatever the tagger makes of them. */
const ENDING = new Set('as after while because since before following when despite amid'.split(' '));

/** Finds, for each verb, how far its clause reaches, what it is done to, and its prepositions. */
export function readObjects(chart: Chart): void {
  for (const verb of chart.verbs) {
    verb.reach = Math.max(reachOf(chart, verb), verb.to + 1);
    readObject(chart, verb);
  }
}

/** Where the clause of a verb ends (exclusive). */
function reachOf(chart: Chart, verb: Verb): number {
  const { nodes, groupOf, verbAt } = chart;
  for (let k = verb.to + 1; k < nodes.length; k++) {
    const { lower, pos } = nodes[k] as Node;
    if (chart.stop(k)) return k;
    const other = verbAt[k];
    if (other && other !== verb && other.form === 'finite' && other.governor === null) {
      // Back to where that clause's subject begins.
      const { subject, subjectVia } = other;
      const leads = subject && subject.from > verb.to && subject.to < other.from && subjectVia === 'direct';
      const reach = leads ? subject.from : k;
      const joint = nodes[reach - 1];
      const joins =
        joint &&
        (joint.pos === 'SCONJ' ||
          joint.pos === 'CCONJ' ||
          joint.text === ',' ||
          joint.word?.is(IS_SUBORDINATE | IS_RELATIVE));
      return joins ? reach - 1 : reach;
    }
    if (groupOf[k] || k === verb.to + 1) continue;
    if (pos === 'SCONJ' || (ENDING.has(lower) && !(lower === 'as' && groupOf[k + 1]))) return k;
  }
  return nodes.length;
}

function readObject(chart: Chart, verb: Verb): void {
  const { nodes, groupOf } = chart;
  let k = verb.to + 1;
  while (
    k < verb.reach &&
    (nodes[k]?.pos === 'ADV' ||
      (nodes[k]?.pos === 'PART' && nodes[k]?.lower !== 'to') ||
      nodes[k]?.text === '“' ||
      nodes[k]?.text === '"' ||
      nodes[k]?.text === '‘' ||
      nodes[k]?.lower === 'both') &&
    !groupOf[k]
  )
    k++;
  const group = groupOf[k];
  // "Foo, which Bar bought last year": when, not what.
  if (group && temporal(chart, group)) k = group.to + 1;
  else if (group && group === verb.subject) k = group.to + 1;
  else if (group && k < verb.reach) {
    // In the passive, a predicate: "was named CEO".
    verb.object = group;
    k = group.to + 1;
  }
  if (!verb.object) verb.object = behind(chart, verb, k);
  // "Foo, which Bar bought in 2016": the object stands before.
  const subject = withoutObject(verb);
  if (subject) {
    let at = subject.from - 1;
    if (nodes[at]?.word?.is(IS_RELATIVE)) {
      const comma = nodes[at - 1]?.text === ',';
      at -= comma ? 2 : 1;
      const antecedent = at >= 0 ? groupOf[at] : null;
      if (antecedent && (comma || nodes[at + 1]?.lower !== 'that')) {
        verb.object = antecedent.phrases.length > 1 && comma ? single(antecedent) : antecedent;
        verb.fronted = true;
      }
    }
  }
  const still = withoutObject(verb);
  const bare = still && !verb.fronted ? contact(chart, verb, still) : null;
  if (bare) {
    [verb.object, verb.subject] = bare;
    verb.fronted = true;
  } else if (still) {
    // "Foo, which Bar acquired" and "the business it acquired": the object stands before the subject.
    const lead = nodes[still.from - 1];
    const pronoun = /^(?:it|they|he|she|we)$/.test(nodes[still.from]?.lower ?? '') && still.from === still.to;
    let before = still.from - 1;
    if (lead?.word?.is(IS_RELATIVE)) {
      before--;
      if (nodes[before]?.text === ',') before--;
      verb.object = groupOf[before] ?? null;
    } else if (pronoun && groupOf[before] && !timeNode(nodes[before])) verb.object = groupOf[before] ?? null;
  }
  verb.preps = chart.prepsAfter(k, verb.reach);
}

/** "bought from Foo the chip maker Bar", "bought last year the chip maker Bar": what is bought begins with an article behind that. */
function behind({ nodes, groupOf }: Chart, { lemma, passive, reach, subject, to }: Verb, at: number): Group | null {
  if (passive || !subject || !TAKEN.has(lemma)) return null;
  const adposition = nodes[at]?.pos === 'ADP';
  if (!adposition && at === to + 1) return null;
  const alone = /^(?:this|that)$/.test(nodes[at + 1]?.lower ?? '') && !groupOf[at + 1] ? at + 1 : at;
  const next = adposition ? (groupOf[at + 1]?.to ?? alone) + 1 : at;
  const object = groupOf[next] ?? null;
  return object && next < reach && object.from === next && nodes[next]?.pos === 'DET' ? object : null;
}

/** "last year", "this Tuesday", "on Monday": a phrase of nothing but time. */
function temporal({ nodes }: Chart, group: Group): boolean {
  if (group.phrases.length > 1) return false;
  for (let k = group.from; k <= group.to; k++)
    if (!timeNode(nodes[k]) && !/^(?:last|this|next|that|earlier|late|early|past)$/.test(nodes[k]?.lower ?? ''))
      return false;
  return true;
}

/** The subject right before an active verb that lacks its object, which may then stand before the subject. */
function withoutObject({ object, passive, form, subject, subjectVia, from }: Verb): Group | null {
  const direct = !object && !passive && form === 'finite' && subjectVia === 'direct';
  return direct && subject && subject.to < from ? subject : null;
}

/** "Foo, a unit Bar acquired in 2016": what is acquired and by whom, where no word joins the clause to its noun. */
function contact({ nodes, groupOf }: Chart, verb: Verb, subject: Group): [Group, Group] | null {
  const phrase = subject.phrases[0] as Phrase;
  const named = nodes[phrase.head] as Node;
  const noun = nodes[phrase.head - 1];
  const next = nodes[verb.to + 1];
  if (
    subject.phrases.length > 1 ||
    !verb.past ||
    !named.mention ||
    !TAKEN.has(verb.lemma) ||
    noun?.pos !== 'NOUN' ||
    nodes[phrase.from]?.pos !== 'DET' ||
    phrase.head - phrase.from < 2 ||
    (next &&
      next.pos !== 'ADP' &&
      next.pos !== 'PUNCT' &&
      next.pos !== 'SCONJ' &&
      !timeNode(next) &&
      next.pos !== 'ADJ')
  )
    return null;
  const part = (from: number, to: number): Group => ({ from, to, phrases: [{ from, to, head: to }] });
  const before = nodes[phrase.from - 1]?.text === ',' ? groupOf[phrase.from - 2] : null;
  const whole = before && nodes[before.to]?.mention ? single(before) : part(phrase.from, phrase.head - 1);
  return [whole, part(phrase.head, phrase.head)];
}

/** The last phrase of a list: "Foo and Bar, which …" is about Bar. */
function single(group: Group): Group {
  const phrase = group.phrases.at(-1) as Phrase;
  return { from: phrase.from, to: phrase.to, phrases: [phrase] };
}
