import type { LapsedVault, Sitting } from '#server/domains/vault/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { SessionId, VaultId } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import { type ApplyParts, applyEvent } from './apply-event.ts'
import type { GenerationEvent } from './generation-state.ts'
import { findBusyVaults, findUnended } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { appendEvents, lockSession, lockWithSession } from './session-events.store.ts'

/** Ends everything that has not ended, of sessions or vaults that are about to go. */
export async function endAll(
  parts: ApplyParts,
  tx: Transaction,
  { by, reason }: { by: Parameters<typeof findUnended>[1]; reason: 'signed-out' | 'vault-closed' },
): Promise<void> {
  const event: GenerationEvent = { kind: 'sitting-ended', reason }
  for (const id of await findUnended(tx, by)) {
    const generation = await lockWithSession(tx, id)
    if (generation !== undefined) await applyEvent(parts, tx, { generation, event })
  }
}

/** The session's sitting, a fresh one where the last is past its limits. */
export async function openSitting(
  parts: GenerationParts,
  ...asked: Parameters<GenerationParts['vaults']['openSitting']>
): Promise<Sitting> {
  try {
    return await parts.vaults.openSitting(...asked)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'vault/closed')) throw error
    const [{ sessionId }] = asked
    await closeAll(parts, await parts.vaults.findLapsed({ sessionId }))
    return parts.vaults.openSitting(...asked)
  }
}

/** Closes every vault past its limits. One that was idle stays while something is being made for it. */
export async function closeLapsedVaults(parts: GenerationParts): Promise<void> {
  for (let skipped = 0; ; ) {
    const lapsed = await parts.vaults.findLapsed({ skipped })
    if (lapsed.length === 0) return
    skipped += lapsed.length - (await closeAll(parts, lapsed))
  }
}

/** Returns how many were closed; the others stay for now. */
async function closeAll(parts: GenerationParts, lapsed: readonly LapsedVault[]): Promise<number> {
  const busy = await findBusyVaults(
    parts.database,
    lapsed.map(({ vaultId }) => vaultId),
  )
  let closed = 0
  for (const { vaultId, sessionId: owner, why } of lapsed) {
    if (why === 'idle' && busy.has(vaultId)) continue
    await closeVault(parts, vaultId, owner)
    parts.logger.info('vault-closed', { vaultId, reason: why })
    closed += 1
  }
  return closed
}

async function closeVault(parts: GenerationParts, vaultId: VaultId, sessionId: SessionId): Promise<void> {
  await parts.database.transaction().execute(async (tx) => {
    await lockSession(tx, sessionId)
    await endAll(parts, tx, { by: { vaultIds: [vaultId] }, reason: 'vault-closed' })
    await parts.vaults.closeVaults(tx, [vaultId])
    await appendEvents(tx, sessionId, [{ kind: 'sitting-changed', at: parts.clock.now() }])
  })
}
