import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledData, CatalogueError, loadCatalogue, loadDemo } from '../src/catalogue.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'dealwire-catalogue-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const acme = { slug: 'acme', name: 'Acme', aliases: ['Acme Labs'], people: [{ name: 'Wile Coyote', role: 'CEO' }] };
const zenith = { slug: 'zenith', name: 'Zenith', ambiguous: ['Zenith'], evidence: ['zeppelin'] };
const gazette = { id: 'gazette', outlet: 'Gazette', url: 'https://gazette.example/rss', tier: 1 };
const outlets = [{ name: 'Gazette', aliases: ['The Gazette'], domains: ['gazette.example'] }];

function write(name: string, content: unknown): string {
  const path = join(dir, name);
  writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}

interface Files {
  companies?: unknown;
  feeds?: unknown;
  outlets?: unknown;
}
const load = (files: Files = {}) =>
  loadCatalogue({
    companies: write('companies.json', files.companies ?? [acme, zenith]),
    feeds: write('feeds.json', files.feeds ?? [gazette]),
    outlets: write('outlets.json', files.outlets ?? outlets),
  });

/** The faults, with the folder taken out of their file names. */
function faultsOf(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(CatalogueError);
    return (error as CatalogueError).faults.map((fault) => fault.replaceAll(`${dir}/`, ''));
  }
  return [];
}
const faults = (files: Files) => faultsOf(() => load(files));

describe('the catalogue as shipped', () => {
  const shipped = loadCatalogue({ companies: bundledData('companies.json'), feeds: bundledData('feeds.json') });
  const bySlug = (slug: string) => shipped.companies.find((c) => c.slug === slug);

  it('has 60 companies, 30 feeds and well over a hundred outlets', () => {
    expect(shipped.companies).toHaveLength(60);
    expect(shipped.feeds).toHaveLength(30);
    expect(shipped.outlets.length).toBeGreaterThan(120);
  });

  it('gives every company a domain, and a person with a role', () => {
    for (const company of shipped.companies) {
      expect(company.people.length, company.slug).toBeGreaterThan(0);
      expect(company.domains.length, company.slug).toBeGreaterThan(0);
      expect(company.aliases.map((a) => a.text)).toContain(company.name);
    }
  });

  it('gives every ambiguous name something that vouches for it', () => {
    for (const company of shipped.companies.filter((c) => c.aliases.some((a) => a.ambiguous)))
      expect(company.evidence.length, company.slug).toBeGreaterThan(0);
  });

  it('lets no word that any AI article contains vouch for a company', () => {
    const everywhere = new Set([
      'ai',
      'artificial intelligence',
      'data',
      'model',
      'models',
      'startup',
      'company',
      'cloud',
      'llm',
    ]);
    for (const company of shipped.companies)
      expect(
        company.evidence.filter((word) => everywhere.has(word.toLowerCase())),
        company.slug,
      ).toEqual([]);
  });

  it('excludes only phrases that hold a name or a product of the company', () => {
    for (const company of shipped.companies) {
      const names = [...company.aliases.map((a) => a.text), ...company.products].map((n) => n.toLowerCase());
      for (const phrase of company.exclude)
        expect(
          names.some((name) => phrase.toLowerCase().replace(/\W/g, ' ').includes(name.replace(/\W/g, ' '))),
          `${company.slug}: ${phrase}`,
        ).toBe(true);
    }
  });

  it.each([
    ['scale-ai', 'Scale'],
    ['together-ai', 'Together'],
    ['harvey', 'Harvey'],
    ['meta', 'FAIR'],
    ['safe-superintelligence', 'SSI'],
    ['oracle', 'OCI'],
    ['thinking-machines', 'TML'],
  ])('holds that %s is called %s, which means other things too', (slug, text) => {
    expect(bySlug(slug)?.aliases).toContainEqual({ text, ambiguous: true });
  });

  it('knows who moved: Alexandr Wang from Scale AI to Meta in June 2025', () => {
    expect(bySlug('scale-ai')?.people).toContainEqual(
      expect.objectContaining({ name: 'Alexandr Wang', until: '2025-06' }),
    );
    expect(bySlug('meta')?.people).toContainEqual(expect.objectContaining({ name: 'Alexandr Wang', from: '2025-06' }));
  });

  it('has an outlet entry for the publisher of every newsroom feed', () => {
    const names = new Set(shipped.outlets.map((o) => o.name));
    for (const feed of shipped.feeds.filter((f) => f.tier > 0)) expect(names, feed.id).toContain(feed.outlet);
  });

  it('names the company of each of its own feeds', () => {
    expect(shipped.feeds.filter((f) => f.tier === 0).map((f) => f.company)).toEqual(['openai', 'nvidia']);
  });

  it('comes back frozen through and through', () => {
    const first = shipped.companies[0];
    expect(Object.isFrozen(shipped) && Object.isFrozen(shipped.companies) && Object.isFrozen(first?.people[0])).toBe(
      true,
    );
    expect(() => (shipped.companies as unknown[]).push(1)).toThrow(TypeError);
  });
});

