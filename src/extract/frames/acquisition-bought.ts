import type { Group, Phrase, Verb } from '../clauses.ts';
import { timeNode } from '../grammar.ts';
import { type Party, parties } from '../parties.ts';
import { referent } from '../referents.ts';
import { nodeText } from '../scene.ts';
import type { Value } from '../values.ts';
import { common } from '../vocabulary.ts';
import { DESCRIPTORS } from '../words.ts';
import { addGroup, addParties, all, type Draft, has, lowerText, type Match, objectOf } from './frame.ts';

// What is bought: a house, a part of one, or goods, which are no acquisition.

/** What a figure of a purchase is its price. */
export const isPrice = ({ kind, use }: Value): boolean =>
  kind === 'money' && (use === 'plain' || use === 'saving' || use === 'valuation');

/** What can be bought without its owner changing hands. */
export const GOODS =
  /\b(?:tickets?|shares?|bitcoin|btc|ether|tokens?|chips?|gpus?|land|warehouse|site|campus|power|energy|electricity|compute|capacity|credits?(?! cards?)|licen[sc]es?|customers?|users?|subscribers?|talent|skills?|data|knowledge|ads?|stock|bonds?|homes?|goods|products|copies|equipment|servers?|rights|drones?|computing)\b/;

/** All shares of a house are the house. */
const WHOLE = /\b(?:all|outstanding|entire|remaining|100%)\b.*\b(?:shares?|stock)\b/;

/** Nouns for what belongs to a firm and is sold with its name. */
const PARTS =
  /^(?:chain|locations|outlets|shops|hotels|restaurants|assets|operations|activities|stores|brand|brands|catalogue|catalog|branch|network|business|businesses|biz|unit|arm|division|subsidiary|holdings|portfolio|product|line|range|property|properties|mill|plant|estate|franchise)$/;

/** "bought the payments business from Foo": the thing itself, where its seller is named. */
export function thing(draft: Draft, scene: Match['scene'], group: Group | null): void {
  const phrase = group?.phrases[0];
  if (
    !phrase ||
    !PARTS.test(
      scene.nodes[phrase.head]?.lower.replace(/^(?:centers?|centres?|facilit(?:y|ies)|sites?|cards?)$/, 'unit') ?? '',
    )
  )
    return;
  let from = phrase.from;
  while (
    from < phrase.head &&
    /^(?:the|its|their|our|his|a|an|certain|all|remaining|three|two|some)$/.test(scene.nodes[from]?.lower ?? '')
  )
    from++;
  draft.args.push({ role: 'target', text: nodeText(scene, from, phrase.head) });
}

/** "the Foo chain", "Foo's assets": what is bought bears its name. */
export function bearing(draft: Draft, scene: Match['scene'], group: Group | null): void {
  for (const phrase of group?.phrases ?? []) {
    const called = /^(?:company|firm)$/.test(scene.nodes[phrase.head]?.lower ?? '');
    // "the Foo company" is Foo; "a Foo company" is one of Foo's.
    if (called ? scene.nodes[phrase.from]?.lower !== 'the' : !PARTS.test(scene.nodes[phrase.head]?.lower ?? ''))
      continue;
    // A headline's "Foo's map business": a part of Foo, who sells it. "Foo's assets" are all of Foo.
    const owner = scene.nodes[phrase.from]?.mention;
    if (
      owner?.entity.kind === 'org' &&
      scene.sentence.field === 'title' &&
      /^['’]s$/.test(scene.nodes[phrase.from + 1]?.lower ?? '') &&
      phrase.head > phrase.from + 2
    ) {
      draft.args.push({ role: 'target', text: nodeText(scene, phrase.from + 2, phrase.head) });
      addParties(draft, 'seller', [{ entity: owner.entity, text: owner.text, node: phrase.from, coreferent: false }]);
      return;
    }
    for (let k = called ? phrase.head - 1 : phrase.from; k < phrase.head; k++) {
      const mention = scene.nodes[k]?.mention;
      if (mention?.entity.kind === 'org')
        addParties(draft, 'target', [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }]);
      if (has(draft, 'target')) return;
    }
  }
}

/** Parts of a house that are not the house, whoever owns them. */
const PART = /^(?:unit|units|arm|arms|division|divisions|segment|business|businesses|subsidiary|operation|operations)$/;
/** "Foo's business" is all that Foo does. */
const ALL_OF_IT = /^(?:business|businesses|operation|operations)$/;

