import type { Chart, Mark } from './chart.ts';
import { EDGE, LANE, LEGEND_ROW, RADIUS, SMALL, TEXT, WIDTH } from './measures.ts';

export interface Placed {
  x: number;
  y: number;
  r: number;
  amount: number;
  sum: boolean;
  label: string;
  fill: string;
  dash: readonly number[];
  /** A bar through what has ended or was called off. */
  over: boolean;
  /** A cross over what is denied. */
  denied: boolean;
}

/** Marks of one lane that would hide each other move up and down, as far as the lane has room. */
export function dodged(marks: readonly { lane: number; placed: Placed }[], room: number): Placed[] {
  const done: { lane: number; placed: Placed }[] = [];
  for (const { lane, placed } of [...marks].sort((a, b) => b.placed.r - a.placed.r)) {
    const near = done.filter(
      (other) => other.lane === lane && Math.abs(other.placed.x - placed.x) < other.placed.r + placed.r,
    );
    const spare = room / 2 - placed.r;
    const steps = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7]
      .map((step) => step * 11)
      .filter((step) => Math.abs(step) <= spare);
    const hidden = (y: number) =>
      near.reduce((sum, { placed: other }) => {
        const gap = Math.hypot(other.x - placed.x, other.y - y) - other.r - placed.r;
        return sum + Math.max(0, -gap);
      }, 0);
    const best = (steps.length ? steps : [0])
      .map((step) => ({ y: placed.y + step, cost: hidden(placed.y + step) }))
      .reduce((least, next) => (next.cost < least.cost ? next : least));
    done.push({ lane, placed: { ...placed, y: best.y } });
  }
  return done.map(({ placed }) => placed);
}

/** What the signs mean, two to a row, then the circles for comparison. */
export function legendOf(
  legend: Chart['legend'],
  top: number,
  sign: (mark: Omit<Mark, 'lane' | 'at' | 'label'>, at: { x: number; y: number }) => Placed,
  radius: (amount: number | null) => number,
): { signs: Placed[]; words: Words[]; bottom: number } {
  const entries: (readonly [Omit<Mark, 'lane' | 'at' | 'label'>, string])[] = [
    ...legend.status.map(([status, text]) => [{ amount: 0, status, certainty: 'confirmed' as const }, text] as const),
    ...legend.certainty.map(
      ([certainty, text]) => [{ amount: 0, status: 'announced' as const, certainty }, text] as const,
    ),
    ...(legend.noSum
      ? [[{ amount: null, status: 'announced', certainty: 'confirmed' } as const, legend.noSum] as const]
      : []),
  ];
  const column = (WIDTH - 2 * EDGE) / 2;
  const signs: Placed[] = [];
  const words: Words[] = [];
  entries.forEach(([mark, text], i) => {
    const at = { x: EDGE + 20 + (i % 2) * column, y: top + Math.floor(i / 2) * LEGEND_ROW };
    const placed = sign(mark, at);
    signs.push(mark.amount === null ? placed : { ...placed, r: 17 });
    words.push({ x: at.x + 36, y: at.y, text });
  });
  let bottom = top + Math.ceil(entries.length / 2) * LEGEND_ROW;
  if (legend.sizes.length) {
    const y = bottom + 24;
    let left = EDGE;
    for (const [amount, text] of legend.sizes) {
      const r = radius(amount);
      signs.push(sign({ amount, status: 'announced', certainty: 'confirmed' }, { x: left + r, y }));
      words.push({ x: left + 2 * r + 14, y, text });
      left += 2 * r + 14 + text.length * SMALL * 0.66 + 48;
    }
    bottom = y + RADIUS.most;
  }
  return { signs, words, bottom };
}

/** Text of one height, with the middle of its line. */
interface Words {
  x: number;
  y: number;
  text: string;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const apart = (a: Box, b: Box): boolean => a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;
/** Of DejaVu Sans in bold, on average, in shares of its size; a little more than less. */
const LETTER = 0.7;
const widthOf = (text: string, size: number): number => text.length * size * LETTER;

/** Names beside their marks, those of the largest sums first, as many as fit without covering anything. */
export function labelled(
  marks: readonly Placed[],
  lanes: readonly { name: string; y: number }[],
  bottom: number,
): Words[] {
  const taken: Box[] = [
    ...marks.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r })),
    ...lanes.map(({ name, y }) => ({ left: 0, right: EDGE + widthOf(name, TEXT), top: y, bottom: y + LANE.label - 4 })),
  ];
  const words: Words[] = [];
  for (const { x, y, r, label } of [...marks].sort((a, b) => b.amount - a.amount)) {
    const width = widthOf(label, SMALL);
    const lane = { top: Math.max(...lanes.filter((it) => it.y < y).map((it) => it.y)), bottom };
    for (const next of lanes) if (next.y > y) lane.bottom = Math.min(lane.bottom, next.y);
    const beside = r + 8;
    const spots = [
      { x: x + beside, y },
      { x: x - beside - width, y },
      { x: x - width / 2, y: y - r - 16 },
      { x: x - width / 2, y: y + r + 16 },
    ];
    for (const spot of label ? spots : []) {
      const box = { left: spot.x, right: spot.x + width, top: spot.y - 13, bottom: spot.y + 13 };
      if (box.left < EDGE || box.right > WIDTH - EDGE || box.top < lane.top || box.bottom > lane.bottom) continue;
      if (!taken.every((other) => apart(other, box))) continue;
      taken.push(box);
      words.push({ ...spot, text: label });
      break;
    }
  }
  return words;
}
