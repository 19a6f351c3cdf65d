import { loadCatalogue } from '../../src/catalogue.ts';
import type { Company } from '../../src/domain/company.ts';
import { type Document, readDocument } from '../../src/extract/document.ts';
import { createLinker } from '../../src/extract/mentions.ts';
import { catalogueFiles } from '../measure/material.ts';
import { type Row, race } from '../measure/row.ts';

const FEW = 60;
const MANY = 5_000;

/** Made-up houses, always the same ones. */
function invent(count: number): Company[] {
  const syllables = 'ba ke lo mi nu ra so ti vu xa ze dro fli gra plu sto'.split(' ');
  const endings = ['', ' AI', ' Labs', ' Systems', ' Technologies'];
  return Array.from({ length: count }, (_, n) => {
    const stem = [n % 16, (n >> 4) % 16, (n >> 8) % 16, (n * 7) % 16].map((k) => syllables[k]).join('');
    const name = `${stem.charAt(0).toUpperCase()}${stem.slice(1)}${endings[n % endings.length]}`;
    const aliases = [{ text: name, ambiguous: false }];
    return { slug: `made-${n}`, name, aliases, people: [], products: [], evidence: [], exclude: [], domains: [] };
  });
}

/**
 * Finding the names of companies, with few and with many of them, beside one regular expression of all their names. An
 * expression of thousands of names reads every fiftieth article only: it is slow.
 */
export default {
  needs: ['articles'],
  measure: async ({ articles }, { rounds }) => {
    const real = loadCatalogue(catalogueFiles()).companies;
    const all = articles.map(readDocument);
    const side = (companies: readonly Company[], documents: readonly Document[]) => {
      const names = companies.flatMap(({ name, aliases }) => [name, ...aliases.map((alias) => alias.text)]);
      const longestFirst = [...new Set(names)].sort((a, b) => b.length - a.length);
      const escaped = longestFirst.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
      const linker = createLinker({ companies, outlets: [], feeds: [] });
      return {
        expression: () => {
          for (const { article } of documents) {
            for (const field of [article.title, article.text]) for (const _ of field.matchAll(pattern));
          }
        },
        // It reads the same texts, from their characters on.
        linker: () => {
          for (const document of documents) linker.link(document);
        },
      };
    };
    const few = side(real.slice(0, FEW), all);
    const thousands = [...real.slice(0, FEW), ...invent(MANY - FEW)];
    const many = side(thousands, all);
    const some = side(
      thousands,
      all.filter((_, k) => k % 50 === 0),
    );
    const turns = Math.min(rounds, 5);
    const small = await race({ expression: few.expression, linker: few.linker, many: many.linker }, turns);
    const large = await race({ expression: some.expression, linker: some.linker }, turns);
    const ms = (value: number): string => `${value.toFixed(0)} ms`;
    return [
      {
        what: `linking with ${FEW} companies`,
        against: 'one regular expression of all names',
        ...small.ratio('expression', 'linker'),
        unit: '×',
        goal: { least: 5 },
        note: `${ms(small.times.linker.median)} against ${ms(small.times.expression.median)}`,
      },
      {
        what: `linking with ${MANY} companies`,
        against: 'one regular expression of all names',
        ...large.ratio('expression', 'linker'),
        unit: '×',
        goal: { least: 5 },
        note: `${ms(large.times.linker.median)} against ${ms(large.times.expression.median)}`,
      },
      {
        what: `linking with ${MANY} companies`,
        against: `linking with ${FEW}`,
        ...small.ratio('many', 'linker'),
        unit: '×',
        goal: { most: 1.3 },
      },
    ];
  },
} satisfies Row;
