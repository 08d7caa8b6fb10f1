import { once } from 'node:events'
import type { ClientRequest } from 'node:http'
import type { PartnerRequest } from '#partner-spec'

export const sizeOf = (body: PartnerRequest['body']) =>
  body === undefined ? 0 : body instanceof Uint8Array ? body.byteLength : body.sizeBytes

/**
 * Writes a body at the pace the partner takes it. A partner that answers before it has everything gets no more.
 *
 * @throws what reading the pieces throws, and when they do not add up
 */
export async function writeBody(
  outgoing: ClientRequest,
  body: PartnerRequest['body'],
  { isOver, onWaiting }: { isOver: () => boolean; onWaiting: () => void },
): Promise<void> {
  if (body === undefined || body instanceof Uint8Array) {
    onWaiting()
    outgoing.end(body)
    return
  }
  let left = body.sizeBytes
  for await (const piece of body.pieces) {
    if (isOver()) return
    left -= piece.byteLength
    if (left < 0) throw new Error('a body is longer than it says')
    if (outgoing.write(piece)) continue
    onWaiting()
    await untilDrained(outgoing)
  }
  if (isOver()) return
  if (left !== 0) throw new Error('a body is shorter than it says')
  outgoing.end()
}

/** Until there is room again, or there is no more use in waiting for it. */
async function untilDrained(outgoing: ClientRequest): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  try {
    await Promise.race(['drain', 'close', 'response'].map((event) => once(outgoing, event, { signal })))
  } catch {
    // It broke: the exchange hears of that by itself, and says so.
  } finally {
    waiting.abort()
  }
}
