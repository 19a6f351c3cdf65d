import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { loadCatalogue } from '../../src/catalogue.ts';
import { createExtractor } from '../../src/extract/extract.ts';
import { catalogueFiles } from '../measure/material.ts';
import { type Row, race } from '../measure/row.ts';

/** Reading claims, beside a bare pass of wink-nlp (all its stages) over the same texts. */
export default {
  needs: ['articles'],
  measure: async ({ articles }, { rounds }) => {
    const extract = createExtractor(loadCatalogue(catalogueFiles()));
    const nlp = winkNLP(model);
    const { times, ratio } = await race(
      {
        bare: () => {
          for (const { title, text } of articles) nlp.readDoc(`${title}\n${text}`);
        },
        ours: () => {
          for (const article of articles) extract(article);
        },
      },
      rounds,
    );
    const rate = (ms: number): string => `${Math.round((articles.length / ms) * 1000)} articles/s`;
    return [
      {
        what: 'reading the claims of articles',
        against: 'wink-nlp alone',
        ...ratio('bare', 'ours'),
        unit: '×',
        goal: { least: 2 },
        note: `${rate(times.ours.median)} against ${rate(times.bare.median)}, takes ${(times.ours.median / times.bare.median).toFixed(2)} times as long; first turn ${times.ours.first.toFixed(0)} ms against ${times.bare.first.toFixed(0)} ms`,
      },
    ];
  },
} satisfies Row;
