import { mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, ConfigFaults, type Environment, readConfig } from '#server/config/index.ts'
import { readPartners } from '#server/enable-partners.ts'
import { tryLine } from '#server/domains/mail/index.ts'
import { createPolicies } from '#server/domains/policies/index.ts'
import { createSteadyClock } from '#server/kernel/clock.ts'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { findDataFolderFault } from '#server/platform/data-folder/index.ts'
import { checkFences, type Fence, findGrounds } from '#server/platform/fences/index.ts'
import {
  findEmbeddedPostgres,
  findOpenLogFences,
  requireDatabase,
  startEmbeddedPostgres,
} from '#server/platform/postgres/index.ts'
import { readOperator } from '#server/read-operator.ts'
import { findAddress } from './find-server.ts'

/** Looks at everything a start needs, changes nothing, and says how to mend what is not good. */
export async function examine(environment: Environment, argv: readonly string[]): Promise<Fence[]> {
  const version = process.versions.node
  const findings: Fence[] = [
    {
      name: `Node ${version}`,
      isGood: Number(version.split('.')[0]) >= 24,
      mend: 'Start through npm, which brings Node 24.',
    },
  ]
  let config: Config
  try {
    config = readConfig(environment, argv)
  } catch (error) {
    return [...findings, ...toFindings(error)]
  }
  findings.push({ name: 'configuration', isGood: true, mend: '' })
  const fault = await findDataFolderFault(config.dataDir)
  findings.push({ name: `data folder ${config.dataDir}`, isGood: fault === undefined, mend: fault ?? '' })
  if (config.role !== 'worker') findings.push(await examinePort(config))
  findings.push(...(await examineDatabase(config)))
  findings.push(...examinePartners(config, environment))
  findings.push(...examinePolicies(config))
  findings.push(await examineMail(config))
  findings.push(...checkFences(findGrounds(environment, config.dataDir)))
  return findings
}

/** @throws what is no fault of the configuration */
function toFindings(error: unknown): Fence[] {
  if (!(error instanceof ConfigFaults)) throw error
  return error.faults.map(({ variable, cause, mend }) => ({
    name: `${variable}: ${cause}`,
    isGood: false,
    mend,
  }))
}

function examinePartners(config: Config, environment: Environment): Fence[] {
  try {
    const { partners, ageing } = readPartners(config, environment, new Date())
    return partners.map(({ id, name }) => {
      const days = ageing.find((partner) => partner.id === id)?.days
      const reminder =
        days === undefined ? '' : ` (its terms were read ${days} days ago: look again before 180)`
      return { name: `partner ${name}${reminder}`, isGood: true, mend: '' }
    })
  } catch (error) {
    return toFindings(error)
  }
}

function examinePolicies(config: Config): Fence[] {
  try {
    const operator = readOperator(config)
    const who = operator.isStandIn ? 'the person at this computer' : operator.name
    const { version } = createPolicies({ config, operator, partners: [], clock: createSteadyClock() })
    return [{ name: `policies: version ${version}, operator ${who}`, isGood: true, mend: '' }]
  } catch (error) {
    if (error instanceof StartupFault) return [{ name: 'policies', isGood: false, mend: error.sentence }]
    return toFindings(error)
  }
}

/** Speaks to the mail server up to its sign-in; nothing is sent. */
async function examineMail(config: Config): Promise<Fence> {
  const { mail: server } = config
  if (server === undefined)
    return {
      name: 'mail: off, for SMTP_URL is not set; whoever is to hear by mail does not',
      isGood: true,
      mend: '',
    }
  const name = `mail server ${server.host}, port ${server.port}`
  const address = findSender(config)
  // What is wrong with the operator's file stands among the policies.
  if (address === undefined) return { name, isGood: false, mend: 'Mend OPERATOR_FILE first.' }
  const trouble = await tryLine({ server, sender: { name: '', address } })
  if (trouble === undefined) return { name, isGood: true, mend: '' }
  const said = trouble.status === undefined ? trouble.reason : `${trouble.reason}, status ${trouble.status}`
  return { name: `${name}: ${said}`, isGood: false, mend: mailMends[trouble.reason] ?? otherMailMend }
}

const mailMends: Readonly<Record<string, string>> = {
  EAUTH: 'It does not take user and password as they stand in SMTP_URL. Write those it gave you.',
  ETLS: 'It gives no TLS, or a certificate that this machine does not trust. Use the name it is certified for, and smtps:// where it speaks TLS from the start.',
  EDNS: 'There is no such host. Mend the name in SMTP_URL.',
}
const otherMailMend =
  'It does not answer as a mail server. Mend host and port in SMTP_URL, or let this machine reach it.'

function findSender(config: Config): string | undefined {
  try {
    return readOperator(config).mailFrom
  } catch (error) {
    if (error instanceof ConfigFaults) return undefined
    throw error
  }
}

async function examinePort({ host, port, publicUrl, dataDir }: Config): Promise<Fence> {
  const name = `port ${port}`
  if ((await findAddress(dataDir)) === publicUrl.origin)
    return { name: `${name} (GPTImage runs there)`, isGood: true, mend: '' }
  const probe = createServer()
  try {
    await once(probe.listen(port, host), 'listening')
    probe.close()
    return { name, isGood: true, mend: '' }
  } catch {
    // Why not does not matter: another port or address is the mend.
    return {
      name,
      isGood: false,
      mend: 'It is taken, or this user may not have it, or HOST is not this machine. Choose another with --port, or mend HOST.',
    }
  }
}

async function examineDatabase({ database, dataDir }: Config): Promise<Fence[]> {
  const name = database.kind === 'url' ? 'PostgreSQL at DATABASE_URL' : 'embedded PostgreSQL'
  try {
    const open = await findOpenings(database, dataDir)
    return [
      { name, isGood: true, mend: '' },
      {
        name: 'log of PostgreSQL without statements and values',
        isGood: open.length === 0,
        mend: `Run as its superuser: ${open.join(' ')}`,
      },
    ]
  } catch (error) {
    if (!(error instanceof StartupFault)) throw error
    return [{ name, isGood: false, mend: error.sentence }]
  }
}

/** Asks the database that runs; where none does, one that is started for this question on a folder of its own. */
async function findOpenings(database: Config['database'], dataDir: string): Promise<string[]> {
  if (database.kind === 'url') {
    const connection = { connectionString: database.url.reveal() }
    await requireDatabase(connection)
    return findOpenLogFences(connection)
  }
  const running = await findEmbeddedPostgres(dataDir)
  if (running !== undefined) return findOpenLogFences(running)
  const folder = await mkdtemp(join(tmpdir(), 'gptimage-doctor-'))
  try {
    const probe = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined })
    return await findOpenLogFences(probe.connection).finally(() => probe.stop())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
