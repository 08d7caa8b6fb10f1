import { currentState } from '../policies/policy-state.ts'
import { findVersionFaults, readVersions } from '../policies/policy-versions.ts'

/** Prints what is promised and was never published; ends with 1 when there is something. */
const faults = findVersionFaults(readVersions(), currentState())
process.stdout.write(faults.map((fault) => `${fault}\n`).join(''))
process.exit(faults.length === 0 ? 0 : 1)
