// Measures how fast a part of the program is, on material that is not part of the project.
//   npm run bench -- feeds FOLDER [--rounds N]      real feed documents, beside rss-parser alone
//   npm run bench -- extract PATH [--rounds N]      articles, *.jsonl, beside a bare pass of wink-nlp
//   npm run bench -- scale [--seconds N]            1, 2 and 4 processes at one PostgreSQL
const what = process.argv[2];
if (what === 'feeds') await import('./bench-feeds.ts');
else if (what === 'extract') await import('./bench-extract.ts');
else if (what === 'scale') await import('./bench-scale.ts');
else {
  console.error('usage: npm run bench -- feeds FOLDER | extract PATH [--rounds N] | scale [--seconds N]');
  process.exitCode = 2;
}
