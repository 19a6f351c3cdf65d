import type { Group, Node, Phrase, Verb } from './clauses.ts';
import { partyOf } from './parties.ts';
import type { Scene } from './scene.ts';
import { COMMUNICATION_VERBS, TITLE } from './words.ts';

/** Whom or what a phrase stands for that explains a name, or is a part of what it means: "a startup, Foo,", "the maker of Foo". */

/** "Foo, a startup backed by Bar": whom the phrase after the comma describes. */
export function apposed(scene: Scene, group: Group): Group | null {
  const before = scene.nodes[group.from - 1];
  const first = scene.nodes[group.from];
  if (!before || !/^[,—–(]$/.test(before.text) || !first || first.mention) return null;
  const named = scene.clauses.groupAt(group.from - 2);
  return named && scene.nodes[named.phrases[0]?.head ?? 0]?.mention ? named : null;
}

const PART_OF =
  /^(?:number|most|much|couple|pair|series|string|subsidiary|branch|affiliate|stake|majority|minority|asset|business|unit|division|arm|team|maker|rest|part|balance|control|share|parent|owner|operation|developer|creator|all|half|portion|substantially|operator|startup|company|division|firm|interest|round|series|funding|seed)$/;

/** The object, or what it is a part of: "bought a majority stake in Foo", "the maker of Bar", "a startup, Foo,". */
export function objectOf(scene: Scene, verb: Verb): Group | null {
  const group = verb.object;
  if (!group) {
    // "acquired substantially all of Foo".
    const first = verb.preps[0];
    const between = scene.nodes.slice(verb.to + 1, first?.at ?? 0);
    return first?.group && first.word === 'of' && between.every(({ pos }) => pos === 'ADV' || pos === 'DET')
      ? throughPart(scene, first.group, verb.reach)
      : null;
  }
  return throughPart(scene, group, verb.reach);
}

export function throughPart(scene: Scene, group: Group, limit: number): Group {
  const { nodes, clauses } = scene;
  const phrase = group.phrases[0] as Phrase;
  const head = nodes[phrase.head] as Node;
  if (head.mention || group.phrases.length > 1) return group;
  const next = nodes[group.to + 1];
  const lemma = head.lemma.replace(/(?<=[^s])s$/, '');
  if (
    next &&
    ((next.lower === 'in' &&
      /^(?:stake|interest|share|majority|minority|holding|control|investment|position|number|%)$/.test(lemma)) ||
      next.lower === 'of' ||
      (next.lower === 'behind' && /^(?:team|company|startup|firm|maker)$/.test(lemma))) &&
    (PART_OF.test(lemma) || head.value || (head.pos === 'NUM' && next.lower === 'of'))
  ) {
    const inner = clauses.groupAt(group.to + 2) ?? clauses.groupAt(group.to + 3);
    if (inner && inner.from < limit) return throughPart(scene, inner, limit);
  }
  if (next && /^[,—–(:]$/.test(next.text)) {
    // The name follows as an apposition, at once.
    const inner = clauses.groupAt(group.to + 2);
    const opener = inner ? nodes[TITLE.test(nodes[inner.from]?.lower ?? '') ? inner.from + 1 : inner.from] : undefined;
    if (
      inner &&
      inner.from === group.to + 2 &&
      nodes[inner.phrases[0]?.head ?? 0]?.mention &&
      opener?.mention &&
      // "…, Reuters reported" credits; it explains nothing.
      opener.mention.entity.kind !== 'outlet' &&
      // "…, Jane Roe said" speaks; the comma that would end an apposition is missing.
      !COMMUNICATION_VERBS.has(nodes[inner.to + 1]?.lemma ?? '') &&
      (phrase.to - phrase.from >= 2 || !partyOf(scene, phrase, 'org'))
    )
      return inner;
  }
  if (next?.lower === 'and') {
    // "the wallet and investment platform Foo".
    const inner = clauses.groupAt(group.to + 2);
    const named = inner ? nodes[inner.phrases[0]?.head ?? 0]?.mention : undefined;
    if (
      inner &&
      named &&
      inner.from === group.to + 2 &&
      inner.phrases.length === 1 &&
      !nodes[inner.from]?.mention &&
      nodes[inner.from]?.pos !== 'DET'
    )
      return inner;
  }
  // "a number of companies, including Foo and Bar".
  if (/s$/.test(head.lower)) {
    const including = clauses
      .prepsAfter(group.to + 1, Math.min(limit, group.to + 12))
      .find(
        (prep) =>
          prep.word === 'including' ||
          prep.word === 'like' ||
          (prep.word === 'as' && nodes[prep.at - 1]?.lower === 'such'),
      );
    if (including?.group && nodes[including.group.phrases[0]?.head ?? 0]?.mention) return including.group;
    // "record labels — including Foo and Bar": a dash ends the clause, and yet they are meant.
    const aside = /^[—–]$/.test(next?.text ?? '') && nodes[group.to + 2]?.lower === 'including';
    const named = aside ? clauses.groupAt(group.to + 3) : null;
    if (named && nodes[named.phrases[0]?.head ?? 0]?.mention) return named;
  }
  if (next && /^(?:called|named|dubbed)$/.test(next.lower)) {
    const inner = clauses.groupAt(group.to + 2);
    if (inner) return inner;
  }
  return group;
}
