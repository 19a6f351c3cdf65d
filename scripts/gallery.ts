// Messages, answers and windows of dealwire, as Slack and Discord show them, light and dark, on one HTML page, with
// pictures of some for the documentation.
//   npm run gallery [-- FOLDER]     FOLDER: where to write; docs/gallery by default
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatherCards } from './gallery/cards.ts';
import { drawPage } from './gallery/page.ts';
import { takePictures } from './gallery/pictures.ts';

const folder = process.argv[2] ?? join('docs', 'gallery');
mkdirSync(folder, { recursive: true });
const shown = await gatherCards();
const page = join(folder, 'gallery.html');
writeFileSync(page, await drawPage(shown));
console.log(`${page}: ${shown.length} messages, answers and windows`);
for (const picture of await takePictures(page, folder)) console.log(picture);