/** "Foo's optical unit", "the optical unit of Foo": a part of Foo, who sells it. */
export function ofOwner(draft: Draft, scene: Match['scene'], group: Group | null): void {
  const { nodes, clauses } = scene;
  const phrase = group?.phrases.length === 1 ? group.phrases[0] : undefined;
  if (!phrase || !PART.test(nodes[phrase.head]?.lower ?? '')) return;
  let owner = phrase.from;
  while (owner < phrase.head && !(nodes[owner]?.mention && nodes[owner + 1]?.pos === 'PART')) owner++;
  let from = owner + 2;
  if (owner === phrase.head) {
    from = phrase.from + (nodes[phrase.from]?.pos === 'DET' ? 1 : 0);
    const of = nodes[phrase.to + 1]?.lower === 'of' ? clauses.groupAt(phrase.to + 2) : null;
    owner = of && nodes[of.phrases[0]?.head ?? -1]?.mention ? (of.phrases[0]?.head ?? -1) : -1;
    if (owner < 0 || nodes.slice(from, phrase.head).some(({ mention }) => mention)) return;
  }
  const mention = nodes[owner]?.mention;
  const whole = from === phrase.head && ALL_OF_IT.test(nodes[phrase.head]?.lower ?? '');
  if (mention?.entity.kind !== 'org' || whole) return;
  draft.args = draft.args.filter(({ role, party }) => role !== 'target' || party?.node !== owner);
  addParties(draft, 'seller', [{ entity: mention.entity, text: mention.text, node: owner, coreferent: false }]);
  const own = nodes[phrase.head - 1]?.mention;
  if (from === phrase.head || has(draft, 'target')) return;
  if (own?.entity.kind === 'org')
    addParties(draft, 'target', [{ entity: own.entity, text: own.text, node: phrase.head - 1, coreferent: false }]);
  else draft.args.push({ role: 'target', text: nodeText(scene, from, phrase.head) });
}

/** "was bought by the Foo unit of Bar": Bar buys, as in "Bar's Foo unit bought". */
function throughUnit(draft: Draft, scene: Match['scene']): void {
  const { nodes, clauses } = scene;
  for (const { party } of all(draft, 'acquirer')) {
    const phrase = party ? clauses.phraseAt(party.node) : null;
    if (
      !phrase ||
      phrase.head === party?.node ||
      !/^(?:unit|arm|division|subsidiary)$/.test(nodes[phrase.head]?.lower ?? '')
    )
      continue;
    const of = nodes[phrase.to + 1]?.lower === 'of' ? clauses.groupAt(phrase.to + 2) : null;
    const [owner] = of ? parties(scene, of, 'org') : [];
    if (!owner) continue;
    draft.args = draft.args.filter((arg) => arg.party !== party);
    addParties(draft, 'acquirer', [owner]);
  }
}

/** "picked up Foo, a data startup", "picked up Foo for $1 billion": a house, by its price or by what it is. */
const pickedUp = ({ scene, verb }: Match): boolean => {
  const { nodes, clauses } = scene;
  const [phrase, ...more] = verb?.object?.phrases ?? [];
  if (!verb || verb.passive || !phrase || more.length > 0 || !nodes[phrase.head]?.mention) return false;
  const apart = nodes[phrase.to + 1]?.text === ',' ? clauses.phraseAt(phrase.to + 2) : null;
  const called = [...nodes.slice(phrase.from, phrase.head), nodes[apart?.head ?? -1]];
  const priced =
    nodes[phrase.to + 1]?.lower === 'for' &&
    nodes.slice(phrase.to + 2, phrase.to + 5).some(({ value }) => value && isPrice(value));
  return (
    priced ||
    called.some(
      (node) => node !== undefined && /^(?:startup|start-up|firm|company|maker|developer|agency)$/.test(node.lower),
    )
  );
};

