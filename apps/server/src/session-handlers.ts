import type { RouteHandlers } from './http/index.ts'
import type { findBalance as FindBalance } from './domains/billing/index.ts'
import type { Generation } from './domains/generation/index.ts'
import type { Identity } from './domains/identity/index.ts'
import type { Rights } from './domains/rights/index.ts'
import type { Vaults } from './domains/vault/index.ts'
import type { AccountId } from './kernel/ids.ts'
import type { InstallationKey } from './platform/installation-key/index.ts'
import type { Database } from './platform/postgres/index.ts'

interface Parts {
  database: Database
  vaults: Vaults
  generation: Generation
  identity: Identity
  rights: Pick<Rights, 'honourSignal'>
  findBalance: typeof FindBalance
  installationKey: InstallationKey
}

/** GET /api/session: what four domains know about the one who asks, each in its own words. */
export function createSessionHandlers(parts: Parts): Pick<RouteHandlers, 'getSession'> {
  return {
    async getSession({ session, header }) {
      // Each studio begins here: a browser that sends the signal is heard whatever its person opens.
      await parts.rights.honourSignal(session.accountId, header('sec-gpc'))
      // NOTE: the cursor is read first, so that whatever changes meanwhile is told again by an event.
      const cursor = await parts.generation.cursor(session.sessionId)
      const [profile, balance, sitting] = await Promise.all([
        parts.identity.findProfile(session.accountId),
        parts.findBalance(parts.database, session.accountReference),
        parts.vaults.findSitting(session),
      ])
      return {
        json: {
          account: {
            libraryId: libraryIdOf(parts.installationKey, session.accountId),
            name: profile.name,
            email: profile.email,
            ...(profile.pictureUrl === undefined ? {} : { pictureUrl: profile.pictureUrl }),
          },
          credits: balance.available,
          session: {
            id: session.sessionId,
            signedInAt: session.signedInAt.toISOString(),
            endsAt: session.expiresAt.toISOString(),
          },
          ...(sitting === undefined ? {} : { sitting }),
          cursor,
        },
      }
    },
  }
}

const libraryIdBytes = 16

/** Keyed: somebody who finds it on a shared browser cannot tell, nor try out, whose library it names. */
function libraryIdOf(installationKey: InstallationKey, accountId: AccountId): string {
  return installationKey.index('library', accountId).subarray(0, libraryIdBytes).toString('base64url')
}
