import { expect } from 'vitest';
import type { ClaimType } from '../../../src/domain/claim.ts';
import type { Company } from '../../../src/domain/company.ts';
import { createExtractor, type Names } from '../../../src/extract/extract.ts';

const company = (slug: string, name: string, more: Partial<Company> = {}): Company =>
  ({
    slug,
    name,
    aliases: [{ text: name, ambiguous: false }],
    people: [],
    products: [],
    domains: [`${slug}.example`],
    evidence: [],
    exclude: [],
    ...more,
  }) as unknown as Company;

/** Made-up houses: Quillbex makes Pelican, Vorland makes Ostrava; nobody else is tracked. */
const names: Names = {
  companies: [
    company('quillbex', 'Quillbex', { products: ['Pelican', 'Pelican Studio'] }),
    company('vorland', 'Vorland', { products: ['Ostrava'] }),
    company('zemlin', 'Zemlin'),
  ],
  outlets: [{ name: 'Gazette', aliases: ['The Gazette'], domains: ['gazette.example'] }] as unknown as Names['outlets'],
  feeds: [],
};
const read = createExtractor(names);
const readEverywhere = createExtractor(names, { everywhere: true });

/** The claims of one type, each as one line: status, then its arguments in alphabetical order, but for its date. */
export function told(type: ClaimType, title: string, text = '', url: string | null = null): string[] {
  const article = { id: 'a', title, text, url, source: null, published: '2026-03-02' };
  const found = read(article);
  expect(found, 'a frame lacks a cue for this').toEqual(readEverywhere(article));
  return found.claims
    .filter((claim) => claim.type === type)
    .map((claim) => {
      const args = claim.args
        .filter((arg) => arg.role !== 'date')
        .map((arg) => `${arg.role}=${arg.text}`)
        .sort()
        .join(' ');
      return `${claim.status}${claim.background ? ' (recalled)' : ''}: ${args}`;
    });
}