describe('loading a catalogue', () => {
  it('makes one list of names, the proper name first, each marked ambiguous or not', () => {
    const [first, second] = load({ companies: [{ ...acme, ambiguous: ['ACM'] }, zenith] }).companies;
    expect(first?.aliases).toEqual([
      { text: 'Acme', ambiguous: false },
      { text: 'Acme Labs', ambiguous: false },
      { text: 'ACM', ambiguous: true },
    ]);
    expect(second?.aliases).toEqual([{ text: 'Zenith', ambiguous: true }]);
    expect(second).toMatchObject({ people: [], products: [], domains: [], exclude: [] });
  });

  it('takes the outlet for the title of a feed that has none', () => {
    expect(load().feeds[0]).toEqual({ ...gazette, title: 'Gazette' });
  });

  it('accepts a catalogue without feeds, for one who only ingests files', () => {
    expect(load({ feeds: [] }).feeds).toEqual([]);
  });

  it('reads a file that starts with a byte order mark', () => {
    expect(load({ companies: `\uFEFF${JSON.stringify([acme])}` }).companies).toHaveLength(1);
  });

  it('lets two companies share a name that is ambiguous in one of them', () => {
    expect(load({ companies: [acme, { ...zenith, ambiguous: ['Zenith', 'Acme'] }] }).companies).toHaveLength(2);
  });
});

