// Tests stand beside what they test, and in tests/ when they cross the house.
import { defineConfig } from 'vitest/config';

const folders = '{shared,server,addin,scripts,tests,torture,bench}';
/** They keep several processes busy: apart from the others, so that nothing waits for a core that they need. */
const journeys = ['tests/browser/**/*.test.ts'];
const kills = ['torture/{kills,races}/**/*.test.ts'];

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
          exclude: [...journeys, ...kills],
          // As many as cores: Vitest itself would leave one of two idle.
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: journeys,
          maxWorkers: 2,
          // A browser on a busy machine: a fault fails twice.
          retry: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: { name: 'kills', include: kills, maxWorkers: 2, sequence: { groupOrder: 3 } },
      },
    ],
  },
});
