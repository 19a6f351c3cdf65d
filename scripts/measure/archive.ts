import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { loadCatalogue } from '../../src/catalogue.ts';
import type { Argument, Claim, ClaimType } from '../../src/domain/claim.ts';
import type { SourcedClaim } from '../../src/domain/fact.ts';
import { digitsOf, idOf as idOfRow } from '../../src/domain/id.ts';
import { assemble, bestFirst, keysOf } from '../../src/ledger/index.ts';
import { openStore } from '../../src/store/index.ts';
import { writeClaim, writeState } from '../../src/store/lean.ts';
import { pack } from '../../src/store/packing.ts';
import { chatter } from './chatter.ts';
import { dice } from './dice.ts';
import { catalogueFiles } from './material.ts';

const DAY = 86_400_000;
/** Its stories lie in the five years before this. */
export const ARCHIVE_END = Date.parse('2026-11-01T00:00:00Z');
const YEARS_MS = 5 * 365 * DAY;
/** Rows are made a second apart from then on, in seconds since 1970. */
const ARCHIVE_START = (ARCHIVE_END - YEARS_MS) / 1000;
/** Stories that are written in one transaction. */
const BATCH = 500;

const TYPES: readonly ClaimType[] = ['investment', 'acquisition', 'agreement', 'launch'];
const STEMS = 'Aster Birch Corin Dovra Elmet Fenwick Gorse Harrow Ivel Jurat Kestle Larch Merrow Nettle Orsay'.split(
  ' ',
);
const ENDINGS = ' Labs| Systems| Robotics| Health| Compute| Works'.split('|');

interface Story {
  at: number;
  events: { type: ClaimType; args: Argument[]; sentence: string }[];
  outlets: number;
}

export interface Archive {
  claims: number;
  facts: number;
  articles: number;
  /** Bytes of the titles and texts of all articles, in UTF-8. */
  textBytes: number;
  /** Of all tables that have ids. */
  rows: number;
}

/**
 * Fills a new database with a made-up press of so many claims: stories about the companies of the catalogue, the big ones
 * far more often, each told by one to six outlets. Rows are written as intake writes them, in bulk: the ledger's own
 * `assemble` makes every fact. The same seed makes the same archive. Nothing half-made is left under this name.
 */
export async function makeArchive(file: string, claims: number, seed: number): Promise<Archive> {
  const making = `${file}.making`;
  for (const end of ['', '-wal', '-shm']) rmSync(making + end, { force: true });
  await (await openStore(making)).close();
  const db = new Database(making);
  // Out of write-ahead logging, which would write everything twice; a run that ends early leaves nothing anyway.
  db.pragma('journal_mode = DELETE');
  db.pragma('journal_mode = MEMORY');
  db.pragma('synchronous = OFF');
  // Its indexes fit (KiB): else each row reads and writes pages all over the file.
  db.pragma('cache_size = -1000000');
  const insert = inserts(db);
  const roll = dice(seed);
  const invent = stories(roll);
  const made: Archive = { claims: 0, facts: 0, articles: 0, textBytes: 0, rows: 0 };
  while (made.claims < claims)
    db.transaction(() => {
      for (let n = 0; n < BATCH && made.claims < claims; n++) writeStory(invent(), made, insert, roll);
    })();
  db.pragma('journal_mode = WAL');
  db.exec('ANALYZE');
  db.close();
  if (existsSync(file)) rmSync(file);
  renameSync(making, file);
  return made;
}

function stories(roll: () => number): () => Story {
  const { companies } = loadCatalogue(catalogueFiles());
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T;
  // Squared: the first of the list are in the news far more often than the last.
  const company = () => companies[Math.floor(roll() ** 2 * companies.length)] ?? pick(companies);
  const unknown = () => `${pick(STEMS)}${pick(STEMS).toLowerCase()}${pick(ENDINGS)}`;
  const event = (): Story['events'][number] => {
    const type = pick(TYPES);
    const { name, slug } = company();
    const other = unknown();
    const millions = 1 + Math.floor(roll() ** 3 * 5_000);
    const amount: Argument = {
      role: 'amount',
      text: `$${millions} million`,
      value: millions * 1e6,
      unit: 'USD',
      qualifier: 'exact',
    };
    switch (type) {
      case 'investment':
        return {
          type,
          args: [{ role: 'investor', text: name, slug }, { role: 'target', text: other }, amount],
          sentence: `${name} invests ${amount.text} in ${other}.`,
        };
      case 'acquisition':
        return {
          type,
          args: [{ role: 'acquirer', text: name, slug }, { role: 'target', text: other }, amount],
          sentence: `${name} acquires ${other} for ${amount.text}.`,
        };
      case 'agreement':
        return {
          type,
          args: [{ role: 'party', text: name, slug }, { role: 'party', text: other }, amount],
          sentence: `${name} signs a ${amount.text} contract with ${other}.`,
        };
      default: {
        const product = `${pick(STEMS)} ${1 + Math.floor(roll() * 90)}`;
        return {
          type,
          args: [
            { role: 'org', text: name, slug },
            { role: 'product', text: product },
          ],
          sentence: `${name} launches ${product}.`,
        };
      }
    }
  };
  return () => ({
    at: ARCHIVE_END - Math.floor(roll() * YEARS_MS),
    events: Array.from({ length: 1 + Math.floor(roll() * 3) }, event),
    outlets: 1 + Math.floor(roll() ** 2 * 6),
  });
}

