import { afterEach, expect, test } from 'vitest';
import { createFeedParser, type FeedParser } from '../../src/feeds/parse-pool.ts';
import { rss } from '../support/feed-server.ts';

let parser: FeedParser;
afterEach(() => parser.close());

test('documents are parsed in a worker', async () => {
  parser = createFeedParser();
  const parsed = await parser.parse(Buffer.from(rss([{ title: 'One', link: '/1', guid: 'g' }])), {
    base: 'https://x.example/',
  });
  expect(parsed.items).toMatchObject([{ title: 'One', link: 'https://x.example/1', id: 'g' }]);
});
