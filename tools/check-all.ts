import { runCheckSteps } from './check-steps.ts'
import { runCommand, tell } from './run-command.ts'

/* npm run check: everything that is fast. */

const outcomes = await runCheckSteps(tell)
const tests = await runCommand('unit tests', process.execPath, [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  'unit',
])
tell(tests)
process.exit([...outcomes, tests].every(({ isGood }) => isGood) ? 0 : 1)
