import type { Article } from '../domain/article.ts';

/** What an alias would match in the articles that are stored. */
export interface AliasTrial {
  alias: string;
  /** Articles that name it, of those that were looked at. */
  matches: number;
  /** Of these, the ones that name the company otherwise too: by another alias, a person, a domain. */
  vouched: number;
  /** Titles, those without anything that vouches first. */
  examples: string[];
  /** It seems to mean other things as well: it belongs under `ambiguous`. */
  doubtful: boolean;
}

const EXAMPLES = 10;
/** Fewer matches prove nothing; and of these so many must be vouched for. */
const ENOUGH = 3;
const VOUCHED = 0.5;

/** Whether the text names this, as a word of its own and spelt so. */
export function names(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text.slice(at - 1, at), text.slice(at + name.length, at + name.length + 1)];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

/** Tries each alias on articles that may name it (`candidates`, by alias). `evidence`: other words for the company. */
export function tryAliases(
  candidates: ReadonlyMap<string, readonly Pick<Article, 'title' | 'text' | 'url'>[]>,
  evidence: readonly string[],
): AliasTrial[] {
  return [...candidates].map(([alias, articles]) => {
    const matching = articles.filter((it) => names(it.title, alias) || names(it.text, alias));
    // "Acme AI" vouches for "Acme", not the other way about.
    const others = evidence.filter((it) => it && it !== alias && !alias.includes(it));
    const vouches = ({ title, text, url }: (typeof matching)[number]) =>
      others.some((it) => names(title, it) || names(text, it) || (url ?? '').includes(it));
    const bare = matching.filter((it) => !vouches(it));
    const vouched = matching.length - bare.length;
    return {
      alias,
      matches: matching.length,
      vouched,
      examples: [...bare, ...matching.filter(vouches)].slice(0, EXAMPLES).map((it) => it.title),
      doubtful: matching.length >= ENOUGH && vouched < matching.length * VOUCHED,
    };
  });
}
