import {
  type AccountReference,
  type GenerationId,
  makeId,
  type WorkerId,
  type WorkerKeyId,
} from '#server/kernel/ids.ts'
import { makeKeyPair, zero } from '#server/platform/content-crypto/index.ts'
import { createVaultWriter, type VaultWriter, type WriterParts } from './vault-writer.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import { type Database, notify, type Statement, type Transaction } from '#server/platform/postgres/index.ts'
import { workerKeyContext } from './contexts.ts'
import { openTicket, sealTicket, type TicketContent, type TicketInput, zeroTicket } from './ticket.ts'
import { openInputOf, openPromptOf } from './open-input.ts'
import { droppingTickets, findTicketsToShare, insertTickets, removeTickets } from './tickets.store.ts'
import {
  deleteDeadKeys,
  deleteKeys,
  extendKeys,
  findLiveKeys,
  insertWorkerKey,
  type WorkerKeyRow,
} from './worker-keys.store.ts'

export interface KeyringParts extends WriterParts {
  database: Database
  /** The same database, on a connection that nothing else waits for. */
  leases: Database
  installationKey: InstallationKey
  logger: Logger
  limits: { leaseMs: number; workerKeyRenewMs: number; workerKeyMaximumMs: number }
}

/** A claimed generation's way to its prompt and into its vault. */
export interface Ticket {
  attempt: number
  partnerId: string
  modelId: string
  /** The pseudonym under which what is sent is recorded. */
  accountReference: AccountReference
  writer: VaultWriter
  /** Opens the prompt, UTF-8. Once: the key is zeroed after. The caller zeroes the bytes when the adapter has ended. */
  openPrompt(): Promise<Buffer>
  /** The person's own pictures, in order, and the mask; each can be read until `close`. */
  inputs: readonly TicketPicture[]
  /** Zeroes every key that is left. */
  close(): void
}

/** A picture of the person's own as a worker reads it. */
export interface TicketPicture {
  role: 'reference' | 'mask'
  mediaType: string
  widthPx: number
  heightPx: number
  sizeBytes: number
  /** Reads it anew at each call. @throws Error when it was deleted meanwhile, or does not open */
  open(): AsyncIterable<Buffer>
}

/** Key pairs of this process, in memory only, and the tickets sealed to them. */
export interface WorkerKeyring {
  start(workerId: WorkerId): Promise<void>
  /** Says that this worker lives, changes keys that are due, and shares waiting tickets with keys that joined. */
  renew(): Promise<void>
  stop(): Promise<void>
  keyIds(): WorkerKeyId[]
  /** Seals a ticket to every live key with a proof; returns how many there were. */
  writeTickets(tx: Transaction, ticket: TicketContent): Promise<number>
  /**
   * A ticket for a worker of this very process, with keys and prompt of its own: never sealed, never stored, and zeroed as
   * an opened one is.
   */
  keepTicket(ticket: TicketContent, prompt: Buffer): Ticket
  /** Deletes all tickets of these generations and opens those that are ours; one without any is left out. */
  takeTickets(tx: Transaction, generationIds: readonly GenerationId[]): Promise<Map<GenerationId, Ticket>>
  droppingTickets(tx: Transaction, generationIds: readonly GenerationId[]): Statement<void>
  /** Forgets keys whose holder is gone; returns how many. */
  sweep(): Promise<number>
}

interface HeldKey {
  id: WorkerKeyId
  publicKey: Buffer
  privateKey: Buffer
  sealsUntil: number
  endsAt: number
}

/** A key counts as held while its row is renewed: missing three renewals means the holder is gone. */
const shareAtOnce = 500

export function createWorkerKeyring(parts: KeyringParts): WorkerKeyring {
  return new Keyring(parts)
}

class Keyring implements WorkerKeyring {
  readonly #parts: KeyringParts
  #held: HeldKey[] = []
  #workerId: WorkerId | undefined
  #renewal: Promise<void> = Promise.resolve()

