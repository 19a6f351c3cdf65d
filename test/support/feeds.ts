import type { Feeds } from '../../src/commands/index.ts';

/** For tests of commands that have nothing to do with feeds. */
export const NO_FEEDS: Feeds = {
  all: async () => [],
  find: async () => ({ outcome: 'none', why: 'unreachable', reason: 'There is no network in this test.' }),
  keep: async () => null,
  remove: async () => null,
};
