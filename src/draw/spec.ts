import type { Spec } from 'vega';
import type { Certainty, Status } from '../domain/claim.ts';
import type { Chart, Mark } from './chart.ts';
import { dodged, labelled, legendOf, type Placed } from './layout.ts';
import { AXIS, EDGE, FAINT, HEAD, INK, LANE, LINE, PAPER, RADIUS, SIGN, SMALL, TEXT, TINT, WIDTH } from './measures.ts';
import { line, rect, signs, writing } from './signs.ts';

const DAY_MS = 86_400_000;

const FILL: Readonly<Record<Status, string>> = {
  talks: PAPER,
  announced: TINT,
  closed: SIGN,
  ended: PAPER,
  failed: PAPER,
};
const DASH: Readonly<Record<Certainty, readonly number[]>> = { confirmed: [1, 0], reported: [7, 5], denied: [2, 4] };
const isOver = (status: Status): boolean => status === 'ended' || status === 'failed';

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
