import type { EnabledPartner } from '#partner-spec'
import { createDesk, type Desk, type People } from './domains/desk/index.ts'
import type { Correspondence } from './domains/correspondence/index.ts'
import type { Disclosures } from './domains/disclosures/index.ts'
import { type Identity, isOperator, listOperators, setRole } from './domains/identity/index.ts'
import type { Mail } from './domains/mail/index.ts'
import type { Operator } from './domains/policies/index.ts'
import { findPersonOfProvider, readReceivedOn, type Rights } from './domains/rights/index.ts'
import type { Clock } from './kernel/clock.ts'
import { createMessageCases, createReportCases } from './letter-cases.ts'
import { createPartnerAnswers, createPartnerLetters } from './partner-cases.ts'
import type { InstallationKey } from './platform/installation-key/index.ts'
import type { Logger } from './platform/logger/index.ts'
import type { Database } from './platform/postgres/index.ts'
import { createRightsCases } from './rights-cases.ts'

interface Foundation {
  database: Database
  clock: Clock
  logger: Logger
  installationKey: InstallationKey
  operator: Operator
  partners: readonly EnabledPartner[]
}

interface Domains {
  identity: Identity
  rights: Rights
  disclosures: Disclosures
  correspondence: Correspondence
  mail: Pick<Mail, 'outbox'>
}

/** The desk, with what it asks of the other domains joined to its ports. */
export function openDesk(
  foundation: Foundation,
  { identity, rights, disclosures, correspondence, mail }: Domains,
): Desk {
  const { operator, partners } = foundation
  const written = {
    queue: disclosures.inWriting,
    names: new Map(partners.map(({ description }) => [description.id, description.name])),
    operator: operator.name,
  }
  return createDesk({
    ...foundation,
    people: knowPeople(foundation, identity),
    letters: { readReceivedOn, open: rights.letters.open },
    async tellLate(tx, { kind, id }) {
      const { privacyEmail: to } = operator
      if (to === undefined) return
      const text = `Half of the time of a case is over, or all of it. Kind: ${kind}. Case: ${id}. It stands on /operator.\n`
      await mail.outbox.put(tx, { kind: 'case-half-over', to, subject: `A case waits: ${kind}`, text })
    },
    sources: [
      createRightsCases({ ...foundation, rights, sender: operator }),
      createReportCases(correspondence, operator),
      createMessageCases(correspondence, operator),
      createPartnerLetters(written),
      createPartnerAnswers(written),
    ],
  })
}

function knowPeople(foundation: Foundation, identity: Identity): People {
  return {
    find: (asked) => findPersonOfProvider(foundation, asked),
    setRole,
    isOperator,
    listOperators: (executor) => listOperators(foundation, executor),
    endSessions: (tx, accountId) => identity.endSessionsOf(tx, accountId),
  }
}
