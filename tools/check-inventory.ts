import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findItemFaults } from './inventory/find-item-faults.ts'
import { findTableFaults } from './inventory/find-table-faults.ts'
import { findUnkeptFigures } from './inventory/find-unkept-figures.ts'
import { readTables } from './inventory/read-tables.ts'

/** Prints whatever is kept, set or logged and stands in no inventory; ends with 1 when there is something. */
const listed = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'apps/*.ts', 'apps/*.tsx', 'database/tables'],
  { encoding: 'utf8' },
)
const sources = listed
  .split('\n')
  .filter((path) => path !== '')
  .flatMap((path) => {
    try {
      return [{ path, text: readFileSync(path, 'utf8') }]
    } catch {
      // Removed and not yet committed.
      return []
    }
  })
const faults = [
  ...readTables().flatMap(findTableFaults),
  ...findItemFaults(sources),
  ...findUnkeptFigures(sources),
]
process.stdout.write(faults.map((fault) => `${fault}\n`).join(''))
process.exit(faults.length === 0 ? 0 : 1)
