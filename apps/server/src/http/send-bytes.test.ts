import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { sendBytes } from './index.ts'

const pieceBytes = 512 * 1024
const count = 40

/** One buffer, lent again and again: every piece holds its own number, and zeros when all is over. */
function lendPieces() {
  const lent = Buffer.alloc(pieceBytes)
  const told = { asked: 0, ended: false }
  async function* pieces() {
    try {
      for (let number = 1; number <= count; number += 1) {
        told.asked = number
        yield lent.fill(number)
      }
    } finally {
      lent.fill(0)
      told.ended = true
    }
  }
  return { bytes: pieces(), told }
}

async function serve(bytes: AsyncIterable<Uint8Array>) {
  const server = createServer(
    (_, outgoing) =>
      void sendBytes(outgoing, { contentType: 'image/png', sizeBytes: pieceBytes * count, bytes }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const socket = connect({ port: address.port, host: '127.0.0.1' }).pause()
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  return { socket, server }
}

test('pieces that are lent arrive as they were, though the client reads late', async () => {
  const { bytes, told } = lendPieces()
  const { socket, server } = await serve(bytes)
  await expect.poll(() => told.asked).toBeGreaterThan(1)
  const parts: Buffer[] = []
  for await (const part of socket) parts.push(part)
  const body = Buffer.concat(parts).subarray(-pieceBytes * count)
  const wrong = Array.from({ length: count }, (_, index) => index).filter(
    (index) =>
      !body
        .subarray(index * pieceBytes, (index + 1) * pieceBytes)
        .equals(Buffer.alloc(pieceBytes, index + 1)),
  )
  expect(wrong).toEqual([])
  server.close()
})

test('what a client does not read is not opened, and a client that goes ends it', async () => {
  const { bytes, told } = lendPieces()
  const { socket, server } = await serve(bytes)
  await expect.poll(() => told.asked).toBeGreaterThan(1)
  socket.destroy()
  await expect.poll(() => told.ended).toBe(true)
  expect(told.asked).toBeLessThan(count)
  server.close()
})
