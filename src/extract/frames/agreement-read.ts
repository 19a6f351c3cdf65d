import type { Verb } from '../clauses.ts';
import { housesBefore, ownerOf, type Party, parties, partyOf } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { common } from '../vocabulary.ts';
import { ROLE_WORDS } from '../words.ts';
import { makerIn, values } from './agreement-sides.ts';
import { addGroup, addParties, addValues, all, type Draft, lowerText, newDraft, throughPart } from './frame.ts';

// Agreements that no single verb or noun tells.
const party = 'party';

const start = (scene: Scene, verb: Verb): Draft => {
  const draft = newDraft(scene, 'agreement', verb.head, verb);
  draft.from = verb.from;
  draft.to = verb.reach;
  return draft;
};

/** What two firms may make together, wherever it is told. */
export const MAKING =
  /^(?:launch|unveil|introduce|develop|co-develop|pilot|execute|build|create|enable|debut|bring|optimise|optimize|test|deploy|roll out|complete|offer|co-create|establish|set up)$/;
/** What a headline with two subjects says of one thing that they do. */
export const HELPING =
  /^(?:support|scale|expand|explore|announce|deliver|advance|accelerate|strengthen|boost|power|provide|tackle|improve|enhance|simplify|pioneer|promote|transform|modernise|modernize|upskill|train|bridge|extend|drive)$/;
/** What each of two firms has for itself. */
const EACH =
  /^(?:earnings|results|layoffs?|jobs?|openings?|plans?|spending|spend|capex|prices?|efforts?|profits?|dividends?|buybacks?|push|revenues?|headcount|hiring|sales|growth|forecasts?|guidance|race|rivalry|lead|dominance|investments?|ipos?|funding|rounds?|bets?|stakes?|ambitions|outages?|breach|workforce|cuts?|margins?)$/;

/** "Foo and Bar launch …": what two firms make together, they agreed on. */
export function jointly(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
  for (const verb of scene.clauses.verbs) {
    if (verb.passive || !verb.object || verb.negated || verb.form === 'gerund' || verb.chain.includes('purpose'))
      continue;
    const speakers = saying(scene, verb);
    if (speakers) {
      drafts.push(...speakers);
      continue;
    }
    const helping = scene.sentence.field === 'title' && HELPING.test(verb.phrasal);
    const thing = scene.nodes[verb.object.phrases[0]?.head ?? 0]?.lower ?? '';
    // On a house's own page, what another and it do together.
    const hosted =
      scene.house !== null &&
      scene.sentence.field === 'title' &&
      verb.form === 'finite' &&
      verb.subject?.phrases.some(({ head }) => scene.nodes[head]?.mention?.entity.slug === scene.house?.slug);
    if (!MAKING.test(verb.phrasal) && !((helping || hosted) && !EACH.test(thing))) continue;
    if (!verb.subject || verb.subject.phrases.length < 2 || verb.subjectVia === 'relative') continue;
    if (verb.governor && !/^(?:plan|agree|begin|start|set|expect)$/.test(verb.governor.lemma)) continue;
    const who = together(scene, verb);
    if (who.length !== verb.subject.phrases.length || who.length > 3) continue;
    const joint = /\bjoint(?:ly)?\b|\btogether\b/.test(lowerText(scene, verb.from - 2, verb.reach));
    if (!joint && /s$/.test(thing) && /^(?:launch|unveil|introduce|debut|announce|boost)$/.test(verb.lemma)) continue;
    const draft = start(scene, verb);
    if (verb.lemma === 'explore') draft.status = 'talks';
    // Recalled, it is told of what they made, not of what they agreed on.
    if (draft.background) continue;
    addParties(draft, party, who);
    drafts.push(draft);
  }
  return drafts;
}

