import { createInterface } from 'node:readline';
import { loadCatalogue } from '../catalogue.ts';
import { readConfig } from '../config.ts';
import { createExtractor } from '../extract/extract.ts';
import { extractLines } from '../extract/lines.ts';
import { print } from './terminal.ts';

/** Articles as JSON Lines on standard input, mentions and claims out. */
export async function extract(): Promise<void> {
  const { companiesFile: companies, feedsFile: feeds } = readConfig();
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  await extractLines(lines, print, createExtractor(loadCatalogue({ companies, feeds })));
}
