import { createWorkers } from '../workers.ts';
import type { Chart } from './chart.ts';

export interface DrawingPool {
  /** The chart as PNG, in base64; null where that fails or takes longer than the deadline. Never rejects. */
  draw(chart: Chart): Promise<string | null>;
  close(): Promise<void>;
}

/** Draws in a thread, so that no picture keeps a command of somebody else waiting. */
export function createDrawingPool({ deadlineMs = 10_000 }: { deadlineMs?: number } = {}): DrawingPool {
  const workers = createWorkers<Chart>(new URL('./worker.ts', import.meta.url), { deadlineMs });
  return {
    async draw(chart) {
      const done = await workers.run<Uint8Array>(chart);
      return 'value' in done ? Buffer.from(done.value).toString('base64') : null;
    },
    close: workers.close,
  };
}
