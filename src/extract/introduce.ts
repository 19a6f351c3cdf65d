import type { Entity } from './entities.ts';
import { parties } from './parties.ts';
import { affiliation, officeIn } from './people.ts';
import { isOrg, type Scene } from './scene.ts';
import { COMPANY_NOUNS, ROLE_WORDS, SPOKES } from './words.ts';

/**
 * Takes in what a sentence says about who is who, before its events are read: what kind of house a name is
 * ("Foo, the startup that …"), where a person works and as what, and whose spokesperson speaks.
 */
export function introduce(scene: Scene): void {
  teller(scene);
  const { nodes, clauses, article } = scene;
  const call = (entity: (typeof article.subjects)[number], noun: string): void => {
    const set = article.called.get(entity) ?? new Set<string>();
    set.add(noun);
    article.called.set(entity, set);
  };
  for (let k = 0; k < nodes.length; k++) {
    const entity = nodes[k]?.mention?.entity;
    if (!entity) continue;
    // "his previous startup, Foo": a house, whatever became of its name.
    if (entity.kind === 'product' && nodes[k - 1]?.text === ',') {
      const before = clauses.phraseAt(k - 2);
      if (before && before.to === k - 2 && /^(?:startup|company|firm)$/.test(nodes[before.head]?.lemma ?? '')) {
        entity.kind = 'org';
        delete entity.owner;
      }
    }
    // "Foo's chief executive, Sampleton Mock, said": an office vouches for a person.
    const named = nodes[k + 1]?.text === ',' && open(entity) && FULL_NAME.test(entity.name);
    if (named && nodes[k - 1]?.text === ',' && ROLE_WORDS.has(nodes[k - 2]?.lower ?? '')) entity.kind = 'person';
    // "…, said Jane Roe, the company's founder and chief executive": so does one behind the name.
    if (named && entity.kind === 'org') {
      const office = officeIn(scene, k + 2, k + 8);
      const between = office ? nodes.slice(k + 2, office.from) : [];
      const own = between.every(
        ({ lower, mention }) =>
          mention?.entity.kind === 'org' || /^(?:the|its|'s|company|startup|firm|a|new)$/.test(lower),
      );
      if (office && own && between.length <= 4 && !nodes[office.to + 1]?.mention) entity.kind = 'person';
    }
    if (entity.kind === 'person') {
      const beside = affiliation(scene, k);
      const founder =
        nodes[k + 1]?.text === ',' && nodes[k + 2]?.lower === 'who' && beside.org !== null && beside.org.node > k;
      if (beside.org?.entity && (beside.office || founder) && !beside.former && beside.org.entity.kind === 'org') {
        if (!article.homes.has(entity)) article.homes.set(entity, beside.org.entity);
        if (beside.office && !article.offices.has(entity)) article.offices.set(entity, beside.office);
      }
      for (let n = k - 1; n >= 0 && k - n < 6; n--) {
        const home = nodes[n]?.mention?.entity;
        if (
          home?.kind === 'org' &&
          !article.homes.has(entity) &&
          nodes.slice(n + 1, k).some((word) => ROLE_WORDS.has(word.lower.replace(/.*-/, '')))
        )
          article.homes.set(entity, home);
        if (home || /^[,;.]$/.test(nodes[n]?.text ?? '')) break;
      }
    }
    if (!isOrg(entity)) continue;
    if (
      entity.kind === 'org' &&
      (SPOKES.test(nodes[k + 1]?.lower ?? '') ||
        (/^(?:for|at)$/.test(nodes[k - 1]?.lower ?? '') && SPOKES.test(nodes[k - 2]?.lower ?? '')))
    )
      article.spokesFor = entity;
    const phrase = clauses.phraseAt(k);
    if (phrase && phrase.head === k) {
      for (let n = phrase.from; n < k; n++) {
        const noun = nodes[n]?.lemma ?? '';
        if (COMPANY_NOUNS.has(noun) && nodes[n + 1]?.lower !== "'s") call(entity, noun);
      }
    }
    const which =
      nodes[k + 1]?.text === ',' &&
      /^(?:which|that)$/.test(nodes[k + 2]?.lower ?? '') &&
      /^(?:is|was)$/.test(nodes[k + 3]?.lower ?? '')
        ? 2
        : 0;
    if (nodes[k + 1]?.text === ',' || nodes[k + 1]?.text === '—' || nodes[k + 1]?.lower === 'is') {
      const after = clauses.phraseAt(k + 2 + which);
      const opener = nodes[k + 2 + which];
      if (
        after &&
        opener &&
        after.from === k + 2 + which &&
        (opener.pos === 'DET' || opener.pos === 'ADJ' || opener.pos === 'NOUN')
      ) {
        const next = nodes[after.to + 1];
        // "…, the startup said" speaks of somebody; it explains no name.
        if (next && (next.pos === 'VERB' || next.pos === 'AUX') && nodes[k + 1]?.lower !== 'is') continue;
        const noun = nodes[after.head]?.lemma ?? '';
        if (COMPANY_NOUNS.has(noun)) call(entity, noun);
        for (let n = after.from; n < after.to; n++) if (nodes[n]?.lemma === 'startup') call(entity, 'startup');
      }
    }
  }
}

const FULL_NAME = /^\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]+){1,2}$/u;
/** Whether nothing has said yet that a name is a house's. */
const open = ({ kind, sure, slug, authority }: Entity): boolean => kind === 'org' && !sure && !slug && !authority;

