// Measures how fast a part of the program is, on material that is not part of the project.
//   npm run bench -- feeds FOLDER [--rounds N]    real feed documents, beside rss-parser alone
const what = process.argv[2];
if (what === 'feeds') await import('./bench-feeds.ts');
else {
  console.error('usage: npm run bench -- feeds FOLDER [--rounds N]');
  process.exitCode = 2;
}
