import type { Group, Node, Phrase, Verb } from './clauses.ts';
import type { Party, Want } from './draft.ts';
import { type Entity, type EntityMention, normal } from './entities.ts';
import { fits, longerName, METONYMS, party, surname, weakName } from './party-names.ts';
import { affiliation } from './people.ts';
import { ahead, lastPersonBefore, manyAsOne, referent, refersTo } from './referents.ts';
import { isOrg, nodeText, type Scene } from './scene.ts';
import { COMMUNICATION_VERBS, COMPANY_NOUNS, PLACES, ROLE_WORDS } from './words.ts';

export type { Party, Want } from './draft.ts';

const GOVERNMENT = new Set(
  'government authorities ministry department army navy military regulator regulators watchdog police parliament senate officials'.split(
    ' ',
  ),
);
const TERRITORIES = new Set('state government city kingdom republic province county emirate'.split(' '));
const SEVERAL = new Set('companies firms startups businesses groups banks labs'.split(' '));
/** What is done to somebody for what they have done. */
const QUESTIONS =
  /^(?:probe|investigate|sue|accuse|fine|charge|criticize|criticise|blame|question|scrutinize|scrutinise|examine|raid|punish|sanction|grill|slam|fault|praise)$/;
const PERSONAL = new Set(['he', 'she', 'him', 'her']);
const MAKERS = new Set('maker developer creator owner parent'.split(' '));
/** "Foo's previous company" is another than the one that the article tells of. */
const OTHER = new Set('previous former old last first earlier other second next'.split(' '));
/** Products that are run as houses of their own, and act as such ("TikTok cuts jobs", "bought by Facebook"). */
export const RUN_AS_HOUSE =
  /^(?:Facebook|Instagram|WhatsApp|YouTube|TikTok|GitHub|LinkedIn|Twitch|Twitter|Waymo|Threads|Reddit|Slack|Activision|Zoox|Wing|Kunlunxin)$/;

/** The parties that a group of phrases names, resolved within the article. */
export function parties(scene: Scene, group: Group | null, want: Want, verb?: Verb): Party[] {
  if (!group) return [];
  const found: Party[] = want === 'person' ? [] : speakersOf(scene, group);
  if (found.length > 1) return found;
  for (const phrase of group.phrases) {
    const party = partyOf(scene, phrase, want, verb);
    if (party && !found.some((other) => other.entity !== null && other.entity === party.entity)) found.push(party);
  }
  return found;
}

/** "Foo and Bar said they had signed a deal": those who speak, where they are several. */
function speakersOf(scene: Scene, { from, to }: Group): Party[] {
  if (from !== to || scene.nodes[from]?.lower !== 'they') return [];
  const says = scene.clauses.verbs.find(
    (other) => other.to < from && from - other.to <= 4 && COMMUNICATION_VERBS.has(other.lemma) && !other.passive,
  );
  if (!says?.subject || says.subject.phrases.length < 2 || says.subject.to > says.from) return [];
  const found = parties(scene, says.subject, 'org', says);
  return found.length === says.subject.phrases.length && found.every(({ entity }) => entity?.kind === 'org')
    ? found
    : [];
}

/** Whom a phrase names, itself or by what stands for them. */
export function partyOf(scene: Scene, phrase: Phrase, want: Want, verb?: Verb): Party | null {
  const { nodes, sentence } = scene;
  const { mention, lower } = nodes[phrase.head] as Node;
  if (mention && backs(scene, phrase.head)) return null;
  if (mention) return mentioned(scene, phrase.head, mention, want);
  // "The two companies" are not one.
  if (SEVERAL.has(lower) && !sentence.titleCase && /^(?:the|these|those|both)$/.test(nodes[phrase.from]?.lower ?? ''))
    return null;
  const pronoun = byPronoun(scene, phrase, want, verb);
  if (pronoun !== undefined) return pronoun;
  const named: number[] = [];
  for (let k = phrase.from; k <= phrase.to; k++) if (nodes[k]?.mention) named.push(k);
  const longer = want === 'person' ? null : longerName(scene, phrase, named, verb);
  if (longer) return longer;
  const behind = want === 'person' ? undefined : byNoun(scene, phrase, named, verb);
  if (behind !== undefined) return behind;
  return (
    (want === 'person' ? surname(scene, phrase, named.at(-1)) : government(scene, phrase, want)) ??
    weakName(scene, phrase, want)
  );
}

