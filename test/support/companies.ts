import type { Companies } from '../../src/commands/index.ts';

/** For tests of commands that have nothing to do with the list of companies. */
export const NO_COMPANIES: Companies = {
  all: () => [],
  look: async () => ({ outcome: 'closed' }),
  add: async () => ({ outcome: 'closed' }),
};