  constructor(parts: KeyringParts) {
    this.#parts = parts
  }

  async start(workerId: WorkerId): Promise<void> {
    this.#workerId = workerId
    await this.#addKey()
  }

  /** One after another: a key that is being made is not yet in the table, and not lost. */
  renew(): Promise<void> {
    this.#renewal = this.#renewal.then(
      () => this.#renew(),
      () => this.#renew(),
    )
    return this.#renewal
  }

  async #renew(): Promise<void> {
    const { leases, clock, limits } = this.#parts
    const now = clock.now().getTime()
    const isDue = this.#held.every((key) => key.sealsUntil <= now)
    if (isDue) await this.#addKey()
    await this.#drop(this.#held.filter((key) => key.endsAt <= now))
    const ids = this.#held.map(({ id }) => id)
    const left = new Set(await extendKeys(leases, ids, new Date(now + limits.leaseMs)))
    const lost = this.#held.filter(({ id }) => !left.has(id))
    if (lost.length > 0) {
      // Others took this worker for dead, so a clock jumped or it slept: it begins anew.
      await this.#drop(lost)
      if (this.#held.length === 0) await this.#addKey()
    }
    await this.#shareTickets()
  }

  async stop(): Promise<void> {
    await this.#drop(this.#held)
  }

  keyIds(): WorkerKeyId[] {
    return this.#held.map(({ id }) => id)
  }

  async writeTickets(tx: Transaction, ticket: TicketContent): Promise<number> {
    const keys = await this.#findProvenKeys(tx)
    const { generationId, vaultId } = ticket
    await insertTickets(
      tx,
      keys.map((key) => ({
        generationId,
        vaultId,
        workerKeyId: key.id,
        sealedTicket: sealTicket(key, ticket),
      })),
    )
    return keys.length
  }

  keepTicket(ticket: TicketContent, prompt: Buffer): Ticket {
    const content: TicketContent = {
      ...ticket,
      promptKey: Buffer.from(ticket.promptKey),
      inputs: ticket.inputs.map((input) => ({ ...input, key: Buffer.from(input.key) })),
    }
    const kept = Buffer.from(prompt)
    return {
      ...this.#toTicket(content),
      openPrompt: async () => kept,
      close() {
        zeroTicket(content)
        zero(kept)
      },
    }
  }

  async takeTickets(
    tx: Transaction,
    generationIds: readonly GenerationId[],
  ): Promise<Map<GenerationId, Ticket>> {
    const taken = new Map<GenerationId, Ticket>()
    for (const { generationId, workerKeyId, sealedTicket } of await removeTickets(tx, generationIds)) {
      const key = taken.has(generationId) ? undefined : this.#held.find(({ id }) => id === workerKeyId)
      const content = key && tryTicket(this.#parts.logger, key, { generationId, sealedTicket })
      if (content !== undefined) taken.set(generationId, this.#toTicket(content))
    }
    return taken
  }

  droppingTickets(tx: Transaction, generationIds: readonly GenerationId[]): Statement<void> {
    return droppingTickets(tx, generationIds)
  }

  sweep(): Promise<number> {
    return deleteDeadKeys(this.#parts.database, this.#parts.clock.now())
  }

  #toTicket(content: TicketContent): Ticket {
    const { vaultId, accountId, vaultPublicKey } = content
    return {
      attempt: content.attempt,
      partnerId: content.partnerId,
      modelId: content.modelId,
      accountReference: content.accountReference,
      writer: createVaultWriter(this.#parts, { vaultId, accountId, publicKey: vaultPublicKey }),
      openPrompt: () => openPromptOf(this.#parts, content),
      inputs: content.inputs.map((input) => toPicture(this.#parts, input)),
      close: () => zeroTicket(content),
    }
  }

  async #addKey(): Promise<void> {
    const { database, clock, limits, installationKey } = this.#parts
    if (this.#workerId === undefined) throw new Error('the keyring was not started')
    const createdAt = clock.now()
    const pair = makeKeyPair()
    const named = { id: makeId('wky'), workerId: this.#workerId, publicKey: pair.publicKey, createdAt }
    const key: HeldKey = {
      ...pair,
      id: named.id,
      sealsUntil: createdAt.getTime() + limits.workerKeyRenewMs,
      endsAt: createdAt.getTime() + limits.workerKeyMaximumMs,
    }
    // Held before it is published: whoever seals to it finds it here.
    this.#held.push(key)
    await insertWorkerKey(database, {
      ...named,
      proof: installationKey.prove('worker-key', workerKeyContext(named)),
      sealsUntil: new Date(key.sealsUntil),
      aliveUntil: new Date(createdAt.getTime() + limits.leaseMs),
    })
    await notify(database, 'worker-keys', key.id)
  }

  async #drop(keys: readonly HeldKey[]): Promise<void> {
    if (keys.length === 0) return
    this.#held = this.#held.filter((key) => !keys.includes(key))
    for (const key of keys) zero(key.privateKey)
    await deleteKeys(
      this.#parts.database,
      keys.map(({ id }) => id),
    )
  }

  /** A row without a proof was not written by this installation: sealing to it would hand prompts to whoever wrote it. */
  async #findProvenKeys(tx: Transaction | Database): Promise<WorkerKeyRow[]> {
    const { clock, installationKey, limits, logger } = this.#parts
    const now = clock.now()
    const rows = await findLiveKeys(tx, now)
    return rows.filter((row) => {
      const isProven = installationKey.verify('worker-key', workerKeyContext(row), row.proof)
      if (!isProven) logger.error('worker-key-rejected', { workerId: row.workerId })
      // Its age is proven, the columns beside are not: an old key, whose private half was seen, gets no second life.
      return isProven && now.getTime() < row.createdAt.getTime() + limits.workerKeyRenewMs
    })
  }

  async #shareTickets(): Promise<void> {
    const { database, logger } = this.#parts
    const others = await this.#findProvenKeys(database)
    for (const target of others) {
      const from = this.#held.filter(({ id }) => id !== target.id)
      await database.transaction().execute((tx) => shareWith(tx, { logger, from, target }))
    }
  }
}

/** Undefined for a ticket that nobody sealed for this: passed over, so that it holds up nobody else's. */
function tryTicket(
  logger: Logger,
  key: HeldKey,
  sealed: Parameters<typeof openTicket>[1],
): TicketContent | undefined {
  try {
    return openTicket(key, sealed)
  } catch (error) {
    // It was changed or planted: its generation ends as interrupted.
    logger.error('ticket-rejected', { generationId: sealed.generationId }, error)
    return undefined
  }
}

const toPicture = (parts: WriterParts, input: TicketInput): TicketPicture => ({
  role: input.role,
  mediaType: input.identity.mediaType,
  widthPx: input.picture.widthPx,
  heightPx: input.picture.heightPx,
  sizeBytes: input.sizeBytes,
  open: () => openInputOf(parts, input),
})

async function shareWith(
  tx: Transaction,
  { logger, from, target }: { logger: Logger; from: readonly HeldKey[]; target: WorkerKeyRow },
): Promise<void> {
  const waiting = await findTicketsToShare(tx, {
    from: from.map(({ id }) => id),
    to: target.id,
    limit: shareAtOnce,
  })
  const shared = waiting.flatMap(({ generationId, vaultId, workerKeyId, sealedTicket }) => {
    const key = from.find(({ id }) => id === workerKeyId)
    if (key === undefined) return []
    const content = tryTicket(logger, key, { generationId, sealedTicket })
    if (content === undefined) return []
    const sealed = sealTicket(target, content)
    zeroTicket(content)
    return [{ generationId, vaultId, workerKeyId: target.id, sealedTicket: sealed }]
  })
  await insertTickets(tx, shared)
}
