import { makeId, type RightsRequestId } from '#server/kernel/ids.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import type { Person } from './parts.ts'
import { type Arrival, arrivingNow, dueFrom, type RequestKind } from './rights-request.ts'
import { answerRequest, insertRequest } from './rights-requests.store.ts'

/** Writes down a request that is answered with the act itself, in the transaction that does it; returns its number. */
export async function recordDone(
  executor: Executor,
  { accountReference }: Person,
  { kind, at, arrival = arrivingNow(at) }: { kind: RequestKind; at: Date; arrival?: Arrival | undefined },
): Promise<RightsRequestId> {
  const id = makeId('req')
  const { channel, receivedAt } = arrival
  await insertRequest(executor, { id, accountReference, kind, channel, receivedAt, dueAt: dueFrom(arrival) })
  await answerRequest(executor, { id, outcome: 'done', at })
  return id
}
