import { loadCatalogue } from '../src/catalogue.ts';
import type { Group } from '../src/extract/clauses.ts';
import { readClauses } from '../src/extract/clauses.ts';
import { readDocument } from '../src/extract/document.ts';
import { findEntities } from '../src/extract/entities/find.ts';
import { createExtractor } from '../src/extract/extract.ts';
import { createLinker } from '../src/extract/mentions.ts';
import { readNodes } from '../src/extract/nodes.ts';
import { findValues } from '../src/extract/values.ts';

// Shows how the extractor reads a sentence: its words and names, its groups, its verbs with their places, its claims.
//   npm run eval -- reading "A headline" ["The text."]
const [title = '', text = ''] = process.argv.slice(2).filter((word) => word !== 'reading');
if (!title && !text) {
  console.error('usage: npm run eval -- reading "A headline" ["The text."]');
  process.exit(2);
}
const names = loadCatalogue({ companies: 'data/companies.json', feeds: 'data/feeds.json' });
const article = { id: 'a', title, text, url: null, source: null, published: null };
const document = readDocument(article);
const { named } = createLinker(names).link(document);
const values = document.sentences.map(({ field, core }) => findValues(article[field], core.start, core.end));
const entities = findEntities(document, named, values);
document.sentences.forEach((sentence, index) => {
  const nodes = readNodes(sentence, article[sentence.field], entities.bySentence[index] ?? [], values[index] ?? []);
  const { groups, verbs } = readClauses(nodes);
  const words = (group: Group | null): string =>
    group
      ? nodes
          .slice(group.from, group.to + 1)
          .map((node) => node.text)
          .join(' ')
      : '–';
  console.log(
    `\n${nodes.map((node) => (node.mention ? `«${node.text}» ${node.mention.entity.kind}` : `${node.text} ${node.value ? node.value.kind : node.pos}`)).join(' · ')}`,
  );
  console.log(`groups: ${groups.map(words).join(' | ')}`);
  for (const verb of verbs)
    console.log(
      `${verb.phrasal} (${[verb.form, verb.passive && 'passive', verb.negated && 'negated', verb.modal, ...verb.chain].filter(Boolean).join(', ')}): ${[`subject ${words(verb.subject)}`, `object ${words(verb.object)}`, ...verb.preps.map((prep) => `${prep.word} ${words(prep.group)}`)].join(' · ')}`,
    );
});
for (const { type, status, certainty, background, args } of createExtractor(names)(article).claims)
  console.log(
    `\n${type}, ${status}, ${certainty}${background ? ', recalled' : ''}: ${args.map((arg) => `${arg.role} ${arg.text}`).join(' · ')}`,
  );
