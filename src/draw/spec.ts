import type { Spec, Mark as VegaMark } from 'vega';
import type { Certainty, Status } from '../domain/claim.ts';
import type { Chart, Mark } from './chart.ts';

/** On a phone the picture is some 340 points wide: what has 28 pixels here has 11 there. */
const WIDTH = 900;
const EDGE = 40;
const TEXT = 28;
const SMALL = 25;
const HEAD = 150;
/** `crowded`: where a lane holds so many marks that they would cover one another. */
const LANE = { label: 44, room: 96, crowded: 176, many: 40 };
const AXIS = 74;
const LEGEND_ROW = 54;
/** Radii in pixels: of the largest sum, of the smallest, and of what has no sum (half the diagonal of a diamond). */
const RADIUS = { most: 42, least: 9, none: 13 };
const DAY_MS = 86_400_000;

// Dark on light with a frame of its own: as legible on a dark page as on a light one. No colour means anything.
const INK = '#1b2433';
const FAINT = '#5b6678';
const LINE = '#c3cad6';
const PAPER = '#f7f8fa';
const SIGN = '#1f5fae';
const TINT = '#a9c8ec';

const FILL: Readonly<Record<Status, string>> = {
  talks: PAPER,
  announced: TINT,
  closed: SIGN,
  ended: PAPER,
  failed: PAPER,
};
const DASH: Readonly<Record<Certainty, readonly number[]>> = { confirmed: [1, 0], reported: [7, 5], denied: [2, 4] };
const isOver = (status: Status): boolean => status === 'ended' || status === 'failed';

