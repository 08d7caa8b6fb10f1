import { retentionSeconds } from '#policies/retention.ts'
import { applyEvent } from './apply-event.ts'
import { closeLapsedVaults } from './close-vaults.ts'
import { deleteEndedBefore, findAbandoned } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { deleteEventsBefore, lockWithSession } from './session-events.store.ts'

const abandonedAtOnce = 100

/** Interrupts what a lost worker left, closes sittings past their limits, forgets old events and records. */
export async function sweepGenerations(parts: GenerationParts): Promise<void> {
  await interruptAbandoned(parts)
  await closeLapsedVaults(parts)
  const now = parts.clock.now().getTime()
  const before = (seconds: number) => new Date(now - seconds * 1000)
  await deleteEventsBefore(parts.database, before(retentionSeconds['session-events']))
  await deleteEndedBefore(parts.database, before(retentionSeconds['generation-record']))
}

async function interruptAbandoned(parts: GenerationParts): Promise<void> {
  const now = parts.clock.now()
  for (const id of await findAbandoned(parts.database, now, abandonedAtOnce)) {
    await parts.database.transaction().execute(async (tx) => {
      const generation = await lockWithSession(tx, id)
      // Looked at again under the lock: its worker may have come back in between.
      const isStill = (await findAbandoned(tx, now, abandonedAtOnce, id)).length > 0
      if (generation === undefined || !isStill) return
      await applyEvent(parts, tx, { generation, event: { kind: 'worker-lost' } })
      parts.logger.warn('lease-lapsed', { generationId: id })
    })
  }
}
