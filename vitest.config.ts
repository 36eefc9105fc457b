// Tests stand beside what they test, and in tests/ when they cross the house.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,server,addin,scripts,tests,torture,bench}/**/*.test.{ts,tsx}'],
    // Stops the PostgreSQL that the tests of the ledger share, if one of them started it.
    globalSetup: ['server/testing/postgresRun.ts'],
    // Univer's packages import one another without file extensions, which Node alone refuses.
    server: { deps: { inline: [/@univerjs/] } },
  },
});
