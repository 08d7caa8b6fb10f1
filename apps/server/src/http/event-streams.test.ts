import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EventStream, EventStreams, frameEvent } from './event-streams.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

let server: Server
let streams: EventStreams
let opened: EventStream[]
let closed: number
let refused: unknown[]
/** Requests and responses, held weakly. */
let brought: WeakRef<IncomingMessage | ServerResponse>[]
let answerSlow: () => void
beforeEach(async () => {
  streams = new EventStreams()
  opened = []
  refused = []
  brought = []
  closed = 0
  server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  streams.close()
  streams.break()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (incoming.url === '/slow') return keepWaiting(outgoing)
  if (incoming.method === 'GET') await once(incoming.resume(), 'end')
  brought.push(new WeakRef(incoming), new WeakRef(outgoing))
  try {
    opened.push(streams.open({ incoming, outgoing }, countClosed))
  } catch (error) {
    refused.push(error)
    outgoing.writeHead(400).end()
  }
}

/** Of its own, like what waits for it: a closure inside `answer` would hold the request that is looked for. */
function countClosed(): void {
  closed += 1
}

function keepWaiting(outgoing: ServerResponse): void {
  answerSlow = () => outgoing.end('slow')
}

function ask(request = 'GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n') {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const socket = connect(address.port, '127.0.0.1')
  const seen = { text: '', isOver: false }
  socket.on('data', (bytes) => (seen.text += String(bytes)))
  socket.on('close', () => (seen.isOver = true))
  socket.on('error', () => undefined)
  socket.write(request)
  return { socket, seen }
}

async function listen(): Promise<{
  socket: Socket
  seen: { text: string; isOver: boolean }
  stream: EventStream
}> {
  const client = ask()
  await expect.poll(() => client.seen.text).toContain('retry: 1000\n\n')
  const stream = opened.at(-1)
  if (stream === undefined) throw new Error('no stream was opened')
  return { ...client, stream }
}

test('events arrive in order, with their numbers, until the stream ends', async () => {
  const { seen, stream } = await listen()

  stream.write(frameEvent({ id: 7, data: { kind: 'one' } }))
  stream.write(frameEvent({ data: { kind: 'two' } }))
  stream.end()

  await expect.poll(() => seen.isOver).toBe(true)
  const [head, body] = seen.text.split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(head).toContain('Connection: close')
  expect(head).not.toContain('Transfer-Encoding')
  expect(body).toBe('retry: 1000\n\nid: 7\ndata: {"kind":"one"}\n\ndata: {"kind":"two"}\n\n')
  expect(closed).toBe(1)
  expect(stream.write(frameEvent({ data: 'late' }))).toBe(false)
})

test('nothing of the request stays while the stream stands', async () => {
  const { stream, seen } = await listen()

  await expect
    .poll(() => {
      collect()
      return brought.map((reference) => reference.deref()).filter((kept) => kept !== undefined).length
    })
    .toBe(0)

  stream.write(frameEvent({ data: 'still there' }))
  await expect.poll(() => seen.text).toContain('still there')
})

test.each<[string, (socket: Socket) => unknown]>([
  ['leaves', (socket) => socket.destroy()],
  ['says it has no more to say', (socket) => socket.end()],
  ['sends a second request', (socket) => socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
])('a client that %s is gone, and told so once', async (_, act) => {
  const { socket } = await listen()

  act(socket)

  await expect.poll(() => closed).toBe(1)
  await expect.poll(() => countConnections()).toBe(0)
})

async function countConnections(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  server.getConnections((_, count) => resolve(count))
  return promise
}

test('a client that does not read is let go', async () => {
  const { socket, stream } = await listen()
  socket.pause()

  const event = frameEvent({ data: 'x'.repeat(100_000) })
  await expect
    .poll(() => Array.from({ length: 20 }, () => stream.write(event)).every(Boolean), { interval: 1 })
    .toBe(false)

  await expect.poll(() => closed).toBe(1)
})

test('a request that is not whole, or comes behind another, opens no stream', async () => {
  ask('POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n')
  await expect.poll(() => refused.length).toBe(1)
  const second =
    'GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\nGET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n'
  const { seen } = ask(second)
  await expect.poll(() => refused.length).toBe(2)
  answerSlow()

  await expect.poll(() => seen.text).toContain('400 Bad Request')
  expect(refused).toMatchObject([{ code: 'http/invalid-body' }, { code: 'http/invalid-body' }])
  expect(opened).toEqual([])
})

test('an old proxy is answered in its own words', async () => {
  const { seen } = ask('GET /api/events HTTP/1.0\r\nHost: localhost\r\n\r\n')
  await expect.poll(() => seen.text).toContain('\r\n\r\nretry: 1000\n\n')
})

test('a server that closes ends its streams, and breaks those that do not go', async () => {
  const { seen } = await listen()
  const stubborn = await listen()
  stubborn.socket.pause()
  const over = once(server, 'close')

  server.close()
  streams.close()
  await expect.poll(() => seen.isOver).toBe(true)
  streams.break()

  await over
  server.listen(0, '127.0.0.1')
})
