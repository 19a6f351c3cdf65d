import type { Chart } from './chart.ts';
import { toPng } from './render.ts';

export default function work(chart: Chart | null): Promise<Uint8Array> | null {
  return chart && toPng(chart);
}