/** "Roe said the company would grow": one who speaks of the company that the article is about, and of whom nothing says what he is. */
function teller({ clauses, nodes, article }: Scene): void {
  for (const { lemma, subject, to, passive } of clauses.verbs) {
    const mention = !passive && subject?.from === subject?.to ? nodes[subject?.from ?? -1]?.mention : undefined;
    const entity = mention?.entity;
    if (!entity || !open(entity) || article.called.has(entity)) continue;
    // "When Jane Roe quit her job": nobody else has one.
    if (/^(?:his|her)$/.test(nodes[to + 1]?.lower ?? '') && /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(entity.name))
      entity.kind = 'person';
    if (lemma !== 'say' || !article.topic || article.topic === entity || !/^\p{Lu}\p{Ll}+$/u.test(mention?.text ?? ''))
      continue;
    const after = nodes[to + 1]?.lower === 'that' ? to + 2 : to + 1;
    if (nodes[after]?.lower === 'the' && /^(?:company|startup|firm)$/.test(nodes[after + 1]?.lower ?? ''))
      entity.kind = 'person';
  }
}

/** "Foo is chief executive of Bar", "Foo founded Bar in 2021", "Bar was founded by Foo and Baz": where they work, if nothing else is said. */
export function findHomes(scene: Scene): void {
  const { clauses, nodes, article } = scene;
  for (const verb of clauses.verbs) {
    if (verb.form === 'infinitive' || verb.modal !== null || verb.negated || !verb.subject) continue;
    const begins = /^(?:found|co-found|cofound)$/.test(verb.lemma);
    const by = verb.preps.find(({ word }) => word === 'by')?.group ?? null;
    const [who, where] = begins
      ? verb.passive
        ? [by, verb.subject]
        : [verb.subject, verb.object]
      : verb.lemma === 'be' && !verb.past && ROLE_WORDS.has(nodes[verb.object?.phrases[0]?.head ?? -1]?.lower ?? '')
        ? [verb.subject, verb.preps.find(({ word }) => word === 'of' || word === 'at')?.group ?? null]
        : [null, null];
    const [home] = who && where ? parties(scene, where, 'org', verb) : [];
    if (home?.entity?.kind !== 'org') continue;
    for (const { entity } of parties(scene, who, 'person', verb))
      if (entity?.kind === 'person' && !article.homes.has(entity)) article.homes.set(entity, home.entity);
  }
}
