import { workerData } from 'node:worker_threads';
import type { ArticleText } from '../domain/article.ts';
import type { Extraction } from '../domain/claim.ts';
import { createExtractor } from './extract.ts';
import type { Names } from './mentions.ts';

// Piscina hands the pool's own data over as the second of a pair.
const given: unknown = workerData;
const extract = createExtractor((Array.isArray(given) ? given[1] : given) as Names);

export default function work(article: ArticleText | null): Extraction | null {
  return article && extract(article);
}
