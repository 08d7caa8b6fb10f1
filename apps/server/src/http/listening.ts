import { once } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import type { EventStreams } from './event-streams.ts'

const closingMs = 2_000

/** Resolves when the port answers. @throws StartupFault http/port-refused */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const sentence = explainRefusal(code, port, host)
    throw sentence === undefined ? error : new StartupFault('http/port-refused', sentence, { cause: error })
  }
}

function explainRefusal(code: unknown, port: number, host: string): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop it, or choose another with --port.`
    case 'EACCES':
      return `This user may not have port ${port}. Choose one from 1024 up with --port.`
    case 'EADDRNOTAVAIL':
      return `HOST ${host} is not an address of this machine. Write one that is, such as 127.0.0.1 or 0.0.0.0.`
    default:
      return undefined
  }
}

/** Takes no more, lets what runs end, and breaks what does not within `closingMs`. */
export async function close(server: Server, streams: EventStreams): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  streams.close()
  server.closeIdleConnections()
  const patience = new AbortController()
  const isClosed = await Promise.race([
    closed.then(() => true),
    pause(closingMs, false, { ref: false, signal: patience.signal }).catch(() => false),
  ])
  patience.abort()
  if (!isClosed) {
    server.closeAllConnections()
    streams.break()
  }
  await closed
}
