import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { AppError } from '#server/kernel/app-error.ts'
import { takeConnection } from './take-connection.ts'

/** One client that listens (text/event-stream). Nothing is buffered for it but what its socket takes. */
export interface EventStream {
  /** False when the client does not keep up or is gone: it has been let go, and comes back with its cursor. */
  write(event: Buffer): boolean
  end(): void
}

/** A client that has this much unread is slow; it loses nothing, because it comes back with its cursor. */
const longestBacklogBytes = 256 * 1024
/** How long a client that was told the end may take to read it. */
const lingerMs = 10_000
/** Keeps proxies from closing the connection. */
const beat = Buffer.from(':\n\n')
const beatEveryMs = 15_000

/** An event as it goes over the wire: made once for all who hear it. */
export function frameEvent({ id, data }: { id?: number; data: unknown }): Buffer {
  return Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`)
}

/**
 * The event streams of one server: a bare socket each, and one heart for all.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html (read 2026-11-24)
 */
export class EventStreams {
  readonly #open = new Set<ListeningClient>()
  readonly #beating: NodeJS.Timeout

  constructor() {
    this.#beating = setInterval(() => {
      for (const client of this.#open) client.write(beat)
    }, beatEveryMs).unref()
  }

  /**
   * Sends the head and takes the connection; `onClose` is called once, when the client is gone.
   *
   * @throws AppError http/invalid-body when the request was not read to its end, or the answer to another comes first
   */
  open(
    { incoming, outgoing }: { incoming: IncomingMessage; outgoing: ServerResponse },
    onClose: () => void,
  ): EventStream {
    const { socket } = outgoing
    if (socket === null || !incoming.readableEnded) throw new AppError('http/invalid-body')
    sendHead(outgoing)
    takeConnection(outgoing, socket)
    const client = new ListeningClient(socket)
    this.#open.add(client)
    socket.once('close', () => {
      this.#open.delete(client)
      onClose()
    })
    return client
  }

  /** Ends every stream. */
  close(): void {
    clearInterval(this.#beating)
    for (const client of this.#open) client.end()
  }

  /** Breaks what has not ended. */
  break(): void {
    for (const client of this.#open) client.break()
  }
}

/** The body goes on until the connection closes, so that nothing but the events has to be written. */
function sendHead(outgoing: ServerResponse): void {
  outgoing.useChunkedEncodingByDefault = false
  outgoing.setHeader('Connection', 'close')
  outgoing.setHeader('Content-Type', 'text/event-stream')
  outgoing.setHeader('X-Accel-Buffering', 'no')
  outgoing.writeHead(200)
  outgoing.write('retry: 1000\n\n')
}

class ListeningClient implements EventStream {
  readonly #socket: Socket

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    // A client that listens has nothing more to say: whatever comes is a second request, or the end.
    socket.on('data', destroyThis)
    socket.on('end', destroyThis)
    socket.on('error', ignoreGoneClient)
    socket.resume()
    // It left while the head was written: it is not told so again.
    if (socket.readableEnded || socket.writableEnded) socket.destroy()
  }

  write(event: Buffer): boolean {
    const socket = this.#socket
    if (socket.destroyed || socket.writableEnded) return false
    if (socket.writableLength > longestBacklogBytes) {
      socket.destroy()
      return false
    }
    socket.write(event)
    return true
  }

  end(): void {
    this.#socket.setTimeout(lingerMs, destroyThis)
    this.#socket.destroySoon()
  }

  break(): void {
    this.#socket.destroy()
  }
}

/* One function for all: a closure for each of ten thousand clients is memory too. */

function destroyThis(this: Socket): void {
  this.destroy()
}

function ignoreGoneClient(): void {
  return undefined
}
