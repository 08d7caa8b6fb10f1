import type { DeletionRequest } from '#contract'
import type { RouteHandlers } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { parseId } from '#server/kernel/ids.ts'
import { agreeToPartner } from './agreements/agree-to-partner.ts'
import { deleteConsent, storeRegions } from './agreements/agreements.store.ts'
import { listPartners } from './agreements/list-partners.ts'
import type { DeletionScope } from './deletions/deletion.ts'
import { requestDeletions } from './deletions/request-deletions.ts'
import { listDisclosures } from './list-disclosures.ts'
import { readCursor } from './ledger-cursor.ts'
import type { DisclosureParts } from './parts.ts'

export type DisclosureHandlers = Pick<
  RouteHandlers,
  | 'listDisclosures'
  | 'requestDeletions'
  | 'listPartners'
  | 'agreeToPartner'
  | 'withdrawAgreement'
  | 'chooseRegions'
>

export function createDisclosureHandlers(parts: DisclosureParts): DisclosureHandlers {
  const { database, clock } = parts
  return {
    async listDisclosures({ session, query }) {
      const { accountReference } = session
      const page = await listDisclosures(parts, {
        accountReference,
        after: readCursor(query.get('cursor')),
        partnerId: query.get('partner') ?? undefined,
        generation: query.get('generation') ?? undefined,
      })
      return { json: page }
    },

    async requestDeletions({ session, body }) {
      const { accountReference } = session
      return { json: await requestDeletions(parts, { accountReference, scope: scopeOf(body) }) }
    },

    listPartners: async ({ session }) => ({ json: await listPartners(parts, session) }),

    async agreeToPartner({ session, params, body }) {
      const { accountId } = session
      await agreeToPartner(parts, { accountId, partnerId: params['id'] ?? '', ...body })
      return {}
    },

    async withdrawAgreement({ session, params }) {
      await deleteConsent(database, { accountId: session.accountId, partnerId: params['id'] ?? '' })
      return {}
    },

    async chooseRegions({ session, body }) {
      await storeRegions(database, {
        accountId: session.accountId,
        regions: body.allowed,
        at: clock.now(),
      })
      return {}
    },
  }
}

/** @throws AppError disclosures/not-found for an id of another shape, which is one that does not exist */
function scopeOf(body: DeletionRequest): DeletionScope {
  if ('all' in body) return 'all'
  if ('partner' in body) return { partnerId: body.partner }
  const disclosureId = parseId('dsc', body.disclosure)
  if (disclosureId === undefined) throw new AppError('disclosures/not-found')
  return { disclosureId }
}
