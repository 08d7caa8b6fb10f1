import type { PartnerList } from '#contract'
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
