// Tests stand beside what they test, and in tests/ when they cross the house.
import { defineConfig } from 'vitest/config';

const folders = '{shared,server,addin,scripts,tests,torture,bench}';
/** They keep several processes busy (a browser, servers that are killed or raced): one after another. */
const alone = ['tests/browser/**/*.test.ts', 'torture/{kills,races}/**/*.test.ts'];

export default defineConfig({
  test: {
    // To end what hangs, not to measure: a busy machine may take its time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Stops the PostgreSQL that the tests of the ledger share, if one of them started it.
    globalSetup: ['server/testing/postgresRun.ts'],
    // Univer's packages import one another without file extensions, which Node alone refuses.
    server: { deps: { inline: [/@univerjs/] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: alone,
          // As many as cores: Vitest itself would leave one of two idle.
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
