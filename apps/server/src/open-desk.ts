import { createDesk, type Desk, type People } from './domains/desk/index.ts'
import { type Identity, listOperators, setRole } from './domains/identity/index.ts'
import { findPerson } from './domains/rights/index.ts'
import type { Clock } from './kernel/clock.ts'
import type { InstallationKey } from './platform/installation-key/index.ts'
import type { Logger } from './platform/logger/index.ts'
import type { Database } from './platform/postgres/index.ts'

interface Foundation {
  database: Database
  clock: Clock
  logger: Logger
  installationKey: InstallationKey
}

/** The desk, with what it asks of the other domains joined to its ports. */
export function openDesk(foundation: Foundation, { identity }: { identity: Identity }): Desk {
  return createDesk({ ...foundation, people: knowPeople(foundation, identity) })
}

function knowPeople(foundation: Foundation, identity: Identity): People {
  return {
    find: (asked) => findPerson(foundation, asked),
    setRole,
    listOperators: (executor) => listOperators(foundation, executor),
    endSessions: (tx, accountId) => identity.endSessionsOf(tx, accountId),
  }
}
