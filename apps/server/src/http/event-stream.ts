import type { IncomingMessage, ServerResponse } from 'node:http'

/** One client that listens (text/event-stream). Nothing is buffered for it but what the kernel's socket takes. */
export interface EventStream {
  /** False when the client does not keep up or is gone: it has been let go, and comes back with its cursor. */
  write(event: { id?: number; data: unknown }): boolean
  /** Keeps proxies from closing the connection. */
  beat(): boolean
  end(): void
}

/** A client that has this much unread is slow; it loses nothing, because it comes back with its cursor. */
const longestBacklogBytes = 256 * 1024

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html (read 2026-11-24) */
export function openEventStream(
  { incoming, outgoing }: { incoming: IncomingMessage; outgoing: ServerResponse },
  onClose: () => void,
): EventStream {
  incoming.socket.setTimeout(0)
  incoming.socket.setNoDelay(true)
  outgoing.setHeader('Content-Type', 'text/event-stream')
  outgoing.setHeader('X-Accel-Buffering', 'no')
  outgoing.writeHead(200)
  outgoing.write('retry: 1000\n\n')
  outgoing.once('close', onClose)
  const send = (text: string) => {
    if (outgoing.destroyed || outgoing.writableEnded) return false
    if (outgoing.writableLength > longestBacklogBytes) {
      outgoing.destroy()
      return false
    }
    outgoing.write(text)
    return true
  }
  return {
    write: ({ id, data }) =>
      send(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`),
    beat: () => send(':\n\n'),
    end: () => void outgoing.end(),
  }
}
