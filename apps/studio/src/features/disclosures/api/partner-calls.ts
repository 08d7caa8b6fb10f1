import type { DeletionAnswer, DeletionRequest, DisclosurePage, PartnerList, RegionChoice } from '#contract'
import type { Client } from '../../../api/client.ts'

type Calls = Pick<Client, 'read' | 'tell'>

/** What the list of partners is kept under; whoever changes an agreement reads it anew. */
export const partnersKey = ['partners'] as const

export const listPartners = ({ read }: Calls): Promise<PartnerList> => read('/api/partners')

const agreementOf = (partnerId: string) => `/api/partners/${encodeURIComponent(partnerId)}/agreement`

export const agreeToPartner = (
  { tell }: Calls,
  { id, termsVersion }: { id: string; termsVersion: string },
): Promise<void> => tell(agreementOf(id), { method: 'POST', body: { termsVersion } })

export const withdrawAgreement = ({ tell }: Calls, id: string): Promise<void> =>
  tell(agreementOf(id), { method: 'DELETE' })

export const chooseRegions = ({ tell }: Calls, body: RegionChoice): Promise<void> =>
  tell('/api/partners/regions', { method: 'POST', body })

export function listDisclosures(
  { read }: Calls,
  wanted: { cursor?: string | undefined; partner?: string | undefined; generation?: string | undefined },
): Promise<DisclosurePage> {
  const query = new URLSearchParams(
    Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  return read(`/api/disclosures?${query}`)
}

export const requestDeletions = ({ read }: Calls, body: DeletionRequest): Promise<DeletionAnswer> =>
  read('/api/disclosures/deletions', { method: 'POST', body })
