import nlp from 'compromise';
import { loadCatalogue } from '../../src/catalogue.ts';
import { createExtractor } from '../../src/extract/extract.ts';
import { catalogueFiles } from '../measure/material.ts';
import { type Row, race } from '../measure/row.ts';

/** Reading claims, beside compromise that does nothing but name organisations. Every tenth article: it is slow. */
export default {
  needs: ['articles'],
  measure: async ({ articles }, { rounds }) => {
    const some = articles.filter((_, k) => k % 10 === 0);
    const extract = createExtractor(loadCatalogue(catalogueFiles()));
    // Warm on all articles, as it is where it is used.
    for (const article of articles) extract(article);
    const { ratio, times } = await race(
      {
        organizations: () => {
          for (const { title, text } of some) nlp(`${title}\n${text}`).organizations().out('array');
        },
        ours: () => {
          for (const article of some) extract(article);
        },
      },
      Math.min(rounds, 5),
    );
    return [
      {
        what: 'reading the claims of articles',
        against: 'compromise doing only .organizations()',
        ...ratio('organizations', 'ours'),
        unit: '×',
        goal: { least: 20 },
        note: `${times.ours.median.toFixed(0)} ms against ${times.organizations.median.toFixed(0)} ms for ${some.length} articles`,
      },
    ];
  },
} satisfies Row;