type Inserts = ReturnType<typeof inserts>;

function inserts(db: Database.Database) {
  const into = (table: string, columns: string) => {
    const names = columns.split(' ');
    return db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`);
  };
  return {
    article: into('articles', 'id feed_id identity title text url outlet tier published seen demo'),
    articleCompany: db.prepare('INSERT OR IGNORE INTO article_companies (article_id, slug, at) VALUES (?, ?, ?)'),
    claim: into('claims', 'id article_id type status certainty background body superseded fact_id place'),
    fact: into('facts', 'id hex short_id type status certainty background first_at last_at changed_at demo state'),
    factCompany: into('fact_companies', 'fact_id slug type background last_at'),
    factKey: into('fact_keys', 'fact_id key demo last_at'),
  };
}

function writeStory(story: Story, made: Archive, insert: Inserts, roll: () => number): void {
  const told: SourcedClaim[][] = story.events.map(() => []);
  for (let k = 0; k < story.outlets; k++) {
    const articleId = idOf(made.rows++, roll);
    const outlet = `Outlet ${1 + Math.floor(roll() * 300)}`;
    const at = story.at + Math.floor(roll() * 2 * DAY);
    const title = story.events[0]?.sentence.replace(/\.$/, '') ?? '';
    let text = '';
    const url = `https://outlet.invalid/${articleId}`;
    story.events.forEach(({ type, args, sentence }, n) => {
      const start = text.length;
      text += `${sentence} `;
      const claim: Claim & { id: string } = {
        id: idOf(made.rows++, roll),
        type,
        status: 'announced',
        certainty: roll() < 0.8 ? 'confirmed' : 'reported',
        background: false,
        args,
        speakers: [],
        outlets: [],
        evidence: { field: 'text', start, end: start + sentence.length, quote: sentence },
      };
      told[n]?.push({ ...claim, articleId, outlet, tier: 1, title, url, at, demo: false });
    });
    for (let lines = 5 + Math.floor(roll() * 8); lines > 0; lines--) text += `${chatter(roll)} `;
    insert.article.run(articleId, 'archive', articleId, title, pack(text), url, outlet, 1, at, at, 0);
    made.articles++;
    made.textBytes += Buffer.byteLength(title) + Buffer.byteLength(text);
  }
  for (const claims of told) writeFact(claims, made, insert, roll);
}

function writeFact(claims: SourcedClaim[], made: Archive, insert: Inserts, roll: () => number): void {
  const state = assemble(claims);
  const best = bestFirst(claims, state);
  const id = idOf(made.rows++, roll);
  const typed = digitsOf(id) ?? id;
  const { type, status, certainty, firstAt, lastAt, companies } = state;
  insert.fact.run(
    id,
    typed,
    typed.slice(0, 12),
    type,
    status,
    certainty,
    0,
    firstAt,
    lastAt,
    lastAt,
    0,
    writeState(
      state,
      best.map((claim) => claim.id),
    ),
  );
  for (const slug of companies) insert.factCompany.run(id, slug, type, 0, lastAt);
  for (const key of new Set(claims.flatMap(keysOf))) insert.factKey.run(id, key, 0, lastAt);
  for (const [place, { id: claimId, articleId, outlet, tier, title, url, at, demo, ...body }] of best.entries()) {
    insert.claim.run(claimId, articleId, type, body.status, body.certainty, 0, writeClaim(body), 0, id, place);
    for (const slug of companies) insert.articleCompany.run(articleId, slug, at);
    made.claims++;
  }
  made.facts++;
}

/** As ids are made: what tells the moment, then what is at random. */
const idOf = (row: number, roll: () => number): string =>
  idOfRow(ARCHIVE_START + row, Math.floor(roll() * 2 ** 24) * 2 ** 24 + Math.floor(roll() * 2 ** 24));
