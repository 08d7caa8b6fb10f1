import type { AccountId } from '#server/kernel/ids.ts'
import { applyEvent } from './apply-event.ts'
import { findUnended } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { lockSessionsOf, lockWithSession } from './session-events.store.ts'

/** Cancels everything of an account that has not ended, as the person would one by one; what was not drawn is not charged. */
export async function cancelWork(parts: GenerationParts, accountId: AccountId): Promise<void> {
  await parts.database.transaction().execute(async (tx) => {
    const sessionIds = await lockSessionsOf(tx, accountId)
    for (const id of await findUnended(tx, { sessionIds })) {
      const generation = await lockWithSession(tx, id)
      if (generation !== undefined)
        await applyEvent(parts, tx, { generation, event: { kind: 'cancel-asked' } })
    }
  })
}
