import type { Phrase, Verb } from './clauses.ts';
import type { Entity } from './entities.ts';
import { timeNode } from './grammar.ts';
import { isOrg, namedIn, type Scene } from './scene.ts';
import { SPOKES } from './words.ts';

/** Houses that nobody calls a startup. */
const GIANTS = new Set(
  'meta google google-deepmind microsoft amazon apple nvidia amd intel oracle softbank tesla alibaba spacex tencent baidu bytedance samsung ibm salesforce'.split(
    ' ',
  ),
);
/** Whom a phrase means that names nobody: "it" (no noun), "the startup". */
export function refersTo(scene: Scene, phrase: Phrase, noun: string | null, verb?: Verb): Entity | null {
  return (
    apposed(scene, phrase, noun) ??
    (noun === null ? ahead(scene, phrase.from) : null) ??
    left(scene, phrase, noun, verb) ??
    referent(scene, phrase.from, noun, verb, noneOf(phrase, verb) ? namedIn(scene, verb?.subject ?? null) : null)
  );
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
export function ahead(scene: Scene, before: number): Entity | null {
  const { nodes, clauses } = scene;
  const opener = nodes[0];
  // "In 2001, following its sale, …": when, before that.
  const early = before <= 3 || nodes.slice(1, before - 1).every((node) => timeNode(node) || node.text === ',');
  if (!early || (opener?.pos !== 'ADP' && opener?.pos !== 'SCONJ')) return null;
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
  const topic = article.topic && namedBefore(scene, article.topic, before) ? article.topic : null;
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
    const last = article.subjects.at(-1);
    // "the startup" is who acted last rather than one that was called so long ago.
    const recently = (entity: Entity): boolean =>
      scene.entities.bySentence
        .slice(Math.max(0, scene.index - 2), scene.index + 1)
        .some((mentions) => mentions.some((mention) => mention.entity === entity));
    const newer =
      noun === 'startup' && last && last !== own && last !== but && !last.authority && !GIANTS.has(last.slug ?? '');
    if (any.length === 1 && any[0]) return newer && !recently(any[0]) && recently(last) ? last : any[0];
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
    const recent = [...article.subjects, ...(topic ? [topic] : [])].reverse().find(may);
    if (recent) return recent;
    const first = scene.entities.entities.find(
      (entity) => may(entity) && entity.slug !== undefined && namedBefore(scene, entity, before),
    );
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
  // "She joined Foo and led it through its listing": people act, and of houses the last is meant.
  const people = earlier.filter(({ subject }) => {
    const head = nodes[subject?.phrases[0]?.head ?? -1];
    return head?.mention?.entity.kind === 'person' || /^(?:he|she)$/.test(head?.lower ?? '');
  });
  if (noun === null && earlier.length > 0 && people.length === earlier.length)
    for (let k = before - 1; k >= 0; k--) {
      const entity = nodes[k]?.mention?.entity;
      if (entity?.kind === 'org') return entity;
    }
  const recent = article.subjects.filter((entity) => entity !== own).at(-1);
  return recent ?? (topic === own ? null : topic);
}

/** Those of whom a sentence tells that may be meant by "they", beside the house itself. */
const OTHERS =
  /\b(?:an?|two|three|four|some|several|many|its|their|his|her) (?:[\w-]+ ){0,4}?(?:startups?|company|companies|firms?|business(?:es)?|rivals?|partners?|customers?|units?|team|founders?|engineers?|investors?)\b/i;

/** "Foo makes maps. They bought Bar in 2004": the one house that the article has told of, where nobody else may be meant. */
export function manyAsOne(scene: Scene, phrase: Phrase, verb?: Verb): Entity | null {
  const { nodes, article, document, entities, index } = scene;
  const [house, ...more] = new Set(article.subjects);
  if (!house || more.length > 0 || phrase.from > 0 || !verb) return null;
  if (!/^(?:acquire|buy|purchase)$/.test(verb.lemma)) return null;
  // "Its purchases include Bar and Baz. They were themselves bought by Foo": none of those.
  if (nodes.slice(verb.from, verb.to).some(({ lower }) => lower === 'themselves')) return house;
  const last = document.sentences[index - 1];
  if (verb.passive || article.lastPerson || last?.field !== 'text') return null;
  if (OTHERS.test(document.article.text.slice(last.core.start, last.core.end))) return null;
  return (entities.bySentence[index - 1] ?? []).every(({ entity }) => entity === house || !isOrg(entity))
    ? house
    : null;
}

/** Whether a name was told before a node of this sentence: "the startup, founded by two former Foo researchers" is not Foo. */
function namedBefore(scene: Scene, entity: Entity, before: number): boolean {
  for (let k = 0; k < scene.index; k++)
    if (scene.entities.bySentence[k]?.some((mention) => mention.entity === entity)) return true;
  return scene.nodes.slice(0, before).some(({ mention }) => mention?.entity === entity);
}

export function lastPersonBefore(scene: Scene, node: number): Entity | null {
  for (let k = node - 1; k >= 0; k--) {
    const entity = scene.nodes[k]?.mention?.entity;
    if (entity?.kind === 'person') return entity;
  }
  return null;
}
