import { reservation } from '#server/domains/billing/index.ts'
import type {
  SealedObject,
  Sitting,
  Ticket,
  TicketContent,
  TicketInput,
} from '#server/domains/vault/index.ts'
import type { RequestSession } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { AccountReference } from '#server/kernel/ids.ts'
import { isUniqueViolation, sendTogether, type Transaction } from '#server/platform/postgres/index.ts'
import { claimUnwritten, operationOf } from './apply-event.ts'
import type { Generation } from './generation.ts'
import { heldCredits } from './generation-state.ts'
import { countingUse, insertClaimed, insertQueued, isNoSlotFree } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { lockSlotsAhead } from './queue.store.ts'
import { takingNumbers } from './session-events.store.ts'
import type { Worker } from './worker.ts'

/** Who starts a wish also knows the worker of this process. */
export type StartParts = GenerationParts & { worker: Pick<Worker, 'offerPlace' | 'tellCrowded'> }

export interface Identified {
  idempotencyIndex: Buffer
  fingerprint: Buffer
}

/** A wish that is ready to be written: queued, its prompt sealed. */
interface Wish {
  generation: Generation
  session: RequestSession
  identified: Identified
  sitting: Sitting
  sealed: SealedObject
  inputs: readonly TicketInput[]
  prompt: Buffer
}

export const promptMediaType = 'text/plain'
const firstEvents = ['generation-changed', 'credits-changed', 'sitting-changed'] as const

/**
 * Writes a wish: running from the start where this process may run it and a slot is free, else queued with tickets. It is
 * run after the commit, never before; a process that dies in between leaves a lease that lapses.
 *
 * @throws AppError generation/key-conflict when another request with this key was first; all of this one is undone
 */
export async function writeAndStart(parts: StartParts, wish: Wish): Promise<Generation> {
  const { generation } = wish
  const place = parts.worker.offerPlace(generation.partnerId)
  try {
    const claimed = place && (await writeClaimed(parts, wish))
    if (claimed === undefined) return await writeQueued(parts, wish)
    place?.run({ generation: claimed, ticket: keepTicket(parts, wish) })
    return claimed
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError('generation/key-conflict', {}, { cause: error }) : error
  } finally {
    place?.leave()
  }
}

/** Undefined, and nothing written, when no slot is free that nobody waits for. */
async function writeClaimed(parts: StartParts, wish: Wish): Promise<Generation | undefined> {
  const { generation, lease } = claimUnwritten(parts, wish.generation)
  try {
    await parts.database.transaction().execute(async (tx) => {
      await writeFirst(parts, tx, wish)
      // With the commit in one piece: others wait for the slots meanwhile.
      await lockSlotsAhead(tx, generation.partnerId)
      await insertClaimed(tx, generation, { ...wish.identified, events: firstEvents, lease })
    })
    return generation
  } catch (error) {
    if (!isNoSlotFree(error)) throw error
    parts.worker.tellCrowded(generation.partnerId)
    return undefined
  }
}

async function writeQueued(parts: StartParts, wish: Wish): Promise<Generation> {
  const { generation, identified } = wish
  return parts.database.transaction().execute(async (tx) => {
    await writeFirst(parts, tx, wish)
    await insertQueued(tx, generation, { ...identified, events: firstEvents })
    await writeTickets(parts, tx, ticketOf(wish))
    return generation
  })
}

/** What comes before the row itself. Locks, as everyone does, the session before the balance. */
async function writeFirst(
  { limits }: StartParts,
  tx: Transaction,
  { generation, session, identified, sealed }: Wish,
): Promise<void> {
  const [isSignedIn, { isKeyUsed, unended }] = await sendTogether(tx, [
    takingNumbers(tx, session.sessionId, firstEvents.length),
    countingUse(tx, generation.accountId, identified.idempotencyIndex),
    sealed.recording(tx),
    reservation(tx, {
      accountReference: session.accountReference,
      operation: operationOf(generation.id, generation.attempt),
      amount: heldCredits(generation),
      at: generation.createdAt,
    }),
  ])
  if (!isSignedIn) throw new AppError('identity/not-signed-in')
  if (isKeyUsed) throw new AppError('generation/key-conflict')
  const { generationsWaitingPerAccount: most } = limits
  if (unended >= most) throw new AppError('generation/too-many', { most })
  await sealed.lasting
}

const ticketOf = ({ session, sealed, ...wish }: Wish): NewTicket => ({
  ...wish,
  accountReference: session.accountReference,
  promptKey: sealed.key,
})

/** What a worker elsewhere is sealed, this one is handed. */
const keepTicket = ({ vaults }: GenerationParts, wish: Wish): Ticket =>
  vaults.workerKeys.keepTicket(contentOf(ticketOf(wish)), wish.prompt)

export interface NewTicket {
  generation: Generation
  accountReference: AccountReference
  sitting: Sitting
  promptKey: Buffer
  inputs: readonly TicketInput[]
}

/** @throws AppError generation/no-worker when nobody lives who could open it */
export async function writeTickets(
  { vaults }: GenerationParts,
  tx: Transaction,
  ticket: NewTicket,
): Promise<void> {
  const written = await vaults.workerKeys.writeTickets(tx, contentOf(ticket))
  if (written === 0) throw new AppError('generation/no-worker')
}

const contentOf = ({
  generation,
  accountReference,
  sitting,
  promptKey,
  inputs,
}: NewTicket): TicketContent => ({
  generationId: generation.id,
  attempt: generation.attempt,
  partnerId: generation.partnerId,
  modelId: generation.modelId,
  vaultId: sitting.vaultId,
  accountId: generation.accountId,
  accountReference,
  promptObjectId: generation.promptObjectId,
  promptMediaType,
  vaultPublicKey: sitting.publicKey,
  promptKey,
  inputs,
})
