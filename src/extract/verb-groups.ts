import type { Chart } from './chart.ts';
import { BARE_PASSIVE, isVerbish, MODAL, type Node, PARTICLE_VERBS, PARTICLES, type Verb } from './grammar.ts';
import { COMMUNICATION_VERBS } from './words.ts';

/** Finds the verbs of a sentence, each with its auxiliaries and its particle: form, voice, negation. */
export function readVerbs(chart: Chart): void {
  const { nodes, groupOf, verbs } = chart;
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
      // "having signed a deal": what is done, said by whoever acts next.
      if (word.lower === 'having' && nodes[k + 1]?.pos === 'VERB' && /[^g]$/.test(nodes[k + 1]?.lower ?? '')) {
        have = true;
        head = k;
        continue;
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
        // "sold on the Foo brand to Bar"; what is sold on Foo is sold there.
        (main.lemma === 'sell' && particle.lower === 'on' && !be && then?.pos === 'DET') ||
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
      fronted: false,
      preps: [],
      reach: nodes.length,
      past: have || (participle && !be),
    };
    chart.add(verb);
    i = Math.max(i, to);
  }
}
