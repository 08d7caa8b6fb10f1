import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { PartnerRequest, StreamedBody } from '#partner-spec'
import { type ConnectionOptions, createConnection, readBounded } from './index.ts'

/* Partners that lie below HTTP, or at its edge: a bare socket says whatever is planted. */

const closers: (() => unknown)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const limits = { connectMs: 5_000, answerMs: 5_000, idleMs: 5_000, totalMs: 10_000 }

async function meet(
  speak: (socket: Socket, heard: () => string) => void,
  options: Partial<ConnectionOptions<string>> & { protocol?: string } = {},
) {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    let heard = ''
    socket.on('error', () => undefined)
    socket.on('data', (piece) => {
      heard += piece.toString('latin1')
    })
    speak(socket, () => heard)
  }).listen(0, '127.0.0.1')
  closers.push(() => server.close())
  closers.push(() => sockets.map((socket) => socket.destroy()))
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const settled: string[] = []
  const connection = createConnection<string>({
    baseUrl: new URL(`${options.protocol ?? 'http:'}//127.0.0.1:${port}/`),
    recordDisclosure: async () => 'ref',
    async settleDisclosure(_, { state }) {
      settled.push(state)
    },
    signal: new AbortController().signal,
    limits,
    ...options,
  })
  return { connection, settled, sockets }
}

const draw: PartnerRequest = { method: 'POST', path: '/draw', body: Buffer.from('{"prompt":"x"}') }
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const answering = (bytes: string | Buffer) => (socket: Socket) =>
  socket.once('data', () => socket.write(bytes))

async function ask(...parameters: Parameters<typeof meet>) {
  const met = await meet(...parameters)
  const outcome = await met.connection
    .sendContent(draw, ['prompt'])
    .then(async (answer) => (await readBounded(answer.body, 1e9)).toString())
    .catch((error: unknown) => error)
  return { ...met, outcome }
}

const malformed = { failure: 'malformed-answer', disclosed: 'sent' }
const broken = { failure: 'unavailable', disclosed: 'sent' }
const late = { failure: 'timed-out', disclosed: 'sent' }

test.each<[string, string | Buffer]>([
  ['no HTTP', 'SSH-2.0-OpenSSH_9\r\n'],
  ['a head of 64 KiB', `${head}x: ${'y'.repeat(65_536)}\r\n\r\n`],
  ['a thousand heads', `${head}${'x: y\r\n'.repeat(9_000)}\r\n`],
  ['two lengths', `${head}content-length: 5\r\ncontent-length: 6\r\n\r\nhello!`],
  [
    'a packed body',
    Buffer.concat([Buffer.from(`${head}content-encoding: gzip\r\n\r\n`), gzipSync(Buffer.alloc(1e6))]),
  ],
  ['more than it may', `${head}content-length: 2000000\r\n\r\n${'x'.repeat(2_000_000)}`],
  ['a chunk that is none', `${head}transfer-encoding: chunked\r\n\r\nzz\r\n`],
  ['a body longer than it says', `${head}content-length: 4\r\n\r\nwhole and more`],
])('%s is a malformed answer of one who received', async (_, bytes) => {
  const { outcome, settled } = await ask(answering(bytes))
  expect(outcome).toMatchObject(malformed)
  expect(settled).toEqual(['sent'])
})

test('half a body is an answer that broke off', async () => {
  const { outcome, settled } = await ask((socket) =>
    socket.once('data', () => socket.end(`${head}content-length: 100\r\n\r\nhalf`)),
  )
  expect(outcome).toMatchObject(broken)
  expect(settled).toEqual(['sent'])
})

