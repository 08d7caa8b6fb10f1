import { once } from 'node:events'
import { connect } from 'node:net'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { type Client, openServer, signIn } from '#testkit'

/* The room for pictures on their way in is bounded, so somebody could fill it and let in nothing, byte by byte. */

const server = await openServer({ environment: { TRUSTED_PROXIES: '127.0.0.1' } })

const signInAs = (name: string, forwardedFor: string) =>
  signIn(server.url, { email: `${name}@example.org` }, { forwardedFor })

/** Announces the largest picture there may be, and gives it a little faster than the slowest that is borne. */
async function giveSlowly(client: Client): Promise<() => void> {
  const socket = connect(server.port, '127.0.0.1')
  const head = [
    'POST /api/uploads HTTP/1.1',
    `Host: localhost:${server.port}`,
    `Origin: ${server.url}`,
    `Cookie: ${client.cookieHeader}`,
    'Content-Type: application/octet-stream',
    `Content-Length: ${20 * 1024 * 1024}`,
    'Expect: 100-continue',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toContain('100 Continue')
  // What is asked after it is answered after it was let in, or stands in the line.
  await (await client.request('/api/session')).arrayBuffer()
  const trickle = setInterval(() => socket.write(Buffer.alloc(5_000)), 250)
  const stop = () => {
    clearInterval(trickle)
    socket.destroy()
  }
  socket.on('error', stop).on('close', stop)
  return stop
}

test('who gives slowly gives way, when somebody else waits', { timeout: 60_000 }, async () => {
  const stops: (() => void)[] = []
  for (const at of [1, 2, 3]) {
    const client = await signInAs(`slow-${at}`, `192.0.2.${at}`)
    for (let uploads = 0; uploads < 3; uploads += 1) stops.push(await giveSlowly(client))
  }
  const quick = await signInAs('quick', '192.0.2.9')
  const red = { create: { width: 64, height: 64, channels: 3, background: 'red' } } as const
  const body = new Uint8Array(await sharp(red).png().toBuffer())

  const headers = { 'Content-Type': 'application/octet-stream' }
  const answer = await quick.request('/api/uploads', {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(40_000),
  })

  expect(answer.status).toBe(201)
  for (const stop of stops) stop()
})
