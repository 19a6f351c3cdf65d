import type { Chart } from './chart.ts';
import { type Group, type Phrase, timeNode, type Verb } from './grammar.ts';
import { COMMUNICATION_VERBS } from './words.ts';

/** Where what stands right before a verb ends: adverbs, marks of quotation and words of time are passed over. */
export function beforeVerb({ nodes, groupOf, verbAt }: Chart, from: number): number {
  let k = from;
  while (
    k >= 0 &&
    !groupOf[k] &&
    !verbAt[k] &&
    (nodes[k]?.pos === 'ADV' ||
      timeNode(nodes[k]) ||
      /^[“"‘]$/.test(nodes[k]?.text ?? '') ||
      (/^[”’]$/.test(nodes[k]?.text ?? '') && nodes[k - 1]?.text === ',') ||
      nodes[k]?.lower === 'reportedly')
  )
    k--;
  while (k >= 0 && groupOf[k] && timeNode(nodes[k]) && (groupOf[k] as Group).from === (groupOf[k] as Group).to) {
    k--;
    if (k >= 0 && nodes[k]?.pos === 'ADP') k--;
    while (k >= 0 && !groupOf[k] && nodes[k]?.pos === 'ADV') k--;
  }
  // "Foo this week launched": when, between the one who acts and the verb.
  const when = k >= 0 ? groupOf[k] : null;
  if (
    when &&
    when.to === k &&
    when.to - when.from === 1 &&
    timeNode(nodes[k]) &&
    /^(?:this|last)$/.test(nodes[when.from]?.lower ?? '') &&
    groupOf[when.from - 1]
  )
    k = when.from - 1;
  return k;
}

export function owningVerb(chart: Chart, group: Group, fallback: Verb | null): Verb | null {
  const { verbAt } = chart;
  for (let k = group.from - 1; k >= 0; k--) {
    if (verbAt[k]) return verbAt[k] ?? null;
    if (chart.boundary(k) || chart.stop(k)) return null;
  }
  return fallback && fallback.from < group.from ? fallback : null;
}

/** "Foo's bid to buy Bar": the owner of the noun acts. */
export function ownerOf(chart: Chart, group: Group): Group | null {
  const { nodes } = chart;
  const phrase = group.phrases.at(-1) as Phrase;
  for (let k = phrase.head - 1; k > phrase.from; k--) {
    if (nodes[k]?.pos === 'PART' && /^['’]s?$/.test(nodes[k]?.lower ?? '') && nodes[k - 1]?.mention)
      return { from: k - 1, to: k - 1, phrases: [{ from: k - 1, to: k - 1, head: k - 1 }] };
  }
  return null;
}

/** The comma that opens the parenthesis which closes at `close`: after the first phrase of the stretch that has a name or no preposition. */
export function firstComma(chart: Chart, low: number, close: number): number {
  const { nodes, groupOf } = chart;
  for (let k = low + 1; k < close; k++) {
    if (nodes[k]?.text === ',' || nodes[k]?.text === '(' || nodes[k]?.text === '—' || nodes[k]?.text === '–') {
      const group = groupOf[k - 1];
      if (group && leftmost(chart, low, k - 1) && !groupOf[k]) return k;
    }
  }
  return -1;
}

/** The first phrase of a stretch that no preposition governs. */
export function leftmost(chart: Chart, low: number, high: number): Group | null {
  const { nodes, groupOf } = chart;
  for (let k = low; k <= high; k++) {
    const group = groupOf[k];
    if (!group) continue;
    if (!chart.governed(group) && !timeNode(nodes[group.phrases[0]?.head ?? 0])) return group;
    k = group.to;
  }
  return null;
}

export function subjectBefore(chart: Chart, k: number): Group | null {
  const { nodes, groupOf, verbAt } = chart;
  let best: Group | null = null;
  let at = k;
  while (at >= 0) {
    const group = groupOf[at];
    if (group) {
      best = group;
      at = group.from - 1;
      const prev = nodes[at];
      if (!prev) break;
      // "the Foo Company of Bar, New Jersey": the place belongs to the place before it.
      const town = prev.text === ',' ? groupOf[at - 1] : null;
      if (
        town &&
        chart.governed(town) &&
        nodes[group.to]?.mention?.entity.kind === 'place' &&
        group.phrases.length === 1
      ) {
        best = null;
        at = town.from - 2;
        continue;
      }
      if (chart.governed(group)) {
        // Skip "of Foo", "at Bar" and go on to what they belong to.
        at--;
        while (at >= 0 && nodes[at]?.pos === 'ADV' && !groupOf[at]) at--;
        // "some of his team will follow": nobody by name.
        if (
          /^(?:some|many|most|several|none|few|all|both|half|part|much)$/.test(nodes[at]?.lower ?? '') &&
          !groupOf[at]
        )
          return null;
        if (at < 0 || (!groupOf[at] && !verbAt[at])) {
          best = null;
          if (at >= 0 && nodes[at]?.text === ',') return null;
          if (at < 0) return null;
        }
        continue;
      }
      const reduced = verbAt[at];
      // "Foo's deal to buy Bar for $5M fell apart": the deal did.
      if (reduced?.modal === 'to' && groupOf[reduced.from - 2]) return subjectBefore(chart, reduced.from - 2);
      if (
        reduced?.subjectVia === 'relative' &&
        reduced.subject &&
        reduced.form === 'finite' &&
        !COMMUNICATION_VERBS.has(reduced.lemma)
      )
        return reduced.subject;
      if (
        reduced &&
        (reduced.form === 'gerund' ||
          reduced.form === 'participle' ||
          (reduced.form === 'infinitive' && reduced.governor === null)) &&
        nodes[reduced.from - 1] &&
        groupOf[reduced.from - 1] &&
        reduced.from - 1 >= 0
      ) {
        // "a startup developing tools raised": the verb before is a modifier, if a subject stands before it.
        const owner = groupOf[reduced.from - 1];
        if (owner && !verbAt[owner.from - 1]) {
          at = reduced.from - 1;
          continue;
        }
      }
      break;
    }
    const inner = verbAt[at];
    if (inner?.subjectVia === 'relative' && inner.subject && !COMMUNICATION_VERBS.has(inner.lemma) && best !== null)
      return inner.subject;
    if (inner || chart.boundary(at) || chart.stop(at)) break;
    at--;
  }
  return best;
}
