import type { PartnerDescription } from '#partner-spec'
import { lowestAge } from '#policies/age.ts'
import { deadlineDays } from '#policies/deadlines.ts'
import { partnerTerms } from '#policies/partner-terms.ts'
import type { PolicyVersion } from '#policies/policy-versions.ts'
import { retentionSeconds } from '#policies/retention.ts'
import type { Language } from '#policies/words.ts'
import { formatCountry, formatDay, formatDuration } from './durations.ts'
import type { Operator } from './operator.ts'
import type { Condition } from './texts/document-text.ts'

const secondsOfDay = 24 * 60 * 60

/** Legal disclosures and takeovers, counted. */
export interface Disclosed {
  /** Requests of authorities that were answered with data. */
  authorityRequests: number
  businessTransfers: number
  /** By half-year, newest first. */
  halves: readonly {
    year: number
    half: 1 | 2
    kind: 'authority-request' | 'business-transfer'
    count: number
    given: number
    partly: number
    refused: number
    accounts: number
  }[]
}

/** Everything of this installation that its policies speak of. */
export interface PolicyFacts {
  publicUrl: URL
  operator: Operator
  partners: readonly PartnerDescription[]
  /** What had to be disclosed by law, and takeovers, as they are counted now. Absent where they cannot change. */
  disclosed?: Disclosed
  /** Whoever reads it sends the Global Privacy Control signal. */
  isSignalled?: boolean
  /** Mail is sent from here. */
  hasMail: boolean
  /** Absent with the demo sign-in. */
  issuer?: URL
  /** The public half of what signs receipts: 32 bytes, Ed25519, in base64url. Absent where there is no key, as for a record. */
  receiptKey?: string
  /** The same of what signs proofs. */
  auditKey?: string
  /** The version that this build keeps, and all there are, oldest first. */
  kept: PolicyVersion
  versions: readonly PolicyVersion[]
}

/** The age that the sign-in asks for: the highest of any enabled partner, and never below the lowest there is. */
export const minimumAge = ({ partners }: PolicyFacts) =>
  Math.max(lowestAge, ...partners.map(({ terms }) => terms.minimumAge))

export const leavingPartners = ({ partners }: PolicyFacts) =>
  partners.filter(({ leavesInstallation }) => leavesInstallation)

/** An engine of the operator's own has no filter but one that the operator puts there. */
const refusesNothing = ({ terms }: PartnerDescription) => terms.basis === 'self-hosted'

/** "Google" for its issuer, and the name of the host for any other. */
export function nameProvider({ issuer }: PolicyFacts): string {
  if (issuer === undefined) return ''
  return issuer.hostname === 'accounts.google.com' ? 'Google' : issuer.hostname
}

/** Which conditional sentences are true here. */
export function isTrue(condition: Condition, facts: PolicyFacts): boolean {
  const { operator } = facts
  switch (condition) {
    case 'stand-in':
      return operator.isStandIn
    case 'operator':
      return !operator.isStandIn
    case 'staff-in-china':
      return operator.country === 'CN' || operator.staffCountries.includes('CN')
    case 'transfers':
      return operator.transferMechanism !== undefined
    case 'demo':
      return facts.issuer === undefined
    case 'provider':
      return facts.issuer !== undefined
    case 'partners':
      return leavingPartners(facts).length > 0
    case 'no-partners':
      return leavingPartners(facts).length === 0
    case 'signal':
      return facts.isSignalled === true
    case 'refuses-nothing':
      return leavingPartners(facts).some(refusesNothing)
    case 'filters-of-partners':
      return leavingPartners(facts).length > 0 && !leavingPartners(facts).some(refusesNothing)
  }
}

/** What stands for each `{name}` in a text. Every figure comes from the data that the code keeps to. */
export function valuesOf(facts: PolicyFacts, language: Language): Readonly<Record<string, string>> {
  const { operator } = facts
  const duration = (seconds: number) => formatDuration(seconds, language)
  const days = (count: number) => duration(count * secondsOfDay)
  const { transparency } = operator
  return {
    ...mapValues(retentionSeconds, duration),
    ...mapValues(deadlineDays, days),
    partner: duration(partnerTerms.longestRetentionSeconds),
    evidence: days(partnerTerms.evidenceMaximumDays),
    lowestAge: String(lowestAge),
    minimumAge: String(minimumAge(facts)),
    brand: operator.brand,
    operatorName: operator.name,
    place: operator.place,
    signInProvider: nameProvider(facts),
    privacyEmail: operator.privacyEmail ?? '',
    securityEmail: operator.securityEmail ?? '',
    governingLaw: operator.governingLaw ?? '',
    transferMechanism: operator.transferMechanism ?? '',
    logDays: days(operator.logDays ?? 0),
    countsSince: transparency === undefined ? '' : formatDay(transparency.since, language),
    authorityRequests: String(facts.disclosed?.authorityRequests ?? 0),
    businessTransfers: String(facts.disclosed?.businessTransfers ?? 0),
    country: operator.country === undefined ? '' : formatCountry(operator.country, language),
  }
}

const mapValues = (entries: Readonly<Record<string, number>>, write: (value: number) => string) =>
  Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, write(value)]))
