import type { Group, Phrase, Verb } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import type { Entity } from '../entities.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import { nodeText, type Scene } from '../scene.ts';
import { common } from '../vocabulary.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { artificial, GENERIC_HEADS, KINDS, type Label, label, maker, noProduct, productArg } from './labels.ts';
import { APP, madeBy } from './launch-abilities.ts';
import { makers } from './launch-makers.ts';
import { remember } from './launch-next.ts';
import { OFFERING, offeredBy } from './launch-offers.ts';
import { bySubject } from './launch-subjects.ts';

/** Launches that a verb tells, its object the product: "Foo launches Bar", "adds a mode to Bar", "has built an agent called Bar". */

const RELEASING = new Set(
  'launch,release,unveil,introduce,intro,debut,roll out,open-source,ship,open source,reveal,preview,rolling out,seed'.split(
    ',',
  ),
);
/** Verbs of doing something together. */
const JOINT = /^(?:partner|partner up|team up|team|collaborate|ally|join|join forces|tie up|unite)$/;
/** Nouns of doings and states: they are started, not brought to market. */
const ABSTRACT =
  /(?:ment|ness|ity|ship|ance|ence|ism|tion|sion|ing)s?$|^(?:push|drive|effort|quest|journey|move|era|phase|wave|trial|test|pilot|tests|trials|work|process|strategy|blueprint|roadmap|vision|proposals?|playbook|guide|manifesto|centre|center|institute|lab|labs|coalition|network|team|board|competition|contest|prize|awards?|grants?|scholarships?|training|consultation|crisis|wars?|race|battle|raid|drone|drones|missile|missiles|mission|operation|operations|rally|series|season|edition|week|day|year|month|quarter|time|times|people|users|customers|talk|speech|broadside|salvo|tirade|ad|ads|tender|buyback|auction|sale|sales|bond|bonds|notes|debt|loan|credits?|store|stores|branch|cafe|restaurant|city|zone|park|index|indices|forecast|figures|data|numbers|information|code|codes|updates|news|secret|secrets|hostages?|prisoners?|pressure|energy|steam|version|versions|new|arm|brand|line|way|ways|look|name|logo|set|range|lineup|slate|suite|one|ones|more|interest|thing|things|idea|ideas|approach|concept|stage|others?|wares|method|methods|technique|techniques|hunt|case|cases|class|timelines?|signals?|breakthroughs?|gccs?|incubators?|returns|regions?|deepfakes?|markets?|appeal|bill|law|act|rule|regime|scheme|standards?|charter|code|framework|principles|recommendations|analysis|research|science)$/;

/** A verb of bringing out, or of showing what may be new. */
export const tellsRelease = (verb: Verb): boolean => RELEASING.has(verb.phrasal) || OFFERING.has(verb.phrasal);