/** "Foo will cut jobs. Bar bought the storage service in May": the one house that the sentence before names. */
function described(draft: Draft, scene: Match['scene'], group: Group | null): void {
  const phrase = group?.phrases.length === 1 ? group.phrases[0] : undefined;
  const head = scene.nodes[phrase?.head ?? -1];
  if (!phrase || !head || head.mention || !/^(?:the|this)$/.test(scene.nodes[phrase.from]?.lower ?? '')) return;
  if (!DESCRIPTORS.has(head.lower) || phrase.to - phrase.from < 1 || scene.nodes[phrase.to + 1]?.mention) return;
  const mine = all(draft, 'acquirer').map((arg) => arg.party?.entity);
  const before = (scene.entities.bySentence[scene.index - 1] ?? []).filter(
    ({ entity, weak }) => entity.kind === 'org' && !weak,
  );
  const houses = [...new Set(before.map(({ entity }) => entity))].filter((entity) => !mine.includes(entity));
  const [house] = houses;
  if (house && houses.length === 1 && scene.document.sentences[scene.index - 1]?.field === 'text')
    addParties(draft, 'target', [{ entity: house, text: house.name, node: phrase.head, coreferent: true }]);
}

/** "belku was purchased by Foo": a bare word in small letters that no dictionary has is the name of what was bought. */
function coined(draft: Draft, scene: Match['scene'], group: Group | null): void {
  const node = group && group.from === group.to ? scene.nodes[group.from] : undefined;
  if (!node || node.mention || node.value || node.pos === 'PRON' || !/^\p{Ll}{4,}$/u.test(node.text)) return;
  if (common(node.lower) || common(node.lemma)) return;
  const entity = scene.entities.adopt(node.text, 'org');
  addParties(draft, 'target', [{ entity, text: node.text, node: group?.from ?? 0, coreferent: false }]);
}

/** "Foo is a bank; a controlling interest was bought by Bar in 1998": of whom, the words before say. */
function ruled(draft: Draft, scene: Match['scene'], verb: Verb, group: Group | null): void {
  const { nodes } = scene;
  const phrase = group?.phrases.length === 1 ? group.phrases[0] : undefined;
  if (!phrase || !/^(?:stake|interests?|shareholding)$/.test(nodes[phrase.head]?.lower ?? '')) return;
  if (!/\b(?:majority|controlling)\b/.test(lowerText(scene, phrase.from, phrase.head))) return;
  const inside = /^(?:in|of|from)$/.test(nodes[phrase.to + 1]?.lower ?? '') && !timeNode(nodes[phrase.to + 2]);
  const buyer = all(draft, 'acquirer')[0]?.party?.entity ?? null;
  const house = inside ? null : referent(scene, phrase.from, null, verb);
  if (house?.kind === 'org' && house !== buyer)
    addParties(draft, 'target', [{ entity: house, text: house.name, node: phrase.head, coreferent: true }]);
}

const BAND = /^(?:consortium|group|alliance|syndicate|investors|partnership|team)$/;

/** "bought by a group of investors including Foo and Bar", "by the Foo-led group": those who buy together. */
export function together({ scene, verb, draft }: Match): void {
  const { nodes, clauses } = scene;
  const group = verb?.passive ? verb.preps.find(({ word }) => word === 'by')?.group : verb?.subject;
  const phrase = group?.phrases.length === 1 ? group.phrases[0] : undefined;
  const head = nodes[phrase?.head ?? -1];
  if (!verb || !phrase || !head) return;
  const band = BAND.test((head.mention?.text.split(' ').at(-1) ?? head.text).toLowerCase());
  if (!band || (has(draft, 'acquirer') && !head.mention)) return;
  const led = nodes.slice(phrase.from, phrase.to + 1).find(({ part, lower }) => part && /-led$/.test(lower))?.part;
  if (led)
    addParties(draft, 'acquirer', [{ entity: led.entity, text: led.text, node: phrase.head, coreferent: false }]);
  const limit = verb.passive ? nodes.length : verb.from;
  const after = clauses.prepsAfter(phrase.to + 1, limit);
  const named = after.find(
    (prep) => /^(?:including|of)$/.test(prep.word) && nodes[prep.group?.phrases[0]?.head ?? -1]?.mention,
  )?.group;
  // "…, made up of Foo and Bar", "that includes Foo and Bar".
  const more = clauses.verbs.find(
    ({ from, lemma }) =>
      from > phrase.to && from <= phrase.to + 2 && /^(?:make|comprise|consist|compose|include)$/.test(lemma),
  );
  addGroup(draft, scene, { role: 'acquirer', want: 'any' }, named ?? null, verb);
  if (more)
    addGroup(
      draft,
      scene,
      { role: 'acquirer', want: 'any' },
      more.preps.find(({ word }) => word === 'of')?.group ?? more.object,
      more,
    );
}

