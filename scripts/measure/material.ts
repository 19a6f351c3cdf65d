import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ArticleText } from '../../src/domain/article.ts';

/** What is measured on: files outside the project, named on the command line. */
export interface Material {
  /** Articles, one a line of a *.jsonl file. */
  articles: ArticleText[];
  /** Paths of feed documents. */
  feeds: string[];
}

/**
 * Finds the material under a path: a file of articles, a folder with such files (`ai-news-unlabelled.jsonl` alone, if it is
 * there) and with feed documents (*.xml, also in `feeds/real` or `real`).
 */
export function findMaterial(path: string | undefined): Material {
  if (!path || !existsSync(path)) return { articles: [], feeds: [] };
  if (!statSync(path).isDirectory()) return { articles: readArticles(path), feeds: [] };
  const named = (folder: string, ending: string): string[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((file) => file.endsWith(ending))
          .map((file) => join(folder, file))
      : [];
  const sets = named(path, '.jsonl');
  const whole = sets.filter((file) => file.endsWith('ai-news-unlabelled.jsonl'));
  const feeds = [path, join(path, 'real'), join(path, 'feeds', 'real')].flatMap((folder) => named(folder, '.xml'));
  return { articles: (whole.length > 0 ? whole : sets).flatMap(readArticles), feeds };
}

function readArticles(file: string): ArticleText[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const { id, title, text, url, source, published } = JSON.parse(line) as Partial<ArticleText>;
      return {
        id: String(id ?? ''),
        title: title ?? '',
        text: text ?? '',
        url: url ?? null,
        source: source ?? null,
        published: published ?? null,
      };
    });
}

/** The folder of the project, wherever the built scripts stand. */
export function projectRoot(): string {
  let root = resolve(fileURLToPath(new URL('..', import.meta.url)));
  while (!existsSync(join(root, 'data', 'companies.json')) && root !== resolve(root, '..')) root = resolve(root, '..');
  return root;
}
export const catalogueFiles = (): { companies: string; feeds: string } => ({
  companies: join(projectRoot(), 'data', 'companies.json'),
  feeds: join(projectRoot(), 'data', 'feeds.json'),
});
