import { afterAll, describe, expect, it } from 'vitest';
import { CLAIM_TYPES } from '../../src/domain/claim.ts';
import type { Chart, Mark } from '../../src/draw/chart.ts';
import { createDrawingPool } from '../../src/draw/pool.ts';
import { toSvg } from '../../src/draw/render.ts';
import { DAY, NOON } from '../support/fixtures.ts';

const mark = (over: Partial<Mark> = {}): Mark => ({
  lane: 0,
  at: NOON,
  amount: 14.3e9,
  label: 'Meta $14.3B',
  status: 'announced',
  certainty: 'confirmed',
  ...over,
});

const chart = (marks: readonly Mark[], over: Partial<Chart> = {}): Chart => ({
  title: 'Scale AI',
  subtitle: 'some facts',
  lanes: ['Investment'],
  marks,
  legend: { status: [['announced', 'announced']], certainty: [['confirmed', 'confirmed']], sizes: [], noSum: '' },
  note: 'dealwire',
  ...over,
});

/** Width and height of a PNG, from its header. */
function sizeOf(base64: string | null): [number, number] {
  const png = Buffer.from(base64 ?? '', 'base64');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('the axis of a timeline', () => {
  it.each([
    [3, '15 Jun'],
    [30, '6 Jul'],
    [200, 'Dec 2025'],
    [2000, '2029'],
  ])('over %d days writes dates as cards do', async (days, expected) => {
    const svg = await toSvg(
      chart([mark({ at: Date.UTC(2025, 5, 12) }), mark({ at: Date.UTC(2025, 5, 12) + days * DAY })]),
    );
    expect(svg).toContain(`>${expected}</text>`);
  });
});

// The first picture loads the drawing program, which takes its time on a busy machine.
describe('a timeline', { timeout: 120_000 }, () => {
  const pool = createDrawingPool({ deadlineMs: 60_000 });
  afterAll(() => pool.close());

  it('is a picture 900 pixels wide, of one fact as of five hundred in every lane', async () => {
    expect(sizeOf(await pool.draw(chart([mark()])))[0]).toBe(900);
    const many = Array.from({ length: 500 }, (_, i) =>
      mark({
        lane: i % CLAIM_TYPES.length,
        at: NOON - i * DAY,
        amount: i % 3 ? i * 1e7 : null,
        status: (['talks', 'announced', 'closed', 'ended', 'failed'] as const)[i % 5] ?? 'talks',
        certainty: (['confirmed', 'reported', 'denied'] as const)[i % 3] ?? 'denied',
      }),
    );
    expect(sizeOf(await pool.draw(chart(many, { lanes: CLAIM_TYPES })))[0]).toBe(900);
  });

  it('draws nothing, rather than failing, of what cannot be drawn', async () => {
    expect(await pool.draw(chart([mark({ at: Number.NaN })], { lanes: null as never }))).toBeNull();
    expect(sizeOf(await pool.draw(chart([mark()])))[0]).toBe(900);
  });

  it('says in words what its signs mean, and never lets labels cover one another', async () => {
    const crowd = Array.from({ length: 60 }, (_, i) => mark({ at: NOON + i * 1000, label: `Party ${i}` }));
    const svg = await toSvg(chart([...crowd, mark({ at: NOON + 90 * DAY, label: 'far <away> & quoted' })]));
    expect(svg).toContain('far &lt;away&gt; &amp; quoted');
    expect(svg).toContain('announced');
    expect(svg.match(/Party \d+/g)?.length ?? 0).toBeLessThan(6);
  });
});
