import { openWith, sealTo, zero } from '#server/platform/content-crypto/index.ts'
import type { AccountId, GenerationId, ObjectId, VaultId } from '#server/kernel/ids.ts'
import * as z from 'zod/mini'
import { ticketContext } from './contexts.ts'

/** What a worker needs to draw one attempt, and nothing more: it can read this prompt and write to this vault. */
export interface TicketContent {
  generationId: GenerationId
  attempt: number
  vaultId: VaultId
  accountId: AccountId
  promptObjectId: ObjectId
  promptMediaType: string
  vaultPublicKey: Buffer
  promptKey: Buffer
}

const keyBytes = 32

const ids = z.object({
  generationId: z.string(),
  attempt: z.int(),
  vaultId: z.string(),
  accountId: z.string(),
  promptObjectId: z.string(),
  promptMediaType: z.string(),
})

/** Keys first and as bytes, so that no copy of them lingers in a string. */
export function sealTicket(key: { id: string; publicKey: Buffer }, ticket: TicketContent): Buffer {
  const { promptKey, vaultPublicKey, ...rest } = ticket
  const plaintext = Buffer.concat([promptKey, vaultPublicKey, Buffer.from(JSON.stringify(rest))])
  const context = ticketContext({ generationId: ticket.generationId, workerKeyId: key.id })
  try {
    return sealTo(key.publicKey, plaintext, context)
  } finally {
    zero(plaintext)
  }
}

/** @throws Error when it was sealed to another key or for another generation */
export function openTicket(
  key: { id: string; privateKey: Buffer },
  { generationId, sealedTicket }: { generationId: GenerationId; sealedTicket: Buffer },
): TicketContent {
  const plaintext = openWith(
    key.privateKey,
    sealedTicket,
    ticketContext({ generationId, workerKeyId: key.id }),
  )
  try {
    const { attempt, promptMediaType, ...read } = ids.parse(
      JSON.parse(plaintext.toString('utf8', 2 * keyBytes)),
    )
    return {
      generationId,
      attempt,
      promptMediaType,
      vaultId: read.vaultId as VaultId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- sealed by sealTicket
      accountId: read.accountId as AccountId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
      promptObjectId: read.promptObjectId as ObjectId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
      promptKey: Buffer.from(plaintext.subarray(0, keyBytes)),
      vaultPublicKey: Buffer.from(plaintext.subarray(keyBytes, 2 * keyBytes)),
    }
  } finally {
    zero(plaintext)
  }
}