export function byVerb(scene: Scene, verb: Verb): Draft[] {
  const { clauses, nodes } = scene;
  const barred = (phrase: Phrase): boolean => noProduct(scene, phrase);
  let releasing = RELEASING.has(verb.phrasal);
  if (verb.negated || verb.chain.includes('before')) return [];
  // "Foo, which has launched Bar, …" tells it; "a firm that launches apps" says what it does.
  if (verb.subjectVia === 'relative' && !(releasing && toldAside(scene, verb))) return [];
  // "Foo teams up with Bar to launch Baz": both do. Any other purpose is no launch yet.
  const joint =
    releasing &&
    verb.phrasal !== 'roll out' &&
    verb.chain.includes('purpose') &&
    JOINT.test(verb.governor?.phrasal ?? '')
      ? verb.governor
      : null;
  if (verb.chain.includes('purpose') && !joint) return [];
  if (verb.passive) {
    return bySubject(scene, verb);
  }
  let orgs = makers(scene, verb);
  // "Foo's video service is getting …": the house's doing.
  const subjectOf = verb.subject?.phrases[0];
  if (/^(?:get|receive)$/.test(verb.lemma) && subjectOf) {
    const owners = ownerOf(scene, subjectOf, subjectOf.head, 'org');
    if (owners.length === 1) orgs = owners;
  }
  // "Foo's chat service Bar introduces …": Bar is what Foo offers.
  const named = nodes[(subjectOf?.head ?? 0) - 1];
  const described = APP.test(named?.lower ?? '') || (!releasing && named?.lower === "'s");
  const offered = described && orgs.length === 1 && !orgs[0]?.entity?.slug ? madeBy(scene, verb) : null;
  const thing = offered?.products.find(({ entity }) => entity === orgs[0]?.entity);
  if (offered && thing) orgs = offered.orgs;
  // "Foo's chatbot introduces …": a product that gets something new is itself what is renewed.
  const renewed = thing ?? (orgs.length === 0 && verb.lemma !== 'release' ? renewedBy(scene, verb) : null);
  if (renewed && !thing) orgs.push(...maker(scene, renewed.entity));
  const others = joint?.preps.find((prep) => prep.word === 'with')?.group ?? null;
  for (const party of parties(scene, others, 'org', verb))
    if (party.entity?.kind === 'org' && !party.entity.authority && !orgs.some((org) => org.entity === party.entity))
      orgs.push(party);
  // "announced today a new tool": the day stands between.
  const next = /^(?:today|yesterday|now)$/.test(nodes[verb.to + 1]?.lower ?? '') ? verb.to + 2 : verb.to + 1;
  const follows = clauses.groupAt(next);
  let group = verb.object ?? (follows?.from === next ? follows : null);
  if (verb.lemma === 'experiment') group = verb.preps.find((prep) => prep.word === 'with')?.group ?? null;
  // Early versions are seeded; so are funds and fields.
  if (verb.lemma === 'seed' && !(group && /\bbetas?\b/.test(lowerText(scene, group.from, group.to + 1)))) return [];
  // "reveals how Foo …" tells of a clause.
  if (/^(?:how|that|why|what|who|where|whether)$/.test(nodes[verb.to + 1]?.lower ?? '')) return [];
  if (!group) return releasing ? (byCoinage(scene, verb, orgs) ?? bySubject(scene, verb)) : [];
  // "announces a host of new features": the features.
  if (
    /^(?:host|slew|range|raft|number|bunch|handful|wave)$/.test(nodes[group.phrases[0]?.head ?? 0]?.lower ?? '') &&
    nodes[group.to + 1]?.lower === 'of'
  ) {
    group = clauses.groupAt(group.to + 2) ?? group;
    if (group === verb.object) return [];
  }
  const things = group;
  // "announces the launch of Foo", "adds support for Foo", "brings Foo to Bar".
  const head = nodes[group.phrases[0]?.head ?? 0];
  const inner = nodes[group.to + 1];
  let lowered: Label | null = null;
  if (
    /^(?:availability|launch|release|rollout|debut|introduction|preview|version|expansion|integration|set|family|suite|series|collection|betas?|update)$/.test(
      head?.lower ?? '',
    ) &&
    inner?.lower === 'of'
  ) {
    const coined = coinage(scene, group.to + 2);
    if (coined) lowered = coined;
    const next = clauses.groupAt(group.to + 2) ?? clauses.groupAt(group.to + 3);
    if (next && !next.phrases.every(barred)) {
      group = next;
      releasing = true;
    }
  }
  const objectText = lowerText(scene, group.from, group.to + 1);
  const slugs = new Set(orgs.flatMap((party) => (party.entity?.slug ? [party.entity.slug] : [])));
  const mine = (entity: Entity | null): boolean => entity?.owner !== undefined && slugs.has(entity.owner);
  let products = label(scene, group, verb.reach, orgs[0]?.entity ?? null);
  if (lowered && products.length === 0) products = [lowered];
  if (releasing && products.every((item) => !item.entity)) products = dubbed(scene, group) ?? products;
  if (verb.lemma === 'seed') products = products.map((item) => ({ ...item, text: item.text.replace(/ betas?$/i, '') }));
  // Rolling out what another makes is taking it, not making it.
  if (verb.phrasal === 'roll out' && products.some((item) => item.entity?.owner && !mine(item.entity))) {
    if (!products.some((item) => mine(item.entity))) return [];
  }
  products = products.filter((item, k) => products.findIndex((other) => other.text === item.text) === k);
  if (!releasing || group !== things) products = products.filter((item) => !item.entity?.owner || mine(item.entity));
  // "adds a mode to Foo": what is added where it has a name, else what it is added to.
  const goal =
    verb.preps.find((prep) => /^(?:to|in|into|inside|for|on)$/.test(prep.word) && prep.group)?.group ??
    (/^(?:to|in|into|inside|on)$/.test(nodes[group.to + 1]?.lower ?? '') ? clauses.groupAt(group.to + 2) : null);
  const home = goal
    ? label(scene, goal, verb.reach, orgs[0]?.entity ?? null).filter(
        (item) => mine(item.entity) || (item.entity && !item.entity.owner && thingOf(scene, goal, item)),
      )
    : [];
  const known = products.some((item) => item.entity?.kind === 'product');
  // "introduces Quiet Hours on Foo": in a product of the house's own.
  if (releasing && products.length === 0 && !KINDS.test(objectText) && home.some((item) => mine(item.entity)))
    products = titled(scene, group) ?? home;
  if (group.phrases.some(barred) || (orgs.length > 1 && /\bpilot\b/.test(objectText))) return [];
  if (/\b(?:satellites?|rocket|into orbit|spacecraft|lunar)\b/.test(lowerText(scene, group.from, verb.reach)))
    return [];
  if (!releasing) {
    const offered = offeredBy(scene, verb, { group, orgs, products, home, known, mine, renewed });
    if (!offered) return [];
    products = offered;
  }
  if (renewed) {
    if (!KINDS.test(objectText) && products.length === 0 && !group.phrases.every((phrase) => concrete(scene, phrase)))
      return [];
    products = [renewed, ...products.filter((item) => item.entity !== renewed.entity)];
  }
  if (orgs.length === 0 && products.every((item) => !item.entity?.owner)) return [];
  // "launches an AI pin": what is launched, and is nothing else, is a product by that.
  if (
    products.length === 0 &&
    !KINDS.test(objectText) &&
    // "brings its video feed to Europe", "opens a testnet".
    verb.lemma !== 'open' &&
    !(verb.lemma === 'bring' && /^(?:its|their)$/.test(nodes[group.from]?.lower ?? '')) &&
    !(!releasing && artificial(objectText)) &&
    !(releasing && group.phrases.every((phrase) => concrete(scene, phrase)))
  )
    return [];
  const draft = newDraft(scene, 'launch', verb.head, verb);
  draft.from = verb.from;
  draft.to = verb.reach;
  if (/^(?:plan|expect|set|begin|start|get)$/.test(verb.chain.at(-1) ?? '')) draft.status = 'announced';
  addParties(draft, 'org', orgs);
  if (orgs.length === 0) addParties(draft, 'org', maker(scene, products[0]?.entity ?? null));
  for (const item of products.slice(0, 4)) draft.args.push(productArg(item));
  remember(scene, orgs, draft.background || products.some((item) => item.entity));
  return [draft];
}

