import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { runCommand } from '../run-command.ts'
import type { Part } from './part.ts'

/** Tests that are attacks, or show that one finds nothing. A file that is renamed is to be renamed here: a missing one is a finding. */
const suite: Readonly<Record<'unit' | 'proof', readonly string[]>> = {
  unit: [
    'apps/server/src/domains/identity/cookies.test.ts',
    'apps/server/src/domains/identity/hostile-callback.test.ts',
    'apps/server/src/domains/identity/hostile-discovery.test.ts',
    'apps/server/src/domains/identity/hostile-sign-in.test.ts',
    'apps/server/src/http/guards.test.ts',
    'apps/server/src/http/rate-limit.test.ts',
    'apps/server/src/platform/content-crypto',
    'apps/server/src/platform/fences/check-fences.test.ts',
    'apps/server/src/platform/image-decoder',
    'apps/server/src/platform/installation-key/installation-key.test.ts',
    'packages/image-bytes/src/hostile.test.ts',
    'packages/partner-kit',
    'tools/boundaries/boundaries.test.ts',
    'tools/inventory/inventory.test.ts',
    'tools/security',
  ],
  proof: [
    'apps/server/tests/a-database-writer-reads-nothing.test.ts',
    'apps/server/tests/a-partner-can-do-anything.test.ts',
    'apps/server/tests/an-open-server-refuses-to-start-unsafe.test.ts',
    'apps/server/tests/nobody-reaches-anothers.test.ts',
    'apps/server/tests/nothing-leaves-without-agreement.test.ts',
    'apps/server/tests/nothing-of-the-content-is-left.test.ts',
    'apps/server/tests/the-log-says-only-what-is-listed.test.ts',
  ],
}

const report = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})
type Report = z.infer<typeof report>

/** Runs what attacks the program, and says each that did not end as it must. */
export async function runSuite(): Promise<Part> {
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-suite-'))
  const findings: string[] = []
  let passed = 0
  try {
    for (const [project, paths] of Object.entries(suite)) {
      const file = join(folder, `${project}.json`)
      const flags = ['--project', project, '--reporter=json', `--outputFile.json=${file}`]
      await runCommand(project, process.execPath, [
        'node_modules/vitest/vitest.mjs',
        'run',
        ...flags,
        ...paths,
      ])
      const read = await readReport(file)
      passed += read?.numPassedTests ?? 0
      findings.push(...judgeSuite(paths, read))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return { name: 'attacks', looked: `${passed} tests passed`, findings }
}

async function readReport(path: string): Promise<Report | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  return report.safeParse(JSON.parse(text)).data
}

/** Each test that failed, each file that did not run, and each of the list that there is not any more. */
export function judgeSuite(paths: readonly string[], read: Report | undefined): string[] {
  if (read === undefined) return ['The tests could not be run at all.']
  const missing = paths.filter((path) => !read.testResults.some(({ name }) => name.includes(path)))
  const broken = read.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed')
    if (failed.length > 0)
      return failed.map(({ fullName }) => `This attack does not end as it must: ${fullName}.`)
    return status === 'passed' ? [] : [`${name} could not be run.`]
  })
  return [...missing.map((path) => `${path} was not run: it is not there, or has no test.`), ...broken]
}
