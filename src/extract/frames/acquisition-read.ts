import type { Prep, Verb } from '../clauses.ts';
import { housesBefore, modifiersOf, ownerOf, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { bearing, isPrice } from './acquisition-bought.ts';
import { addGroup, addParties, addValues, type Draft, has, lowerText, newDraft } from './frame.ts';

// Acquisitions that no single verb or noun tells.

/** "its two acquisitions, Foo and Bar", "Foo was one of Bar's first acquisitions": each a purchase of its own, and known. */
export function several(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  nodes.forEach((node, at) => {
    const phrase = clauses.phraseAt(at);
    if (node.lower !== 'acquisitions' || !phrase || phrase.head !== at) return;
    const owner = ownerOf(scene, phrase, at, 'org');
    const is = clauses.verbs.find(
      (verb) =>
        verb.lemma === 'be' && verb.subject && /^one of\b/.test(lowerText(scene, verb.to + 1, at)) && at - verb.to <= 8,
    );
    const list = /^(?:,|:|including|like|—)$/.test(nodes[phrase.to + 1]?.lower ?? '')
      ? clauses.groupAt(phrase.to + 2)
      : null;
    const named = list && list.from === phrase.to + 2 && nodes[list.from]?.mention ? list : null;
    const after = clauses.verbs.find((verb) => verb.subject && verb.subject.from > at && verb.form === 'finite');
    const buyer =
      owner.length > 0 ? [...owner] : named && after ? parties(scene, after.subject, 'org', after).slice(0, 1) : [];
    const bought = parties(scene, is ? is.subject : named, 'org');
    const topic = scene.article.subjects.at(-1) ?? scene.article.topic;
    // "it" is none of those it bought.
    if (buyer.some((party) => bought.some((other) => other.entity === party.entity)))
      buyer.splice(0, 1, ...(topic ? [{ entity: topic, text: topic.name, node: at, coreferent: true }] : []));
    for (const target of bought) {
      const draft = newDraft(scene, 'acquisition', at, null);
      draft.background = true;
      draft.from = phrase.from;
      draft.to = at + 1;
      addParties(draft, 'target', [target]);
      addParties(draft, 'acquirer', buyer);
      if (has(draft, 'acquirer')) drafts.push(draft);
    }
  });
  return drafts;
}

/** "Foo is now part of Bar": the tagger takes "part" for the verb. */
const nowPart = (scene: Scene, { preps, from, to, lemma, head }: Verb): Prep | undefined =>
  lemma === 'part' && to - from <= 2 && /^(?:is|are) now$/.test(lowerText(scene, from, head))
    ? preps.find(({ word, at }) => word === 'of' && at === to + 1)
    : undefined;

/** "Foo joins us", on the page of the house that bought it; "Foo became part of Bar". */
export function joining(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
  const { house } = scene;
  for (const verb of scene.clauses.verbs) {
    if (verb.passive || verb.negated || !verb.subject || (!verb.object && !/^(?:become|part)$/.test(verb.lemma)))
      continue;
    const head = verb.object ? scene.nodes[verb.object.phrases[0]?.head ?? 0] : undefined;
    const joins =
      verb.lemma === 'join' &&
      !verb.preps.some((prep) => prep.word === 'as') &&
      house !== null &&
      scene.sentence.field === 'title' &&
      head?.mention?.entity.slug === house.slug;
    const part =
      verb.lemma === 'become' &&
      (/^(?:part|subsidiary|unit|division|affiliate|arm)$/.test(head?.lower ?? '') ||
        scene.nodes[verb.to + 1]?.lower === 'part')
        ? verb.preps.find((prep) => prep.word === 'of')
        : nowPart(scene, verb);
    if (!joins && !part) continue;
    // "Foo joins us", on the page of the house that bought it; "Foo became part of Bar".
    const draft = newDraft(scene, 'acquisition', verb.head, verb);
    draft.from = verb.from;
    draft.to = verb.reach;
    const subject = parties(scene, verb.subject, 'org', verb).filter(
      (found) => found.entity?.kind === 'org' && !found.coreferent,
    );
    // Two plain words may be a person.
    if (
      joins &&
      subject.some(
        (found) => !found.entity?.sure && (found.text.includes(' ') || scene.nodes[found.node - 1]?.text === ')'),
      )
    )
      continue;
    // Whose part a house is now, prose only recalls.
    if (verb.lemma === 'part' && scene.sentence.field === 'text') draft.background = true;
    addParties(draft, 'target', subject);
    addGroup(draft, scene, 'acquirer', part ? part.group : verb.object, verb);
    drafts.push(draft);
  }
  return drafts;
}

/** "Ownership of Foo passed to Bar", "Foo passed into the hands of Bar", "came under the control of Bar". */
export function changing(scene: Scene): Draft[] {
  const { nodes, clauses } = scene;
  const drafts: Draft[] = [];
  for (const verb of clauses.verbs) {
    const { subject } = verb;
    if (!subject || verb.negated || !/^(?:transfer|pass|go|come|fall|sell)$/.test(verb.lemma)) continue;
    const held = nodes[subject.phrases[0]?.head ?? 0]?.lower;
    const hands = verb.preps.findIndex(
      ({ word, group }) =>
        /^(?:into|under)$/.test(word) && /^(?:hands|ownership|control)$/.test(nodes[group?.to ?? -1]?.lower ?? ''),
    );
    const owned =
      held === 'ownership'
        ? clauses.prepsAfter(subject.to + 1, verb.from).find((prep) => prep.word === 'of')?.group
        : subject;
    const owner =
      held === 'ownership'
        ? verb.preps.find((prep) => prep.word === 'to')
        : hands >= 0
          ? verb.preps.slice(hands + 1).find((prep) => prep.word === 'of')
          : undefined;
    if (!owned || !owner) continue;
    const draft = newDraft(scene, 'acquisition', verb.head, verb);
    draft.from = verb.from;
    draft.to = verb.reach;
    addGroup(draft, scene, 'target', owned, verb);
    addGroup(draft, scene, { role: 'acquirer', want: 'any' }, owner.group, verb);
    if (has(draft, 'target') && has(draft, 'acquirer')) drafts.push(draft);
  }
  return drafts;
}

const STAFF = /^(?:employees|staff|team|workers|engineers|people|researchers)$/;

/** "The Foo team joins Bar as part of the deal": whose people come over was bought. */
export function absorbing(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
  for (const verb of scene.clauses.verbs) {
    const people = verb.lemma === 'join' && !verb.passive && !verb.negated ? verb.subject?.phrases[0] : undefined;
    if (!people || !STAFF.test(scene.nodes[people.head]?.lower ?? '')) continue;
    if (!/\bas part of (?:the|an?) (?:acquisition|takeover|purchase)\b/.test(lowerText(scene, verb.to, verb.reach)))
      continue;
    const draft = newDraft(scene, 'acquisition', verb.head, verb);
    draft.from = verb.from;
    draft.to = verb.reach;
    addParties(draft, 'target', housesBefore(scene, people));
    addGroup(draft, scene, 'acquirer', verb.object, verb);
    if (has(draft, 'target') && has(draft, 'acquirer')) drafts.push(draft);
  }
  return drafts;
}

const TALKS = /^(?:talks|negotiations|discussions|bid|bids|attempt)$/;
const TAKEOVER = /^(?:acquisition|takeover|merger|buyout)$/;
const BROKEN =
  /^(?:(?:reportedly|have|had) ){0,2}(?:fail|failed|collapse|collapsed|stalled|ended|fell apart|fell through|broke down)\b/;

/** "Foo partners with Bar after takeover talks collapsed": between the two that the clause before names. */
export function brokenOff(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return nodes.flatMap((node, at) => {
    if (!TALKS.test(node.lower) || !TAKEOVER.test(nodes[at - 1]?.lower ?? '') || nodes[at - 2]?.lower !== 'after')
      return [];
    if (!BROKEN.test(lowerText(scene, at + 1, at + 5))) return [];
    const main = clauses.verbs.find((verb) => verb.form === 'finite' && verb.to < at - 2 && verb.subject);
    if (!main) return [];
    const other = main.preps.find((prep) => prep.word === 'with' && prep.at < at - 2)?.group ?? main.object;
    const [acquirer, ...more] = parties(scene, main.subject, 'org', main);
    const [target, ...rest] = parties(scene, other, 'org', main);
    if (!acquirer || !target || more.length > 0 || rest.length > 0 || acquirer.entity === target.entity) return [];
    const draft = newDraft(scene, 'acquisition', at, null);
    draft.status = 'failed';
    draft.from = at - 2;
    draft.to = at + 5;
    addParties(draft, 'acquirer', [acquirer]);
    addParties(draft, 'target', [target]);
    return [draft];
  });
}

const DEAL = /^(?:acquisition|takeover|purchase|buyout|deal|merger)$/;

/** "Foo wins approval for its Bar deal", "for the acquisition of Bar": the one who got it buys. */
export function approved(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return clauses.verbs.flatMap((verb) => {
    if (!/^(?:win|get|receive|secure|gain|obtain|clear)$/.test(verb.lemma) || verb.passive || verb.negated) return [];
    const got = verb.object?.phrases[0];
    if (!got || !/^(?:approval|clearance|nod|consent)$/.test(nodes[got.head]?.lower ?? '')) return [];
    const goal = verb.preps.find(({ word, at }) => word === 'for' && at > got.head)?.group;
    const phrase = goal?.phrases[0];
    if (!phrase || !DEAL.test(nodes[phrase.head]?.lower ?? '')) return [];
    const draft = newDraft(scene, 'acquisition', phrase.head, verb);
    draft.from = verb.from;
    draft.to = verb.reach;
    addGroup(draft, scene, 'acquirer', verb.subject, verb);
    const of = clauses.prepsAfter(phrase.to + 1, verb.reach).find(({ word }) => word === 'of');
    if (of) addGroup(draft, scene, 'target', of.group, verb);
    else addParties(draft, 'target', modifiersOf(scene, phrase, phrase.head, 'org').slice(-1));
    return has(draft, 'acquirer') && has(draft, 'target') ? [draft] : [];
  });
}

/** Ways to leave a deal before it is done. */
const LEAVING = /^(?:walk away|walk|back out|back away|pull out|withdraw|back off)$/;

/** "Foo ends its pursuit of Bar", "Foo walks away from the $3 billion takeover of Bar". */
export function pursued(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return clauses.verbs.flatMap((verb) => {
    if (verb.passive || verb.negated || verb.modal !== null) return [];
    const left = LEAVING.test(verb.phrasal)
      ? verb.preps.find(({ word }) => word === 'from' || word === 'of' || word === 'on')?.group
      : null;
    const ended = /^(?:end|abandon|drop)$/.test(verb.lemma) ? verb.object : null;
    const phrase = (left ?? ended)?.phrases[0];
    const noun = nodes[phrase?.head ?? -1]?.lower ?? '';
    if (!phrase || !(left ? TAKEOVER.test(noun) || /^(?:purchase|merger|bid)$/.test(noun) : noun === 'pursuit'))
      return [];
    const of = clauses
      .prepsAfter(phrase.to + 1, verb.reach)
      .find(({ word, at }) => /^(?:of|for|with)$/.test(word) && at === phrase.to + 1);
    const draft = newDraft(scene, 'acquisition', verb.head, verb);
    draft.status = 'failed';
    draft.from = verb.from;
    draft.to = verb.reach;
    addGroup(draft, scene, 'acquirer', verb.subject, verb);
    addGroup(draft, scene, 'target', of?.group ?? null, verb);
    if (!has(draft, 'target')) bearing(draft, scene, of?.group ?? null);
    if (!has(draft, 'target')) addParties(draft, 'target', modifiersOf(scene, phrase, phrase.head, 'org').slice(-1));
    if (left) addValues(draft, scene, { values: { amount: isPrice } });
    return has(draft, 'acquirer') && has(draft, 'target') ? [draft] : [];
  });
}

/** "Foo has been owned by Bar since 2006": bought then. */
export function ownedSince(scene: Scene): Draft[] {
  return scene.clauses.verbs.flatMap((verb) => {
    if (verb.lemma !== 'own' || !verb.passive || verb.negated || verb.form !== 'finite') return [];
    if (!/\bsince (?:[a-z]+ )?(?:19|20)\d\d\b/.test(lowerText(scene, 0, scene.nodes.length))) return [];
    if (!/^ha(?:s|ve|d)$/.test(scene.nodes[verb.from]?.lower ?? '')) return [];
    const draft = newDraft(scene, 'acquisition', verb.head, verb);
    draft.background = true;
    draft.from = verb.from;
    draft.to = verb.to + 1;
    addGroup(draft, scene, 'target', verb.subject, verb);
    addGroup(draft, scene, 'acquirer', verb.preps.find(({ word }) => word === 'by')?.group ?? null, verb);
    return has(draft, 'acquirer') && has(draft, 'target') ? [draft] : [];
  });
}

/** "Foo emerged as the buyer of Bar", "Foo is the new owner of Bar". */
export function owning(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return clauses.verbs.flatMap((verb) => {
    if (!/^(?:be|become|emerge)$/.test(verb.lemma) || verb.passive || verb.negated || verb.modal === 'would') return [];
    const named = verb.object ?? verb.preps.find(({ word }) => word === 'as')?.group;
    const held = named?.phrases[0];
    if (!held || !/^(?:owner|buyer)$/.test(nodes[held.head]?.lower ?? '')) return [];
    if (verb.lemma === 'be' && !/\bnew\b/.test(lowerText(scene, held.from, held.head))) return [];
    const of = clauses.prepsAfter(held.to + 1, verb.reach).find(({ word, at }) => word === 'of' && at === held.to + 1);
    const draft = newDraft(scene, 'acquisition', verb.head, verb);
    draft.from = verb.from;
    draft.to = verb.reach;
    addGroup(draft, scene, { role: 'acquirer', want: 'any' }, verb.subject, verb);
    addGroup(draft, scene, 'target', of?.group ?? null, verb);
    return has(draft, 'acquirer') && has(draft, 'target') ? [draft] : [];
  });
}

/** "Foo approached Bar about a merger", and a headline's "Foo close to buying Bar". */
export function wooing(scene: Scene): Draft[] {
  const { clauses, nodes, sentence } = scene;
  return clauses.verbs.flatMap((verb) => {
    if (verb.passive || verb.negated || !verb.object) return [];
    const about = verb.preps.find(({ word }) => word === 'about')?.group;
    const approached =
      verb.lemma === 'approach' &&
      /^(?:merger|takeover|acquisition|buyout|sale)$/.test(nodes[about?.phrases[0]?.head ?? -1]?.lower ?? '');
    const close =
      sentence.field === 'title' &&
      /ing$/.test(nodes[verb.head]?.lower ?? '') &&
      /^(?:buy|acquire)$/.test(verb.lemma) &&
      /^(?:close|closer) to$/.test(lowerText(scene, verb.from - 2, verb.from));
    if (!approached && !close) return [];
    const draft = newDraft(scene, 'acquisition', verb.head, verb);
    draft.status = 'talks';
    draft.from = verb.from;
    draft.to = verb.reach;
    addGroup(draft, scene, 'acquirer', approached ? verb.subject : clauses.groupAt(verb.from - 3), verb);
    addGroup(draft, scene, 'target', verb.object, verb);
    addValues(draft, scene, { values: { amount: isPrice } });
    return has(draft, 'acquirer') && has(draft, 'target') ? [draft] : [];
  });
}
