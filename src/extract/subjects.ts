import type { Chart } from './chart.ts';
import { BARE_PASSIVE, CONTROL_NOUNS, type Group, KEEPS_FROM, type Node, type Phrase, type Verb } from './grammar.ts';
import { beforeVerb, firstComma, leftmost, ownerOf, owningVerb, subjectBefore } from './subject-search.ts';
import { IS_RELATIVE } from './traits.ts';
import { COMMUNICATION_VERBS, ROLE_WORDS, SPOKES } from './words.ts';

/** Finds who acts, for each verb of a sentence, and which verb governs it. */
export function readSubjects(chart: Chart): void {
  chart.verbs.forEach((verb, index) => {
    if (index > 0 && verb.form === 'finite') partClauses(chart, chart.verbs[index - 1] as Verb, verb);
  });
  chart.verbs.forEach((verb, index) => {
    const prev = chart.verbs[index - 1] ?? null;
    if (verb.form === 'infinitive') ofInfinitive(chart, verb, prev);
    else if (verb.form === 'gerund') ofGerund(chart, verb, prev);
    else if (verb.form === 'participle') ofParticiple(chart, verb);
    else ofFinite(chart, verb, index);
  });
  ofOpenings(chart);
}

/** "Foo buys Bar, Baz raises $5M": what the one verb is done to, and who acts in the next clause, stand as if in a list. */
function besides(chart: Chart, before: Verb, verb: Verb): boolean {
  const { nodes, groupOf } = chart;
  const list = groupOf[verb.from - 1];
  const last = list?.phrases.at(-1);
  return (
    list?.from === before.to + 1 &&
    list.to === verb.from - 1 &&
    last !== undefined &&
    list.phrases.length === 2 &&
    nodes[last.from - 1]?.text === ',' &&
    before.form === 'finite' &&
    !before.passive &&
    verb.lemma !== 'be' &&
    /[^s]s$/.test(nodes[verb.from]?.lower ?? '') &&
    !OPEN_VERBS.has(before.lemma) &&
    !COMMUNICATION_VERBS.has(verb.lemma)
  );
}

/** Verbs that a clause may follow, or whose object acts: "said Foo and Bar grew". */
const OPEN_VERBS = new Set([
  ...COMMUNICATION_VERBS,
  ...'see watch hear let help make have get want need mean know find ensure hope'.split(' '),
]);
/** Verbs whose object has a name or a thing behind it: "named Foo CEO and the board …", but "a firm named Foo and Bar …". */
const NAMING_VERBS = new Set('call name dub title give award'.split(' '));

/** Verbs whose object does what follows. */
const OBJECT_CONTROL = new Set(
  'invite allow let enable encourage permit require force urge ask persuade convince push want authorize authorise'.split(
    ' ',
  ),
);

/** "Foo bought Bar and the chain was renamed": no list of two, but what is done, and who acts in the next clause. */
function partClauses(chart: Chart, before: Verb, verb: Verb): void {
  const { nodes, groupOf } = chart;
  if (besides(chart, before, verb)) {
    chart.divide(groupOf[verb.from - 1] as Group);
    return;
  }
  const k = beforeVerb(chart, verb.from - 1);
  const list = groupOf[k];
  const last = list?.to === k ? list.phrases.at(-1) : undefined;
  const done = groupOf[before.to + 1];
  // What a verb is done to stands right behind it; else it may be said of the noun before it ("a team hired from Foo and Bar").
  const whole = before.passive ? before.from < before.head : done?.from === before.to + 1;
  if (
    !list ||
    !last ||
    list.phrases.length < 2 ||
    nodes[last.from - 1]?.pos !== 'CCONJ' ||
    before.form !== 'finite' ||
    !whole ||
    OPEN_VERBS.has(before.lemma) ||
    (NAMING_VERBS.has(before.lemma) && done === list && !nodes[before.from - 1]?.mention) ||
    nodes[before.from - 1]?.word?.is(IS_RELATIVE)
  )
    return;
  for (let at = before.to + 1; at < list.from; at++)
    if (nodes[at]?.text === ',' || chart.boundary(at) || chart.stop(at)) return;
  chart.divide(list);
}

