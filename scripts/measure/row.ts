import { Bench } from 'tinybench';
import type { Material } from './material.ts';

/** One line of the table: a value with its spread, and the goal that it is held against. */
export interface Line {
  /** What was measured, and beside what in the same run. */
  what: string;
  against: string;
  value: number;
  /** The middle half of what was seen, where it was seen more than once. */
  spread?: [low: number, high: number];
  unit: '×' | 'ms' | 'MB' | '';
  goal: { least: number } | { most: number };
  /** What else is worth knowing: absolute figures, the first turn. */
  note?: string;
}

/** A file of `scripts/bench/` exports one of these as its default; its name is the file's. */
export interface Row {
  /** What it needs of the material; without it, the row is left out. */
  needs?: (keyof Material)[];
  measure(material: Material, options: { rounds: number }): Promise<Line[]>;
}

export interface Sample {
  median: number;
  low: number;
  high: number;
  first: number;
}

export function sampleOf(values: readonly number[]): Sample {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), low: at(0.25), high: at(0.75), first: values[0] ?? 0 };
}

/** The 99th percentile. */
export const late = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;

/**
 * Takes the time of several sides turn by turn, so that whatever else the machine does falls on all of them. The first
 * turn, with nothing warm yet, is told apart. `after` each, what it left is cleared away, and takes no time. Times in ms.
 */
export async function race<Side extends string>(
  sides: Record<Side, () => unknown>,
  rounds: number,
  after: () => Promise<void> = async () => {},
): Promise<{ times: Record<Side, Sample>; ratio(a: Side, b: Side): { value: number; spread: [number, number] } }> {
  const names = Object.keys(sides) as Side[];
  const seen = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Side, number[]>;
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const bench = new Bench({ iterations: 1, time: 0, warmup: false, throws: true });
      await bench.add(name, sides[name] as () => void).run();
      const result = bench.getTask(name)?.result;
      if (result && 'latency' in result) seen[name].push(result.latency.mean);
      await after();
    }
  const times = Object.fromEntries(
    names.map((name) => [name, { ...sampleOf(seen[name].slice(1)), first: seen[name][0] ?? 0 }]),
  ) as Record<Side, Sample>;
  return {
    times,
    ratio: (a, b) => {
      const each = sampleOf(seen[a].slice(1).map((time, k) => time / (seen[b][k + 1] ?? time)));
      return { value: times[a].median / times[b].median, spread: [each.low, each.high] };
    },
  };
}
