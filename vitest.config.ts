import { defineConfig } from 'vitest/config'

const isLong = process.env['TEST_LONG'] === '1'

/**
 * Beside the code: fast, some with a real PostgreSQL. `apps/server/tests`: whole servers. `browser`: Chromium too, which fills two
 * processors with one file; of the others two run at a time.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,database,policies,tools,bench,bootstrap}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'apps/*/tests/**'],
          globalSetup: ['packages/testkit/src/start-postgres.ts'],
          // Full sizes take minutes, and longer on a machine that is busy with something else.
          testTimeout: isLong ? 600_000 : 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'proof',
          include: ['apps/*/tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
          globalSetup: [
            'packages/testkit/src/start-postgres.ts',
            'packages/testkit/src/make-database-template.ts',
          ],
          testTimeout: isLong ? 3_600_000 : 600_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['apps/*/tests/**/*.browser.test.ts'],
          globalSetup: ['packages/testkit/src/make-database-template.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
