import { expect } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import type { Company, Outlet } from '../../src/domain/company.ts';
import { createExtractor, type Extract, type Names } from '../../src/extract/extract.ts';

const company = (slug: string, name: string, more: Partial<Company> = {}): Company => ({
  slug,
  name,
  aliases: [{ text: name, ambiguous: false }],
  evidence: [],
  exclude: [],
  people: [],
  products: [],
  domains: [],
  ...more,
});
const outlet = (name: string, aliases: string[] = []): Outlet => ({ name, aliases, domains: [] });

/** A small catalogue of made-up firms, and a few real names whose ambiguity is the point. */
export const names: Names = {
  companies: [
    company('zorblatt', 'Zorblatt', {
      people: [{ name: 'Mira Quandt', role: 'CEO' }],
      products: ['Zorb', 'Zorb Code'],
      domains: ['zorblatt.example'],
    }),
    company('plimsoll-ai', 'Plimsoll AI', {
      aliases: [
        { text: 'Plimsoll AI', ambiguous: false },
        { text: 'Plimsoll', ambiguous: true },
      ],
    }),
    company('quuxley', 'Quuxley', { products: ['Quux 3'] }),
    company('figure-ai', 'Figure AI', {
      aliases: [
        { text: 'Figure AI', ambiguous: false },
        { text: 'Figure', ambiguous: true },
      ],
      evidence: ['humanoid', 'Adcock'],
      exclude: ['figure out', 'Figure 1', 'key figure'],
    }),
    company('meta', 'Meta', { evidence: ['Zuckerberg'], exclude: ['meta-analysis'] }),
  ],
  outlets: [outlet('Bloomberg', ['Bloomberg News']), outlet('CNBC'), outlet('Reuters'), outlet('The Information')],
  feeds: [
    {
      id: 'zorblatt-news',
      outlet: 'Zorblatt',
      title: 'Zorblatt News',
      url: 'https://zorblatt.example/rss',
      tier: 0,
      company: 'zorblatt',
    },
  ],
};

/** Extracts as the program does. */
export const read = createExtractor(names);
const readEverywhere = createExtractor(names, { everywhere: true });

/** Extracts, and sees that no frame overlooks a sentence because it lacks a cue. */
export const extract: Extract = (article) => {
  const found = read(article);
  if (String(article.text).length < 5_000)
    expect(found, 'a frame finds something in a sentence that meets none of its `cues`').toEqual(
      readEverywhere(article),
    );
  return found;
};

/** Claims of an article, as short lines: `type status certainty [bg] role=text …`. */
export function claimsOf(title: string, text = '', source: string | null = null): string[] {
  return extract({ id: 't', title, text, source }).claims.map(line);
}

export function line(claim: Claim): string {
  const args = claim.args.map((arg) => `${arg.role}=${arg.text}`).sort();
  return [claim.type, claim.status, claim.certainty, ...(claim.background ? ['bg'] : []), ...args].join(' | ');
}