describe('a faulty catalogue', () => {
  it.each<[string, Files, string]>([
    [
      'a slug with capitals',
      { companies: [acme, { ...zenith, slug: 'Zenith' }] },
      'companies.json, entry 2 (Zenith), slug: must be lower-case letters, digits and single hyphens, as in "scale-ai"',
    ],
    [
      'a missing name',
      { companies: [{ slug: 'acme' }] },
      'companies.json, entry 1 (acme), name: is missing; it must be a text in quotes',
    ],
    [
      'an empty alias',
      { companies: [{ ...acme, aliases: ['Acme Labs', ''] }] },
      'companies.json, entry 1 (acme), aliases 2: is empty: write it or take it out',
    ],
    [
      'an alias that is no text',
      { companies: [{ ...acme, aliases: [7] }] },
      'companies.json, entry 1 (acme), aliases 1: must be a text in quotes',
    ],
    [
      'aliases that are no list',
      { companies: [{ ...acme, aliases: 'Acme' }] },
      'companies.json, entry 1 (acme), aliases: must be a list of texts, as in ["one", "two"]',
    ],
    [
      'an unknown key',
      { companies: [{ ...acme, alias: [] }] },
      'companies.json, entry 1 (acme): unknown key "alias"; mend its spelling or take it out',
    ],
    [
      'a person without a role',
      { companies: [{ ...acme, people: [{ name: 'Wile Coyote', role: 'CEO' }, { name: 'Road Runner' }] }] },
      'companies.json, entry 1 (acme), people 2, role: is missing; it must be a text in quotes',
    ],
    [
      'an unknown key of a person',
      { companies: [{ ...acme, people: [{ name: 'Wile Coyote', role: 'CEO', since: '2020' }] }] },
      'companies.json, entry 1 (acme), people 1: unknown key "since"; mend its spelling or take it out',
    ],
    [
      'a date that is none',
      { companies: [{ ...acme, people: [{ name: 'Wile Coyote', role: 'CEO', from: '2020-13' }] }] },
      'companies.json, entry 1 (acme), people 1, from: must be YYYY, YYYY-MM or YYYY-MM-DD',
    ],
    [
      'a role that ends before it starts',
      { companies: [{ ...acme, people: [{ name: 'Wile Coyote', role: 'CEO', from: '2021-03', until: '2020' }] }] },
      'companies.json, entry 1 (acme), people 1, until: is before from: mend one of the two dates',
    ],
    [
      'a domain written as an address',
      { companies: [{ ...acme, domains: ['https://acme.example/'] }] },
      'companies.json, entry 1 (acme), domains 1: must be a bare domain in lower case, as in "scale.com"',
    ],
    [
      'an entry that is no object',
      { companies: [acme, 'Zenith'] },
      'companies.json, entry 2: must be an object, { … }',
    ],
    [
      'a slug used twice',
      { companies: [acme, { ...zenith, slug: 'acme' }] },
      'companies.json, entry 2 (acme), slug: "acme" is taken by entry 1 (acme); give each its own',
    ],
    [
      'a parent that is not listed',
      { companies: [{ ...acme, parent: 'megacorp' }] },
      'companies.json, entry 1 (acme), parent: no company has the slug "megacorp"; add it or mend the slug',
    ],
    [
      'an alias that two companies claim, whatever the case',
      { companies: [acme, { ...zenith, aliases: ['ACME LABS'] }] },
      'companies.json, entry 2 (zenith), aliases: "ACME LABS" is claimed by acme as well; list it under ambiguous in one of them',
    ],
    [
      'an alias listed twice',
      { companies: [{ ...acme, aliases: ['A', 'A'] }] },
      'companies.json, entry 1 (acme), aliases: "A" is listed twice; remove one',
    ],
    [
      'an alias both clear and ambiguous',
      { companies: [{ ...acme, ambiguous: ['Acme Labs'] }] },
      'companies.json, entry 1 (acme), aliases: "Acme Labs" stands in ambiguous too; keep one of the two',
    ],
    ['no company at all', { companies: [] }, 'companies.json: lists no company; add at least one'],
    [
      'companies that are no list',
      { companies: { companies: [] } },
      'companies.json: must be a list, [ … ], with one entry for each',
    ],
    [
      'a feed of an unknown company',
      { feeds: [{ ...gazette, tier: 0, company: 'acne' }] },
      'feeds.json, entry 1 (gazette), company: no company has the slug "acne"; add it or mend the slug',
    ],
    [
      'a tier that does not exist',
      { feeds: [{ ...gazette, tier: 3 }] },
      'feeds.json, entry 1 (gazette), tier: must be 0 (a company’s own feed), 1 (a primary newsroom) or 2 (secondary and trade)',
    ],
    [
      'a company feed that is nobody’s',
      { feeds: [{ ...gazette, tier: 0 }] },
      'feeds.json, entry 1 (gazette), company: is missing; tier 0 is a company’s own feed, so say whose, or use tier 1 or 2',
    ],
    [
      'a newsroom feed with a company',
      { feeds: [{ ...gazette, company: 'acme' }] },
      'feeds.json, entry 1 (gazette), tier: must be 0, since the feed is the company’s own; or leave company out',
    ],
    [
      'an address that is none',
      { feeds: [{ ...gazette, url: 'gazette.example/rss' }] },
      'feeds.json, entry 1 (gazette), url: must be a full http or https address, as in "https://example.com/feed.xml"',
    ],
    [
      'an address of another protocol',
      { feeds: [{ ...gazette, url: 'file:///etc/hosts' }] },
      'feeds.json, entry 1 (gazette), url: must be a full http or https address, as in "https://example.com/feed.xml"',
    ],
    [
      'an address with a password',
      { feeds: [{ ...gazette, url: 'https://me:secret@gazette.example/rss' }] },
      'feeds.json, entry 1 (gazette), url: must not carry a user name or password',
    ],
    [
      'a feed id used twice',
      { feeds: [gazette, { ...gazette, url: 'https://gazette.example/other' }] },
      'feeds.json, entry 2 (gazette), id: "gazette" is taken by entry 1 (gazette); give each its own',
    ],
    [
      'an address used twice',
      { feeds: [gazette, { ...gazette, id: 'again', url: 'https://GAZETTE.example/rss' }] },
      'feeds.json, entry 2 (again), url: "https://gazette.example/rss" is taken by entry 1 (gazette); give each its own',
    ],
    [
      'an outlet name that two claim',
      { outlets: [...outlets, { name: 'Courier', aliases: ['The Gazette'] }] },
      'outlets.json, entry 2 (Courier), aliases: "The Gazette" is claimed by Gazette as well; keep it in one place',
    ],
    ['an empty file', { companies: ' \n' }, 'companies.json: is empty; it must be a JSON document'],
    [
      'bytes that are no text',
      { companies: Buffer.from([0x5b, 0xff, 0x5d]) },
      'companies.json: is not UTF-8 text; save it as UTF-8',
    ],
    [
      'broken JSON',
      { feeds: '[\n  { "id": "gazette",\n    "tier" 1 }\n]' },
      'feeds.json: is not valid JSON: line 3, column 12: unexpected "1"; mend it there or just before',
    ],
    [
      'a word that JSON does not know',
      { feeds: '[\n\n  None\n]' },
      'feeds.json: is not valid JSON: line 3, column 3: unexpected "N"; mend it there or just before',
    ],
    [
      'JSON cut short',
      { feeds: '[\n  { "id": "gaz' },
      'feeds.json: is not valid JSON: line 2, column 15: it ends too early; mend it there or just before',
    ],
  ])('with %s is refused, and told where and what to do', (_, files, fault) => {
    expect(faults(files)).toContain(fault);
  });

  it('names the missing file and the variable that would point elsewhere', () => {
    const act = () => loadCatalogue({ companies: join(dir, 'nowhere.json'), feeds: write('feeds.json', [gazette]) });
    expect(faultsOf(act)).toEqual([
      'nowhere.json: there is no such file; put it there or set COMPANIES_FILE to its path',
    ]);
  });

  it('says so when the file is a folder', () => {
    expect(faultsOf(() => loadCatalogue({ companies: dir, feeds: write('feeds.json', []) }))).toEqual([
      `${dir}: cannot be read (EISDIR)`,
    ]);
  });

  it('refuses companies that are each other’s parents', () => {
    const circle = [
      { ...acme, parent: 'zenith' },
      { ...zenith, parent: 'acme' },
    ];
    expect(faults({ companies: circle })).toHaveLength(2);
  });

  it('does not blame others for an entry that has a fault itself', () => {
    const told = faults({
      companies: [
        { ...acme, name: 7 },
        { ...zenith, parent: 'acme' },
      ],
      feeds: [{ ...gazette, tier: 0, company: 'acme' }],
    });
    expect(told).toEqual(['companies.json, entry 1 (acme), name: must be a text in quotes']);
  });

  it('tells all faults of all files at once', () => {
    const told = faults({
      companies: [
        { slug: 'acme', nmae: 'Acme' },
        { ...zenith, parent: 'nobody' },
      ],
      feeds: [{ ...gazette, url: 'x' }],
      outlets: '[',
    });
    expect(told.map((fault) => fault.split(':')[0])).toEqual([
      'companies.json, entry 1 (acme), name',
      'companies.json, entry 1 (acme)',
      'feeds.json, entry 1 (gazette), url',
      'outlets.json',
      'companies.json, entry 2 (zenith), parent',
    ]);
  });

  it('is told in one message that lists the faults', () => {
    expect(() => load({ companies: [], feeds: '[' })).toThrow(/^The catalogue has \d faults:\n {2}\S/);
  });

  it('never throws anything but a CatalogueError, whatever the files hold', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.string({ unit: 'binary' })), (content) => {
        faultsOf(() => load({ companies: content, feeds: content, outlets: content }));
      }),
      { numRuns: 150 },
    );
  });

  it('finds where any cut through a sound file leaves it broken', () => {
    const whole = JSON.stringify([acme, zenith], null, 2);
    for (const cut of [3, 20, whole.length >> 1, whole.length - 2])
      expect(faults({ companies: whole.slice(0, cut) })[0]).toMatch(
        /^companies\.json: is not valid JSON: line \d+, column \d+: it ends/,
      );
  });
});