/** "the Foo and Bar backed bank": Foo stands behind it, and is no part of what it does. */
function backs({ nodes }: Scene, at: number): boolean {
  let k = at + 1;
  if (!/^(?:and|&)$/.test(nodes[k]?.lower ?? '')) return false;
  while (nodes[k]?.mention || /^(?:and|,|&)$/.test(nodes[k]?.lower ?? '')) k++;
  return nodes[k]?.lower === 'backed' && nodes[k]?.pos === 'ADJ';
}

/** Whom a name means, as a party. */
function mentioned(scene: Scene, at: number, mention: EntityMention, want: Want): Party | null {
  const { entity } = mention;
  const before = scene.nodes[at - 1];
  // "Tamil Nadu": a state whose first word alone was taken for a plain one.
  if (
    want !== 'person' &&
    before?.capital &&
    !before.mention &&
    PLACES.has(`${before.lower} ${mention.text.toLowerCase()}`)
  )
    return party(at, null, nodeText(scene, at - 1, at));
  if (fits(entity, want)) return party(at, entity, mention.text);
  if ((want === 'org' || want === 'any') && entity.kind === 'product' && RUN_AS_HOUSE.test(mention.text))
    return party(at, entity, mention.text);
  if (
    want === 'org' &&
    entity.kind === 'product' &&
    entity.owner &&
    !/\d/.test(entity.name) &&
    entity.name.includes(' ')
  ) {
    // "Google Antigravity" is a product; as a party it stands for nobody but its maker, who is named in it.
    const maker = mention.text.split(' ')[0] ?? '';
    const known = scene.entities.byForm(maker);
    if (known && isOrg(known)) return party(at, known, maker);
    // "Google Finance", and nothing else of the house: its own name stands for it.
    if (entity.slug === undefined && !known && entity.owner.startsWith(maker.toLowerCase()))
      return party(at, entity, mention.text);
  }
  if ((want === 'org' || want === 'any') && entity.kind === 'product' && !entity.owner && !entity.sure)
    return party(at, entity, mention.text);
  return null;
}

/** Whom a pronoun means; undefined if the phrase is none. */
function byPronoun(scene: Scene, phrase: Phrase, want: Want, verb?: Verb): Party | null | undefined {
  const { lower } = scene.nodes[phrase.head] as Node;
  const meant = (entity: Entity | null | undefined): Party | null =>
    entity ? party(phrase.head, entity, entity.name, true) : null;
  if (want !== 'person' && (lower === 'it' || lower === 'itself' || (lower === 'its' && phrase.from === phrase.to)))
    return meant(refersTo(scene, phrase, null, verb));
  if (want !== 'person' && lower === 'they') {
    // "Foo announced they had bought Bar": the one who speaks.
    const speaker = scene.clauses.verbs.find(
      (other) =>
        other.to < phrase.from &&
        COMMUNICATION_VERBS.has(other.lemma) &&
        other.subject !== null &&
        other.subject.phrases.length === 1,
    );
    const [said] = speaker ? parties(scene, speaker.subject, 'org', speaker) : [];
    return said?.entity ? party(phrase.head, said.entity, said.text, true) : meant(manyAsOne(scene, phrase, verb));
  }
  if (want !== 'person' && (lower === 'we' || lower === 'us')) return meant(ourselves(scene, phrase.from));
  if (want !== 'org' && lower === 'i') {
    // "I'm joining Foo," Bar wrote.
    const says = scene.clauses.verbs.find(
      (other) => COMMUNICATION_VERBS.has(other.lemma) && other.subject && !other.passive,
    );
    const [speaker] = says && says !== verb ? parties(scene, says.subject, 'person', says) : [];
    return speaker?.entity ? party(phrase.head, speaker.entity, speaker.text, true) : null;
  }
  if (want !== 'org' && PERSONAL.has(lower)) {
    // "Jane Roe succeeds him": another than she.
    if (unnamedBefore(scene, phrase.from)) return null;
    const beside = verb?.subject && phrase.from > verb.to && verb.subject.to < verb.from ? verb.subject.from : null;
    return meant(lastPersonBefore(scene, beside ?? phrase.from) ?? scene.article.lastPerson);
  }
  return undefined;
}

