import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findFaults } from './boundaries/rules.ts'

/** Prints every fault of the tracked and new sources; ends with 1 when there is one. */
const listed = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'],
  { encoding: 'utf8' },
)
const paths = listed
  .split('\n')
  .filter(
    (path) =>
      /^(?:apps|packages|database|policies|tools|bench)\//.test(path) &&
      !path.startsWith('tools/boundaries/'),
  )
const faults = findFaults(paths.map((path) => ({ path, text: readFileSync(path, 'utf8') })))
for (const { rule, path, what } of faults) process.stdout.write(`${path}: ${rule}: ${what}\n`)
process.exit(faults.length === 0 ? 0 : 1)
