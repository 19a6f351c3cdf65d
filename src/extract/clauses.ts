import {
  BARE_PASSIVE,
  type Clauses,
  CONTROL_NOUNS,
  type Group,
  isVerbish,
  MODAL,
  type Node,
  PARTICLE_VERBS,
  PARTICLES,
  type Phrase,
  type Prep,
  RELATIVE,
  SUBORDINATE,
  timeNode,
  type Verb,
} from './grammar.ts';
import { readGroups, readPhrases } from './phrases.ts';
import { COMMUNICATION_VERBS } from './words.ts';

export type { Clauses, Group, Node, Phrase, Prep, Verb } from './grammar.ts';

/** Verbs whose object may stand before them with no word between ("a firm Foo bought"). */
const TAKEN = new Set('acquire buy purchase found build develop create own'.split(' '));

export function readClauses(nodes: Node[]): Clauses {
  const phrases = readPhrases(nodes);
  const groups = readGroups(nodes, phrases);
  const groupOf: (Group | null)[] = new Array(nodes.length).fill(null);
  const phraseOf: (Phrase | null)[] = new Array(nodes.length).fill(null);
  for (const group of groups) for (let k = group.from; k <= group.to; k++) groupOf[k] = group;
  for (const phrase of phrases) for (let k = phrase.from; k <= phrase.to; k++) phraseOf[k] = phrase;
  const verbs: Verb[] = [];
  const verbAt: (Verb | null)[] = new Array(nodes.length).fill(null);

  // Verb groups.
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    if (!isVerbish(node) || groupOf[i]) continue;
    const from = i;
    let head = i;
    let negated = false;
    let modal: string | null = null;
    let be = false;
    let have = false;
    let infinitive = nodes[i - 1]?.lower === 'to' && nodes[i - 1]?.pos !== 'ADP';
    if (!infinitive && nodes[i - 1]?.pos === 'ADV' && nodes[i - 2]?.lower === 'to') infinitive = true;
    let k = i;
    for (; k < nodes.length; k++) {
      const word = nodes[k] as Node;
      if (groupOf[k] && !isVerbish(word)) break;
      if (word.pos === 'AUX') {
        if (/^(?:not|never)$|n['’]t$/.test(word.lower)) negated = true;
        if (MODAL.has(word.lower)) modal = word.lower.replace("n't", '').replace("'ll", 'will').replace(/^wo$/, 'will');
        if (
          /^(?:is|are|was|were|be|been|being|am|'re|'m|'s|isn't|aren't|wasn't|weren't|get|gets|got)$/.test(word.lower)
        )
          be = true;
        if (/^(?:has|have|had|'ve)$/.test(word.lower)) have = true;
        head = k;
        continue;
      }
      if (word.pos === 'PART' && /^(?:not|n't|never)$/.test(word.lower)) {
        negated = true;
        continue;
      }
      if (
        word.pos === 'ADV' ||
        word.lower === 'reportedly' ||
        word.lower === 'now' ||
        word.lower === 'also' ||
        word.lower === 'today'
      ) {
        if (/^(?:never|no longer)$/.test(word.lower)) negated = true;
        if (k + 1 < nodes.length && (isVerbish(nodes[k + 1] as Node) || nodes[k + 1]?.pos === 'ADV')) continue;
        break;
      }
      if (word.pos === 'VERB') {
        head = k;
        k++;
        break;
      }
      break;
    }
    const main = nodes[head] as Node;
    const ing = /ing$/.test(main.lower) && main.pos === 'VERB';
    const pastForm =
      /(?:ed|en|wn|ought|aught|ade|old|ook|ell|eft|ept|ent|elt|un|id|ut|on|et)$/.test(main.lower) &&
      !ing &&
      main.lower !== main.lemma;
    const irregular =
      /^(?:led|cut|hit|put|set|shut|won|sold|built|bought|struck|spun|found|left|held|made|met|hired|become|come|begun|run|bid|let)$/.test(
        main.lower,
      );
    const participle = pastForm || irregular;
    let passive = be && participle && main.pos === 'VERB';
    const next = nodes[head + 1];
    let form: Verb['form'] =
      infinitive && from === i
        ? 'infinitive'
        : (ing && !be) || /^(?:being|having)$/.test(node.lower)
          ? 'gerund'
          : 'finite';
    if (!be && !have && participle && !infinitive && modal === null && main.pos === 'VERB') {
      // "Hexus, acquired by Harvey" and "a round led by Index": the participle has no auxiliary.
      if (
        next?.lower === 'by' ||
        (nodes[head + 2]?.lower === 'by' && (next?.pos === 'ADV' || next?.value?.kind === 'money'))
      ) {
        form = 'participle';
        passive = true;
      } else if (
        groupOf[from - 1] &&
        BARE_PASSIVE.get(main.lemma)?.has((next?.pos === 'ADV' ? nodes[head + 2] : next)?.lower ?? '')
      )
        passive = true;
      // "a startup called Foo", "a deal valued at $5M": what is said of the phrase before it.
      const before = groupOf[from - 1];
      const owner = verbs.at(-1);
      if (
        /^(?:co-)?led$/.test(main.lower) &&
        before &&
        /^(?:round|raise|funding|financing|investment|deal)$/.test(nodes[before.to]?.lower ?? '') &&
        (next === undefined || !groupOf[head + 1])
      ) {
        form = 'participle';
        passive = true;
      }
      if (
        form === 'finite' &&
        before &&
        nodes[before.to]?.pos !== 'PRON' &&
        /ed$/.test(main.lower) &&
        owner &&
        owner.form !== 'participle' &&
        before.from > owner.to &&
        !COMMUNICATION_VERBS.has(owner.lemma) &&
        !nodes
          .slice(owner.to + 1, before.from)
          .some(
            (word) =>
              /^[,;:]$/.test(word.text) ||
              word.pos === 'SCONJ' ||
              word.pos === 'CCONJ' ||
              /^(?:after|before|since|as|while|when|that|who|which|until)$/.test(word.lower),
          ) &&
        (/^(?:call|name|dub|title|base|focus|design|aim|value|know|build|date|head|found|own)$/.test(main.lemma) ||
          next?.pos === 'ADP') &&
        !/^(?:let|help|make|see|have|get)$/.test(owner.lemma)
      ) {
        form = 'participle';
        passive = true;
      }
    }
    let to = head;
    let phrasal = main.lemma;
    const particle = nodes[head + 1];
    if (particle && PARTICLES.has(particle.lower) && !particle.mention && PARTICLE_VERBS.has(main.lemma)) {
      const then = nodes[head + 2];
      if (
        !(particle.lower === 'in' || particle.lower === 'on') ||
        main.lemma === 'set' ||
        then?.pos === 'ADP' ||
        (main.lemma === 'take' && particle.lower === 'on') ||
        main.lemma === 'roll' ||
        (/^(?:pull|haul|reel|rake|bring)$/.test(main.lemma) && then && (then.value || then.pos === 'DET'))
      ) {
        phrasal = `${main.lemma} ${particle.lower}`;
        to = head + 1;
      }
    }
    const verb: Verb = {
      from,
      to,
      head,
      lemma: main.lemma,
      phrasal,
      form,
      passive,
      negated,
      modal,
      chain: [],
      governor: null,
      subject: null,
      subjectVia: 'direct',
      object: null,
      preps: [],
      reach: nodes.length,
      past: have || (participle && !be),
    };
    verbs.push(verb);
    for (let n = from; n <= to; n++) verbAt[n] = verb;
    i = Math.max(i, to);
  }

  const boundary = (k: number): boolean => {
    const node = nodes[k] as Node;
    return (
      /^[;:]$/.test(node.text) || (node.pos === 'SCONJ' && !groupOf[k]) || (RELATIVE.has(node.lower) && !groupOf[k])
    );
  };
  const stop = (k: number): boolean => /^[;:—]$/.test((nodes[k] as Node).text);
  const before = (k: number): number => {
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
  };
  const governed = (group: Group): boolean => {
    const prev = nodes[group.from - 1];
    // "after Foo reported": a clause, not "after Foo".
    if (
      prev &&
      /^(?:after|before|since|until|as|than|while|for)$/.test(prev.lower) &&
      prev.lower !== 'for' &&
      verbAt[group.to + 1]?.form === 'finite'
    )
      return false;
    return (
      (prev !== undefined && prev.pos === 'ADP' && !/^(?:as|like)$/.test(prev.lower)) ||
      (prev?.lower === 'to' && !verbAt[group.from - 1])
    );
  };

  verbs.forEach((verb, index) => {
    const prevVerb = index > 0 ? (verbs[index - 1] as Verb) : null;
    let k = verb.from - 1;
    if (verb.form === 'infinitive') {
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
        const holder = owningVerb(group, prevVerb);
        const lemma = head.lemma.replace(/s$/, '');
        if (CONTROL_NOUNS.has(lemma) && holder) {
          inherit(verb, holder);
          verb.chain = [...verb.chain, lemma];
          const owner = ownerOf(group);
          if (owner) verb.subject = owner;
          return;
        }
        // A headline's "Adobe to buy Semrush": the infinitive is the main verb.
        if (!holder || holder.from > group.to) {
          verb.subject = (CONTROL_NOUNS.has(lemma) ? ownerOf(group) : null) ?? subjectBefore(k);
          verb.form = 'finite';
          verb.modal = 'to';
          return;
        }
        // "hired Foo to lead Bar", "raised $5M to expand": purpose; the object may act.
        inherit(verb, holder);
        verb.chain = [...verb.chain.filter((word) => word !== holder.lemma), 'purpose'];
        if (
          head.mention &&
          holder.object === group &&
          /^(?:hire|tap|name|appoint|ask|tell|order|allow|urge|get|choose|pick|force|help|let|enable|select|require|want|expect|recruit|poach|promote|elevate|bring|invite)$/.test(
            holder.lemma,
          )
        )
          verb.subject = group;
        return;
      }
      if (prevVerb && k >= prevVerb.from && !boundaryBetween(prevVerb.to, verb.from)) inherit(verb, prevVerb);
      else if (nodes[k]?.text === ',' && prevVerb) inherit(verb, prevVerb);
      if (verb.governor && nodes[k]?.text === ',') verb.chain = [...verb.chain, 'purpose'];
      return;
    }
    if (verb.form === 'gerund') {
      k = before(k);
      const at = k >= 0 ? verbAt[k] : null;
      if (at) {
        inherit(verb, at);
        return;
      }
      const prep = nodes[k];
      if (prep && prep.pos === 'ADP' && prevVerb) {
        inherit(verb, prevVerb);
        verb.chain = [...verb.chain, prep.lower];
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
      return;
    }
    k = before(k);
    if (verb.form === 'participle') {
      let at = k;
      while (at >= 0 && /^[,(]$/.test(nodes[at]?.text ?? '')) at--;
      verb.subject = at >= 0 ? (groupOf[at] ?? null) : null;
      verb.subjectVia = 'reduced';
      // "Cognition, the startup behind Devin, backed by Founders Fund".
      if (verb.subject && governed(verb.subject)) verb.subjectVia = 'reduced';
      return;
    }
    if (k < 0) return;
    const word = nodes[k] as Node;
    if (RELATIVE.has(word.lower)) {
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
        if (holder.form === 'infinitive' && nodes[verb.head]?.lower === verb.lemma && verb.modal === null) {
          verb.chain = [...holder.chain];
          verb.modal = holder.modal;
          verb.form = 'infinitive';
        } else if (holder.modal === 'to' && nodes[verb.head]?.lower === verb.lemma) verb.modal = 'to';
        return;
      }
    }
    if (word.text === ',' || word.text === ')' || word.text === '—' || word.text === '–' || word.text === '-') {
      // A parenthesis closes here: the subject is the first phrase of the clause.
      let low = k;
      while (low > 0 && !stop(low - 1)) low--;
      if (word.text === ')') {
        let open = k;
        while (open > 0 && nodes[open]?.text !== '(') open--;
        const group = open > 0 ? groupOf[open - 1] : null;
        if (group) {
          verb.subject = subjectBefore(open - 1);
          return;
        }
      }
      // Verbs in a row: "raised $5M, hired Foo, and opened".
      const opening = firstComma(low, k);
      if (opening > low) {
        const group = leftmost(low, opening - 1);
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
      if (near && !governed(near)) verb.subject = near;
      return;
    }
    verb.subject = subjectBefore(k);
  });

  function boundaryBetween(a: number, b: number): boolean {
    for (let k = a + 1; k < b; k++) if (boundary(k)) return true;
    return false;
  }
  function inherit(verb: Verb, governor: Verb): void {
    verb.governor = governor;
    verb.subject =
      governor.passive &&
      /^(?:report|say|expect|rumor|rumour|believe|set|schedule|plan|slate|tip|require|force|order|forecast)$/.test(
        governor.lemma,
      )
        ? governor.subject
        : governor.subject;
    verb.chain = [...governor.chain, governor.lemma];
    verb.modal ??= governor.modal;
    if (governor.negated) verb.chain.push('not');
    if (verb.subjectVia === 'direct') verb.subjectVia = governor.subjectVia;
  }
  function owningVerb(group: Group, fallback: Verb | null): Verb | null {
    for (let k = group.from - 1; k >= 0; k--) {
      if (verbAt[k]) return verbAt[k] ?? null;
      if (boundary(k) || stop(k)) return null;
    }
    return fallback && fallback.from < group.from ? fallback : null;
  }
  /** "Foo's bid to buy Bar": the owner of the noun acts. */
  function ownerOf(group: Group): Group | null {
    const phrase = group.phrases.at(-1) as Phrase;
    for (let k = phrase.head - 1; k > phrase.from; k--) {
      if (nodes[k]?.lower === "'s" && nodes[k - 1]?.mention)
        return { from: k - 1, to: k - 1, phrases: [{ from: k - 1, to: k - 1, head: k - 1 }] };
    }
    return null;
  }
  /** The comma that opens the parenthesis which closes at `close`: after the first phrase of the stretch that has a name or no preposition. */
  function firstComma(low: number, close: number): number {
    for (let k = low + 1; k < close; k++) {
      if (nodes[k]?.text === ',' || nodes[k]?.text === '(' || nodes[k]?.text === '—' || nodes[k]?.text === '–') {
        const group = groupOf[k - 1];
        if (group && leftmost(low, k - 1) && !groupOf[k]) return k;
      }
    }
    return -1;
  }
  /** The first phrase of a stretch that no preposition governs. */
  function leftmost(low: number, high: number): Group | null {
    for (let k = low; k <= high; k++) {
      const group = groupOf[k];
      if (!group) continue;
      if (!governed(group) && !timeNode(nodes[group.phrases[0]?.head ?? 0])) return group;
      k = group.to;
    }
    return null;
  }
  function subjectBefore(k: number): Group | null {
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
        if (town && governed(town) && nodes[group.to]?.mention?.entity.kind === 'place' && group.phrases.length === 1) {
          best = null;
          at = town.from - 2;
          continue;
        }
        if (governed(group)) {
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
        if (reduced?.modal === 'to' && groupOf[reduced.from - 2]) return subjectBefore(reduced.from - 2);
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
      if (inner || boundary(at) || stop(at)) break;
      at--;
    }
    return best;
  }

  // "After being acquired by Foo, Bar …": an opening clause is of the one who acts next.
  for (const verb of verbs) {
    if (verb.subject || !(verb.form === 'gerund' || verb.form === 'participle')) continue;
    if (!nodes.slice(0, verb.from).every((node) => /^(?:ADP|SCONJ|ADV)$/.test(node.pos))) continue;
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

  // Objects, prepositions and reach.
  verbs.forEach((verb) => {
    let reach = nodes.length;
    for (let k = verb.to + 1; k < nodes.length; k++) {
      const node = nodes[k] as Node;
      if (stop(k)) {
        reach = k;
        break;
      }
      const other = verbAt[k];
      if (other && other !== verb && other.form === 'finite' && other.governor === null) {
        // Back to where that clause's subject begins.
        reach = other.subject && other.subject.from > verb.to && other.subjectVia === 'direct' ? other.subject.from : k;
        const conj = nodes[reach - 1];
        if (
          conj &&
          (conj.pos === 'SCONJ' ||
            conj.pos === 'CCONJ' ||
            conj.text === ',' ||
            SUBORDINATE.has(conj.lower) ||
            RELATIVE.has(conj.lower))
        )
          reach--;
        break;
      }
      if (
        (node.pos === 'SCONJ' ||
          (SUBORDINATE.has(node.lower) &&
            /^(?:as|after|while|because|since|before|following|when|despite|amid)$/.test(node.lower) &&
            !(node.lower === 'as' && roleFollows(k)))) &&
        !groupOf[k] &&
        k > verb.to + 1
      ) {
        reach = k;
        break;
      }
    }
    verb.reach = Math.max(reach, verb.to + 1);
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
    if (group && temporal(group)) k = group.to + 1;
    else if (group && !verb.passive && k < verb.reach) {
      verb.object = group;
      k = group.to + 1;
    } else if (group && verb.passive && k < verb.reach) {
      // "was named CEO": a predicate.
      verb.object = group;
      k = group.to + 1;
    }
    // "Foo, which Bar bought in 2016": the object stands before.
    const subject = withoutObject(verb);
    if (subject) {
      let at = subject.from - 1;
      if (/^(?:which|that|whom|who)$/.test(nodes[at]?.lower ?? '')) {
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
    const bare = still && !verb.fronted ? contact(verb, still) : null;
    if (bare) {
      [verb.object, verb.subject] = bare;
      verb.fronted = true;
    } else if (still) {
      // "Foo, which Bar acquired" and "the business it acquired": the object stands before the subject.
      const lead = nodes[still.from - 1];
      const pronoun = /^(?:it|they|he|she|we)$/.test(nodes[still.from]?.lower ?? '') && still.from === still.to;
      let before = still.from - 1;
      if (lead && RELATIVE.has(lead.lower)) {
        before--;
        if (nodes[before]?.text === ',') before--;
        verb.object = groupOf[before] ?? null;
      } else if (pronoun && groupOf[before] && !timeNode(nodes[before])) verb.object = groupOf[before] ?? null;
    }
    // Particles that follow their object: "lay 500 people off".
    verb.preps = prepsAfter(k, verb.reach);
  });

  /** "last year", "this Tuesday", "on Monday": a phrase of nothing but time. */
  function temporal(group: Group): boolean {
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
  function contact(verb: Verb, subject: Group): [Group, Group] | null {
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

  function roleFollows(k: number): boolean {
    const group = groupOf[k + 1];
    return group !== null && group !== undefined;
  }

  function prepsAfter(from: number, limit: number): Prep[] {
    const preps: Prep[] = [];
    for (let k = from; k < Math.min(limit, nodes.length); k++) {
      const node = nodes[k] as Node;
      if (stop(k)) break;
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

  return {
    nodes,
    groups,
    verbs,
    groupAt: (k) => groupOf[k] ?? null,
    phraseAt: (k) => phraseOf[k] ?? null,
    prepsAfter,
    text: (from, to) =>
      nodes
        .slice(from, to + 1)
        .map((node) => node.text)
        .join(' '),
  };
}
