import type { EnabledPartner } from '#partner-spec'
import { partnerTerms } from '#policies/partner-terms.ts'
import { daysSinceChecked, findTermFaults } from '#server/domains/models/index.ts'
import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'

/** Each enabled partner outside is within the terms, its evidence is not old, and its address is encrypted. */
export async function checkPartners({ parts }: Pick<Look, 'parts'>): Promise<Result> {
  const now = parts.clock.now()
  const outside = parts.partners.filter(({ description }) => description.leavesInstallation)
  const faults = outside.filter((partner) => !isWithin(partner, now)).length
  const ages = outside.map(({ description }) => daysSinceChecked(description.terms, now))
  return judge(faults, 'differs', {
    partners: outside.length,
    ...(ages.length === 0 ? {} : { 'evidence-days': Math.max(...ages) }),
  })
}

function isWithin({ description: { terms }, baseUrl }: EnabledPartner, now: Date): boolean {
  const age = daysSinceChecked(terms, now)
  const isEncrypted = baseUrl === undefined || baseUrl.protocol === 'https:' || isOnThisMachine(baseUrl)
  return (
    findTermFaults(terms).length === 0 && age >= 0 && age <= partnerTerms.evidenceMaximumDays && isEncrypted
  )
}

const isOnThisMachine = ({ hostname }: URL) => /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
