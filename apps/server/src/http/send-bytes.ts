import { once } from 'node:events'
import type { ServerResponse } from 'node:http'

export interface SentBytes {
  contentType: string
  sizeBytes: number
  bytes: AsyncIterable<Uint8Array>
}

/**
 * Streams bytes at the client's pace. The first piece is awaited before the head is sent, so that what cannot be opened
 * is an error answer; a failure later breaks the connection, which no client takes for a whole file.
 */
export async function sendBytes(outgoing: ServerResponse, { contentType, sizeBytes, bytes }: SentBytes) {
  const pieces = bytes[Symbol.asyncIterator]()
  try {
    let next = await pieces.next()
    outgoing.setHeader('Content-Type', contentType)
    outgoing.setHeader('Content-Length', sizeBytes)
    outgoing.setHeader('Content-Disposition', 'inline')
    outgoing.setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
    outgoing.writeHead(200)
    while (next.done !== true && !outgoing.destroyed) {
      if (!outgoing.write(next.value)) await waitForDrain(outgoing)
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

async function waitForDrain(outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed) return
  const waiting = new AbortController()
  const { signal } = waiting
  await Promise.race([once(outgoing, 'drain', { signal }), once(outgoing, 'close', { signal })])
  waiting.abort()
}
