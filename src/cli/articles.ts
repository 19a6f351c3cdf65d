import { readSince } from '../commands/values.ts';
import type { ExportFormat } from '../export.ts';
import { progressOf } from './progress.ts';
import { backfillReport, ingestReport, reprocessReport } from './report.ts';
import { COULD_NOT, complain, interruptible, Misuse, messageOf, print, printJson } from './terminal.ts';
import { withApp } from './with-app.ts';

/** Reads feed documents now, as one poll would, and prints what is new. */
export async function ingest(sources: string[], json: boolean): Promise<void> {
  await withApp(async (app) => {
    for (const source of sources) {
      try {
        const results = await app.ingest(source);
        if (json) for (const result of results) print(JSON.stringify({ source, ...result }));
        else print(ingestReport(source, results, app.names));
      } catch (error) {
        process.exitCode = COULD_NOT;
        if (json) print(JSON.stringify({ source, error: messageOf(error) }));
        complain(`${source}: ${messageOf(error)}`);
      }
    }
  });
}

/** Extracts again from every stored article, and tells what changed. */
export async function reprocess(json: boolean): Promise<void> {
  const signal = interruptible();
  const progress = progressOf('articles');
  await withApp(async (app) => {
    const result = await app.reprocess({ onProgress: progress.show, signal }).finally(() => progress.end());
    if (json) printJson(result);
    else print(reprocessReport(result, app.names));
    if (!result.finished) process.exitCode = COULD_NOT;
  });
}

/** Reads the history of feeds, back to `since` as people write it. */
export async function backfill(options: { since: string; feed?: string[]; json?: true }): Promise<void> {
  const since = readSince(options.since, Date.now());
  if (!since.ok) throw new Misuse(since.problem);
  const progress = progressOf('feeds');
  await withApp(async (app) => {
    const result = await app
      .backfill({
        since: Date.parse(since.value),
        onProgress: progress.show,
        signal: interruptible(),
        ...(options.feed ? { feeds: options.feed } : {}),
      })
      .finally(() => progress.end());
    if (options.json) printJson(result);
    else print(backfillReport(result));
    if (!result.finished || result.feeds.some((feed) => feed.problem && !feed.documents)) process.exitCode = COULD_NOT;
  });
}

/** Writes every fact with its claims, their sources and what people corrected. */
export async function exportTo(format: ExportFormat): Promise<void> {
  // On a terminal a bar would run through what is printed there.
  const progress = process.stdout.isTTY ? null : progressOf('facts');
  await withApp((app) =>
    app
      .export(format, { write: print, ...(progress ? { onProgress: progress.show } : {}) })
      .finally(() => progress?.end()),
  );
}
