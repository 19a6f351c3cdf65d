import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { parse, View } from 'vega';
import type { Chart } from './chart.ts';
import { specOf } from './spec.ts';

const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];
let ready: Promise<Uint8Array[]> | undefined;

/** The fonts, and the WebAssembly started: last, as it starts only once. */
async function prepare(): Promise<Uint8Array[]> {
  const { resolve } = createRequire(import.meta.url);
  const fonts = await Promise.all(FONTS.map((font) => readFile(resolve(`dejavu-fonts-ttf/ttf/${font}`))));
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return fonts;
}

/** The chart as SVG. */
export async function toSvg(chart: Chart): Promise<string> {
  const view = new View(parse(specOf(chart)), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** The chart as PNG, 900 pixels wide. */
export async function toPng(chart: Chart): Promise<Uint8Array> {
  // What could not be read is tried again with the next chart.
  ready ??= prepare().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  const fontBuffers = await ready;
  const image = new Resvg(await toSvg(chart), {
    font: { fontBuffers, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  });
  return image.render().asPng();
}
