import { tmpdir } from 'node:os'
import type { EnabledPartner } from '#partner-spec'
import { reachOwnServer } from './ask-own-server.ts'
import type { Config } from './config/index.ts'
import { forgetOwnBook, grantCredits } from './domains/billing/index.ts'
import { countTransparency, type Desk } from './domains/desk/index.ts'
import type { Identity } from './domains/identity/index.ts'
import type { Operator, Policies } from './domains/policies/index.ts'
import type { Rights } from './domains/rights/index.ts'
import { createTrust, type ReachedServer, type Trust } from './domains/trust/index.ts'
import { findBuild } from './find-build.ts'
import type { Clock } from './kernel/clock.ts'
import type { InstallationKey } from './platform/installation-key/index.ts'
import type { Logger } from './platform/logger/index.ts'
import type { Database } from './platform/postgres/index.ts'

/** What the installation's own account may spend before it goes. */
const ownCredits = 10

interface Foundation {
  config: Config
  database: Database
  clock: Clock
  logger: Logger
  installationKey: InstallationKey
  partners: readonly EnabledPartner[]
  operator: Operator
  /** This is a command, and no server. */
  isBeside: boolean
  beside?: ReachedServer
}

/** Hands the domain that looks at everything what it needs of the others. */
export function openTrust(
  foundation: Foundation,
  {
    identity,
    rights,
    policies,
    desk,
  }: { identity: Identity; rights: Rights; policies: Policies; desk: Desk },
): Trust {
  const { config, database, clock } = foundation
  return createTrust({
    ...foundation,
    publicUrl: config.publicUrl,
    dataDir: config.dataDir,
    temporaryFolder: tmpdir(),
    isDatabaseHere: config.database.kind === 'embedded',
    policyVersion: policies.version,
    policies,
    build: findBuild(),
    rights,
    followRecord: () => desk.checkChain(),
    countLate: () => desk.countLate(),
    countDisclosed: () => countTransparency(database),
    readDisclosed: () => desk.readDisclosed(),
    findServer: async () => (foundation.isBeside ? foundation.beside : findOwnServer(config)),
    openOwnPerson: (who) =>
      identity.openOwnPerson({
        ...who,
        async onFresh(tx, { accountReference }) {
          const operation = `audit:${accountReference}`
          await grantCredits(tx, { accountReference, operation, amount: ownCredits, at: clock.now() })
        },
      }),
    async forgetOwn(accountReference) {
      await forgetOwnBook(database, accountReference)
      await rights.forgetOwnRequests(accountReference)
    },
  })
}

/** By the port of this process, which no proxy stands before; a process without one asks where everybody does. */
function findOwnServer({ role, host, port, publicUrl }: Config): ReachedServer {
  const isAny = host === '0.0.0.0' || host === '::'
  const name = isAny ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const reachedAt = role === 'worker' ? publicUrl.origin : `http://${name}:${port}`
  return reachOwnServer({ pid: process.pid, reachedAt, publicUrl })
}
