import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildStudio } from '../bootstrap/build-studio.mjs'
import { runCheckSteps } from './check-steps.ts'
import { ensureChromium } from './chromium.ts'
import { runCommand, tell } from './run-command.ts'
import * as z from 'zod/mini'

/* npm test: the checks, then every test; the last line counts both. `--long` runs the proofs at full size. */

if (process.argv.includes('--long')) process.env['TEST_LONG'] = '1'

const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
  success: z.boolean(),
})

async function runTests(project: string): Promise<{ passed: number; failed: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-report-'))
  const file = join(folder, 'report.json')
  const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...flags]
  const outcome = await runCommand(`tests: ${project}`, process.execPath, args)
  tell(outcome)
  try {
    const { numPassedTests, numFailedTests, success } = report.parse(JSON.parse(await readFile(file, 'utf8')))
    // A file that cannot be loaded, or an error between tests, is a failure without a failed test.
    return { passed: numPassedTests, failed: Math.max(numFailedTests, success && outcome.isGood ? 0 : 1) }
  } catch {
    return { passed: 0, failed: 1 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const checks = await runCheckSteps(tell)
buildStudio()
const hasChromium = ensureChromium() !== undefined
const results = [await runTests('unit'), await runTests('proof')]
if (hasChromium) results.push(await runTests('browser'))
else
  process.stdout.write(
    'The browser tests were not run: install Chromium (apt-get install chromium-headless-shell), or set CHROMIUM_PATH.\n',
  )

const passed =
  checks.filter(({ isGood }) => isGood).length + results.reduce((sum, one) => sum + one.passed, 0)
const failed =
  checks.filter(({ isGood }) => !isGood).length + results.reduce((sum, one) => sum + one.failed, 0)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