/** "Foo, which has launched Bar": a house, and a comma before what is told of it. */
const toldAside = ({ nodes }: Scene, { subject, from, past, passive, form }: Verb): boolean => {
  const house = subject?.phrases.length === 1 ? nodes[subject.phrases[0]?.head ?? -1]?.mention?.entity : undefined;
  return (
    house?.kind === 'org' &&
    past &&
    !passive &&
    form === 'finite' &&
    nodes[from - 1]?.lower === 'which' &&
    nodes[from - 2]?.text === ','
  );
};

/** "an alternative to Foo, the app of Bar, dubbed Baz": the name stands at the end. */
function dubbed(scene: Scene, group: Group): Label[] | null {
  const { nodes } = scene;
  for (let k = group.to + 2; k < Math.min(group.to + 16, nodes.length - 1); k++) {
    if (!/^(?:dubbed|called|named)$/.test(nodes[k]?.lower ?? '') || nodes[k - 1]?.text !== ',') continue;
    const mention = nodes[k + 1]?.mention;
    const ends = !nodes[k + 2] || nodes[k + 2]?.pos === 'PUNCT' || nodes[k + 2]?.lower === 'and';
    if (mention && ends && mention.entity.kind !== 'person' && !mention.entity.slug)
      return [{ text: mention.text, entity: mention.entity, node: k + 1 }];
  }
  return null;
}

/** "has built an agent called Foo": who names it, shows it. */
export function byBuilding(scene: Scene, verb: Verb): Draft[] {
  const { nodes } = scene;
  const group = verb.object;
  if (!group || verb.negated || verb.chain.length > 0 || verb.subjectVia !== 'direct') return [];
  if (
    !KINDS.test(lowerText(scene, group.from, group.to + 1)) ||
    !/^(?:called|named|dubbed)$/.test(nodes[group.to + 1]?.lower ?? '')
  )
    return [];
  const orgs = makers(scene, verb);
  const products = label(scene, group, verb.reach, orgs[0]?.entity ?? null).filter((item) => item.entity);
  if (orgs.length === 0 || products.length === 0) return [];
  const draft = newDraft(scene, 'launch', verb.head, verb);
  draft.from = verb.from;
  draft.to = verb.reach;
  addParties(draft, 'org', orgs);
  for (const item of products.slice(0, 2)) draft.args.push(productArg(item));
  return [draft];
}

/** A thing, and no doing, state or sum. */
function concrete(scene: Scene, phrase: Phrase): boolean {
  const head = scene.nodes[phrase.head];
  return (
    head !== undefined &&
    head.pos === 'NOUN' &&
    !head.mention &&
    !head.value &&
    !ABSTRACT.test(head.lower) &&
    !noProduct(scene, phrase)
  );
}

