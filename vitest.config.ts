import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { TZ: 'UTC', NO_COLOR: '1' },
    pool: 'forks',
    // The default leaves a core idle, and on two cores that is half: many tests wait for servers and children.
    maxWorkers: '100%',
    execArgv: ['--import', new URL('./test/support/typescript-workers.mjs', import.meta.url).href],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
