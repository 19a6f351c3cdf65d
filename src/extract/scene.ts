import type { ClaimType, PartyRole } from '../domain/claim.ts';
import type { Clauses, Group, Node, Phrase, Verb } from './clauses.ts';
import type { Document, Sentence } from './document.ts';
import type { Draft, Party, Want } from './draft.ts';
import { type Entity, type EntityIndex, normal } from './entities.ts';

import type { Value } from './values.ts';
import {
  COMMUNICATION_VERBS,
  COMPANY_NOUNS,
  DEMONYMS,
  DESCRIPTORS,
  GENERIC_CAPITALS,
  PLACES,
  ROLE_WORDS,
  TRADE_NAMES,
} from './words.ts';

export type { Party, Want } from './draft.ts';

/** One sentence with its clauses and what the article has told so far. */
export interface Scene {
  document: Document;
  sentence: Sentence;
  index: number;
  text: string;
  clauses: Clauses;
  nodes: Node[];
  values: readonly Value[];
  readonly entities: EntityIndex;
  /** What the article has told so far; asking for it has every sentence before read. */
  readonly article: ArticleState;
  /** The company whose own feed this is. */
  house: ArticleState['house'];
}

/** What is carried from sentence to sentence. */
export interface ArticleState {
  /** The organisation that the article is about: the subject of its headline, else the first one it names. */
  topic: Entity | null;
  /** Organisations that were subjects, latest last. */
  subjects: Entity[];
  /** What kind of organisation each is called ("startup", "bank"). */
  called: Map<Entity, Set<string>>;
  lastPerson: Entity | null;
  /** Whose funding round the article told of last. */
  rounds: Entity | null;
  /** Where people work, as far as the article says. */
  homes: Map<Entity, Entity>;
  /** The latest event of each type, for what later sentences add to it. */
  told: Map<ClaimType, Draft>;
  /** What people are there, as worded. */
  offices: Map<Entity, { text: string }>;
  /** The company whose spokesperson spoke last. */
  spokesFor: Entity | null;
  /** The company whose own feed this is. */
  house: { name: string; slug: string } | null;
}

const METONYMS = new Set(
  `team executive executives official officials board management unit arm division subsidiary business researcher researchers
  staff employee employees leadership spokesperson spokesman spokeswoman representative shareholders investors affiliate lab labs engineers scientists cloud
  lawyers attorneys boss chief parent owner maker developer creator operator`.split(/\s+/),
);
const GOVERNMENT =
  /^(?:government|authorities|ministry|department|army|navy|military|regulator|regulators|watchdog|police|parliament|senate|officials)$/;
/** Houses that nobody calls a startup. */
const GIANTS = new Set(
  'meta google google-deepmind microsoft amazon apple nvidia amd intel oracle softbank tesla alibaba spacex tencent baidu bytedance samsung ibm salesforce'.split(
    ' ',
  ),
);
export const SPOKES =
  /^(?:spokes(?:person|man|woman|people)|representatives?|reps?|officials?|executives?|lawyers?|attorneys?|comms)$/;

/** Products that are run as houses of their own, and act as such ("TikTok cuts jobs", "bought by Facebook"). */
const RUN_AS_HOUSE =
  /^(?:Facebook|Instagram|WhatsApp|YouTube|TikTok|GitHub|LinkedIn|Twitch|Twitter|Waymo|Threads|Reddit|Slack|Activision|Zoox|Wing|Kunlunxin)$/;

export const isOrg = (entity: Entity): boolean => entity.kind === 'org' || entity.kind === 'outlet';
export const nodeText = (scene: Scene, from: number, to: number): string =>
  scene.text.slice(scene.nodes[from]?.start ?? 0, scene.nodes[to]?.end ?? 0);

const fits = (entity: Entity, want: Want): boolean =>
  want === 'thing'
    ? entity.kind !== 'place'
    : want === 'any'
      ? entity.kind !== 'place' && entity.kind !== 'product'
      : want === 'org'
        ? isOrg(entity)
        : want === 'product'
          ? entity.kind === 'product'
          : entity.kind === 'person' ||
            (entity.kind === 'org' &&
              !entity.sure &&
              !entity.slug &&
              /^\p{Lu}[\p{L}'’.-]+(?:\s(?:\p{Lu}[\p{L}'’.-]+|de|van|der|von|bin|al|la)){1,3}$/u.test(entity.name));