/** "bought Foo to make pumps, Bar to sell them": where the next purchase of a verb that is told once may stand. */
function pastPurpose({ nodes }: Match['scene'], k: number): number {
  if (nodes[k]?.lower !== 'to' || nodes[k + 1]?.pos !== 'VERB') return k;
  let next = k + 2;
  while (next < nodes.length && next < k + 12 && !/^(?:,|and|;|\.)$/.test(nodes[next]?.lower ?? '')) next++;
  while (nodes[next]?.lower === 'and' && !nodes[next + 1]?.mention) {
    next++;
    while (next < nodes.length && !/^(?:,|and|;|\.)$/.test(nodes[next]?.lower ?? '')) next++;
  }
  return next;
}

/** "bought Foo in 2004 and Bar in 2006", "Foo for $5 million, Bar for $7 million": the verb is told once. */
function gapped(draft: Draft, scene: Match['scene'], limit: number): void {
  const { nodes, clauses } = scene;
  const last = all(draft, 'target').at(-1)?.party;
  if (!last) return;
  let k = last.node + 1;
  while (k < limit) {
    const tail = k;
    while (/^(?:in|for|on)$/.test(nodes[k]?.lower ?? '') && (nodes[k + 1]?.value || timeNode(nodes[k + 1]))) {
      k += 2;
      while (timeNode(nodes[k])) k++;
    }
    const purpose = k === tail;
    if (purpose) k = pastPurpose(scene, k);
    if (k === tail) return;
    while (/^(?:,|and)$/.test(nodes[k]?.lower ?? '')) k++;
    const mention = nodes[k]?.mention;
    const after = nodes[k + 1];
    const goesOn = purpose
      ? after?.lower === 'to' && nodes[k + 2]?.pos === 'VERB'
      : /^(?:in|for|on)$/.test(after?.lower ?? '');
    if (mention?.entity.kind !== 'org' || clauses.phraseAt(k)?.to !== k || !goesOn) return;
    addParties(draft, 'target', [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }]);
    k++;
  }
}

/** "bought the Foo mine, the Bar mill with its docks and the Baz yard": each with its article. */
function alike(draft: Draft, { nodes, clauses }: Match['scene'], group: Group | null): void {
  if (group?.phrases.length !== 1 || nodes[group.from]?.lower !== 'the' || !nodes[group.to]?.mention) return;
  let k = group.to + 1;
  for (;;) {
    const from = nodes[k]?.text === ',' && nodes[k + 1]?.lower === 'and' ? k + 2 : k + 1;
    const phrase = /^(?:,|and)$/.test(nodes[k]?.lower ?? '') ? clauses.phraseAt(from) : null;
    const mention = phrase?.from === from && nodes[from]?.lower === 'the' ? nodes[phrase.head]?.mention : undefined;
    const next = nodes[(phrase?.to ?? 0) + 1];
    if (!phrase || mention?.entity.kind !== 'org' || !(!next || /^(?:,|\.|and|with|in)$/.test(next.lower))) return;
    addParties(draft, 'target', [{ entity: mention.entity, text: mention.text, node: phrase.head, coreferent: false }]);
    k = phrase.to + 1;
  }
}

