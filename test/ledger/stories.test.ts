import { describe, expect, it } from 'vitest';
import { clusterStories } from '../../src/ledger/index.ts';
import { article, DAY, NOON } from '../support/fixtures.ts';

const row = (outlet: string, day: number, title: string, ...factIds: string[]) => ({
  article: article({ id: `${outlet} ${day}`, outlet, title, published: NOON + day * DAY }),
  factIds,
});

describe('stories', () => {
  it('gather the articles that tell a fact in common, or have similar titles', () => {
    const rows = [
      row('Alpha Wire', 0, 'Meta takes 49% of Scale AI for $14.3 billion', 'deal'),
      row('Beta Post', 1, 'A labelling firm sells half of itself', 'deal', 'move'),
      row('Gamma News', 1, 'Scale AI sells 49% to Meta'),
      row('Delta Daily', 1, 'Oracle rents more chips', 'chips'),
    ];
    const stories = clusterStories(rows);
    expect(stories.map((story) => story.outlets)).toEqual([['Alpha Wire', 'Beta Post', 'Gamma News'], ['Delta Daily']]);
    expect(stories[0]?.factIds).toEqual(['deal', 'move']);
    expect(clusterStories([...rows].reverse())).toEqual(stories);
  });

  it('do not run on: the same fact weeks later is another story', () => {
    const rows = [
      row('Alpha Wire', 0, 'Meta buys into Scale', 'deal'),
      row('Beta Post', 20, 'Looking back at a deal', 'deal'),
    ];
    expect(clusterStories(rows).map((story) => story.outlets)).toEqual([['Beta Post'], ['Alpha Wire']]);
  });

  it('put the best source first', () => {
    const blog = row('Copy Daily', 0, 'Meta takes a stake in Scale AI', 'deal');
    const [story] = clusterStories([
      { ...blog, article: { ...blog.article, tier: 2 } },
      row('Alpha Wire', 1, 'Meta takes stake in Scale AI', 'deal'),
    ]);
    expect(story?.articles.map((it) => it.outlet)).toEqual(['Alpha Wire', 'Copy Daily']);
  });

  it('are none where there is no article', () => {
    expect(clusterStories([])).toEqual([]);
  });
});
