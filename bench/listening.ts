import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { askDatabase } from '../packages/testkit/src/inside-server.ts'
import { memorySettings, serverFlags } from '../bootstrap/server-flags.mjs'
import type { TestServer } from '../packages/testkit/src/test-server.ts'
import { type Figure, milliseconds, quantile } from './figure.ts'

const wanted = 10_000
const atOnce = 100
const rounds = 7

/** How many connections a process may have here: Node has raised its limit to the hard one already. */
const openFiles = Number(
  /^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1],
)
export const listeningClients = Math.min(wanted, openFiles - 500)
/** The first clients also pay for what a server needs once: young memory, compiled code. They leave again. */
const first = listeningClients / 5

interface Listened {
  kibibytesEach: number
  toldMs: number
}

interface Server {
  pid: number
  port: number
  cookie: string
  /** Makes the server tell every client one event. */
  tell(): Promise<unknown>
}

/** What a client that listens takes of the server's memory, and how long all take to hear one event, at best. */
export async function measureListening(server: TestServer, cookie: string): Promise<Figure[]> {
  const bare = await measureBare()
  const ours = await measure({ ...server, cookie, tell: () => tellOfCredits(server) })
  const shown = (kibibytes: number) => `${kibibytes.toFixed(1)} KiB`
  return [
    {
      name: `an idle event-stream client, of ${listeningClients}`,
      measured: shown(ours.kibibytesEach),
      floor: `${shown(bare.kibibytesEach)} on node:http alone`,
      goal: '≤ 14 KiB',
      isMet: ours.kibibytesEach <= 14,
    },
    {
      name: `one event told to ${listeningClients} clients`,
      measured: milliseconds(ours.toldMs),
      floor: `${milliseconds(bare.toldMs)} on node:http alone`,
      goal: '≤ 1.3 x the floor',
      isMet: ours.toldMs <= 1.3 * bare.toldMs,
    },
  ]
}

async function measureBare(): Promise<Listened> {
  const entry = new URL('./bare-event-server.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [...serverFlags, entry], {
    env: { ...process.env, ...memorySettings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = await once(child.stdout, 'data')
  const url = `http://127.0.0.1:${Number(port)}`
  const tell = () => fetch(url, { method: 'POST' })
  const listened = await measure({ pid: child.pid ?? 0, port: Number(port), cookie: 'session=x', tell })
  child.kill()
  await once(child, 'exit')
  return listened
}

async function measure(server: Server): Promise<Listened> {
  const rss = () =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0)
  for (const socket of await openMany(server, first)) socket.destroy()
  const before = rss()
  const sockets = await openMany(server, listeningClients)
  const kibibytesEach = (rss() - before) / listeningClients
  const told: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const hearing = Promise.all(sockets.map((socket) => once(socket, 'data')))
    const startedAt = performance.now()
    await Promise.all([server.tell(), hearing])
    told.push(performance.now() - startedAt)
  }
  for (const socket of sockets) socket.destroy()
  return { kibibytesEach, toldMs: quantile(told, 0) }
}

async function openMany(server: Server, count: number): Promise<Socket[]> {
  const sockets: Socket[] = []
  while (sockets.length < count) {
    sockets.push(...(await Promise.all(Array.from({ length: atOnce }, () => openOne(server)))))
  }
  return sockets
}

async function openOne({ port, cookie }: Server): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `GET /api/events HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: ${cookie}\r\nAccept: text/event-stream\r\n\r\n`,
  )
  const [head] = await once(socket, 'data')
  if (!String(head).startsWith('HTTP/1.1 200')) throw new Error('no stream was opened')
  return socket
}

/** As the server itself appends an event and tells of it. */
async function tellOfCredits(server: TestServer): Promise<void> {
  await askDatabase(
    server,
    `with numbered as (update sessions set event_sequence = event_sequence + 1 returning id, event_sequence),
      written as (insert into session_events (session_id, sequence, kind, occurred_at)
        select id, event_sequence, 'credits-changed', now() from numbered)
    select pg_notify('session', id) from numbered`,
  )
}
