import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addCompany, checkCompany, entryOf, slugOf } from '../../src/catalogue/add.ts';
import { names, tryAliases } from '../../src/catalogue/trial.ts';
import { loadCatalogue } from '../../src/catalogue.ts';
import { article } from '../support/fixtures.ts';
import { tempFolder } from '../support/store.ts';

async function catalogue(text = '[\n  { "slug": "meta",   "name": "Meta" }\n]\n') {
  const folder = await tempFolder();
  const companies = join(folder, 'companies.json');
  const feeds = join(folder, 'feeds.json');
  writeFileSync(companies, text);
  writeFileSync(feeds, '[]');
  return { folder, files: { companies, feeds }, text: () => readFileSync(companies, 'utf8') };
}

describe('adding a company', () => {
  it('puts it at the end of the file, and leaves the rest as it was written', async () => {
    const { folder, files, text } = await catalogue();
    const draft = {
      name: ' Scale AI ',
      aliases: ['Scale AI', 'Scale', 'Scale Labs', ' '],
      ambiguous: ['Scale'],
      people: [{ name: 'Jason Droege', role: 'CEO' }],
      domains: ['https://www.Scale.com/about'],
    };
    expect(addCompany(draft, files).path).toBe(files.companies);
    expect(text()).toMatch(/^\[\n {2}\{ "slug": "meta", {3}"name": "Meta" \},\n {2}\{ "slug": "scale-ai", .*\}\n\]\n$/);
    const added = loadCatalogue(files).companies[1];
    expect(added).toMatchObject({ slug: 'scale-ai', name: 'Scale AI', domains: ['scale.com'] });
    expect(added?.aliases).toEqual([
      { text: 'Scale AI', ambiguous: false },
      { text: 'Scale Labs', ambiguous: false },
      { text: 'Scale', ambiguous: true },
    ]);
    expect(readdirSync(folder).sort()).toEqual(['companies.json', 'feeds.json']);
  });

  it.each([
    ['a name that is taken', { name: 'Meta' }, /slug: "meta" is taken/],
    ['an alias of another', { name: 'Facebook', aliases: ['meta'] }, /"meta" is claimed by meta as well/],
    ['no name', { name: '  ' }, /name: is empty/],
    ['a domain that is none', { name: 'A', domains: ['nowhere'] }, /domains 1: must be a bare domain/],
  ])('refuses %s, with the mend, and leaves the file alone', async (_, draft, fault) => {
    const { folder, files, text } = await catalogue();
    const before = text();
    expect(() => addCompany(draft, files)).toThrow(fault);
    expect(() => checkCompany(draft, files)).toThrow(fault);
    expect(text()).toBe(before);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('can be checked alone, which changes nothing', async () => {
    const { folder, files, text } = await catalogue();
    const before = text();
    expect(checkCompany({ name: 'Scale AI' }, files).entry).toMatchObject({ slug: 'scale-ai' });
    expect(text()).toBe(before);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('tells a catalogue that is broken already as that, and adds nothing to it', async () => {
    const { files, text } = await catalogue('[ { "slug": "meta" ]');
    expect(() => addCompany({ name: 'A' }, files)).toThrow(/The catalogue has a fault/);
    expect(text()).toBe('[ { "slug": "meta" ]');
  });

  it.skipIf(process.getuid?.() === 0)('says where to put a file that cannot be written', async () => {
    const { folder, files } = await catalogue();
    chmodSync(folder, 0o500);
    expect(() => addCompany({ name: 'A' }, files)).toThrow(
      /cannot be written: copy it to where it can, and name that in COMPANIES_FILE/,
    );
    chmodSync(folder, 0o700);
  });

  it('makes slugs of any name, and entries without empty lists', () => {
    expect(['Scale AI', 'Mistral’s Café (FR)', 'xAI', '–'].map(slugOf)).toEqual([
      'scale-ai',
      'mistral-s-cafe-fr',
      'xai',
      '',
    ]);
    expect(entryOf({ name: 'A', aliases: [] })).toEqual({ slug: 'a', name: 'A' });
  });
});

describe('a name that is tried on articles', () => {
  const of = (title: string, text = '') => article({ title, text, url: null });

  it('matches as a word of its own, spelt as it is', () => {
    expect(
      ['Figure raises money', 'the figure', 'Figures', '“Figure”', 'FigureAI'].map((it) => names(it, 'Figure')),
    ).toEqual([true, false, false, true, false]);
  });

  it('is doubtful where most articles name nothing else of the company, and these are shown first', () => {
    const articles = [
      of('Figure 1 of the report', 'Figure'),
      of('Figure skating'),
      of('Go, Figure'),
      of('Figure AI raises', 'Figure walks'),
    ];
    const [bare, full] = tryAliases(
      new Map([
        ['Figure', articles],
        ['Figure AI', articles],
      ]),
      ['Figure AI', 'Brett Adcock'],
    );
    expect(bare).toMatchObject({ matches: 4, vouched: 1, doubtful: true });
    expect(bare?.examples.at(-1)).toBe('Figure AI raises');
    expect(full).toMatchObject({ matches: 1, doubtful: false });
  });
});
