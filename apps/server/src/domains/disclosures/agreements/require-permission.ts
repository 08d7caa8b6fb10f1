import type { PartnerDescription } from '#partner-spec'
import { AppError } from '#server/kernel/app-error.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import { type Executor, sendTogether, type Statement } from '#server/platform/postgres/index.ts'
import { findingPermission, findRegions } from './agreements.store.ts'
import { versionOfTerms } from './terms-version.ts'

/** Who would send to whom. */
interface Use {
  accountId: AccountId
  partner: PartnerDescription
}

/**
 * Lets pass what the person agreed to: this partner, under the terms of now, in a region they allow. A partner inside this
 * program needs no agreement, as nothing leaves.
 *
 * @throws AppError disclosures/region-not-allowed or disclosures/partner-not-agreed, which name the partner
 */
export async function requirePermission(executor: Executor, use: Use): Promise<void> {
  await sendTogether(executor, requiringPermission(executor, use))
}

/** The same, to leave together with others; nothing where no agreement is needed. */
export function requiringPermission(executor: Executor, { accountId, partner }: Use): Statement<void>[] {
  if (!partner.leavesInstallation) return []
  const finding = findingPermission(executor, { accountId, partnerId: partner.id })
  const facts = { partner: partner.id, region: partner.terms.region }
  return [
    {
      ...finding,
      read(answer) {
        const { termsVersion, regions } = finding.read(answer)
        if (!isRegionAllowed(partner, regions)) throw new AppError('disclosures/region-not-allowed', facts)
        if (termsVersion !== versionOfTerms(partner.terms))
          throw new AppError('disclosures/partner-not-agreed', facts)
      },
    },
  ]
}

/** Nowhere is out of reach unless the person keeps to regions, and a partner inside this program is in none. */
export const isRegionAllowed = (
  { leavesInstallation, terms }: PartnerDescription,
  regions: readonly string[] | undefined,
): boolean => !leavesInstallation || regions === undefined || regions.includes(terms.region)

/** Tells of each partner whether the person's choice of regions lets it be used. */
export async function findRegionJudge(
  executor: Executor,
  accountId: AccountId,
): Promise<(partner: PartnerDescription) => boolean> {
  const regions = await findRegions(executor, accountId)
  return (partner) => isRegionAllowed(partner, regions)
}
