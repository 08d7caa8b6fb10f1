import type { RouteHandlers } from '#server/http/index.ts'
import { eraseAccount } from './erasure/erase-account.ts'
import { showHeld } from './held/show-held.ts'
import type { RightsParts } from './parts.ts'

export type RightsHandlers = Pick<RouteHandlers, 'eraseAccount' | 'showHeld'>

export function createRightsHandlers(parts: RightsParts): RightsHandlers {
  return {
    showHeld: async ({ session }) => ({ json: await showHeld(parts, session) }),

    async eraseAccount({ session }) {
      const { accountId, accountReference } = session
      const receipt = await eraseAccount(parts, { accountId, accountReference })
      return { json: receipt, headers: [parts.identity.clearCookie()] }
    },
  }
}
