import { contentKinds, type PartnerList, type PartnerView } from '#contract'
import type { PartnerDescription } from '#partner-spec'
import type { AccountId, AccountReference } from '#server/kernel/ids.ts'
import { summarise } from '../disclosures.store.ts'
import type { DisclosureParts } from '../parts.ts'
import { presentTerms } from '../present-disclosure.ts'
import { findRegions, listConsents } from './agreements.store.ts'
import { isRegionAllowed } from './require-permission.ts'
import { versionOfTerms } from './terms-version.ts'

type Sent = Awaited<ReturnType<typeof summarise>>[number]
type Consent = Awaited<ReturnType<typeof listConsents>>[number]

/** Partners outside this program that can be used, and those that were sent something and cannot be any more. */
export async function listPartners(
  { database, catalogue, clock }: Pick<DisclosureParts, 'database' | 'catalogue' | 'clock'>,
  { accountId, accountReference }: { accountId: AccountId; accountReference: AccountReference },
): Promise<PartnerList> {
  const [sums, consents, allowed] = await Promise.all([
    summarise(database, { accountReference, now: clock.now() }),
    listConsents(database, accountId),
    findRegions(database, accountId),
  ])
  const outside = catalogue
    .partners()
    .flatMap(({ description }) => (description.leavesInstallation ? description : []))
  const sentTo = new Map(sums.map((sum) => [sum.partner_id, sum]))
  const agreed = new Map(consents.map((consent) => [consent.partnerId, consent]))
  const gone = [...sentTo.keys()].filter((id) => !outside.some((partner) => partner.id === id))
  return {
    partners: [
      ...outside.map((partner) => ({
        ...presentPartner(partner, agreed.get(partner.id), allowed),
        ...presentSent(sentTo.get(partner.id)),
      })),
      ...gone.map((id) => ({
        id,
        name: id,
        isAgreed: false,
        isRegionAllowed: false,
        ...presentSent(sentTo.get(id)),
      })),
    ],
    regions: [...new Set(outside.map(({ terms }) => terms.region))].toSorted(),
    ...(allowed === undefined ? {} : { allowedRegions: allowed }),
  }
}

function presentPartner(
  partner: PartnerDescription,
  consent: Consent | undefined,
  allowed: readonly string[] | undefined,
): PartnerView {
  const termsVersion = versionOfTerms(partner.terms)
  return {
    id: partner.id,
    name: partner.name,
    terms: presentTerms(partner.terms),
    termsVersion,
    ...(consent === undefined ? {} : { agreedAt: consent.agreedAt.toISOString() }),
    isAgreed: consent?.termsVersion === termsVersion,
    isRegionAllowed: isRegionAllowed(partner, allowed),
  }
}

function presentSent(sum: Sent | undefined): Pick<PartnerView, 'sent'> {
  if (sum === undefined) return {}
  return {
    sent: {
      sends: sum.sends,
      sizeBytes: Number(sum.size_bytes),
      kinds: contentKinds.filter((kind) => sum.kinds.includes(kind)),
      lastAt: sum.last_at.toISOString(),
      held: sum.held,
      ...(sum.held_until === null ? {} : { heldUntil: sum.held_until.toISOString() }),
    },
  }
}