test('a switch of protocol is no answer', async () => {
  const { outcome } = await ask(
    answering('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  )
  expect(outcome).toMatchObject({ failure: 'unavailable', disclosed: 'unknown' })
})

test('silence in the middle of a body ends in time', async () => {
  const { outcome } = await ask(answering(`${head}content-length: 9\r\n\r\nhalf`), {
    limits: { ...limits, idleMs: 60 },
  })
  expect(outcome).toMatchObject(late)
})

test('a body of one byte at a time ends in time', async () => {
  const drip = (socket: Socket) =>
    socket.once('data', () => {
      socket.write(`${head}content-length: 9000\r\n\r\n`)
      const timer = setInterval(() => socket.write('x'), 10)
      socket.once('close', () => clearInterval(timer))
    })
  const { outcome } = await ask(drip, { limits: { ...limits, totalMs: 150 } })
  expect(outcome).toMatchObject(late)
})

test('a reader that takes its time does not make the partner late', async () => {
  const { connection } = await meet(answering(`${head}content-length: 4\r\n\r\nwhole`.slice(0, -1)), {
    limits: { ...limits, idleMs: 40 },
  })
  const answer = await connection.sendContent(draw, ['prompt'])
  const pieces: string[] = []
  for await (const piece of answer.body) {
    pieces.push(Buffer.from(piece).toString())
    await new Promise((resolve) => AbortSignal.timeout(120).addEventListener('abort', resolve))
  }
  expect(pieces.join('')).toBe('whol')
})

test('a partner whose certificate is not proven, or that speaks no TLS, receives nothing', async () => {
  const { outcome, settled } = await ask(answering(`${head}\r\n`), { protocol: 'https:' })
  expect(outcome).toMatchObject({ failure: 'unavailable', disclosed: 'nothing' })
  expect(settled).toEqual(['failed'])
})

test('a handshake that never ends receives nothing', async () => {
  const { outcome, settled } = await ask(() => undefined, {
    protocol: 'https:',
    limits: { ...limits, connectMs: 60 },
  })
  expect(outcome).toMatchObject({ failure: 'timed-out', disclosed: 'nothing' })
  expect(settled).toEqual(['failed'])
})

test('a send that is stopped ends at once, and may have been received', async () => {
  const stop = new AbortController()
  const { connection, sockets, settled } = await meet((socket) => socket.once('data', () => stop.abort()), {
    signal: stop.signal,
  })
  await expect(connection.sendContent(draw, ['prompt'])).rejects.toMatchObject({ disclosed: 'unknown' })
  const [socket] = sockets
  if (socket?.closed === false) await once(socket, 'close')
  expect(settled).toEqual(['unknown'])
})

test('what is stopped between the record and the send does not leave', async () => {
  const stop = new AbortController()
  const { connection, sockets, settled } = await meet(() => undefined, {
    signal: stop.signal,
    async recordDisclosure() {
      stop.abort()
      return 'ref'
    },
  })
  await expect(connection.sendContent(draw, ['prompt'])).rejects.toMatchObject({ disclosed: 'nothing' })
  expect([settled, sockets]).toEqual([['failed'], []])
})

function streamed(pieces: readonly string[], sizeBytes = pieces.join('').length): StreamedBody {
  return {
    sizeBytes,
    pieces: (async function* () {
      for (const piece of pieces) yield Buffer.from(piece)
    })(),
  }
}

test('a streamed body arrives whole, under its length', async () => {
  const { connection } = await meet((socket, heard) =>
    socket.on('data', () => {
      if (heard().endsWith('two three'))
        socket.write(`${head}content-length: ${heard().length}\r\n\r\n${heard()}`)
    }),
  )
  const answer = await connection.sendContent({ ...draw, body: streamed(['one ', 'two ', 'three']) }, [
    'upload',
  ])
  const heard = (await readBounded(answer.body, 10_000)).toString()
  expect(heard).toMatch(/content-length: 13\r\n/)
  expect(heard).toMatch(/accept-encoding: identity\r\n/)
  expect(heard).toMatch(/\r\n\r\none two three$/)
})

test.each([
  ['shorter', 20],
  ['longer', 5],
])('a body that is %s than it says is never whole', async (_, sizeBytes) => {
  const { connection, settled } = await meet(() => undefined)
  const body = streamed(['one ', 'two ', 'three'], sizeBytes)
  await expect(connection.sendContent({ ...draw, body }, ['upload'])).rejects.toThrow('than it says')
  expect(settled).toHaveLength(1)
})

test('a body that cannot be read to its end says so, and settles what left', async () => {
  const { connection, settled, sockets } = await meet(() => undefined)
  const pieces = (async function* () {
    yield Buffer.from('one ')
    while (sockets.length === 0) await new Promise(setImmediate)
    throw new Error('the sitting has ended')
  })()
  const sending = connection.sendContent({ ...draw, body: { sizeBytes: 9, pieces } }, ['upload'])
  await expect(sending).rejects.toThrow('the sitting has ended')
  expect(settled).toEqual(['unknown'])
})

test('a partner that refuses before it has everything gets no more', async () => {
  let read = 0
  const pieces = (async function* () {
    for (; read < 10_000; read += 1) yield Buffer.alloc(65_536)
  })()
  const { connection, settled } = await meet(
    answering('HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno'),
  )
  const answer = await connection.sendContent({ ...draw, body: { sizeBytes: 655_360_000, pieces } }, [
    'upload',
  ])
  expect([answer.status, (await readBounded(answer.body, 100)).toString(), settled]).toEqual([
    413,
    'no',
    ['sent'],
  ])
  expect(read).toBeLessThan(1_000)
})

test('a connection serves again after an answer was read to its end, and goes after one that was left', async () => {
  const { connection, sockets } = await meet((socket) =>
    socket.on('data', () => socket.write(`${head}content-length: 4\r\n\r\ngood`)),
  )
  for (let turn = 0; turn < 3; turn += 1) {
    const answer = await connection.sendContent(draw, ['prompt'])
    await readBounded(answer.body, 100)
  }
  expect(sockets).toHaveLength(1)
  const answer = await connection.sendContent(draw, ['prompt'])
  answer.close()
  await readBounded((await connection.sendContent(draw, ['prompt'])).body, 100)
  expect(sockets).toHaveLength(2)
})

test('what comes after an answer was read is no answer to the next, and ends the connection', async () => {
  const { connection, sockets } = await meet(answering(`${head}content-length: 4\r\n\r\ngood`))
  await readBounded((await connection.sendContent(draw, ['prompt'])).body, 100)
  const [socket] = sockets
  if (socket === undefined) throw new Error('nothing was connected')
  const closed = once(socket, 'close')
  socket.write(`${head}content-length: 3\r\n\r\nbad`)
  await closed
  const next = await connection.sendContent(draw, ['prompt'])
  expect((await readBounded(next.body, 100)).toString()).toBe('good')
  expect(sockets).toHaveLength(2)
})
