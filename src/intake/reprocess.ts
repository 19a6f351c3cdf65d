import { randomUUID } from 'node:crypto';
import type { Article, ArticleText } from '../domain/article.ts';
import { canonical } from '../domain/canonical.ts';
import type { Claim, Extraction } from '../domain/claim.ts';
import type { FactState, SourcedClaim } from '../domain/fact.ts';
import { newId as rowId } from '../domain/id.ts';
import type { FactThen, Store, Tally } from '../store/store.ts';
import { reconcile, sameParties, sameState } from './reconcile.ts';
import { sourced } from './sourced.ts';

export interface ReprocessParts {
  store: Store;
  /** Never rejects. */
  extract(article: ArticleText): Promise<Extraction>;
  /** Names today's rules: a run that was interrupted goes on only under the rules it began with. */
  rules: string;
  /** Epoch ms. */
  now?: () => number;
  newId?: () => string;
  /** Articles in one transaction. */
  batch?: number;
}

export interface ReprocessOptions {
  /** After each batch, and once before the first. */
  onProgress?: (done: number, total: number) => void;
  /** Ends it after the batch in hand; the next run goes on from there. */
  signal?: AbortSignal;
}

/** One way in which a fact stands otherwise than before; null: it was not told, or is not any more. */
export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

export interface ReprocessResult {
  /** False where it was interrupted: then the facts are told by the run that ends. */
  finished: boolean;
  /** It went on where an earlier run had been interrupted. */
  resumed: boolean;
  /** All articles of the store, and those read so far, by earlier runs too. */
  articles: { total: number; done: number };
  claims: { kept: number; made: number; gone: number };
  facts: {
    total: number;
    /** Events that today's rules find and the former did not. */
    made: FactThen[];
    changed: { fact: FactThen; differences: Difference[] }[];
    /** Facts that no article tells any more, or that turned out to be one with another. */
    gone: FactThen[];
  } | null;
}

const BATCH = 25;

/**
 * Extracts again from every stored article with today's rules, and makes the facts anew from what is found. A claim
 * that is found again keeps its id, and an event keeps its fact, with the number that people know it by and the
 * messages that tell of it. Nothing is owed to anybody. Articles are read in order of time, so that those of one event
 * are seldom far apart; each batch is one transaction, so that the bot can go on meanwhile and Ctrl-C loses nothing.
 */
export async function reprocess(parts: ReprocessParts, options: ReprocessOptions = {}): Promise<ReprocessResult> {
  const { store, extract, rules, now = Date.now, newId = rowId, batch = BATCH } = parts;
  const run = randomUUID();
  const { resumed, ...begun } = await store.reprocessing.begin(run, rules, now());
  let tally = begun.tally;
  const waiting = await store.reprocessing.waiting();
  const total = tally.articles + waiting.length;
  options.onProgress?.(tally.articles, total);

  for (let from = 0; from < waiting.length && !options.signal?.aborted; from += batch) {
    const some = waiting.slice(from, from + batch);
    const read: { article: Article; extraction: Extraction }[] = [];
    for (const article of await store.reprocessing.articles(some.map((it) => it.id)))
      read.push({ article, extraction: await extract(asText(article)) });
    const before = tally;
    tally = await store.transaction(async (tx) => {
      const after = await readAgain(tx, read, before, { now, newId });
      const done = { ...after, articles: before.articles + some.length };
      const cursor = some.at(-1);
      if (cursor && !(await tx.reprocessing.advance(run, cursor, done)))
        throw new Error('Another reprocess has begun meanwhile: this one ends. Nothing is lost.');
      return done;
    });
    options.onProgress?.(tally.articles, total);
  }

  const { articles: done, ...claims } = tally;
  const result = { resumed, articles: { total, done }, claims };
  if (done < total) return { ...result, finished: false, facts: null };
  const { total: facts, made, both, gone } = await store.reprocessing.outcome();
  await store.reprocessing.end();
  const changed = both
    .filter(({ before, after }) => !sameState(before.state, after.state))
    .map(({ before, after }) => ({ fact: after, differences: differences(before.state, after.state) }));
  return { ...result, finished: true, facts: { total: facts, made, changed, gone } };
}

