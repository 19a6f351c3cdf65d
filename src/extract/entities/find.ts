import type { Document, Sentence } from '../document.ts';
import type { EntityIndex, EntityMention } from '../entities.ts';
import type { Named } from '../mentions.ts';
import type { Token } from '../tokens.ts';
import type { Value } from '../values.ts';
import { Line } from './line.ts';
import { Register } from './register.ts';
import { readNames } from './sentence.ts';
import { bracketAliases, shorten } from './shorten.ts';
import { capital } from './signs.ts';
import { Spellings } from './spellings.ts';

/** Finds who and what an article names: `named` are the catalogue's names in it, `values` the figures of each sentence. */
export function findEntities(document: Document, named: readonly Named[], values: readonly Value[][]): EntityIndex {
  const register = new Register();
  let capitals: Set<string> | null = null;
  const inBody = (lower: string): boolean => {
    capitals ??= bodyCapitals(document);
    return capitals.has(lower);
  };
  const article = { register, spellings: new Spellings(), inBody };
  const catalogue = bySentenceOf(document, asHouses(named));
  const bySentence: EntityMention[][] = [];
  for (const index of plainFirst(document)) {
    const sentence = document.sentences[index] as Sentence;
    const line = new Line(
      sentence,
      document.article[sentence.field],
      values[index] ?? [],
      catalogue[index] ?? [],
      article,
    );
    readNames(line);
    bySentence[index] = line.mentions;
    if (!sentence.titleCase) for (const mention of line.mentions) article.spellings.learn(mention.text);
  }
  bracketAliases(document, bySentence, register.forms);
  shorten(register.entities, bySentence, register.forms);
  return {
    entities: register.entities,
    bySentence,
    byForm: (text) => register.byForm(text),
    adopt: (text, kind) => register.adopt(text, kind),
  };
}

/** Products that their house was called by before it took another name. */
const FORMER = new Set(['Facebook']);

/** An article that knows a house by its former name only means the house. */
function asHouses(named: readonly Named[]): readonly Named[] {
  if (!named.some(({ kind, text }) => kind === 'product' && FORMER.has(text))) return named;
  return named.map((name) =>
    name.kind === 'product' &&
    FORMER.has(name.text) &&
    !named.some(({ kind, slug }) => kind === 'company' && slug === name.slug)
      ? { ...name, kind: 'company' }
      : name,
  );
}

/** The places of the sentences, those of plain prose first: headlines are read by what prose names. */
function plainFirst({ sentences }: Document): number[] {
  const places = sentences.map((_, index) => index);
  return [
    ...places.filter((index) => !sentences[index]?.titleCase),
    ...places.filter((index) => sentences[index]?.titleCase),
  ];
}

/** The names in each sentence. One pass over sentences and names, both in order: no sentence looks at all names. */
function bySentenceOf({ sentences }: Document, named: readonly Named[]): Named[][] {
  let at = 0;
  return sentences.map((sentence) => {
    const list: Named[] = [];
    while (at < named.length) {
      const name = named[at];
      if (!name) break;
      const ahead =
        name.field === sentence.field
          ? name.start >= sentence.end
          : name.field === 'text' && sentence.field === 'title';
      if (ahead) break;
      if (name.field === sentence.field && name.start >= sentence.core.start && name.end <= sentence.core.end)
        list.push(name);
      at++;
    }
    return list;
  });
}

/** The words that the body writes with a capital inside a sentence: there, a headline's capital means a name. */
function bodyCapitals({ sentences }: Document): Set<string> {
  const upper = new Set<string>();
  for (const { titleCase, tokens } of sentences) {
    if (titleCase) continue;
    for (let i = 1; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      if (capital(token) && !(tokens[i - 1] as Token).word.pauses) upper.add(token.lower);
    }
  }
  return upper;
}
