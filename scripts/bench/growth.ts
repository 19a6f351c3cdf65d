import { loadCatalogue } from '../../src/catalogue.ts';
import { createExtractor } from '../../src/extract/extract.ts';
import { catalogueFiles } from '../measure/material.ts';
import { type Row, race } from '../measure/row.ts';

const paragraph = (n: number): string =>
  `Firm${n} raised $${n} million in a Series B round led by Fund${n} in March. The startup plans to hire ${n} engineers, its chief executive said. `;
const text = (size: number): string => {
  let written = '';
  for (let n = 1; written.length < size; n++) written += paragraph(n);
  return written.slice(0, size);
};

/** A megabyte of prose, beside a kilobyte of it: whether the time grows with the length alone. */
export default {
  measure: async (_, { rounds }) => {
    const extract = createExtractor(loadCatalogue(catalogueFiles()));
    const [small, large] = [text(1_000), text(1_000_000)];
    const { ratio, times } = await race(
      {
        small: () => {
          for (let k = 0; k < 100; k++) extract({ id: 'small', title: '', text: small });
        },
        large: () => extract({ id: 'large', title: '', text: large }),
      },
      Math.min(rounds, 5),
    );
    const { value, spread } = ratio('large', 'small');
    return [
      {
        what: 'an article of 1 MB',
        against: 'one of 1 KB',
        value: value * 100,
        spread: [spread[0] * 100, spread[1] * 100],
        unit: '×',
        goal: { most: 1_000 },
        note: `${times.large.median.toFixed(0)} ms against ${(times.small.median / 100).toFixed(2)} ms`,
      },
    ];
  },
} satisfies Row;
