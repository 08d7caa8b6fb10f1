import { provenanceMarks } from '#contract'
import { openWith, sealTo, zero } from '#server/platform/content-crypto/index.ts'
import type { AccountId, AccountReference, GenerationId, ObjectId, VaultId } from '#server/kernel/ids.ts'
import * as z from 'zod/mini'
import { type ObjectIdentity, type PictureFacts, ticketContext } from './contexts.ts'

/** A picture of the person's own that a ticket opens beside the prompt. */
export interface TicketInput {
  role: 'reference' | 'mask'
  identity: ObjectIdentity
  sizeBytes: number
  picture: PictureFacts
  key: Buffer
}

/** What a worker needs to draw one attempt, and nothing more: it can read this prompt and these pictures, and write to this vault. */
export interface TicketContent {
  generationId: GenerationId
  attempt: number
  /** Whom the person chose to show the prompt to: no row that was changed since leads it elsewhere. */
  partnerId: string
  modelId: string
  vaultId: VaultId
  accountId: AccountId
  /** The pseudonym under which what is sent is recorded. */
  accountReference: AccountReference
  promptObjectId: ObjectId
  promptMediaType: string
  vaultPublicKey: Buffer
  promptKey: Buffer
  inputs: readonly TicketInput[]
}

const keyBytes = 32

const input = z.object({
  role: z.enum(['reference', 'mask']),
  identity: z.object({
    vaultId: z.string(),
    objectId: z.string(),
    accountId: z.string(),
    generationId: z.string(),
    kind: z.enum(['upload', 'mask', 'image']),
    imageIndex: z.optional(z.int()),
    mediaType: z.string(),
  }),
  sizeBytes: z.int(),
  picture: z.object({
    widthPx: z.int(),
    heightPx: z.int(),
    orientation: z.int(),
    marks: z.array(z.enum(provenanceMarks)),
  }),
})

const words = z.object({
  generationId: z.string(),
  attempt: z.int(),
  partnerId: z.string(),
  modelId: z.string(),
  vaultId: z.string(),
  accountId: z.string(),
  accountReference: z.string(),
  promptObjectId: z.string(),
  promptMediaType: z.string(),
  inputs: z.array(input),
})

/** One byte that counts the inputs, then all keys as bytes, so that no copy of them lingers in a string; then the words. */
export function sealTicket(key: { id: string; publicKey: Buffer }, ticket: TicketContent): Buffer {
  const { promptKey, vaultPublicKey, inputs, ...rest } = ticket
  const described = inputs.map(({ role, identity, sizeBytes, picture }) => ({
    role,
    identity,
    sizeBytes,
    picture,
  }))
  const plaintext = Buffer.concat([
    Buffer.from([inputs.length]),
    promptKey,
    vaultPublicKey,
    ...inputs.map((input) => input.key),
    Buffer.from(JSON.stringify({ ...rest, inputs: described })),
  ])
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
    return readTicket(generationId, plaintext)
  } finally {
    zero(plaintext)
  }
}

function readTicket(generationId: GenerationId, plaintext: Buffer): TicketContent {
  const inputs = plaintext[0] ?? 0
  const keyAt = (index: number) =>
    Buffer.from(plaintext.subarray(1 + index * keyBytes, 1 + (index + 1) * keyBytes))
  const read = words.parse(JSON.parse(plaintext.toString('utf8', 1 + (2 + inputs) * keyBytes)))
  return {
    generationId,
    attempt: read.attempt,
    partnerId: read.partnerId,
    modelId: read.modelId,
    promptMediaType: read.promptMediaType,
    vaultId: read.vaultId as VaultId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- sealed by sealTicket
    accountId: read.accountId as AccountId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
    accountReference: read.accountReference as AccountReference, // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
    promptObjectId: read.promptObjectId as ObjectId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
    promptKey: keyAt(0),
    vaultPublicKey: keyAt(1),
    inputs: read.inputs.map(({ identity, ...described }, index) => ({
      ...described,
      identity: { ...identity, imageIndex: identity.imageIndex },
      key: keyAt(2 + index),
    })),
  }
}

/** Zeroes every key of an opened ticket. */
export function zeroTicket(ticket: Pick<TicketContent, 'promptKey' | 'inputs'>): void {
  zero(ticket.promptKey)
  for (const { key } of ticket.inputs) zero(key)
}
