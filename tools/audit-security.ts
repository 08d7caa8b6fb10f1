import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { examine } from '../apps/server/src/cli/doctor.ts'
import { buildStudio } from '../bootstrap/build-studio.mjs'
import { runCommand } from './run-command.ts'
import { readAudit } from './security/audit-dependencies.ts'
import { checkInstallation } from './security/check-installation.ts'
import { checkLockfile } from './security/check-lockfile.ts'
import { type Licensed, listLicences } from './security/list-licences.ts'
import type { Part } from './security/part.ts'
import { runSuite } from './security/run-suite.ts'
import { countFindings, writeReport } from './security/write-report.ts'

/*
 * npm run audit:security: everything that is looked at for weaknesses, with a dated report. Ends with 1 when something is to
 * be mended. `--without-attacks` leaves the tests out, which take minutes.
 */

const place = 'security-reports'
const shownAtMost = 10

const startedAt = new Date().toISOString()
const lockfile = await readFile('package-lock.json', 'utf8')
const beside: Record<string, string> = {}
const parts: Part[] = []

async function look(name: string, run: () => Promise<Part> | Part): Promise<void> {
  let part: Part
  try {
    part = await run()
  } catch (error) {
    // What broke was not looked at, and that is to be mended too.
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'no reason was given'
    part = { name, looked: 'nothing', findings: [`It could not be looked at: ${reason}.`] }
  }
  parts.push(part)
  tell(part)
}

function tell({ name, looked, skipped, findings }: Part): void {
  const word = skipped === undefined ? (findings.length === 0 ? 'good   ' : 'FOUND  ') : 'skipped'
  process.stdout.write(`${word} ${name}: ${skipped ?? looked}\n`)
  for (const finding of findings.slice(0, shownAtMost)) process.stdout.write(`        ${finding}\n`)
  if (findings.length > shownAtMost)
    process.stdout.write(`        and ${findings.length - shownAtMost} more, in the report\n`)
}

async function writeBill(): Promise<Part> {
  const flags = ['--sbom-format', 'cyclonedx', '--package-lock-only', '--silent']
  const { isGood, output } = await runCommand('npm sbom', 'npm', ['sbom', ...flags])
  const bill: { bomFormat?: string; components?: unknown[] } = isGood ? JSON.parse(output) : {}
  if (bill.bomFormat !== 'CycloneDX') throw new Error('npm made no bill of materials')
  beside['sbom.cdx.json'] = output
  return { name: 'bill of materials', looked: `${bill.components?.length ?? 0} components`, findings: [] }
}

async function lookAtLicences(): Promise<Part> {
  const { licences, ...part } = listLicences(readInstalled(lockfile))
  beside['licences.json'] = `${JSON.stringify(licences, null, 2)}\n`
  return part
}

/** Of the packages of the lockfile those that are here: what is for other machines is not. */
function readInstalled(text: string): Licensed[] {
  const { packages }: { packages: Record<string, { version?: string }> } = JSON.parse(text)
  return Object.entries(packages).flatMap(([path, { version = '' }]) => {
    const manifest = path === '' ? undefined : readIfThere(`${path}/package.json`)
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    return manifest === undefined ? [] : [{ name, version, manifest }]
  })
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

async function lookAtSettings(): Promise<Part> {
  const fences = await examine(process.env, [])
  const findings = fences.filter(({ isGood }) => !isGood).map(({ name, mend }) => `${name}. ${mend}`)
  return { name: 'settings of this installation', looked: `${fences.length} things`, findings }
}

function findCommit(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString('utf8')
      .trim()
  } catch {
    return undefined
  }
}

await look('lockfile', async () => checkLockfile(lockfile, await readFile('.npmrc', 'utf8')))
await look('known weaknesses', async () =>
  readAudit((await runCommand('npm audit', 'npm', ['audit', '--json', '--silent'])).output),
)
await look('bill of materials', writeBill)
await look('licences', lookAtLicences)
await look('settings of this installation', lookAtSettings)
buildStudio()
await look('headers, cookies, TLS, requests', checkInstallation)
if (process.argv.includes('--without-attacks'))
  await look('attacks', () => ({
    name: 'attacks',
    looked: 'nothing',
    skipped: 'They were left out as asked.',
    findings: [],
  }))
else await look('attacks', runSuite)

const { version }: { version: string } = JSON.parse(await readFile('package.json', 'utf8'))
const assessment = { startedAt, finishedAt: new Date().toISOString(), version, commit: findCommit(), parts }
const folder = await writeReport(place, assessment, beside)
const count = countFindings(assessment)
process.stdout.write(`${count === 0 ? 'Nothing was found' : `${count} to be mended`}; ${folder}/report.md\n`)
process.exit(count === 0 ? 0 : 1)
