import { mkdirSync, writeFileSync } from 'node:fs'
import { currentState } from '../policies/policy-state.ts'
import { makeVersion, nameOfVersion, readVersions, versionsFolder } from '../policies/policy-versions.ts'

/* Publishes what the policies now promise as a version of today. `--on YYYY-MM-DD` for another day. */
const on = process.argv.indexOf('--on')
const today = on === -1 ? new Date().toISOString().slice(0, 10) : (process.argv[on + 1] ?? '')
mkdirSync(versionsFolder, { recursive: true })
const { version, text } = makeVersion(readVersions(), currentState(), today)
writeFileSync(`${versionsFolder}/${nameOfVersion(version.number)}`, text)
process.stdout.write(`Version ${version.number}, in force from ${version.inForceOn}.\n`)
