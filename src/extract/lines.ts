import type { ArticleText } from '../domain/article.ts';
import type { Extraction } from '../domain/claim.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One JSON line to an article, or what is wrong with it. Missing texts count as empty; anything else must be text. */
function readLine(line: string): { article: ArticleText } | { id?: string; error: string } {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return { error: 'This line is not valid JSON. Give one article a line: {"id", "title", "text"}.' };
  }
  if (!isRecord(value))
    return { error: 'This line is not an article: it must be a JSON object with "id", "title" and "text".' };
  const { id } = value;
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '')
    return { error: 'This article lacks an "id": give it one, as a text.' };
  for (const field of ['title', 'text'] as const) {
    const given = value[field];
    if (given !== undefined && given !== null && typeof given !== 'string')
      return { id: String(id), error: `"${field}" must be a text.` };
  }
  return {
    article: {
      id: String(id),
      title: textOr(value.title),
      text: textOr(value.text),
      url: typeof value.url === 'string' ? value.url : null,
      source: typeof value.source === 'string' ? value.source : null,
      published: typeof value.published === 'string' ? value.published : null,
    },
  };
}

/**
 * Articles as JSON Lines in; for each line one JSON line out, in order: `{id, mentions, claims}`, or `{id?, error}`
 * where the line is no article. A bad line never stops the rest.
 */
export async function extractLines(
  input: AsyncIterable<string>,
  write: (line: string) => void | Promise<void>,
  extract: (article: ArticleText) => Extraction | Promise<Extraction>,
): Promise<void> {
  for await (const line of input) {
    const read = readLine(line);
    if ('error' in read) await write(JSON.stringify(read));
    else await write(JSON.stringify({ id: read.article.id, ...(await extract(read.article)) }));
  }
}
