import { readFile } from 'node:fs/promises';
import type { FeedItem } from './parse.ts';
import { createFeedParser, type FeedParser } from './parse-pool.ts';

/** One line of the `parse` command's output. */
export interface ParsedFile {
  file: string;
  items: FeedItem[];
  error?: string;
}

const UNREADABLE: Record<string, string> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'This is a folder; name the documents in it.',
  EACCES: 'The file may not be read.',
  EPERM: 'The file may not be read.',
};

async function parseFile(
  file: string,
  base: string | undefined,
  parser: Pick<FeedParser, 'parse'>,
): Promise<ParsedFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return { file, items: [], error: UNREADABLE[code] ?? `The file cannot be read (${message}).` };
  }
  const { items, error } = await parser.parse(bytes, base === undefined ? {} : { base });
  return {
    file,
    items: items.map(({ title, link, id, date, text }) => ({ title, link, id, date, text })),
    ...(error === undefined ? {} : { error }),
  };
}

/**
 * Feed documents in, one JSON line for each out (`write` gets it without its line end), in their order. `base`: the address that relative links are resolved
 * against. A file that cannot be read is a line with `error`, and the rest go on; resolves to whether all could be read.
 */
export async function parseFiles(
  paths: readonly string[],
  options: { base?: string },
  write: (line: string) => void,
): Promise<boolean> {
  const parser = createFeedParser();
  let sound = true;
  try {
    for (const path of paths) {
      const parsed = await parseFile(path, options.base, parser);
      sound &&= parsed.error === undefined;
      write(JSON.stringify(parsed));
    }
  } finally {
    await parser.close();
  }
  return sound;
}
