/** One slip in a short word, two in a longer one, three in a long name. */
export function allowedSlips(length: number): number {
  if (length < 3) return 0;
  return length < 6 ? 1 : length < 10 ? 2 : 3;
}

/**
 * The least Damerau-Levenshtein distance (adjacent letters swapped count once) from `query` to any beginning of `key`
 * about as long: a name being typed may be unfinished. Gives `limit + 1` as soon as nothing within `limit` is left.
 */
export function slipsToBeginning(query: string, key: string, limit: number): number {
  const width = Math.min(key.length, query.length + limit);
  let beforeLast: number[] = [];
  let last = Array.from({ length: width + 1 }, (_, column) => column);
  for (let row = 1; row <= query.length; row++) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= width; column++) {
      const same = query[row - 1] === key[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && query[row - 1] === key[column - 2] && query[row - 2] === key[column - 1])
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = line;
  }
  return Math.min(...last);
}