async function readAgain(
  tx: Store,
  read: readonly { article: Article; extraction: Extraction }[],
  before: Tally,
  clock: { now: () => number; newId: () => string },
): Promise<Tally> {
  const tally = { ...before };
  for (const demo of [false, true]) {
    const added: SourcedClaim[] = [];
    const gone = new Set<string>();
    const facts = new Map((await told(tx, read, demo)).map((fact) => [fact.id, fact]));
    const known = new Set([...facts.values()].flatMap((fact) => fact.claims.map((claim) => claim.id)));
    for (const { article, extraction } of read) {
      if (article.demo !== demo) continue;
      // Edited while it was being read: that was extracted with today's rules already.
      const now = await tx.articles.get(article.id);
      if (!now || now.title !== article.title || now.text !== article.text) continue;
      const settled = settle(await tx.reprocessing.claimsOf(article.id), extraction.claims, article, clock.newId);
      const mentions = [...new Set(extraction.mentions.map((mention) => mention.slug))];
      await tx.reprocessing.replace(article.id, mentions, settled);
      for (const id of settled.gone) gone.add(id);
      const lost = settled.kept.filter((claim) => !known.has(claim.id));
      added.push(...sourced(article, [...settled.made.map(({ after: _, ...claim }) => claim), ...lost]));
      tally.kept += settled.kept.length;
      tally.made += settled.made.length;
      tally.gone += settled.gone.length;
    }
    if (!added.length && !facts.size) continue;
    const { homes } = tx.reprocessing;
    await reconcile(tx, added, { facts: [...facts.values()], claims: gone }, clock, { homes });
  }
  return tally;
}

const told = async (tx: Store, read: readonly { article: Article }[], demo: boolean) => {
  const facts = [];
  for (const { article } of read) if (article.demo === demo) facts.push(...(await tx.facts.toldBy(article.id)));
  return facts;
};

/** What of an article's claims stays, goes and comes. A new claim takes the place of the one that told the same event. */
function settle(
  old: readonly (Claim & { id: string })[],
  found: readonly Claim[],
  article: Article,
  newId: () => string,
): { kept: (Claim & { id: string })[]; made: (Claim & { id: string; after: string | null })[]; gone: string[] } {
  const left = [...old];
  const take = (fits: (claim: Claim & { id: string }) => boolean) => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const kept: (Claim & { id: string })[] = [];
  const others: Claim[] = [];
  for (const claim of found) {
    const words = canonical(claim);
    const same = take(({ id: _, ...it }) => canonical(it) === words);
    if (same) kept.push(same);
    else others.push(claim);
  }
  const gone = left.map((claim) => claim.id);
  const made = others.map((claim) => {
    const [own] = sourced(article, [{ ...claim, id: newId() }]) as [SourcedClaim];
    const near = (it: Claim & { id: string }) => sameParties(own, sourced(article, [it])[0] as SourcedClaim);
    const quoted = (it: Claim) =>
      it.evidence.field === claim.evidence.field &&
      it.evidence.start < claim.evidence.end &&
      claim.evidence.start < it.evidence.end;
    const before =
      take((it) => it.type === claim.type && near(it)) ??
      take((it) => quoted(it) && near(it)) ??
      take((it) => it.type === claim.type && quoted(it));
    return { ...claim, id: own.id, after: before?.id ?? null };
  });
  return { kept, made, gone };
}

function differences(before: FactState, after: FactState): Difference[] {
  const found: Difference[] = [];
  const tell = (field: string, was: string, is: string) => {
    if (was !== is) found.push({ field, before: was || null, after: is || null });
  };
  for (const field of ['type', 'status', 'certainty'] as const) tell(field, before[field], after[field]);
  const texts = (state: FactState, role: string) =>
    (state.fields.find((field) => field.role === role)?.present ?? []).map((value) => value.text).join(', ');
  for (const role of new Set([...before.fields, ...after.fields].map((field) => field.role)))
    tell(role, texts(before, role), texts(after, role));
  const contested = (state: FactState) => state.conflicts.map((it) => `${it.role}: ${it.values.map((v) => v.text)}`);
  tell('conflict', contested(before).join('; '), contested(after).join('; '));
  const besides = (state: FactState) =>
    state.fields.flatMap((field) => field.others.map((value) => `${field.role} ${value.text}`)).join(', ');
  tell('told besides', besides(before), besides(after));
  const replies = (state: FactState) => state.responses.map((it) => `${it.speaker} ${it.text}`).join('; ');
  tell('replies', replies(before), replies(after));
  for (const list of ['outlets', 'origins', 'speakers', 'companies'] as const)
    tell(list, before[list].join(', '), after[list].join(', '));
  return found;
}

function asText(article: Article): ArticleText {
  const { id, title, text, url, outlet, published } = article;
  return {
    id,
    title,
    text,
    url,
    source: outlet,
    published: published === null ? null : new Date(published).toISOString(),
  };
}