/** The object is a house or a part of one, and changes its owner. */
export const dealObject = (match: Match): boolean => {
  const { scene, verb, draft } = match;
  if (!verb) return true;
  if (verb.lemma === 'join') return true;
  // "Foo didn't buy Bar for its bots": it did.
  const behind = scene.nodes[(verb.object?.to ?? verb.to) + 1]?.lower;
  if (
    verb.negated &&
    /^(?:for|because|just|only|to)$/.test(behind ?? '') &&
    !scene.nodes[(verb.object?.to ?? 0) + 2]?.value
  )
    return false;
  if (verb.phrasal === 'pick up' && !pickedUp(match)) return false;
  together(match);
  throughUnit(draft, scene);
  // "Foo Summit 2025 takes over the Oslo Centre": an event fills a place.
  if (
    all(draft, 'acquirer').some(({ text }) => /\b(?:disrupt|summit|conference|festival|expo)\b|\b20\d\d$/i.test(text))
  )
    return false;
  const whole = verb.passive ? verb.subject : objectOf(scene, verb);
  ofOwner(draft, scene, verb.passive ? verb.subject : verb.object);
  if (!has(draft, 'target') && verb.passive) coined(draft, scene, whole);
  if (!has(draft, 'target')) bearing(draft, scene, whole);
  if (!has(draft, 'target') && has(draft, 'seller')) thing(draft, scene, whole);
  if (!has(draft, 'target')) described(draft, scene, whole);
  if (!has(draft, 'target')) ruled(draft, scene, verb, verb.passive ? verb.subject : verb.object);
  const target = all(draft, 'target')[0];
  const object = verb.passive ? verb.subject : verb.object;
  if (!target) {
    // "bought two companies: Foo, which …, and Bar".
    const noun = scene.nodes[object?.phrases[0]?.head ?? -1]?.lower ?? '';
    if (!/^(?:companies|startups|firms|businesses|rivals|outfits|agencies)$/.test(noun) || !object) return false;
    addParties(draft, 'target', listed(scene, object.to + 1));
    return has(draft, 'target');
  }
  const group = object ?? null;
  const words = group ? lowerText(scene, group.from, group.to + 1) : '';
  const head = group ? scene.nodes[group.phrases[0]?.head ?? 0] : undefined;
  if (head && !head.mention && !PART.test(head.lower) && GOODS.test(words) && !WHOLE.test(words)) return false;
  if (head?.value && (head.value.kind === 'money' || head.value.kind === 'capacity')) return false;
  if (/\b(?:gpus?|tpus?|chips?|shares|tickets|tokens|bitcoin|stock)$/i.test(target.text) && !target.party?.entity?.sure)
    return false;
  const after = lowerText(scene, verb.to + 1, verb.to + 4);
  if (
    /\bminority\b/.test(words) ||
    (/\bstake\b/.test(words) && !/\b(?:majority|controlling|remaining|full)\b/.test(words) && !overHalf(draft, scene))
  )
    return false;
  if (/^(?:shares|more|stock)\b/.test(after)) return false;
  // "bought 12% of Foo": a share, unless it is what was left to buy.
  const share = head?.value?.kind === 'percent' && (head.value.value ?? 0) <= 50;
  if (
    share &&
    !/\b(?:remaining|other|rest)\b/.test(words) &&
    !/\b(?:not|n't) (?:already |yet |currently )?(?:own|hold|have)\b/.test(
      lowerText(scene, verb.to, scene.nodes.length),
    )
  )
    return false;
  if (!verb.passive) gapped(draft, scene, scene.nodes.length);
  if (!verb.passive) alike(draft, scene, verb.object);
  return true;
};

/** The names that a colon announces, each at the head of its item. */
function listed(scene: Match['scene'], from: number): Party[] {
  const { nodes, clauses } = scene;
  const colon = nodes.findIndex((node, k) => k >= from && node.text === ':');
  if (colon < 0) return [];
  const found: Party[] = [];
  for (let k = colon + 1; k < nodes.length; k++) {
    const mention = nodes[k]?.mention;
    const phrase = clauses.phraseAt(k);
    if (mention?.entity.kind !== 'org' || phrase?.head !== k) continue;
    const opens = /^(?::|;|and|&)$/.test(nodes[phrase.from - 1]?.lower ?? '');
    const closes = /^(?:,|;|\.|\(|and|&|—|–)$/.test(nodes[k + 1]?.text ?? '.');
    if (opens && closes) found.push({ entity: mention.entity, text: mention.text, node: k, coreferent: false });
  }
  return found;
}

function overHalf(draft: Draft, scene: Match['scene']): boolean {
  const stake = scene.nodes.slice(draft.from, draft.to).find((node) => node.value?.use === 'stake')?.value;
  return stake?.value !== undefined && stake.value !== null && stake.value > 50;
}

/** "Completes Ampere Acquisition": a headline's plain word that the body writes as a name. */
export function capitalised({ scene, draft, at }: Match, phrase: Phrase): void {
  const word = scene.nodes[at - 1];
  if (
    scene.sentence.titleCase &&
    at - 1 >= phrase.from &&
    word?.pos === 'NOUN' &&
    word.capital &&
    !word.mention &&
    !/s$/.test(word.lower) &&
    new RegExp(`(?:^|[.!?] )${word.text.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&')} (?:will|is|has|was|had)\\b`, 'u').test(
      scene.document.article.text.slice(0, 4_000),
    )
  )
    addParties(draft, 'target', [
      { entity: scene.entities.adopt(word.text, 'org'), text: word.text, node: at - 1, coreferent: false },
    ]);
}
