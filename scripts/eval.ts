// Measures a part of the program on material that is not part of the project.
//   npm run eval -- claims FOLDER    labelled articles, *.jsonl, and the scorer beside them
//   npm run eval -- feeds FOLDER     edge cases and real feed documents
//   npm run eval -- ingest FOLDER    real feed documents, served on loopback and polled by the running bot
//   npm run eval -- reading TITLE [TEXT]   how the extractor reads a sentence of your own
const what = process.argv[2];
if (what === 'claims') await import('./eval-claims.ts');
else if (what === 'feeds') await import('./eval-feeds.ts');
else if (what === 'ingest') await import('./eval-ingest.ts');
else if (what === 'reading') await import('./eval-reading.ts');
else {
  console.error('usage: npm run eval -- claims|feeds|ingest FOLDER, or reading TITLE [TEXT]');
  process.exitCode = 2;
}