/** "Foo has sued a former engineer, accusing him of theft": somebody without a name stands nearer than any name. */
function unnamedBefore({ nodes, clauses }: Scene, before: number): boolean {
  for (let k = before - 1; k > 0; k--) {
    const { mention, lower } = nodes[k] as Node;
    if (mention?.entity.kind === 'person') return false;
    const phrase = ROLE_WORDS.has(lower) || HUMAN.has(lower) ? clauses.phraseAt(k) : null;
    if (phrase?.head === k && /^an?$/.test(nodes[phrase.from]?.lower ?? '') && !nodes[phrase.to + 1]?.mention)
      return true;
  }
  return false;
}
const HUMAN = new Set('employee worker student customer user man woman person contractor teenager intern'.split(' '));

/** "We have bought Bar," Foo said: the house that speaks, or of the one who speaks; on a house's own feed, that house. */
function ourselves(scene: Scene, at: number): Entity | null {
  const { nodes, clauses, house, entities, article } = scene;
  const quoted = (k: number): boolean => {
    const marks = nodes.slice(0, k).filter(({ text }) => /^["“”]$/.test(text));
    const last = marks.at(-1)?.text;
    return last === '"' ? marks.length % 2 === 1 : last === '“';
  };
  if (quoted(at)) {
    const says = clauses.verbs.filter(
      ({ lemma, subject, passive, head }) =>
        COMMUNICATION_VERBS.has(lemma) && subject !== null && !passive && !quoted(head) && !quoted(subject.from),
    );
    const speech = says.find(({ from }) => from > at) ?? says.at(-1);
    const [speaker] = speech ? parties(scene, speech.subject, 'any', speech) : [];
    if (speaker?.entity?.kind === 'org') return speaker.entity;
    if (speaker?.entity?.kind === 'person') {
      const beside = affiliation(scene, speaker.node);
      if (beside.org?.entity) return beside.former ? null : beside.org.entity;
      return article.homes.get(speaker.entity) ?? null;
    }
  }
  return (house && entities.entities.find(({ slug, kind }) => slug === house.slug && kind === 'org')) ?? null;
}

/** Whom a noun stands for: "Foo's unit", "the ChatGPT maker", "the startup"; undefined if it stands for nobody. */
function byNoun(scene: Scene, phrase: Phrase, named: readonly number[], verb?: Verb): Party | null | undefined {
  const { nodes } = scene;
  const head = nodes[phrase.head] as Node;
  const lemma = head.lemma.replace(/s$/, '').replace(/^.*-(?=startup|company|firm|maker|bank)/, '');
  if (named.length > 0 && (METONYMS.has(head.lower) || METONYMS.has(lemma))) {
    // Nobody owns a person: "the Ann Made owner" is of a house.
    const owned = MAKERS.has(lemma);
    const k =
      named.find((at) => isOrg((nodes[at] as Node).mention?.entity as Entity)) ??
      named.find((at) => owned && nodes[at]?.mention?.entity.kind === 'person' && nodes[at + 1]?.pos !== 'PART') ??
      -1;
    const mention = nodes[k]?.mention;
    if (mention) return party(k, mention.entity, mention.text);
  }
  // "the ChatGPT maker": a product with its maker's noun.
  if (named.length > 0 && MAKERS.has(lemma)) {
    const owner = named.map((at) => nodes[at]?.mention?.entity.owner).find(Boolean);
    const entity = owner
      ? scene.entities.entities.find((other) => other.slug === owner && other.kind === 'org')
      : undefined;
    if (entity) return party(phrase.head, entity, entity.name, true);
  }
  const owner = named.find(
    (at) => nodes[at]?.mention?.entity.kind === 'person' && nodes[at + 1]?.lower.replace('’', "'") === "'s",
  );
  if (
    owner !== undefined &&
    COMPANY_NOUNS.has(lemma) &&
    !nodes.slice(owner, phrase.head).some((node) => OTHER.has(node.lower))
  ) {
    // "Foo's new company": the one that the article tells of.
    const who = nodes[owner]?.mention?.entity;
    const own = scene.article.rounds ?? (who ? scene.article.homes.get(who) : undefined);
    if (own) return party(phrase.head, own, own.name, true);
  }
  // "the New York company" is called by its place alone.
  if (named.every((at) => nodes[at]?.mention?.entity.kind === 'place') && COMPANY_NOUNS.has(lemma)) {
    const first = nodes[phrase.from] as Node;
    if (first.lower === 'the' || first.lower === 'this' || first.lower === 'that') {
      const entity = refersTo(scene, phrase, lemma, verb);
      return entity ? party(phrase.head, entity, entity.name, true) : null;
    }
  }
  return undefined;
}

/** "the state of Maryland", "the UK government". */
function government(scene: Scene, phrase: Phrase, want: Want): Party | null {
  const { nodes } = scene;
  const head = nodes[phrase.head] as Node;
  if (want === 'any' && TERRITORIES.has(head.lower) && nodes[phrase.to + 1]?.lower === 'of') {
    const at = nodes[phrase.to + 2]?.pos === 'DET' ? phrase.to + 3 : phrase.to + 2;
    let end = at;
    while (nodes[end + 1]?.capital && !nodes[at]?.mention) end++;
    if (nodes[at]?.capital) return party(phrase.head, null, nodeText(scene, at, end));
  }
  if (GOVERNMENT.has(head.lower)) {
    // "UK government", "Chinese authorities": named by its country.
    const words = nodes.slice(phrase.from, phrase.head);
    const from = words.findIndex((node) => node.capital && node.pos !== 'DET');
    if (from >= 0) return party(phrase.head, null, nodeText(scene, phrase.from + from, phrase.head));
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
    if (node.lower === 'our' && want !== 'person') {
      const entity = ourselves(scene, k);
      return entity ? [{ entity, text: entity.name, node: k, coreferent: true }] : [];
    }
    if ((node.lower === 'its' || node.lower === 'their') && want !== 'person') {
      const verb = clauses.verbs.find(
        (other) => other.object === clauses.groupAt(k) || other.preps.some((prep) => prep.group === clauses.groupAt(k)),
      );
      // "probes Foo over its deal with Bar": the deal of the one who is asked.
      const asked = verb && QUESTIONS.test(verb.lemma) && !verb.passive && verb.object && verb.object.to < k;
      const other = asked && node.lower === 'its' ? parties(scene, verb.object, want, verb) : [];
      if (other.length === 1) return other;
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

/** Whose a noun is, and whose name stands before it: "Foo's customer", "Foo customer". */
export const housesBefore = (scene: Scene, phrase: Phrase, noun = phrase.head): Party[] => [
  ...ownerOf(scene, phrase, noun, 'org'),
  ...modifiersOf(scene, phrase, noun, 'org'),
];

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

export const keyOf = (party: Party): string =>
  party.entity ? `#${party.entity.id}` : / government$/i.test(party.text) ? 'government' : normal(party.text);