/** "Foo and Bar said they would jointly develop maps". */
function saying(scene: Scene, verb: Verb): Draft[] | null {
  const who = verb.subject;
  if (!who || scene.nodes[who.from]?.lower !== 'they' || who.from !== who.to || !MAKING.test(verb.phrasal)) return null;
  const says = scene.clauses.verbs.find(
    (other) => other.to < who.from && who.from - other.to <= 3 && /^(?:say|announce|agree|confirm)$/.test(other.lemma),
  );
  if (
    says?.subject?.phrases.length !== 2 ||
    says.negated ||
    !/\b(?:jointly|together)\b/.test(lowerText(scene, verb.from, verb.reach))
  )
    return null;
  const draft = start(scene, verb);
  if (/^(?:may|might|could)$/.test(verb.modal ?? '')) draft.status = 'talks';
  else draft.status = 'announced';
  addParties(draft, party, together(scene, says));
  return all(draft, party).length === 2 ? [draft] : null;
}

/** The firms that a subject lists; one of them may be a country that the headline puts beside a firm. */
function together(scene: Scene, verb: Verb): Party[] {
  return (verb.subject?.phrases ?? []).flatMap((phrase, _, { length }) => {
    const found = partyOf(scene, phrase, 'any', verb);
    // "Foo's Tove Berg" is a person, or nobody that a headline makes sure of.
    const owned =
      found?.entity && scene.nodes.slice(phrase.from, phrase.head).some((node) => /^['’]s$/.test(node.lower));
    if (owned) return [];
    // "an A1 and B2 optimised chip", "the former Foo GM and VP Ann Roe": kinds and offices are no firms.
    const words = scene.nodes.slice(phrase.from, phrase.to + 1);
    if (words.some(({ lower }) => /^(?:an?|former|ex)$/.test(lower) || ROLE_WORDS.has(lower))) return [];
    if (/\b(?:GM|VP|SVP|EVP|CEO|CTO|CFO|COO)$/.test(found?.text ?? '')) return [];
    if (found && !found.coreferent && (found.entity === null || found.entity.kind === 'org')) return [found];
    const head = scene.nodes[phrase.head];
    const country = head?.mention?.entity.kind === 'place' && scene.sentence.field === 'title' && length === 2;
    return country && head.mention
      ? [{ entity: null, text: head.mention.text, node: phrase.head, coreferent: false }]
      : [];
  });
}

/** "Foo and Bar are breaking up", "Foo and Bar part ways". */
export function breakingUp(scene: Scene): Draft[] {
  return scene.clauses.verbs.flatMap((verb) => {
    const ways = verb.lemma === 'part' && /^ways\b/.test(lowerText(scene, verb.to + 1, verb.to + 2));
    if (!(verb.phrasal === 'break up' && !verb.object) && !ways) return [];
    const draft = start(scene, verb);
    draft.status = verb.negated ? 'failed' : 'ended';
    addParties(draft, party, together(scene, verb));
    return all(draft, party).length === 2 && !verb.negated ? [draft] : [];
  });
}

const LISTED =
  /\b(?:list|roster|stable|ranks) of (?:[\w-]+ ){0,3}(?:customers|clients|partners|users|wins|apps|investors)\b/;
/** What a firm may join and so agree with its host. */
export const CIRCLE =
  /^(?:network|networks|programme|program|alliance|effort|initiative|consortium|ecosystem|list|platform|marketplace|coalition|pilot|scheme|project)$/;

/** "Foo's blockchain partner Bar", "Bar, a Foo supplier": said in passing. */
function partnersBeside(scene: Scene): Draft[] {
  const { nodes, clauses } = scene;
  const drafts: Draft[] = [];
  nodes.forEach((node, at) => {
    if (!/^(?:partner|customer|client|supplier)$/.test(node.lower) || !nodes[at + 1]?.mention) return;
    const phrase = clauses.phraseAt(at);
    if (!phrase || phrase.head !== at + 1) return;
    const named = nodes[at + 1]?.mention;
    const whose = housesBefore(scene, phrase, at).filter((one) => !one.coreferent);
    if (named?.entity.kind !== 'org' || common(named.text.toLowerCase()) || whose.length !== 1) return;
    const draft = newDraft(scene, 'agreement', at, null, 'announced');
    draft.status = 'announced';
    draft.background = true;
    addParties(draft, party, whose);
    addParties(draft, party, [{ entity: named.entity, text: named.text, node: at + 1, coreferent: false }]);
    if (all(draft, party).length === 2) drafts.push(draft);
  });
  return drafts;
}

/** "has switched production from Foo to Bar": one supplier goes, another comes. */
export function switching(scene: Scene): Draft[] {
  const drafts: Draft[] = partnersBeside(scene);
  for (const verb of scene.clauses.verbs) {
    if (!/^(?:switch|shift|move|migrate|transfer)$/.test(verb.lemma) || verb.passive || verb.negated || !verb.object)
      continue;
    const at = (word: string) => verb.preps.find((prep) => prep.word === word)?.group ?? null;
    const sides = [at('from'), at('to')].map((group) =>
      parties(scene, group, 'org', verb).filter((one) => one.entity?.kind === 'org' && !one.coreferent),
    );
    const who = parties(scene, verb.subject, 'org', verb).filter((one) => one.entity?.kind === 'org');
    if (who.length !== 1 || sides.some((side) => side.length !== 1)) continue;
    sides.forEach((side, k) => {
      const draft = start(scene, verb);
      draft.status = k === 0 ? 'ended' : draft.status;
      addParties(draft, party, who);
      addParties(draft, party, side);
      drafts.push(draft);
    });
  }
  return drafts;
}

/** "counts Foo and Bar among its customers", "customers include Foo". */
export function clients(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
  for (const verb of scene.clauses.verbs) {
    const rest = lowerText(scene, verb.to + 1, verb.reach);
    if (
      verb.lemma === 'count' &&
      /\b(?:among|as) (?:its |their )?(?:\w+ )?(?:customers|clients|users|partners)\b/.test(rest)
    ) {
      const draft = start(scene, verb);
      draft.background = true;
      addParties(draft, party, parties(scene, verb.subject, 'org', verb));
      addGroup(draft, scene, party, verb.object, verb);
      if (all(draft, party).length >= 2) drafts.push(draft);
    }
    // "Its customers include Foo and Bar", "whose partners include Foo".
    const circleOf = verb.lemma === 'include' && verb.form === 'finite' ? verb.subject?.phrases[0] : undefined;
    if (circleOf && /^(?:customers|clients|partners)$/.test(scene.nodes[circleOf.head]?.lower ?? '') && verb.object) {
      const draft = start(scene, verb);
      draft.background = true;
      addParties(draft, party, ownerOf(scene, circleOf, circleOf.head, 'org'));
      const relative = scene.nodes[circleOf.from]?.lower === 'whose';
      const comma = scene.nodes[circleOf.from - 1]?.text === ',';
      const whose = relative ? scene.clauses.groupAt(circleOf.from - (comma ? 2 : 1)) : null;
      if (all(draft, party).length === 0) addParties(draft, party, parties(scene, whose, 'org', verb));
      const host = all(draft, party).length;
      addGroup(draft, scene, party, throughPart(scene, verb.object, verb.reach), verb);
      if (host === 1 && all(draft, party).length >= 2) drafts.push(draft);
    }
    // "Foo is a supplier to Bar", "became the exclusive distributor of Bar".
    const post =
      /^(?:be|become|remain)$/.test(verb.lemma) && !verb.passive && !verb.negated ? verb.object?.phrases[0] : undefined;
    if (
      post &&
      /^(?:partner|supplier|customer|client|distributor|reseller|licensee|contractor)$/.test(
        scene.nodes[post.head]?.lower ?? '',
      ) &&
      (scene.sentence.field === 'text' || verb.lemma === 'become')
    ) {
      const draft = start(scene, verb);
      if (verb.lemma !== 'become') draft.background = true;
      addParties(
        draft,
        party,
        parties(scene, verb.subject, 'org', verb).filter((one) => one.entity?.kind === 'org'),
      );
      const side = verb.preps.find((prep) => /^(?:of|to|for|with)$/.test(prep.word) && prep.at === post.to + 1);
      // "becomes Foo's customer", "becomes Foo customer": whose it is may stand before.
      const bare = verb.lemma === 'become' && verb.form === 'finite' && !side;
      const before = bare ? housesBefore(scene, post) : [];
      const others = [...parties(scene, side?.group ?? null, 'org', verb), ...before].filter(
        (one) => one.entity?.kind === 'org' && !one.coreferent,
      );
      addParties(draft, party, others);
      if (others.length > 0 && all(draft, party).length >= 2) drafts.push(draft);
    }
    // "adds Foo to its growing list of customers", "joins Foo's list of retail apps", "joins the Foo network".
    if (verb.lemma === 'add' && verb.object && LISTED.test(rest) && !verb.passive) {
      const draft = start(scene, verb);
      addParties(draft, party, parties(scene, verb.subject, 'org', verb));
      addGroup(draft, scene, party, verb.object, verb);
      if (all(draft, party).length >= 2) drafts.push(draft);
    }
    const circle = verb.object?.phrases[0];
    if (verb.lemma === 'join' && circle && !verb.passive && !verb.negated && verb.form === 'finite') {
      const head = scene.nodes[circle.head];
      const hosts = housesBefore(scene, circle);
      if (head && !head.mention && CIRCLE.test(head.lower) && hosts.length === 1) {
        const draft = start(scene, verb);
        addParties(
          draft,
          party,
          parties(scene, verb.subject, 'org', verb).filter((one) => one.entity?.kind === 'org'),
        );
        addParties(draft, party, hosts);
        if (all(draft, party).length >= 2) drafts.push(draft);
      }
    }
    if (verb.phrasal === 'sign up' || (verb.lemma === 'sign' && /\bclients?\b|\bcustomers?\b/.test(rest))) {
      const draft = start(scene, verb);
      addParties(draft, party, parties(scene, verb.subject, 'org', verb));
      const including = verb.preps.find((prep) => prep.word === 'including' || prep.word === 'like');
      addGroup(draft, scene, party, including?.group ?? verb.object, verb);
      if (all(draft, party).length >= 2) drafts.push(draft);
    }
  }
  return drafts;
}

/** What one buys of another again and again, and no house. */
const GOODS =
  /\b(?:chips?|gpus?|tpus?|processors?|accelerators?|compute|capacity|power|energy|electricity|servers?|cloud|computing|units|batteries|gigawatts?|megawatts?|mw|gw)\b|\d ?[mg]w\b/;

/** "commits to spend $100B on Foo's cloud": a contract with the one that is paid. */
export function spending(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
  for (const verb of scene.clauses.verbs) {
    if (
      verb.passive ||
      verb.negated ||
      !/^(?:spend|buy|purchase|order|rent|lease|source|pay|acquire)$/.test(verb.lemma)
    )
      continue;
    const buying = verb.lemma !== 'spend' && verb.lemma !== 'pay';
    const to = verb.preps.find((prep) => prep.word === (buying ? 'from' : 'on') || (!buying && prep.word === 'with'));
    // "$3 billion of computing power": what it is stands behind the sum.
    const goods = verb.object
      ? lowerText(scene, verb.object.from, Math.min(to?.at ?? verb.reach, verb.object.to + 7))
      : '';
    if (buying && !GOODS.test(goods)) continue;
    const sum = scene.nodes
      .slice(verb.to, verb.reach)
      .some(({ value }) => value?.kind === 'capacity' || (value?.kind === 'money' && (value.value ?? 0) >= 1e6));
    // "agrees to rent chips from Foo": what is agreed need not say how many.
    const agreed =
      verb.modal === 'to' ||
      verb.modal === 'will' ||
      verb.chain.some((word) => /^(?:agree|commit|plan|talk|discussion|deal|sign)$/.test(word));
    const plain = buying && agreed && (scene.sentence.field === 'title' || to !== undefined);
    if (!sum && !plain) continue;
    const draft = start(scene, verb);
    addParties(draft, party, parties(scene, verb.subject, 'org', verb));
    addGroup(draft, scene, party, to?.group ?? null, verb);
    // "acquires 6GW of Foo's chips", "of Pelican": from who makes them.
    const made = scene.nodes.findIndex((node, k) => k > verb.to && k < verb.reach && node.mention?.entity.owner);
    const product = scene.nodes[made]?.mention;
    if (buying && !to && product) addParties(draft, party, makerIn(scene, product, made));
    else if (buying && !to) {
      // "buys six gigawatts of Foo chips", "rents Foo's chips".
      const goodsOf = verb.preps.find((prep) => prep.word === 'of')?.group ?? verb.object;
      for (const phrase of goodsOf?.phrases ?? [])
        addParties(
          draft,
          party,
          housesBefore(scene, phrase)
            .filter(({ entity, coreferent }) => entity?.kind === 'org' && !coreferent)
            .slice(0, 1),
        );
    }
    addValues(draft, scene, { values });
    if (all(draft, party).length === 2) drafts.push(draft);
  }
  return drafts;
}

/** "The partnership aims …", right after a headline with two names: the headline told of it. */
export function recalled(scene: Scene): Draft[] {
  if (scene.sentence.field !== 'text' || scene.index > 3) return [];
  const drafts: Draft[] = [];
  const first = scene.clauses.groups[0];
  const head = first ? scene.nodes[first.phrases[0]?.head ?? 0]?.lower : '';
  const opener = scene.nodes[first?.from ?? 0]?.lower;
  const under = scene.nodes[0]?.lower;
  const told =
    first &&
    (first.from === 0 || (first.from <= 3 && /^(?:as|under|through|with)$/.test(under ?? ''))) &&
    opener === 'the';
  if (!told || !/^(?:partnership|collaboration|alliance|tie-up|partners|agreement|mou)$/.test(head ?? ''))
    return drafts;
  if (scene.article.told.has('agreement')) return drafts;
  const named = scene.document.sentences.flatMap((sentence, index) =>
    sentence.field === 'title' ? (scene.entities.bySentence[index] ?? []) : [],
  );
  const orgs = [
    ...new Map(
      named
        .filter((mention) => mention.entity.kind === 'org' && !mention.weak)
        .map((mention) => [mention.entity, mention]),
    ).values(),
  ];
  const inText = new Set(
    scene.nodes.filter((node) => node.mention?.entity.kind === 'org').map((node) => node.mention?.entity),
  );
  if (
    orgs.length !== 2 ||
    [...inText].some(
      (entity) =>
        !orgs.some((mention) => mention.entity === entity) &&
        entity?.kind === 'org' &&
        scene.nodes.some((node) => node.lower === 'with'),
    )
  )
    return drafts;
  const draft = newDraft(scene, 'agreement', first.from, null, 'announced');
  draft.background = false;
  addParties(
    draft,
    party,
    orgs.map((mention) => ({ entity: mention.entity, text: mention.text, node: first.from, coreferent: true })),
  );
  drafts.push(draft);
  return drafts;
}

/** "Foo joins forces with Bar". */
export function forces(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
  for (const verb of scene.clauses.verbs) {
    const object = verb.object ? scene.nodes[verb.object.phrases[0]?.head ?? 0]?.lower : '';
    if (verb.lemma === 'join' && (object === 'forces' || object === 'hands')) {
      const draft = newDraft(scene, 'agreement', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      addParties(draft, { role: party, want: 'any' }, parties(scene, verb.subject, 'any', verb));
      for (const prep of verb.preps)
        if (prep.word === 'with') addGroup(draft, scene, { role: party, want: 'any' }, prep.group, verb);
      drafts.push(draft);
    }
  }
  return drafts;
}
