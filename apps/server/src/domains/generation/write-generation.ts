import { reserveCredits } from '#server/domains/billing/index.ts'
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
import type { Transaction } from '#server/platform/postgres/index.ts'
import { claimUnwritten, operationOf } from './apply-event.ts'
import type { Generation } from './generation.ts'
import { heldCredits } from './generation-state.ts'
import { insertGeneration } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { tryLockSlots } from './queue.store.ts'
import { takeNumbers } from './session-events.store.ts'
import type { Place, Worker } from './worker.ts'

/** Who starts a wish also knows the worker of this process. */
export type StartParts = GenerationParts & { worker: Pick<Worker, 'offerPlace'> }

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

/** Another request with this key was first; thrown, so that all of this one is undone. */
export class KeyUsed extends Error {
  override readonly name = 'KeyUsed'
}

/**
 * Writes a wish, and runs it at once when it got a slot: after the commit, never before. A process that dies in between
 * leaves a lease that lapses.
 */
export async function writeAndStart(parts: StartParts, wish: Wish): Promise<Generation> {
  const place = parts.worker.offerPlace(wish.generation.partnerId)
  try {
    const generation = await parts.database.transaction().execute((tx) => write(parts, tx, { wish, place }))
    if (generation.phase === 'running') place?.run({ generation, ticket: keepTicket(parts, wish) })
    return generation
  } finally {
    place?.leave()
  }
}

/** Locks, as everyone does, the session before the balance. The slots come last, and are held for two statements only. */
async function write(
  parts: StartParts,
  tx: Transaction,
  { wish, place }: { wish: Wish; place: Place | undefined },
): Promise<Generation> {
  const { generation, session, identified, sealed } = wish
  const after = await takeNumbers(tx, session.sessionId, firstEvents.length)
  if (after === undefined) throw new AppError('identity/not-signed-in')
  await sealed.record(tx)
  await reserveCredits(tx, {
    accountReference: session.accountReference,
    operation: operationOf(generation.id, generation.attempt),
    amount: heldCredits(generation),
    at: generation.createdAt,
  })
  const slots = place === undefined ? undefined : await tryLockSlots(tx, generation.partnerId)
  const claim = slots === undefined ? undefined : { slots, ...claimUnwritten(parts, generation) }
  const events = { kinds: firstEvents, after }
  const written = await insertGeneration(tx, generation, { ...identified, events, claim })
  if (written === undefined) throw new KeyUsed()
  const { generationsWaitingPerAccount: most } = parts.limits
  if (written.unended > most) throw new AppError('generation/too-many', { most })
  if (written.isClaimed && claim !== undefined) return claim.generation
  await writeTickets(parts, tx, ticketOf(wish))
  return generation
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
