import type { AccountId, SessionId } from '#server/kernel/ids.ts'
import { endAll } from './close-vaults.ts'
import { deleteGenerationsOf } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { appendEvents, lockSessionsOf } from './session-events.store.ts'

/**
 * Erases all content of an account and every record of it, and leaves the account and its sessions: in one transaction
 * work is cancelled, keys are destroyed and records go; from its commit on nobody can read any of it. Returns how many
 * sittings there were.
 */
export async function eraseContent(parts: GenerationParts, accountId: AccountId): Promise<number> {
  return parts.database.transaction().execute(async (tx) => {
    const sessionIds = await lockSessionsOf(tx, accountId)
    const vaultIds = await parts.vaults.listVaultsOf(tx, accountId)
    await endAll(parts, tx, { by: { vaultIds }, reason: 'vault-closed' })
    await parts.vaults.closeVaults(tx, vaultIds)
    const removed = await deleteGenerationsOf(tx, accountId)
    const at = parts.clock.now()
    const ofSession = (sessionId: SessionId) =>
      removed.filter((generation) => generation.sessionId === sessionId)
    for (const sessionId of sessionIds) {
      await appendEvents(tx, sessionId, [
        ...ofSession(sessionId).map(
          ({ id }) => ({ kind: 'generation-removed', generationId: id, at }) as const,
        ),
        { kind: 'sitting-changed', at },
      ])
    }
    return vaultIds.length
  })
}