interface Placed {
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

/** The picture as Vega draws it. Pixels; every text is at least 25 high. */
export function specOf(chart: Chart): Spec {
  const { lanes, legend } = chart;
  const from = Math.min(...chart.marks.map((mark) => mark.at));
  const to = Math.max(...chart.marks.map((mark) => mark.at));
  const pad = Math.max((to - from) * 0.04, to - from < 7 * DAY_MS ? 10 * DAY_MS : DAY_MS);
  const domain: [number, number] = [from - pad, to + pad];
  const room = lanes.some((_, lane) => chart.marks.filter((mark) => mark.lane === lane).length > LANE.many)
    ? LANE.crowded
    : LANE.room;
  const laneTop = (index: number) => HEAD + index * (LANE.label + room);
  const bottom = laneTop(lanes.length);
  const rows = lanes.map((name, i) => ({ name, y: laneTop(i) }));
  const largest = Math.max(1, ...chart.marks.map((mark) => mark.amount ?? 0));
  const radius = (amount: number | null) =>
    amount === null
      ? RADIUS.none
      : Math.min(RADIUS.most, Math.max(RADIUS.least, RADIUS.most * Math.sqrt(amount / largest)));
  const x = (at: number) => EDGE + 20 + ((at - domain[0]) / (domain[1] - domain[0])) * (WIDTH - 2 * EDGE - 40);
  const place = (mark: Omit<Mark, 'lane' | 'at' | 'label'>, at: { x: number; y: number }, label = ''): Placed => ({
    ...at,
    r: radius(mark.amount),
    amount: mark.amount ?? 0,
    sum: mark.amount !== null,
    label,
    fill: FILL[mark.status],
    dash: DASH[mark.certainty],
    over: isOver(mark.status),
    denied: mark.certainty === 'denied',
  });

  const marks = dodged(
    chart.marks.map((mark) => ({
      lane: mark.lane,
      placed: place(mark, { x: x(mark.at), y: laneTop(mark.lane) + LANE.label + room / 2 }, mark.label),
    })),
    room,
  );
  const key = legendOf(legend, bottom + AXIS + 46, (mark, at) => place(mark, at), radius);
  const height = key.bottom + 56;

  return {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    width: WIDTH,
    height,
    padding: 0,
    autosize: 'none',
    background: PAPER,
    config: { text: { font: 'DejaVu Sans' } },
    data: [
      { name: 'lanes', values: rows },
      // The largest lie at the bottom, so that none hides another whole.
      { name: 'marks', values: [...marks].sort((a, b) => b.r - a.r) },
      { name: 'labels', values: labelled(marks, rows, bottom) },
      { name: 'key', values: key.signs },
      { name: 'words', values: key.words },
    ],
    scales: [{ name: 'time', type: 'utc', domain, range: [x(domain[0]), x(domain[1])] }],
    axes: [
      {
        orient: 'bottom',
        scale: 'time',
        offset: -(height - bottom),
        tickCount: 5,
        format: DATES,
        grid: true,
        gridColor: LINE,
        gridWidth: 2,
        domain: false,
        ticks: false,
        labelColor: INK,
        labelFont: 'DejaVu Sans',
        labelFontSize: TEXT,
        labelPadding: 14,
        labelOverlap: 'greedy',
        labelSeparation: 16,
        // Measured from the axis.
        encode: { grid: { update: { y: { value: HEAD - bottom }, y2: { value: 0 } } } },
        zindex: 0,
      },
    ],
    marks: [
      rect({ x: 2, y: 2, width: WIDTH - 4, height: height - 4 }),
      line(chart.title, { y: 40, size: 38, bold: true }),
      line(chart.subtitle, { y: 92, size: SMALL, colour: FAINT }),
      {
        type: 'rule',
        from: { data: 'lanes' },
        encode: {
          enter: {
            x: { value: EDGE },
            x2: { value: WIDTH - EDGE },
            y: { field: 'y' },
            stroke: { value: LINE },
            strokeWidth: { value: 2 },
          },
        },
      },
      ...signs('marks'),
      {
        type: 'text',
        from: { data: 'lanes' },
        encode: {
          enter: {
            x: { value: EDGE },
            y: { field: 'y', offset: 12 },
            text: { field: 'name' },
            baseline: { value: 'top' },
            fontSize: { value: TEXT },
            fontWeight: { value: 'bold' },
            fill: { value: INK },
          },
        },
      },
      writing('labels', true),
      ...signs('key'),
      writing('words'),
      line(chart.note, { y: height - 50, size: SMALL, colour: FAINT }),
    ],
  };
}

/** Marks of one lane that would hide each other move up and down, as far as the lane has room. */
function dodged(marks: readonly { lane: number; placed: Placed }[], room: number): Placed[] {
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
function legendOf(
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

/** A circle as large as its sum, a diamond where there is none; a bar through what is over, a cross over what is denied. */
function signs(data: string): VegaMark[] {
  const stroke = (name: string, test: string, dx: string, dy: string): VegaMark => ({
    type: 'rule',
    from: { data },
    encode: {
      enter: {
        x: { signal: `datum.x - ${dx}` },
        x2: { signal: `datum.x + ${dx}` },
        y: { signal: `datum.y - ${dy}` },
        y2: { signal: `datum.y + ${dy}` },
        stroke: { value: INK },
        strokeWidth: { value: 5 },
        strokeCap: { value: 'round' },
        opacity: { signal: `datum.${test} ? 1 : 0` },
      },
    },
    name: `${data}-${name}`,
  });
  return [
    {
      type: 'symbol',
      name: `${data}-signs`,
      from: { data },
      encode: {
        enter: {
          x: { field: 'x' },
          y: { field: 'y' },
          shape: { signal: "datum.sum ? 'circle' : 'diamond'" },
          size: { signal: 'datum.sum ? PI * datum.r * datum.r : 2 * datum.r * datum.r' },
          fill: { field: 'fill' },
          fillOpacity: { value: 0.85 },
          stroke: { value: INK },
          strokeWidth: { value: 4 },
          strokeDash: { field: 'dash' },
        },
      },
    },
    stroke('bar', 'over', 'datum.r - 1', '0'),
    stroke('cross', 'denied', 'datum.r * 0.6', 'datum.r * 0.6'),
    stroke('other', 'denied', 'datum.r * 0.6', '(-datum.r * 0.6)'),
  ];
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

/** Days as cards write them, by how fine the axis is. */
const DATES = {
  year: '%Y',
  quarter: '%b %Y',
  month: '%b %Y',
  week: '%-d %b',
  date: '%-d %b',
  day: '%-d %b',
  hours: '%-d %b, %H:00',
  minutes: '%H:%M',
} as const;

/** Names beside their marks, those of the largest sums first, as many as fit without covering anything. */
function labelled(marks: readonly Placed[], lanes: readonly { name: string; y: number }[], bottom: number): Words[] {
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

/** Lines of text with their middle where they say. */
function writing(data: string, bold = false): VegaMark {
  return {
    type: 'text',
    from: { data },
    encode: {
      enter: {
        x: { field: 'x' },
        y: { field: 'y' },
        text: { field: 'text' },
        baseline: { value: 'middle' },
        fontSize: { value: SMALL },
        fontWeight: { value: bold ? 'bold' : 'normal' },
        fill: { value: INK },
      },
    },
  };
}

function rect(box: { x: number; y: number; width: number; height: number }): VegaMark {
  const enter = Object.fromEntries(Object.entries(box).map(([name, value]) => [name, { value }]));
  return {
    type: 'rect',
    encode: { enter: { ...enter, stroke: { value: LINE }, strokeWidth: { value: 3 }, fill: { value: null } } },
  };
}

function line(
  words: string,
  { y, size, bold = false, colour = INK }: { y: number; size: number; bold?: boolean; colour?: string },
): VegaMark {
  return {
    type: 'text',
    encode: {
      enter: {
        x: { value: EDGE },
        y: { value: y },
        text: { value: words },
        baseline: { value: 'top' },
        fontSize: { value: size },
        fontWeight: { value: bold ? 'bold' : 'normal' },
        fill: { value: colour },
      },
    },
  };
}
