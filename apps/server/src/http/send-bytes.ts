import type { ServerResponse } from 'node:http'

export interface SentBytes {
  contentType: string
  /** Absent where it is not known before the end. */
  sizeBytes?: number
  /** Saved under this name instead of shown. */
  fileName?: string
  /** Pieces may be lent: the next is asked for when the system has taken the last. */
  bytes: AsyncIterable<Uint8Array>
}

/**
 * Streams bytes at the client's pace, one piece in memory at a time. The first piece is awaited before the head is sent, so that what cannot be opened
 * is an error answer; a failure later breaks the connection, which no client takes for a whole file.
 */
export async function sendBytes(outgoing: ServerResponse, sent: SentBytes) {
  const { contentType, sizeBytes, fileName, bytes } = sent
  const pieces = bytes[Symbol.asyncIterator]()
  try {
    let next = await pieces.next()
    outgoing.setHeader('Content-Type', contentType)
    if (sizeBytes !== undefined) outgoing.setHeader('Content-Length', sizeBytes)
    const disposition = fileName === undefined ? 'inline' : `attachment; filename="${fileName}"`
    outgoing.setHeader('Content-Disposition', disposition)
    outgoing.setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
    outgoing.writeHead(200)
    while (next.done !== true && !outgoing.destroyed) {
      await writeOut(outgoing, next.value)
      next = await pieces.next()
    }
    outgoing.end()
  } catch (error) {
    if (!outgoing.headersSent) throw error
    outgoing.destroy()
  } finally {
    await pieces.return?.()
  }
}

/** Resolves when the system has taken the piece, or the client is gone: nobody reads its memory after that. */
async function writeOut(outgoing: ServerResponse, piece: Uint8Array): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  outgoing.once('close', resolve)
  outgoing.write(piece, () => resolve())
  await promise
  outgoing.off('close', resolve)
}
