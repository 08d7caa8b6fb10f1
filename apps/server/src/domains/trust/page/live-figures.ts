import type { PledgeId } from '#policies/pledges.ts'
import { daysSinceChecked } from '#server/domains/models/index.ts'
import { formatDay } from '#server/domains/policies/index.ts'
import type { TrustFacts } from './trust-facts.ts'
import { writeAge, writeMeasured } from './moments.ts'
import { trustText } from './trust-text.ts'

const words = trustText.en
const count = (amount: number, one: string, many: string) =>
  `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`

/** What of this moment stands beside which pledge. */
export function tellLive(facts: Omit<TrustFacts, 'live'>): Readonly<Partial<Record<PledgeId, string>>> {
  const { figures, now, sweepLagSeconds, policyVersion } = facts
  const { sittings, objects, remains, erasures, deletions } = figures
  const since = ({ oldestAt }: { oldestAt: Date | null }) =>
    oldestAt === null ? '' : `, the oldest ${words.ago(writeAge(oldestAt, now))}`
  const outside = facts.partners.filter(({ description }) => description.leavesInstallation)
  const asked = deletions.map(
    ({ outcome, count: amount }) => `${amount.toLocaleString('en')} ${words.deletions[outcome] ?? outcome}`,
  )
  return {
    P11: tellPartners(outside, now),
    P12: `${count(sittings.count, 'session holds', 'sessions hold')} content${since(sittings)}`,
    P13: `${count(objects.count, 'sealed object', 'sealed objects')}${since(objects)}; last round of forgetting ${words.ago(writeMeasured(sweepLagSeconds))}; ${count(remains.count, 'ended session', 'ended sessions')} with bytes still to go`,
    P16: asked.join(', ') || 'nothing was asked to be deleted early',
    P18: tellCounts(facts),
    P27: `${count(erasures.count, 'account', 'accounts')} erased${tellHalf(erasures.gone)}`,
    P33: `version ${policyVersion}`,
  }
}

function tellPartners(outside: TrustFacts['partners'], now: Date): string {
  const ages = outside.map(({ description }) => daysSinceChecked(description.terms, now))
  return ages.length === 0
    ? 'no partner outside is enabled'
    : `${count(ages.length, 'partner', 'partners')}; the oldest terms were read ${count(Math.max(...ages), 'day', 'days')} ago`
}

function tellCounts({
  operator: { transparency },
  disclosed: { authorityRequests, businessTransfers },
}: Pick<TrustFacts, 'operator' | 'disclosed'>): string {
  if (transparency === undefined) return 'nobody else runs this installation'
  const { since } = transparency
  return `${count(authorityRequests, 'request of an authority', 'requests of authorities')} answered, ${count(businessTransfers, 'takeover', 'takeovers')}, since ${formatDay(since, 'en')}`
}

export const tellHalf = (quantiles: readonly [number, number] | null): string =>
  quantiles === null ? '' : `; ${words.of(writeMeasured(quantiles[0]), writeMeasured(quantiles[1]))}`
