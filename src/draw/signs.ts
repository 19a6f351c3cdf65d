import type { Mark as VegaMark } from 'vega';
import { EDGE, INK, LINE, SMALL } from './measures.ts';

/** A circle as large as its sum, a diamond where there is none; a bar through what is over, a cross over what is denied. */
export function signs(data: string): VegaMark[] {
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

/** Lines of text with their middle where they say. */
export function writing(data: string, bold = false): VegaMark {
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

export function rect(box: { x: number; y: number; width: number; height: number }): VegaMark {
  const enter = Object.fromEntries(Object.entries(box).map(([name, value]) => [name, { value }]));
  return {
    type: 'rect',
    encode: { enter: { ...enter, stroke: { value: LINE }, strokeWidth: { value: 3 }, fill: { value: null } } },
  };
}

export function line(
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
