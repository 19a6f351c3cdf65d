const STEPS = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;

/** Whole US dollars as people write them: "$50 million", "$1.5 billion", "$900,000". */
export function usd(amount: number): string {
  for (const [size, name] of STEPS) {
    if (amount >= size) return `$${Number((amount / size).toFixed(2)).toLocaleString('en-US')} ${name}`;
  }
  return `$${Math.round(amount).toLocaleString('en-US')}`;
}
