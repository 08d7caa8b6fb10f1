import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What the HTTP server listens for on a connection of its own. */
const listenedFor = ['data', 'drain', 'end', 'close', 'error', 'timeout', 'pause', 'resume']

/**
 * Takes a connection out of the HTTP server's hands once its head is written, as Node itself does at an upgrade: request,
 * response and parser are let go, and a bare socket is left. It still counts among the server's connections; whoever takes
 * it listens for its errors and ends it.
 *
 * The request must have been read to its end, or Node would break the connection with it.
 *
 * NOTE: that the connection is over is told to the server alone, by the event it would hear; then its listeners go. A
 * response that stays in its hands costs some 8 KiB of parser, request and response, as long as its client listens.
 *
 * @see node:_http_server `socketOnClose`, and the upgrade in `onParserExecuteCommon` (24.21)
 */
export function takeConnection(outgoing: ServerResponse, socket: Socket): void {
  outgoing.detachSocket(socket)
  socket.emit('close', false)
  for (const event of listenedFor) socket.removeAllListeners(event)
  socket.setTimeout(0)
}