/** The parties that a group of phrases names, resolved within the article. */
export function parties(scene: Scene, group: Group | null, want: Want, verb?: Verb): Party[] {
  if (!group) return [];
  const found: Party[] = [];
  for (const phrase of group.phrases) {
    const party = partyOf(scene, phrase, want, verb);
    if (party && !found.some((other) => other.entity !== null && other.entity === party.entity)) found.push(party);
  }
  return found;
}

export function partyOf(scene: Scene, phrase: Phrase, want: Want, verb?: Verb): Party | null {
  const { nodes } = scene;
  const head = nodes[phrase.head] as Node;
  const make = (node: number, entity: Entity | null, text: string, coreferent = false): Party => ({
    entity,
    text,
    node,
    coreferent,
  });
  if (head.mention) {
    const { entity } = head.mention;
    if (fits(entity, want)) return make(phrase.head, entity, head.mention.text);
    if ((want === 'org' || want === 'any') && entity.kind === 'product' && RUN_AS_HOUSE.test(head.mention.text))
      return make(phrase.head, entity, head.mention.text);
    if (
      want === 'org' &&
      entity.kind === 'product' &&
      entity.owner &&
      !/\d/.test(entity.name) &&
      entity.name.includes(' ')
    ) {
      // "Google Antigravity" is a product; as a party it stands for nobody but its maker, who is named in it.
      const maker = head.mention.text.split(' ')[0] ?? '';
      const known = scene.entities.byForm(maker);
      if (known && isOrg(known)) return make(phrase.head, known, maker);
      // "Google Finance", and nothing else of the house: its own name stands for it.
      if (entity.slug === undefined && !known && entity.owner.startsWith(maker.toLowerCase()))
        return make(phrase.head, entity, head.mention.text);
    }
    if ((want === 'org' || want === 'any') && entity.kind === 'product' && !entity.owner && !entity.sure)
      return make(phrase.head, entity, head.mention.text);
    return null;
  }
  // "The two companies" are not one.
  if (
    /^(?:companies|firms|startups|businesses|groups|banks|labs)$/.test(head.lower) &&
    !scene.sentence.titleCase &&
    /^(?:the|these|those|both)$/.test((nodes[phrase.from] as Node).lower)
  )
    return null;
  const lemma = head.lemma.replace(/s$/, '').replace(/^.*-(?=startup|company|firm|maker|bank)/, '');
  if (want !== 'person' && (/^(?:it|itself)$/.test(head.lower) || (head.lower === 'its' && phrase.from === phrase.to)))
    return refer(scene, phrase, null, make, verb);
  if (want !== 'person' && head.lower === 'they') {
    // "Foo announced they had bought Bar": the one who speaks.
    const speaker = scene.clauses.verbs.find(
      (other) =>
        other.to < phrase.from &&
        COMMUNICATION_VERBS.has(other.lemma) &&
        other.subject !== null &&
        other.subject.phrases.length === 1,
    );
    const [said] = speaker ? parties(scene, speaker.subject, 'org', speaker) : [];
    return said?.entity ? make(phrase.head, said.entity, said.text, true) : null;
  }
  if (want !== 'person' && /^(?:we|us)$/.test(head.lower)) return house(scene, phrase.head);
  if (want !== 'org' && head.lower === 'i') {
    // "I'm joining Foo," Bar wrote.
    const says = scene.clauses.verbs.find(
      (other) => COMMUNICATION_VERBS.has(other.lemma) && other.subject && !other.passive,
    );
    const [speaker] = says && says !== verb ? parties(scene, says.subject, 'person', says) : [];
    return speaker?.entity ? make(phrase.head, speaker.entity, speaker.text, true) : null;
  }
  if (want !== 'org' && /^(?:he|she|him|her)$/.test(head.lower)) {
    const person = lastPersonBefore(scene, phrase.from) ?? scene.article.lastPerson;
    return person ? make(phrase.head, person, person.name, true) : null;
  }
  const named: number[] = [];
  for (let k = phrase.from; k <= phrase.to; k++) if (nodes[k]?.mention) named.push(k);
  const lastNamed = named.at(-1);
  if (
    want !== 'person' &&
    lastNamed !== undefined &&
    head.pos === 'NUM' &&
    !head.value &&
    phrase.head === lastNamed + 1
  ) {
    // "Acadia Unit 2".
    const mention = nodes[lastNamed]?.mention;
    if (mention && isOrg(mention.entity) && !mention.entity.slug)
      return make(phrase.head, mention.entity, nodeText(scene, lastNamed, phrase.head));
  }
  if (
    want !== 'person' &&
    lastNamed !== undefined &&
    head.capital &&
    !ROLE_WORDS.has(head.lower) &&
    !sentenceCased(scene, lastNamed + 1, phrase.head)
  ) {
    // "Cash Access UK", "Foo Global": the name goes on in capitals that the reader of names left out.
    const mention = nodes[lastNamed]?.mention;
    if (
      mention &&
      isOrg(mention.entity) &&
      (!scene.sentence.titleCase || (lastNamed === phrase.head - 1 && PLACES.has(head.lower)))
    )
      return make(phrase.head, mention.entity, nodeText(scene, lastNamed, phrase.head));
  }
  if (want !== 'person' && head.capital && named[0] === phrase.from && !head.value && scene.sentence.titleCase) {
    // A headline's "Foo India", "Foo's Map Centre": a branch, called with its house.
    const mention = nodes[phrase.from]?.mention;
    const branch =
      PLACES.has(head.lower) ||
      (/^['’]s$/.test(nodes[phrase.from + 1]?.lower ?? '') &&
        /^(?:cent(?:er|re)|institute|foundation|university|council|academy)$/.test(head.lower));
    if (
      branch &&
      mention &&
      isOrg(mention.entity) &&
      nodes.slice(phrase.from, phrase.head).every((node) => node.capital || node.pos === 'PART')
    ) {
      const text = nodeText(scene, phrase.from, phrase.head);
      const same = PLACES.has(head.lower) && phrase.head === phrase.from + 1;
      return make(phrase.head, same ? mention.entity : scene.entities.adopt(text, 'org'), text);
    }
  }
  if (
    want !== 'person' &&
    scene.sentence.titleCase &&
    phrase.from === 0 &&
    named[0] === 0 &&
    phrase.head <= 2 &&
    head.capital &&
    /s$/.test(head.lower) &&
    !head.value &&
    !METONYMS.has(head.lower) &&
    verb?.from === phrase.to + 1 &&
    verb.form === 'finite' &&
    /[^s]s$/.test(nodes[verb.head]?.lower ?? '') &&
    nodes[verb.head]?.pos === 'VERB'
  ) {
    // "Foo Airports Taps Bar": a plural that takes a verb's s is a name.
    const mention = nodes[0]?.mention;
    if (mention?.entity.kind === 'org' && !mention.entity.slug) {
      const text = nodeText(scene, 0, phrase.head);
      return make(phrase.head, scene.entities.adopt(text, 'org'), text);
    }
  }
  if (want !== 'person' && named.length > 0 && (METONYMS.has(head.lower) || METONYMS.has(lemma))) {
    const k = named.find((at) => isOrg((nodes[at] as Node).mention?.entity as Entity)) ?? -1;
    const mention = nodes[k]?.mention;
    if (mention) return make(k, mention.entity, mention.text);
  }
  // "the ChatGPT maker": a product with its maker's noun.
  if (want !== 'person' && named.length > 0 && /^(?:maker|developer|creator|owner|parent)$/.test(lemma)) {
    const owner = named.map((at) => nodes[at]?.mention?.entity.owner).find(Boolean);
    const entity = owner
      ? scene.entities.entities.find((other) => other.slug === owner && other.kind === 'org')
      : undefined;
    if (entity) return make(phrase.head, entity, entity.name, true);
  }
  const owner = named.find(
    (at) => nodes[at]?.mention?.entity.kind === 'person' && nodes[at + 1]?.lower.replace('’', "'") === "'s",
  );
  if (
    want !== 'person' &&
    owner !== undefined &&
    COMPANY_NOUNS.has(lemma) &&
    !nodes
      .slice(owner, phrase.head)
      .some((node) => /^(?:previous|former|old|last|first|earlier|other|second|next)$/.test(node.lower))
  ) {
    // "Foo's new company": the one that the article tells of.
    const who = nodes[owner]?.mention?.entity;
    const own = scene.article.rounds ?? (who ? scene.article.homes.get(who) : undefined);
    if (own) return make(phrase.head, own, own.name, true);
  }
  if (want !== 'person' && named.length === 0 && COMPANY_NOUNS.has(lemma)) {
    const first = nodes[phrase.from] as Node;
    if (/^(?:the|this|that|its)$/.test(first.lower) && !(first.lower === 'its'))
      return refer(scene, phrase, lemma, make, verb);
  }
  if (
    want === 'person' &&
    lastNamed !== undefined &&
    head.capital &&
    phrase.head === lastNamed + 1 &&
    !ROLE_WORDS.has(head.lower) &&
    !GENERIC_CAPITALS.has(head.text)
  ) {
    // "appoints Foo Bar": a headline's surname that is also a word.
    const mention = nodes[lastNamed]?.mention;
    if (mention && !mention.entity.sure && !mention.entity.slug) {
      const text = nodeText(scene, lastNamed, phrase.head);
      return make(phrase.head, scene.entities.adopt(text, 'person'), text);
    }
  }
  // "the state of Maryland", "the Government of Elbonia".
  if (
    want === 'any' &&
    /^(?:state|government|city|kingdom|republic|province|county|emirate)$/.test(head.lower) &&
    nodes[phrase.to + 1]?.lower === 'of'
  ) {
    const at = nodes[phrase.to + 2]?.pos === 'DET' ? phrase.to + 3 : phrase.to + 2;
    let end = at;
    while (nodes[end + 1]?.capital && !nodes[at]?.mention) end++;
    if (nodes[at]?.capital) return make(phrase.head, null, nodeText(scene, at, end));
  }
  if (want !== 'person' && GOVERNMENT.test(head.lower)) {
    // "UK government", "Chinese authorities": named by its country.
    const words = nodes.slice(phrase.from, phrase.head);
    const from = words.findIndex((node) => node.capital && node.pos !== 'DET');
    if (from >= 0) return make(phrase.head, null, nodeText(scene, phrase.from + from, phrase.head));
  }
  return weakName(scene, phrase, want);
}

/** Some word of the stretch is not capitalised. */
function sentenceCased(scene: Scene, from: number, to: number): boolean {
  for (let k = from; k <= to; k++) if (!scene.nodes[k]?.capital) return true;
  return false;
}

function house(scene: Scene, node: number): Party | null {
  const { house: own } = scene;
  if (!own) return null;
  const entity = scene.entities.entities.find((other) => other.slug === own.slug && other.kind === 'org');
  return entity ? { entity, text: entity.name, node, coreferent: true } : null;
}

/** "Loop, which …", "AI coding startup Cursor": a plain word that capitals and place make a name. */
function weakName(scene: Scene, phrase: Phrase, want: Want): Party | null {
  const { nodes, sentence } = scene;
  if (want === 'person') return null;
  let from = -1;
  for (let k = phrase.from; k <= phrase.to; k++) {
    const node = nodes[k] as Node;
    if (k === phrase.to && node.capital && sentence.titleCase && k > phrase.from) continue;
    if (DESCRIPTORS.has(node.lower.replace(/.*-/, '')) || ROLE_WORDS.has(node.lower)) from = k;
  }
  const start = from + 1 || phrase.from;
  if (start > phrase.to) return null;
  if (
    /^(?:right|plan|plans|deal|option|bid|offer|push|move|way|race|rush|effort|bot|bots|why|how|what|inside|part|half|most|rest|ownership)$/.test(
      nodes[phrase.to]?.lower ?? '',
    )
  )
    return null;
  const words = nodes.slice(start, phrase.to + 1);
  if (
    words.length > 3 ||
    words.some(
      (node) =>
        !node.capital ||
        node.value ||
        node.pos === 'PRON' ||
        node.pos === 'DET' ||
        DEMONYMS.has(node.lower) ||
        GENERIC_CAPITALS.has(node.text.toUpperCase()),
    )
  )
    return null;
  const head = nodes[phrase.to] as Node;
  if (from < 0 && !(sentence.titleCase || phrase.from === 0)) return null;
  if (from < 0 && sentence.titleCase && words.length > 1) return null;
  if (from < 0 && (/(?:s|ers|ists|ing|tion|ment|ity)$/.test(head.lower) || (head.pos === 'ADJ' && phrase.to > 0)))
    return null;
  const text = nodeText(scene, start, phrase.to);
  if (TRADE_NAMES.test(text)) return null;
  const entity = scene.entities.byForm(text) ?? scene.entities.adopt(text, 'org');
  if (!fits(entity, want)) return null;
  return { entity, text, node: phrase.to, coreferent: false };
}

function lastPersonBefore(scene: Scene, node: number): Entity | null {
  for (let k = node - 1; k >= 0; k--) {
    const entity = scene.nodes[k]?.mention?.entity;
    if (entity?.kind === 'person') return entity;
  }
  return null;
}

function refer(
  scene: Scene,
  phrase: Phrase,
  noun: string | null,
  make: (node: number, entity: Entity | null, text: string, coreferent?: boolean) => Party,
  verb?: Verb,
): Party | null {
  const entity =
    apposed(scene, phrase, noun) ??
    (noun === null ? ahead(scene, phrase.from) : null) ??
    left(scene, phrase, noun, verb) ??
    referent(scene, phrase.from, noun, verb, noneOf(phrase, verb) ? namedIn(scene, verb?.subject ?? null) : null);
  return entity ? make(phrase.head, entity, entity.name, true) : null;
}

/** "Foo, who was a vice president at Bar, left the company": the house that the sentence named for a person. */
function left(scene: Scene, phrase: Phrase, noun: string | null, verb: Verb | undefined): Entity | null {
  if (noun === null || !verb?.subject || !noneOf(phrase, verb)) return null;
  if (scene.nodes[verb.subject.phrases[0]?.head ?? 0]?.mention?.entity.kind !== 'person') return null;
  let found: Entity | null = null;
  for (let k = phrase.from - 1; k > verb.subject.to; k--) {
    const entity = scene.nodes[k]?.mention?.entity;
    if (entity?.kind !== 'org') continue;
    if (entity.sure) return entity;
    found ??= entity;
  }
  return found;
}

/** Whether a phrase stands beside the subject of a verb: what is done to "it" is not done to the one who does it. */
const noneOf = (phrase: Phrase, verb: Verb | undefined): boolean =>
  verb?.subject != null && phrase.from > verb.subject.to && phrase.from > verb.from;

/** "Foo, the startup that …": the name right before the comma. */
function apposed(scene: Scene, phrase: Phrase, noun: string | null): Entity | null {
  if (noun === null || !/^[,—–(]$/.test(scene.nodes[phrase.from - 1]?.text ?? '')) return null;
  const mention = scene.nodes[phrase.from - 2]?.mention;
  if (mention?.entity.kind !== 'org') return null;
  const last = scene.nodes[phrase.to + 1];
  // "…, the startup said" speaks of somebody; it explains no name.
  return last && (last.pos === 'VERB' || last.pos === 'AUX') ? null : mention.entity;
}

/** "Following its sale, Foo …": the subject of the clause that an opening phrase leads to, where nobody was named before. */
function ahead(scene: Scene, before: number): Entity | null {
  const { nodes, clauses } = scene;
  const opener = nodes[0];
  if (before > 3 || (opener?.pos !== 'ADP' && opener?.pos !== 'SCONJ')) return null;
  const main = clauses.verbs.find(
    ({ form, subject, subjectVia }) =>
      form === 'finite' &&
      subjectVia === 'direct' &&
      subject !== null &&
      subject.from > before + 1 &&
      nodes[subject.from - 1]?.text === ',',
  );
  return main ? namedIn(scene, main.subject) : null;
}

/** Whom "it" or "the startup" means at a node of this sentence. */
export function referent(
  scene: Scene,
  before: number,
  noun: string | null,
  verb?: Verb,
  but: Entity | null = null,
): Entity | null {
  const { nodes, clauses, article } = scene;
  // What acts on "the startup" is not the startup.
  const own = verb?.subject && verb.subject.to < before ? namedIn(scene, verb.subject) : null;
  const specific = noun !== null && !['company', 'firm', 'business', 'group', 'corporation'].includes(noun);
  if (specific) {
    const calledSo = (entity: Entity): boolean => article.called.get(entity)?.has(noun) ?? false;
    for (let k = before - 1; k >= 0; k--) {
      const entity = nodes[k]?.mention?.entity;
      if (entity && entity !== own && isOrg(entity) && calledSo(entity)) return entity;
    }
    const recent = [...article.subjects].reverse().find(calledSo);
    if (recent) return recent;
    const any = [...article.called.entries()]
      .filter(([entity, nouns]) => isOrg(entity) && entity !== but && nouns.has(noun))
      .map(([entity]) => entity);
    if (any.length === 1 && any[0]) return any[0];
  }
  if (but || (noun !== null && /^(?:startup|unicorn|lab)$/.test(noun))) {
    // Of a buyer and what it buys, the startup is what is bought.
    const bought =
      noun === 'startup'
        ? (['acquisition', 'investment'] as const).flatMap(
            (type) => article.told.get(type)?.args.find((arg) => arg.role === 'target')?.party?.entity ?? [],
          )[0]
        : undefined;
    if (bought && bought !== but) return bought;
    const small = noun !== null && /^(?:startup|unicorn)$/.test(noun);
    const may = (entity: Entity | undefined): entity is Entity =>
      entity !== undefined &&
      entity.kind === 'org' &&
      entity !== but &&
      !entity.authority &&
      !(small && GIANTS.has(entity.slug ?? ''));
    if (!but) {
      // "Foo is not for sale to Bar, the startup said": whom the sentence is about.
      const main = clauses.verbs.find((other) => other.subject && other.subject.to < before && other.form === 'finite');
      const subject = nodes[main?.subject?.phrases[0]?.head ?? -1]?.mention?.entity;
      if (may(subject)) return subject;
    }
    for (let k = before - 1; k >= 0; k--) {
      const entity = nodes[k]?.mention?.entity;
      if (may(entity) && !SPOKES.test(nodes[k + 1]?.lower ?? '')) return entity;
    }
    const recent = [...article.subjects, ...(article.topic ? [article.topic] : [])].reverse().find(may);
    if (recent) return recent;
    const first = scene.entities.entities.find((entity) => may(entity) && entity.slug !== undefined);
    if (first) return first;
  }
  // The subject of an earlier verb of this sentence.
  const earlier = clauses.verbs
    .filter((other) => other.to < before && other.subject && other !== verb && other.subject.from < before)
    .reverse();
  for (const other of earlier) {
    const subject = other.subject;
    if (!subject || subject.to >= before) continue;
    const entity = namedIn(scene, subject);
    if (entity && entity !== own) return entity;
  }
  if (earlier.length === 0) {
    const first = clauses.groups.find((group) => group.to < before && namedIn(scene, group));
    if (first) {
      const entity = namedIn(scene, first);
      if (entity && entity !== own) return entity;
    }
  }
  const recent = article.subjects.filter((entity) => entity !== own).at(-1);
  return recent ?? (article.topic === own ? null : article.topic);
}

function namedIn(scene: Scene, group: Group | null): Entity | null {
  if (!group) return null;
  for (const phrase of group.phrases) {
    const head = scene.nodes[phrase.head]?.mention?.entity;
    if (head && isOrg(head) && head.kind !== 'outlet') return head;
  }
  for (let k = group.from; k <= group.to; k++) {
    const entity = scene.nodes[k]?.mention?.entity;
    if (entity && entity.kind === 'org' && scene.nodes[k + 1]?.lower !== undefined) return entity;
  }
  return null;
}

/** The owner that stands before a noun: "Meta's acquisition", "its stake". */
export function ownerOf(scene: Scene, phrase: Phrase, noun: number, want: Want): Party[] {
  const { nodes, clauses } = scene;
  for (let k = noun - 1; k >= phrase.from; k--) {
    const node = nodes[k] as Node;
    if (node.lower === "'s" || (node.lower === "'" && node.pos === 'PART')) {
      const mention = nodes[k - 1]?.mention;
      if (mention && fits(mention.entity, want)) {
        // "OpenAI and Microsoft's deal": the phrases joined before share it.
        const group = clauses.groupAt(k - 1);
        const joined: Party[] = [];
        if (group && group.phrases.length > 1) {
          for (const other of group.phrases)
            if (other.to < phrase.from)
              joined.push(...parties(scene, { from: other.from, to: other.to, phrases: [other] }, want));
        }
        return [...joined, { entity: mention.entity, text: mention.text, node: k - 1, coreferent: false }];
      }
      const word = nodes[k - 1];
      if (word && COMPANY_NOUNS.has(word.lemma) && want !== 'person') {
        const entity = referent(scene, phrase.from, word.lemma);
        if (entity) return [{ entity, text: entity.name, node: k - 1, coreferent: true }];
      }
      return [];
    }
    if ((node.lower === 'its' || node.lower === 'their') && want !== 'person') {
      const verb = clauses.verbs.find(
        (other) => other.object === clauses.groupAt(k) || other.preps.some((prep) => prep.group === clauses.groupAt(k)),
      );
      if (verb?.subject) {
        const subject = parties(scene, verb.subject, want, verb);
        if (subject.length > 0 && (node.lower === 'its' ? subject.length === 1 : true)) return subject;
      }
      if (node.lower === 'their') return [];
      const entity = ahead(scene, k) ?? referent(scene, k, null);
      return entity ? [{ entity, text: entity.name, node: k, coreferent: true }] : [];
    }
  }
  return [];
}

/** Names that stand inside a phrase before its head as modifiers: "the Core Scientific acquisition". */
export function modifiersOf(scene: Scene, phrase: Phrase, noun: number, want: Want): Party[] {
  const found: Party[] = [];
  for (let k = phrase.from; k < noun; k++) {
    const mention = scene.nodes[k]?.mention;
    const next = scene.nodes[k + 1];
    if (!mention || !fits(mention.entity, want)) continue;
    if (next?.lower === "'s" || (next?.lower === "'" && next.pos === 'PART')) continue;
    found.push({ entity: mention.entity, text: mention.text, node: k, coreferent: false });
  }
  return found;
}

/** Remembers who the subjects were and who was named last. */
export function remember(scene: Scene): void {
  const { nodes, clauses, article } = scene;
  for (const node of nodes) if (node.mention?.entity.kind === 'person') article.lastPerson = node.mention.entity;
  const main = clauses.verbs.find((verb) => verb.form === 'finite' && verb.subject && verb.subjectVia === 'direct');
  const said = clauses.verbs.filter((verb) => verb.form === 'finite' && verb.subject);
  const push = (about: Entity): void => {
    article.subjects.push(about);
    if (article.subjects.length > 12) article.subjects.shift();
  };
  let known = false;
  for (const verb of main ? [main] : said.slice(0, 1)) {
    const [subject] = parties(scene, verb.subject, 'org', verb);
    // "Foo's shares rose": it is about Foo.
    const about = subject?.entity ?? namedIn(scene, verb.subject);
    if (about?.kind === 'org') {
      // "Foo partner Bar hits …": the headline is about its subject, not about the first name in it.
      if (scene.index === 0 && scene.sentence.field === 'title' && verb === main) article.topic = about;
      push(about);
      known = true;
    }
  }
  // "This is Foo's third deal", "said Foo's chief": the one house that such a sentence names is what it is about.
  const owners = nodes.filter((node, k) => node.mention?.entity.kind === 'org' && nodes[k + 1]?.lower === "'s");
  const orgs = new Set(nodes.flatMap(({ mention }) => (mention?.entity.kind === 'org' ? [mention.entity] : [])));
  const only = owners[0]?.mention?.entity;
  if (!known && only && orgs.size === 1) push(only);
}

export const keyOf = (party: Party): string =>
  party.entity ? `#${party.entity.id}` : / government$/i.test(party.text) ? 'government' : normal(party.text);
export type { PartyRole };