/** "to its Foo", "to Foo platform": a thing of one's own, though nobody knows it. */
function thingOf(scene: Scene, group: Group, item: Label): boolean {
  const phrase = group.phrases[0];
  return (
    phrase !== undefined &&
    !item.entity?.slug &&
    !/^(?:extension|plugin|integration)s?$/.test(scene.nodes[phrase.head]?.lower ?? '') &&
    (item.entity?.kind === 'product' || /^(?:its|their)$/.test(scene.nodes[phrase.from]?.lower ?? ''))
  );
}

/** The known product that is the subject of a verb: "Foo's Bar launches a new mode". */
function renewedBy(scene: Scene, verb: Verb): Label | null {
  const phrase = verb.subject?.phrases[0];
  if (!phrase || verb.subject?.phrases.length !== 1) return null;
  const owners = ownerOf(scene, phrase, phrase.head, 'org');
  // "Foo's Android browser": what Bar makes is not Foo's to renew.
  const item = label(scene, verb.subject, verb.from, null).find(
    ({ entity }) =>
      entity?.owner && (owners.length === 0 || owners.some((party) => party.entity?.slug === entity.owner)),
  );
  return item && (phrase.head === item.node || GENERIC_HEADS.test(scene.nodes[phrase.head]?.lower ?? '')) ? item : null;
}

/** "releases foo-4-vision": a coinage that stands in no phrase. */
function byCoinage(scene: Scene, verb: Verb, orgs: readonly Party[]): Draft[] | null {
  const coined = verb.negated || verb.passive ? null : coinage(scene, verb.to + 1);
  if (!coined || orgs.length === 0 || coined.node > verb.to + 1) return null;
  const draft = newDraft(scene, 'launch', verb.head, verb);
  draft.from = verb.from;
  draft.to = verb.reach;
  addParties(draft, 'org', orgs);
  draft.args.push(productArg(coined));
  return [draft];
}

/** "Quiet Hours" in a headline whose words all have capitals: two or three of them name a feature. */
function titled(scene: Scene, group: Group): Label[] | null {
  const phrase = group.phrases[0];
  if (!phrase || !scene.sentence.titleCase || group.phrases.length > 1) return null;
  let from = phrase.from;
  while (from < phrase.head && /^(?:an?|the|its|new|first)$/.test(scene.nodes[from]?.lower ?? '')) from++;
  const words = scene.nodes.slice(from, phrase.head + 1);
  return words.length > 1 && words.length < 4 && words.every((node) => node.capital && !node.value && !node.mention)
    ? [{ text: nodeText(scene, from, phrase.head), entity: null, node: from }]
    : null;
}

/** A label in lower case that stands in no phrase: "a preview of foo-oss-guard". */
function coinage(scene: Scene, at: number): Label | null {
  for (let k = at; k < Math.min(scene.nodes.length, at + 2); k++) {
    const text = scene.nodes[k]?.text ?? '';
    if (
      /^\p{L}[\p{L}\d.]*(?:-[\p{L}\d.]+){1,4}$/u.test(text) &&
      (/\d/.test(text) || text.split('-').length > 2) &&
      !common(text.toLowerCase())
    )
      return { text, entity: null, node: k };
  }
  return null;
}

/** "Foo open sources Bar", in two words. */
export function byOpenSourcing(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
  const { clauses, nodes } = scene;
  nodes.forEach((node, at) => {
    if (node.lower !== 'open' || !/^(?:sources|sourced|sourcing)$/.test(nodes[at + 1]?.lower ?? '')) return;
    const who = nodes[at - 1]?.mention;
    const group = clauses.groupAt(at + 2) ?? clauses.groupAt(at + 3);
    if (who?.entity.kind !== 'org' || !group) return;
    const rest =
      group.from <= at + 1
        ? { ...group, phrases: group.phrases.map((phrase) => ({ ...phrase, from: Math.max(phrase.from, at + 2) })) }
        : group;
    const items = label(scene, rest, nodes.length, who.entity);
    const head = nodes[rest.phrases[0]?.head ?? -1]?.lower ?? '';
    if (items.length === 0 && !KINDS.test(head)) return;
    const draft = newDraft(scene, 'launch', at, null, 'announced');
    draft.from = at;
    draft.to = group.to + 1;
    addParties(draft, 'org', [{ entity: who.entity, text: who.text, node: at - 1, coreferent: false }]);
    for (const item of items.slice(0, 4)) draft.args.push(productArg(item));
    drafts.push(draft);
  });
  return drafts;
}
