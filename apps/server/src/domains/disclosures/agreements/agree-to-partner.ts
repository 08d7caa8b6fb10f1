import { AppError } from '#server/kernel/app-error.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import type { DisclosureParts } from '../parts.ts'
import { storeConsent } from './agreements.store.ts'
import { versionOfTerms } from './terms-version.ts'

/**
 * Remembers that the person agreed that a partner receives what they ask its models for, under the terms they were shown.
 *
 * @throws AppError disclosures/partner-unknown, or disclosures/terms-changed when the partner's terms are others by now
 */
export async function agreeToPartner(
  { database, catalogue, clock }: Pick<DisclosureParts, 'database' | 'catalogue' | 'clock'>,
  agreed: { accountId: AccountId; partnerId: string; termsVersion: string },
): Promise<void> {
  const partner = catalogue.partners().find(({ description }) => description.id === agreed.partnerId)
  if (partner?.description.leavesInstallation !== true) throw new AppError('disclosures/partner-unknown')
  if (versionOfTerms(partner.description.terms) !== agreed.termsVersion)
    throw new AppError('disclosures/terms-changed', { partner: agreed.partnerId })
  await storeConsent(database, { ...agreed, at: clock.now() })
}
