/** Answers about single words are kept: an article repeats its own, and all articles share most. */
const LIMIT = 50_000;

/** A pure function of one string that remembers its answers; its memory is bounded. */
export function memo<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const found = answer(text);
    if (known.size >= LIMIT) known.clear();
    known.set(text, found);
    return found;
  };
}
