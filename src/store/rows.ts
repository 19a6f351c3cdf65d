/** Lists in queries stay well under every engine's limit of bound values. */
export const LIST_LIMIT = 200;

export function chunks<T>(items: readonly T[], size = LIST_LIMIT): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < items.length; i += size) out.push(items.slice(i, i + size));
  return out;
}

/** What stands in a JSON column; the store wrote it, so its shape is known. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T;