/** "plans to buy", "a deal to buy", "hired Foo to lead", "Foo to buy Bar". */
function ofInfinitive(chart: Chart, verb: Verb, prevVerb: Verb | null): void {
  const { nodes, groupOf, verbAt } = chart;
  let k = verb.from - 1;
  while (k >= 0 && nodes[k]?.pos === 'ADV') k--;
  if (nodes[k]?.lower === 'to') k--;
  while (k >= 0 && nodes[k]?.pos === 'ADV' && !groupOf[k]) k--;
  const at = k >= 0 ? verbAt[k] : null;
  if (at) {
    inherit(verb, at);
    return;
  }
  const group = k >= 0 ? groupOf[k] : null;
  if (group) {
    const head = nodes[(group.phrases.at(-1) as Phrase).head] as Node;
    const holder = owningVerb(chart, group, prevVerb);
    const lemma = head.lemma.replace(/s$/, '');
    if (CONTROL_NOUNS.has(lemma) && holder) {
      inherit(verb, holder);
      verb.chain = [...verb.chain, lemma];
      const owner = ownerOf(chart, group);
      if (owner) verb.subject = owner;
      return;
    }
    // A headline's "Adobe to buy Semrush": the infinitive is the main verb.
    if (!holder || holder.from > group.to) {
      verb.subject = (CONTROL_NOUNS.has(lemma) ? ownerOf(chart, group) : null) ?? subjectBefore(chart, k);
      verb.form = 'finite';
      verb.modal = 'to';
      return;
    }
    // "raised $5M to expand": purpose; "invites startups to build": theirs who are invited.
    inherit(verb, holder);
    if (OBJECT_CONTROL.has(holder.lemma) && !holder.passive && holder.to === group.from - 1) {
      verb.subject = group;
      return;
    }
    verb.chain = [...verb.chain.filter((word) => word !== holder.lemma), 'purpose'];
    return;
  }
  if (prevVerb && k >= prevVerb.from && !boundaryBetween(chart, prevVerb.to, verb.from)) inherit(verb, prevVerb);
  else if (nodes[k]?.text === ',' && prevVerb) inherit(verb, prevVerb);
  else if (nodes[k]?.text === ',' && firstComma(chart, 0, k) > 0) {
    // "Foo, maker of maps, to buy Bar".
    verb.subject = leftmost(chart, 0, firstComma(chart, 0, k) - 1);
    verb.form = 'finite';
    verb.modal = 'to';
  }
  if (verb.governor && nodes[k]?.text === ',') verb.chain = [...verb.chain, 'purpose'];
}

/** "after buying Foo", "is considering buying", "a startup building". */
function ofGerund(chart: Chart, verb: Verb, prevVerb: Verb | null): void {
  const { nodes, groupOf, verbAt } = chart;
  const k = beforeVerb(chart, verb.from - 1);
  const at = k >= 0 ? verbAt[k] : null;
  if (at) {
    inherit(verb, at);
    return;
  }
  const prep = nodes[k];
  if (prep && prep.pos === 'ADP' && prevVerb) {
    inherit(verb, prevVerb);
    verb.chain = [...verb.chain, prep.lower];
    // "barred Foo from buying Bar": Foo would have bought it.
    const kept = groupOf[k - 1];
    if (prep.lower === 'from' && kept && KEEPS_FROM.has(prevVerb.lemma) && !prevVerb.passive) verb.subject = kept;
    return;
  }
  if (prep && (prep.text === ',' || prep.pos === 'SCONJ' || prep.pos === 'CCONJ') && prevVerb) {
    inherit(verb, prevVerb);
    verb.chain = prep.pos === 'SCONJ' ? [...prevVerb.chain, prep.lower] : [...prevVerb.chain];
    return;
  }
  const group = k >= 0 ? groupOf[k] : null;
  if (group) {
    verb.subject = group;
    verb.subjectVia = 'reduced';
  } else if (prevVerb) inherit(verb, prevVerb);
}

