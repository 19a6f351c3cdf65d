import type { Document } from '../document.ts';
import { type Entity, type EntityMention, isWhole, normal } from '../entities.ts';
import { common } from '../vocabulary.ts';
import { GIVEN_NAMES, ORG_ENDINGS, PLACES } from '../words.ts';
import { PRODUCT_ROOTS } from './signs.ts';

/** "KASIKORNBANK (KBank)": the bracket gives another form of the name before it. */
export function bracketAliases(
  document: Document,
  bySentence: readonly EntityMention[][],
  forms: Map<string, Entity>,
): void {
  const replaced = new Map<Entity, Entity>();
  document.sentences.forEach((sentence, index) => {
    const text = sentence.field === 'title' ? document.article.title : document.article.text;
    const mentions = bySentence[index] ?? [];
    for (let i = 0; i + 1 < mentions.length; i++) {
      const full = mentions[i] as EntityMention;
      const short = mentions[i + 1] as EntityMention;
      if (
        full.entity === short.entity ||
        text.slice(full.end, short.start).trim() !== '(' ||
        !/^\s*\)/.test(text.slice(short.end, short.end + 3))
      )
        continue;
      const initial = (full.text[0] ?? '').toLowerCase() === (short.text[0] ?? '').toLowerCase();
      if (
        full.entity.kind !== 'org' ||
        short.entity.kind !== 'org' ||
        !initial ||
        (short.entity.slug && short.entity.slug !== full.entity.slug)
      )
        continue;
      replaced.set(short.entity, full.entity);
      full.entity.forms.add(short.text);
      forms.set(normal(short.text), full.entity);
    }
  });
  if (replaced.size > 0)
    for (const mentions of bySentence)
      for (const mention of mentions) mention.entity = replaced.get(mention.entity) ?? mention.entity;
}

/** Houses known by two names that share no word. */
const KNOWN_AS: ReadonlyMap<string, string> = new Map([
  ['a16z', 'andreessen horowitz'],
  ['yc', 'y combinator'],
  ['fed', 'federal reserve'],
]);

/** What else may stand behind a house's short name. */
const ENDINGS = new Set('pte pvt sdn bhd global uk us india lab labs io com and of payments digital'.split(' '));

/** "Foo has launched Foo Slides": a sentence that names both, and the shorter one first, tells of two. */
function makes(short: Entity, full: Entity, bySentence: readonly (readonly EntityMention[])[]): boolean {
  const last = normal(full.name).split(' ').at(-1) ?? '';
  if (ORG_ENDINGS.has(last) || PLACES.has(last) || !normal(full.name).startsWith(`${normal(short.name)} `))
    return false;
  return bySentence.some((mentions) => {
    const at = mentions.findIndex(({ entity }) => entity === short);
    return at >= 0 && mentions.some(({ entity }, k) => entity === full && k > at);
  });
}

/** Joins short forms with the full name of the same article: "Wang" with "Alexandr Wang", "Scale" with "Scale AI". */
export function shorten(entities: readonly Entity[], bySentence: EntityMention[][], forms: Map<string, Entity>): void {
  const names = entities.map((entity) => {
    const key = normal(entity.name);
    return { entity, key, parts: key.includes(' ') ? key.split(' ') : [] };
  });
  const byLast = new Map<string, Entity>();
  const byFirst = new Map<string, Entity>();
  const byGiven = new Map<string, Entity | null>();
  const initials = new Map<string, Entity>();
  /** By all but their last word, where that is of houses. */
  const byStart = new Map<string, Entity[]>();
  // "Foo Design", "Foo Make": what several names open with is none of them.
  const openings = new Map<string, number>();
  for (const { entity, key, parts } of names) {
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last || entity.kind !== 'org') continue;
    openings.set(first, (openings.get(first) ?? 0) + 1);
    if (!ORG_ENDINGS.has(last)) continue;
    const start = key.slice(0, -last.length - 1);
    byStart.set(start, [...(byStart.get(start) ?? []), entity]);
  }
  for (const { entity, parts } of names) {
    if (parts.length < 2) continue;
    const last = parts.at(-1) ?? '';
    const first = parts[0] ?? '';
    if (entity.kind === 'person' && !byLast.has(last)) byLast.set(last, entity);
    // "Jane" for "Jane Roe", where the article has but one of them.
    if (entity.kind === 'person' && GIVEN_NAMES.has(first)) byGiven.set(first, byGiven.has(first) ? null : entity);
    if (entity.kind === 'org') {
      // "Mappls MapmyIndia" is called "MapmyIndia", too, and "Changpeng Zhao", of whom nothing says yet that he is a person, "Zhao".
      if (
        parts.length === 2 &&
        !common(last) &&
        !common(first) &&
        !byFirst.has(last) &&
        (last.length > 6 ||
          (!entity.slug &&
            !entity.sure &&
            !ORG_ENDINGS.has(last) &&
            /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(entity.name)))
      )
        byFirst.set(last, entity);
      // "Foo" is short for "Foo AI" or "Foo Capital", not for "Foo Time Series Model".
      if (
        !byFirst.has(first) &&
        ((parts.length === 2 &&
          openings.get(first) === 1 &&
          !common(first) &&
          last !== 'intelligence' &&
          !PRODUCT_ROOTS.test(entity.name)) ||
          parts.slice(1).every((part) => ORG_ENDINGS.has(part) || PLACES.has(part) || ENDINGS.has(part)))
      )
        byFirst.set(first, entity);
      const letters = parts
        .filter((part) => !['of', 'the', 'and', 'for'].includes(part))
        .map((part) => part[0])
        .join('');
      if (letters.length >= 3 && !initials.has(letters)) initials.set(letters, entity);
    }
  }
  const replaced = new Map<Entity, Entity>();
  for (const { entity, key, parts } of names) {
    // "Foo Bar" is short for "Foo Bar Bank".
    const longer =
      parts.length > 1 && entity.kind === 'org' && !entity.slug && !ORG_ENDINGS.has(parts.at(-1) ?? '')
        ? byStart.get(key)
        : undefined;
    if (longer?.length === 1 && longer[0]) {
      replaced.set(entity, longer[0]);
      longer[0].forms.add(entity.name);
      forms.set(key, longer[0]);
      continue;
    }
    if (parts.length > 0 || entity.kind === 'place' || entity.kind === 'product' || entity.kind === 'outlet') continue;
    const upper = entity.name === entity.name.toUpperCase();
    const full =
      forms.get(KNOWN_AS.get(key) ?? '') ??
      byLast.get(key) ??
      (entity.slug || isWhole(entity.name) ? undefined : byFirst.get(key)) ??
      (upper && !entity.slug ? initials.get(key) : undefined) ??
      (entity.slug || entity.sure ? undefined : byGiven.get(key));
    if (!full || full === entity) continue;
    if (byFirst.get(key) === full && makes(entity, full, bySentence)) continue;
    if (entity.slug && full.slug && entity.slug !== full.slug) continue;
    if (entity.slug && full.kind === 'person') continue;
    replaced.set(entity, full);
    full.forms.add(entity.name);
    forms.set(key, full);
  }
  if (replaced.size > 0)
    for (const mentions of bySentence)
      for (const mention of mentions) mention.entity = replaced.get(mention.entity) ?? mention.entity;
}
