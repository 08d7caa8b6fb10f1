import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const isLong = process.env['TEST_LONG'] === '1'

/** What takes a minute and is written in a few lines. */
const longest = [
  'the-installation-looks-at-itself',
  'a-killed-server-loses-nothing',
  'screens-look-as-reviewed',
  'a-newer-release',
  'command-line',
  'starting-and-stopping',
  'the-proof-page-shows-what-is-proven',
]

/** The longest first, so that two at a time end together; of the rest, where no run is remembered, what is longest to read. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) => longest.some((name) => moduleId.includes(name))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))]
  }
}

/**
 * Beside the code: fast, some with a real PostgreSQL. `apps/server/tests`: whole servers. `browser`: Chromium too, which fills two
 * processors with one file; of the others two run at a time.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,database,policies,tools,bench,bootstrap}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'apps/*/tests/**'],
          globalSetup: ['packages/testkit/src/start-postgres.ts'],
          // None changes what another reads: the code is loaded once for each of the two, which halves the time.
          isolate: false,
          unstubEnvs: true,
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
