import { buffer } from 'node:stream/consumers'
import { openChunks, zero } from '#server/platform/content-crypto/index.ts'
import { objectContext } from './contexts.ts'
import type { TicketContent, TicketInput } from './ticket.ts'
import type { VaultId, ObjectId } from '#server/kernel/ids.ts'
import type { WriterParts } from './vault-writer.ts'

/** Opens the prompt a ticket names, and zeroes the ticket's key. */
export async function openPromptOf(parts: WriterParts, content: TicketContent): Promise<Buffer> {
  const { vaultId, promptObjectId, promptKey } = content
  const stored = parts.objectStore.read(vaultId, promptObjectId)
  const context = objectContext({
    vaultId,
    objectId: promptObjectId,
    accountId: content.accountId,
    generationId: content.generationId,
    kind: 'prompt',
    imageIndex: undefined,
    mediaType: content.promptMediaType,
  })
  try {
    return await buffer(parts.isContentUnsealedForTests ? stored : openChunks(promptKey, context, stored))
  } finally {
    zero(promptKey)
  }
}

/** Reads a picture that a ticket opens; its key stays until the ticket is closed. */
export function openInputOf(parts: WriterParts, { identity, key }: TicketInput): AsyncIterable<Buffer> {
  const stored = parts.objectStore.read(
    identity.vaultId as VaultId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- sealed by whoever opened the vault
    identity.objectId as ObjectId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
  )
  return parts.isContentUnsealedForTests ? stored : openChunks(key, objectContext(identity), stored)
}
