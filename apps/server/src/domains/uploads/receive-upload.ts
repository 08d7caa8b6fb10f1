import type { IncomingMessage } from 'node:http'
import { mostUploads, type UploadRole, uploadLimitBytes } from '#contract'
import type { ObjectListing, SealedObject } from '#server/domains/vault/index.ts'
import { readBytes, type RequestSession } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { release } from '#server/kernel/release.ts'
import { sendAlone } from '#server/platform/postgres/index.ts'
import { type CleanPicture, lendCleanPicture } from './clean-picture.ts'
import type { Intake } from './intake.ts'
import type { UploadParts } from './parts.ts'

/** About what a phone on a poor line still gives; and what must be given while somebody else waits for the room. */
const slowestBytesPerSecond = { alone: 16 * 1024, crowded: 256 * 1024 }

export interface ReceiveInput {
  session: RequestSession
  role: UploadRole
  incoming: IncomingMessage
  signal: AbortSignal
  intake: Intake
}

/**
 * Takes in one picture from a request's raw body and seals it to the session's sitting, without metadata.
 *
 * @throws AppError uploads/*, vault/closed; then nothing is kept
 */
export async function receiveUpload(parts: UploadParts, input: ReceiveInput): Promise<ObjectListing> {
  const { session, incoming, signal, intake } = input
  const declared = Number(incoming.headers['content-length'] ?? uploadLimitBytes)
  if (declared > uploadLimitBytes) throw tooLarge()
  const { sessionId } = session
  // It may stand still while it waits for its turn; how slowly it may come is judged below.
  incoming.socket.setTimeout(0)
  return intake.admit({ sessionId, sizeBytes: declared, signal }, async (isCrowded) => {
    const bytes = await readPicture(incoming, isCrowded)
    try {
      const listing = await lendCleanPicture(parts.decoder, { ...input, bytes }, (clean) =>
        keep(parts, input, clean),
      )
      bytes.fill(0)
      // NOTE: only of one that was kept. A child that was killed may have its pipe written to still.
      release(bytes)
      return listing
    } catch (error) {
      bytes.fill(0)
      throw error
    }
  })
}

const tooLarge = () => new AppError('uploads/too-large', { maximumBytes: uploadLimitBytes })

async function readPicture(
  incoming: IncomingMessage,
  isCrowded: () => boolean,
): Promise<Buffer<ArrayBuffer>> {
  const { alone, crowded } = slowestBytesPerSecond
  try {
    return await readBytes(incoming, {
      maximumBytes: uploadLimitBytes,
      slowestBytesPerSecond: () => (isCrowded() ? crowded : alone),
    })
  } catch (error) {
    throw error instanceof AppError && error.code === 'http/body-too-large' ? tooLarge() : error
  }
}

async function keep(
  parts: UploadParts,
  { session, role }: ReceiveInput,
  { pieces, mediaType, picture }: CleanPicture,
): Promise<ObjectListing> {
  let sealed: SealedObject | undefined
  try {
    const sitting = await parts.openSitting(session)
    const kind = role === 'mask' ? 'mask' : 'upload'
    const written = await sitting.writer.seal({
      kind,
      mediaType,
      picture: () => picture,
      bytes: inTurn(pieces),
    })
    sealed = written
    written.key.fill(0)
    const { objectId, vaultId, sizeBytes } = written
    await parts.database.transaction().execute(async (tx) => {
      // First, as it locks the session, which everybody locks before anything in it.
      await parts.tellSittingChanged(tx, session.sessionId)
      const held = await parts.vaults.listUploads(tx, vaultId)
      if (held.length >= mostUploads) throw new AppError('uploads/too-many', { most: mostUploads })
      await sendAlone(tx, written.recording(tx))
      await written.lasting
    })
    return { objectId, generationId: '', kind, imageIndex: undefined, mediaType, sizeBytes, picture }
  } catch (error) {
    // NOTE: our own no alone. What broke in the middle may have been committed; where it was not, the sweep finds the bytes.
    if (error instanceof AppError) await sealed?.discard()
    throw error
  }
}

async function* inTurn(pieces: readonly Buffer[]): AsyncIterable<Buffer> {
  yield* pieces
}
