import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { TZ: 'UTC', NO_COLOR: '1' },
    pool: 'forks',
    execArgv: ['--import', new URL('./test/support/typescript-workers.mjs', import.meta.url).href],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
