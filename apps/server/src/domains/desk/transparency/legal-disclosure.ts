import type { Schema } from '#database/schema.ts'

/** What is counted: an authority that asked, or a takeover of the service. */
export const disclosureKinds = ['authority-request', 'business-transfer'] as const
/** What came of it. */
export const disclosureOutcomes = ['given', 'partly', 'refused'] as const

export type DisclosureKind = Schema['legal_disclosures']['kind']
export type DisclosureOutcome = Schema['legal_disclosures']['outcome']

/** One that happened. It names nobody: not whom it is about, and not who asked. */
export interface LegalDisclosure {
  kind: DisclosureKind
  /** YYYY-MM-DD */
  happenedOn: string
  /** ISO 3166-1, two letters: by whose law. */
  country: string
  outcome: DisclosureOutcome
  /** How many accounts it concerned. */
  accounts: number
}

const accountsAtMost = 1_000_000_000

/** What was written about one, if it can be: every value is of a closed list, a day of the past, or a whole number. */
export function readLegalDisclosure(
  fields: Readonly<Record<keyof LegalDisclosure, string>>,
  now: Date,
): LegalDisclosure | undefined {
  const kind = disclosureKinds.find((known) => known === fields.kind)
  const outcome = disclosureOutcomes.find((known) => known === fields.outcome)
  const country = fields.country.trim().toUpperCase()
  const accounts = /^\d{1,10}$/.test(fields.accounts) ? Number(fields.accounts) : undefined
  const { happenedOn } = fields
  if (kind === undefined || outcome === undefined || !isCountry(country) || !isPastDay(happenedOn, now))
    return undefined
  if (accounts === undefined || accounts > accountsAtMost) return undefined
  return { kind, outcome, country, accounts, happenedOn }
}

function isPastDay(text: string, now: Date): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime())
  return isDay && day.toISOString().slice(0, 10) === text && day <= now && text >= '2000-01-01'
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Where there is no such country it has no name. */
function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && names.of(code) !== undefined
}
