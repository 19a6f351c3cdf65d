import { defineConfig } from 'vitest/config';

/** What runs against both engines: all that is said of the store without naming one, and what leans on it most. */
const BOTH_ENGINES = ['test/store/*.test.ts', 'test/intake.test.ts'];
const SQLITE_ALONE = ['test/store/sqlite*.test.ts', 'test/store/power-loss.test.ts'];
const POSTGRES_ALONE = ['test/store/postgres*.test.ts'];
/** Tests of functions without effects: they need no module of their own each, and share one reading of the dictionary. */
const PURE = ['test/extract/**/*.test.ts'];
/** `npm run twin` has packages of its own. */
const NOT_OURS = ['**/node_modules/**'];

export default defineConfig({
  test: {
    env: { TZ: 'UTC', NO_COLOR: '1' },
    pool: 'forks',
    // The default leaves a core idle, and on two cores that is half: many tests wait for servers and children.
    maxWorkers: '100%',
    execArgv: ['--import', new URL('./test/support/typescript-workers.mjs', import.meta.url).href],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // On a machine that others share, a child process now and then comes too late for its test. Where somebody looks on, it fails.
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        extends: true,
        test: { name: 'sqlite', include: ['test/**/*.test.ts'], exclude: [...NOT_OURS, ...POSTGRES_ALONE, ...PURE] },
      },
      { extends: true, test: { name: 'extract', include: PURE, exclude: NOT_OURS, isolate: false } },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: BOTH_ENGINES,
          exclude: [...NOT_OURS, ...SQLITE_ALONE],
          env: { TEST_ENGINE: 'postgres' },
          globalSetup: 'test/support/postgres/setup.ts',
        },
      },
    ],
  },
});
