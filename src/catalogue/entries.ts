import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** Every fault of the catalogue at once: one line each, with the file, the entry, the field and the mend. */
export class CatalogueError extends Error {
  /** What has them: "The catalogue". */
  readonly what: string;
  readonly faults: readonly string[];
  constructor(what: string, faults: readonly string[]) {
    super(
      `${what} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    );
    this.name = 'CatalogueError';
    this.what = what;
    this.faults = Object.freeze([...faults]);
  }
}

/** A sound entry, and how messages call it: "companies.json, entry 4 (meta)". */
export interface Entry<T> {
  at: string;
  value: T;
}

/** The entries that are sound, and the ids of all, so that one fault is not told again wherever its entry is named. */
export interface Entries<T> {
  sound: Entry<T>[];
  ids: ReadonlySet<unknown>;
}

/** Reads a file that holds one list; null, with a fault told, when it gives none. `variable` could point elsewhere. */
export function readList<S extends z.ZodType>(
  path: string,
  schema: S,
  key: string,
  faults: string[],
  variable?: string,
): Entries<z.infer<S>> | null {
  const raw = readJson(path, faults, variable);
  if (raw === undefined) return null;
  if (Array.isArray(raw)) return checkList(path, raw, schema, key, faults);
  faults.push(`${path}: must be a list, [ … ], with one entry for each`);
  return null;
}

/** Checks each entry of a list; `key` is the field that names an entry to people. */
export function checkList<S extends z.ZodType>(
  path: string,
  list: readonly unknown[],
  schema: S,
  key: string,
  faults: string[],
): Entries<z.infer<S>> {
  const sound: Entry<z.infer<S>>[] = [];
  const ids = new Set<unknown>();
  list.forEach((raw, i) => {
    const id = raw && typeof raw === 'object' ? (raw as Record<string, unknown>)[key] : undefined;
    ids.add(id);
    const at = `${path}, entry ${i + 1}${typeof id === 'string' && id ? ` (${id.slice(0, 60)})` : ''}`;
    const parsed = schema.safeParse(raw);
    if (parsed.success) sound.push({ at, value: parsed.data });
    else for (const issue of parsed.error.issues) faults.push(...told(at, issue));
  });
  return { sound, ids };
}

/** "people 2, role: is missing; …": a list's entries are counted from one, as people count. */
export function told(at: string, issue: z.core.$ZodIssue): string[] {
  const where = [at, ...issue.path.map(String)].reduce((sofar, part) =>
    /^\d+$/.test(part) ? `${sofar} ${Number(part) + 1}` : `${sofar}, ${part}`,
  );
  if (issue.code !== 'unrecognized_keys') return [`${where}: ${issue.message}`];
  return issue.keys.map((key) => `${where}: unknown key "${key}"; mend its spelling or take it out`);
}

/** The JSON of a file; undefined, with a fault told, when there is none to be had. */
export function readJson(path: string, faults: string[], variable?: string): unknown {
  const fault = (what: string): undefined => {
    faults.push(`${path}: ${what}`);
  };
  let content: string;
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT')
      return fault(`there is no such file; put it there${variable ? ` or set ${variable} to its path` : ''}`);
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return fault('is not UTF-8 text; save it as UTF-8');
    return fault(`cannot be read (${code ?? String(error)})`);
  }
  if (!content.trim()) return fault('is empty; it must be a JSON document');
  try {
    return JSON.parse(content);
  } catch {
    const end = faultOffset(content);
    const before = content.slice(0, end).split('\n');
    const what = end >= content.length ? 'it ends too early' : `unexpected ${JSON.stringify(content[end])}`;
    return fault(
      `is not valid JSON: line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${what}; mend it there or just before`,
    );
  }
}

/**
 * Where JSON goes wrong. Node tells a position only for some faults, so the shortest prefix that no ending could
 * complete is sought: up to there the parser complains of nothing but the end.
 */
function faultOffset(content: string): number {
  const hopeless = (length: number): boolean => {
    const prefix = content.slice(0, length);
    try {
      JSON.parse(prefix);
      return false;
    } catch (error) {
      const message = (error as Error).message;
      const position = /at position (\d+)/.exec(message)?.[1];
      return !(/end of JSON input|Unterminated string/.test(message) || (position && Number(position) >= length));
    }
  };
  let sound = 0;
  let bad = content.length + 1;
  while (bad - sound > 1) {
    const middle = (sound + bad) >> 1;
    if (middle <= content.length && hopeless(middle)) bad = middle;
    else if (middle > content.length) bad = middle;
    else sound = middle;
  }
  return bad - 1;
}