describe('loading a demo edition', () => {
  const demoFeed = { id: 'd', outlet: 'D', url: 'https://demo.invalid/d', tier: 1, file: 'd.xml' };
  const demo = (content: unknown) => {
    write('demo.json', content);
    write('d.xml', '<rss/>');
    return () => loadDemo(dir);
  };

  it('gives each document’s full path', () => {
    expect(demo({ companies: ['acme'], feeds: [demoFeed] })()).toEqual({
      companies: ['acme'],
      feeds: [{ ...demoFeed, title: 'D', file: join(dir, 'd.xml') }],
    });
  });

  it.each<[string, unknown, string]>([
    [
      'a document that is not there',
      { companies: ['acme'], feeds: [{ ...demoFeed, file: 'e.xml' }] },
      'demo.json, entry 1 (d), file: e.xml is not there; add it or mend the name',
    ],
    [
      'a document outside the folder',
      { companies: ['acme'], feeds: [{ ...demoFeed, file: '../d.xml' }] },
      'demo.json, entry 1 (d), file: must be the name of a file in the same folder',
    ],
    [
      'an unknown key',
      { companies: ['acme'], feeds: [demoFeed], news: [] },
      'demo.json: unknown key "news"; mend its spelling or take it out',
    ],
    ['no companies', { feeds: [demoFeed] }, 'demo.json, companies: is missing; it must be a list of company slugs'],
    ['no feeds', { companies: ['acme'], feeds: [] }, 'demo.json, feeds: is empty: name at least one document'],
    ['a list in its place', [], 'demo.json: must be an object, { "companies": […], "feeds": […] }'],
  ])('refuses %s', (_, content, fault) => {
    expect(faultsOf(demo(content))).toContain(fault);
  });

  it('says so when there is none', () => {
    expect(faultsOf(() => loadDemo(join(dir, 'none')))).toEqual([
      'none/demo.json: there is no such file; put it there',
    ]);
  });
});