/** "Foo, acquired by Bar". */
function ofParticiple(chart: Chart, verb: Verb): void {
  const { nodes, groupOf } = chart;
  let at = beforeVerb(chart, verb.from - 1);
  while (at >= 0 && /^[,(]$/.test(nodes[at]?.text ?? '')) at--;
  verb.subject = at >= 0 ? (groupOf[at] ?? null) : null;
  verb.subjectVia = 'reduced';
}

/** "Foo bought", "Foo, a startup, raised", "which raised", "and hired". */
function ofFinite(chart: Chart, verb: Verb, index: number): void {
  const { nodes, groupOf, verbs } = chart;
  const prevVerb = verbs[index - 1] ?? null;
  const k = beforeVerb(chart, verb.from - 1);
  if (k < 0) return;
  const word = nodes[k] as Node;
  const speaker = inverted(chart, verb, index);
  if (speaker) {
    verb.subject = speaker;
    return;
  }
  if (word.word?.is(IS_RELATIVE)) {
    let at = k - 1;
    while (at >= 0 && (nodes[at]?.text === ',' || (nodes[at]?.pos === 'PART' && nodes[at]?.lower === "'s"))) at--;
    const group = at >= 0 ? groupOf[at] : null;
    if (group) {
      verb.subject = group;
      verb.subjectVia = 'relative';
      // "a round that was led by Foo" is "a round led by Foo".
      if (verb.passive && word.lower === 'that' && /^(?:co-)?(?:lead|back|join)$/.test(verb.lemma))
        verb.form = 'participle';
      return;
    }
  }
  if (word.pos === 'CCONJ' || (word.text === ',' && nodes[k - 1]?.pos === 'CCONJ')) {
    const holder = [...verbs.slice(0, index)].reverse().find(
      (other) =>
        (other.form === 'finite' || other.form === 'infinitive' || other.form === verb.form) &&
        // "Foo sends less work, the spokesperson said, and has turned to others".
        !(
          COMMUNICATION_VERBS.has(other.lemma) &&
          nodes[other.to + 1]?.text === ',' &&
          nodes[(other.subject?.from ?? 0) - 1]?.text === ','
        ),
    );
    if (holder) {
      verb.subject = holder.subject;
      verb.subjectVia = 'shared';
      // "was founded by Jane Roe and sold to Foo".
      if (holder.passive && verb.from === verb.to && BARE_PASSIVE.get(verb.lemma)?.has(nodes[verb.to + 1]?.lower ?? ''))
        verb.passive = true;
      if (holder.form === 'infinitive' && nodes[verb.head]?.lower === verb.lemma && verb.modal === null) {
        verb.chain = [...holder.chain];
        verb.modal = holder.modal;
        verb.form = 'infinitive';
      } else if (holder.modal === 'to' && nodes[verb.head]?.lower === verb.lemma) verb.modal = 'to';
      return;
    }
  }
  const led = word.text === ',' ? asideOf(chart, k) : null;
  if (led) {
    verb.subject = led;
    verb.subjectVia = 'relative';
    return;
  }
  if (word.text === ',' || word.text === ')' || word.text === '—' || word.text === '–' || word.text === '-') {
    // A parenthesis closes here: the subject is the first phrase of the clause.
    let low = k;
    while (low > 0 && !chart.stop(low - 1) && !opensClause(chart, low - 1)) low--;
    if (word.text === ')') {
      let open = k;
      while (open > 0 && nodes[open]?.text !== '(') open--;
      const group = open > 0 ? groupOf[open - 1] : null;
      if (group) {
        verb.subject = subjectBefore(chart, open - 1);
        return;
      }
    }
    // Verbs in a row: "raised $5M, hired Foo, and opened".
    const opening = firstComma(chart, low, k);
    if (opening > low) {
      const group = leftmost(chart, low, opening - 1);
      if (group) {
        verb.subject = group;
        return;
      }
    }
    const main =
      prevVerb?.form === 'finite'
        ? prevVerb
        : word.text === ','
          ? verbs
              .slice(0, index)
              .reverse()
              .find((other) => other.form === 'finite')
          : undefined;
    if (main) {
      verb.subject = main.subject;
      verb.subjectVia = 'shared';
      return;
    }
    // "In 2002, Foo, Inc., was bought": what stands before the comma.
    const near = groupOf[k - 1];
    if (near && !chart.governed(near)) verb.subject = near;
    return;
  }
  verb.subject = subjectBefore(chart, k);
}

/** "Foo, which, after a review, sold Bar": whom the "which" means whose aside ends at the comma `k`. */
function asideOf(chart: Chart, k: number): Group | null {
  const { nodes, groupOf, verbAt } = chart;
  for (let at = k - 1; at > 1; at--) {
    if (chart.stop(at) || (verbAt[at]?.form === 'finite' && verbAt[at]?.modal !== 'to')) return null;
    if (!nodes[at]?.word?.is(IS_RELATIVE) || nodes[at + 1]?.text !== ',') continue;
    return groupOf[nodes[at - 1]?.text === ',' ? at - 2 : at - 1] ?? null;
  }
  return null;
}

/** "…," said Jane Roe of Foo: who speaks stands behind the verb, and begins no clause there. */
function inverted({ nodes, groupOf, verbs }: Chart, verb: Verb, index: number): Group | null {
  if (!/^(?:say|write|add|explain|note|argue|warn|recall)$/.test(verb.lemma) || verb.from !== verb.to) return null;
  const before = nodes[verb.from - 1]?.text ?? '';
  if (!/^["”’,]$/.test(before)) return null;
  const group = groupOf[verb.to + 1];
  const first = group?.phrases[0];
  if (!group || !first || group.from !== verb.to + 1) return null;
  const head = nodes[first.head] as Node;
  if (
    !/^(?:org|person|outlet)$/.test(head.mention?.entity.kind ?? '') &&
    !SPOKES.test(head.lower) &&
    !ROLE_WORDS.has(head.lower)
  )
    return null;
  // "Foo, a startup, said Bar would leave": a clause of its own. After a quotation the name is the speaker's.
  const next = verbs[index + 1];
  const end = nodes[group.to + 1];
  if (before === ',') return !end || /^[.!?]$/.test(end.text) || (end.text === ',' && !next) ? group : null;
  return next?.from === group.to + 1 && next.form === 'finite' ? null : group;
}

/** "After being acquired by Foo, Bar …": an opening clause is of the one who acts next. */
function ofOpenings({ nodes, verbs }: Chart): void {
  for (const verb of verbs) {
    if (verb.subject || !(verb.form === 'gerund' || verb.form === 'participle')) continue;
    // "In addition to buying Foo, Bar …".
    const opens = (node: Node): boolean => /^(?:ADP|SCONJ|ADV)$/.test(node.pos) || node.lower === 'addition';
    if (!nodes.slice(0, verb.from).every(opens)) continue;
    const main = verbs.find(
      ({ form, subject, subjectVia }) =>
        form === 'finite' &&
        subject !== null &&
        subjectVia === 'direct' &&
        subject.from > verb.to &&
        nodes[subject.from - 1]?.text === ',',
    );
    if (!main?.subject) continue;
    verb.subject = main.subject;
    verb.subjectVia = 'reduced';
  }
}

/** "said (that) its chief, Jane Roe, would leave": a clause of its own begins behind these words. */
const opensClause = ({ nodes, groupOf, verbAt }: Chart, k: number): boolean =>
  !groupOf[k] &&
  ((nodes[k]?.lower === 'that' && nodes[k]?.pos === 'SCONJ') ||
    (verbAt[k]?.lemma === 'say' &&
      verbAt[k]?.form === 'finite' &&
      groupOf[k + 1] !== null &&
      groupOf[k + 1] !== undefined));

function boundaryBetween(chart: Chart, a: number, b: number): boolean {
  for (let k = a + 1; k < b; k++) if (chart.boundary(k)) return true;
  return false;
}

function inherit(verb: Verb, governor: Verb): void {
  verb.governor = governor;
  verb.subject = governor.subject;
  verb.chain = [...governor.chain, governor.lemma];
  verb.modal ??= governor.modal;
  if (governor.negated) verb.chain.push('not');
  if (verb.subjectVia === 'direct') verb.subjectVia = governor.subjectVia;
}
