import type { Verb } from '../clauses.ts';
import { housesBefore, ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { ROLE_WORDS } from '../words.ts';
import { values } from './agreement-sides.ts';
import type { Cue } from './cues.ts';
import { addParties, addValues, all, type Draft, lowerText, newDraft, orgsOf } from './frame.ts';

// Agreements that are told by what one side becomes for the other, or by what both stand in.
const party = 'party';

const DEALS = 'deal agreement contract pact partnership tie-up alliance collaboration';
const DEAL = new RegExp(`^(?:${DEALS.replaceAll(' ', '|')})$`);
/** What a house may be for another. */
const ROLES = 'partner supplier provider vendor distributor reseller contractor sponsor customer adopter user';
/** Circles of several that each may join. */
const CIRCLES = 'alliance consortium coalition initiative effort project partnership pact venture programme program';

export const roleCues: readonly Cue[] = [
  ['#party', '>', 'name appoint designate select choose pick', '>', ROLES, '#parties'],
  ['#party', '>', 'choose pick select tap', '>', 'for to as', "'s ' ’s", '#parties'],
  ['#party', '>', 'distribute resell', '>', "'s ' ’s", '#parties'],
  ['#title', '#party', '>', 'power', '>', "'s ' ’s", 'to will', '#parties'],
  ['#title', 'build run', '>', '=on', "'s ' ’s", '#parties'],
  ['pay', '>', 'for', '#money', '#parties'],
  ['back pull walk', '>1', 'out away', '>', DEALS, '#parties'],
  ['#title', '#joined', '>', '=in', '>', DEALS],
  ['join', '>', '=in', '>', CIRCLES, '#parties'],
  ['=among', '>', 'first early', '>', 'customer adopter user partner', '#parties'],
];

function made(scene: Scene, verb: Verb, sides: readonly Party[]): Draft[] {
  const draft = newDraft(scene, 'agreement', verb.head, verb);
  draft.from = verb.from;
  draft.to = verb.reach;
  addParties(draft, party, sides);
  addValues(draft, scene, { values });
  return all(draft, party).length >= 2 ? [draft] : [];
}

const named = (found: readonly Party[]): Party[] =>
  found.filter(({ entity, coreferent }) => entity?.kind === 'org' && !coreferent);

/** Who does what a verb says, if it is one house that does it. */
function actor(scene: Scene, verb: Verb): Party[] {
  if (verb.passive || verb.negated || verb.form === 'gerund' || verb.chain.includes('purpose')) return [];
  const who = orgsOf(scene, verb);
  return who.length === 1 ? who : [];
}

const ROLE = /\b(?:partner|supplier|provider|vendor|distributor|reseller|contractor|sponsor)$/;

/** "names Foo its official cloud partner", "appoints Foo as the distributor of its pens". */
function naming(scene: Scene, verb: Verb): Draft[] {
  const { object } = verb;
  const mention = scene.nodes[object?.from ?? -1]?.mention;
  if (!/^(?:name|appoint|designate|select|choose|pick)$/.test(verb.lemma) || !object || !mention) return [];
  if (mention.entity.kind !== 'org') return [];
  const rest = lowerText(scene, object.from + 1, object.to + 1);
  const role =
    (/^(?:its|as|an?|the|their) /.test(rest) && ROLE.test(rest)) ||
    (object.from === object.to &&
      /^as (?:an? |its |the |their )?(?:[\w-]+ ){0,3}(?:partner|supplier|provider|vendor|distributor|reseller|contractor|sponsor)\b/.test(
        lowerText(scene, object.to + 1, object.to + 8),
      ));
  if (!role) return [];
  const other = { entity: mention.entity, text: mention.text, node: object.from, coreferent: false };
  return made(scene, verb, [...actor(scene, verb), other]);
}

/** "chooses Foo's maps for its cars", "will distribute Foo's pens in Elbonia": whose thing it is, is the other side. */
function taking(scene: Scene, verb: Verb): Draft[] {
  const phrase = verb.object?.phrases.length === 1 ? verb.object.phrases[0] : undefined;
  if (!phrase || !/^(?:choose|pick|select|tap|distribute|resell|power)$/.test(verb.lemma)) return [];
  // "picks Foo's former chief": a person, and no thing of Foo's.
  const words = scene.nodes.slice(phrase.from, phrase.to + 1);
  if (/^(?:person|org)$/.test(scene.nodes[phrase.head]?.mention?.entity.kind ?? '')) return [];
  if (
    words.some(({ lower }) => ROLE_WORDS.has(lower) || /^(?:former|ex|veteran|alum|engineer|researcher)$/.test(lower))
  )
    return [];
  const powers = verb.lemma === 'power';
  if (powers && (scene.sentence.field !== 'title' || !/^(?:to|will)$/.test(verb.modal ?? ''))) return [];
  const kept = /^(?:distribute|resell|power)$/.test(verb.lemma);
  if (!kept && !/^(?:for|to|as)\b/.test(lowerText(scene, phrase.to + 1, phrase.to + 2))) return [];
  const owner = named(ownerOf(scene, phrase, phrase.head, 'org'));
  return owner.length === 1 ? made(scene, verb, [...actor(scene, verb), ...owner]) : [];
}

/** "builds its app on Foo's model", "Foo's phone runs on Bar's chip": a headline's thing that stands on another's. */
function standing(scene: Scene, verb: Verb): Draft[] {
  if (!/^(?:build|run)$/.test(verb.lemma) || scene.sentence.field !== 'title' || verb.negated || verb.modal === 'could')
    return [];
  // "systems built on Foo's chips" are told of, not built.
  if (verb.form !== 'finite' || scene.nodes[verb.head]?.lower === 'built') return [];
  const base = verb.preps.find(({ word }) => word === 'on')?.group?.phrases;
  const owner = base?.length === 1 && base[0] ? named(ownerOf(scene, base[0], base[0].head, 'org')) : [];
  const acts = verb.subject?.phrases.length === 1 ? verb.subject.phrases[0] : undefined;
  if (owner.length !== 1 || !acts) return [];
  const whose = named(ownerOf(scene, acts, acts.head, 'org'));
  return made(scene, verb, [...(whose.length > 0 ? whose : named(orgsOf(scene, verb))), ...owner]);
}

/** "agrees to pay Foo $1B a year for its models". */
function paying(scene: Scene, verb: Verb): Draft[] {
  const { object } = verb;
  if (verb.lemma !== 'pay' || !object || object.phrases.length !== 1) return [];
  const behind = scene.nodes[object.to + 1];
  if (behind?.value?.kind !== 'money' || (behind.value.value ?? 0) < 1e6) return [];
  const goods = verb.preps.find(({ word, at }) => word === 'for' && at > object.to)?.group;
  if (
    !goods ||
    /\b(?:fines?|damages|settlement|violations?|breach|losses)\b/.test(lowerText(scene, goods.from, goods.to + 1))
  )
    return [];
  // What one pays for a house is a purchase.
  if (scene.nodes[goods.phrases[0]?.head ?? -1]?.mention) return [];
  const value = behind.value;
  return made(scene, verb, [...actor(scene, verb), ...named(parties(scene, object, 'org', verb))]).map((draft) => ({
    ...draft,
    // "$5M a year" is no price of a thing here.
    args: [...draft.args.filter(({ role }) => role !== 'amount'), { role: 'amount', text: value.text, value }],
  }));
}

/** "backs out of its deal with Foo". */
function leaving(scene: Scene, verb: Verb): Draft[] {
  if (!/^(?:back out|pull out|walk away)$/.test(verb.phrasal)) return [];
  const at = verb.preps.findIndex(
    ({ word, group }) => /^(?:of|from)$/.test(word) && DEAL.test(scene.nodes[group?.to ?? -1]?.lower ?? ''),
  );
  const other = verb.preps.slice(at + 1).find(({ word }) => word === 'with')?.group;
  if (at < 0 || !other) return [];
  return made(scene, verb, [...actor(scene, verb), ...named(parties(scene, other, 'org', verb))]).map((draft) => ({
    ...draft,
    status: verb.phrasal === 'back out' ? 'failed' : 'ended',
  }));
}

/** "joins Foo and Bar in an effort to …". */
function joining(scene: Scene, verb: Verb): Draft[] {
  const { object } = verb;
  if (verb.lemma !== 'join' || !object) return [];
  const circle = verb.preps.find(({ word, at }) => word === 'in' && at === object.to + 1)?.group;
  if (!CIRCLES.split(' ').includes(scene.nodes[circle?.phrases[0]?.head ?? -1]?.lower ?? '')) return [];
  const others = named(parties(scene, object, 'org', verb));
  return others.length === object.phrases.length ? made(scene, verb, [...actor(scene, verb), ...others]) : [];
}

/** "Foo and Bar are among the first customers of Zed's chip": they have it from Zed. */
function early(scene: Scene, verb: Verb): Draft[] {
  if (verb.lemma !== 'be' || verb.negated || verb.modal === 'could') return [];
  const among = verb.preps.find(({ word }) => word === 'among')?.group;
  const first = among ? lowerText(scene, among.from, among.to + 1) : '';
  if (!/^(?:the |its )?(?:first|early|earliest) (?:[\w-]+ )?(?:customers|adopters|users|partners)$/.test(first))
    return [];
  const of = verb.preps.find(({ word, at }) => word === 'of' && at === (among?.to ?? 0) + 1)?.group;
  const host = of?.phrases.length === 1 ? of.phrases[0] : undefined;
  if (!host) return [];
  const owner = named([...housesBefore(scene, host), ...parties(scene, of ?? null, 'org', verb)]).slice(0, 1);
  return owner.length === 1 ? made(scene, verb, [...named(orgsOf(scene, verb)), ...owner]) : [];
}

/** "Foo and Bar in pact to share data": a headline without its verb. */
function verbless(scene: Scene): Draft[] {
  const { nodes, clauses, sentence } = scene;
  const group = clauses.groupAt(0);
  if (sentence.field !== 'title' || group?.phrases.length !== 2 || nodes[group.to + 1]?.lower !== 'in') return [];
  const held = clauses.groupAt(group.to + 2);
  const head = held?.phrases[0]?.head ?? -1;
  if (held?.phrases.length !== 1 || !DEAL.test(nodes[head]?.lower ?? '')) return [];
  // A deal to buy or to merge is told by its own type.
  if (
    /\b(?:merger|acquisition|takeover|funding|investment|buyout)\b/.test(lowerText(scene, held.from, head)) ||
    /^to (?:merge|buy|acquire|combine|sell|invest|take)\b/.test(lowerText(scene, head + 1, head + 3))
  )
    return [];
  const sides = named(parties(scene, group, 'org'));
  if (sides.length !== 2) return [];
  const draft = newDraft(scene, 'agreement', head, null);
  draft.from = 0;
  draft.to = held.to + 1;
  addParties(draft, party, sides);
  addValues(draft, scene, { values });
  return [draft];
}

export const roles = (scene: Scene): Draft[] => [
  ...verbless(scene),
  ...scene.clauses.verbs.flatMap((verb) => [
    ...naming(scene, verb),
    ...taking(scene, verb),
    ...standing(scene, verb),
    ...paying(scene, verb),
    ...leaving(scene, verb),
    ...joining(scene, verb),
    ...early(scene, verb),
  ]),
];
