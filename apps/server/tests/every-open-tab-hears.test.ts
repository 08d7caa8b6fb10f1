import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { openServer, readEvents, signIn, start, waitFor } from '#testkit'

/* Tabs that open at the same moment, more of them than are allowed, and those that leave before they were answered. */

const server = await openServer({ limits: { eventStreamsPerSession: 4 } })
const client = await signIn(server.url)

test('of many tabs at once as many as are allowed listen, and each of these hears', async () => {
  const leaving = new AbortController()
  const { signal } = leaving
  const asked = Array.from({ length: 12 }, () => client.request('/api/events', { signal }))
  const answers = await Promise.all(asked)
  const listening = answers.filter(({ status }) => status === 200)
  expect([listening.length, answers.filter(({ status }) => status === 429).length]).toEqual([4, 8])

  const { id } = await start(client, { prompt: 'a fox' })

  const heard = await Promise.all(listening.map((response) => hears(response, id)))
  expect(heard).toEqual([true, true, true, true])
  leaving.abort()
})

async function hears(response: Response, id: string): Promise<boolean> {
  for await (const { event } of readEvents(response)) {
    if (event.kind === 'generation-changed' && event.generation.id === id) return true
  }
  return false
}

test('a tab that leaves before it is answered takes no place', async () => {
  const hasty = Array.from({ length: 12 }, () => askAndLeave())
  await Promise.all(hasty)

  await expect
    .poll(
      async () => {
        const leaving = new AbortController()
        const { status } = await client.request('/api/events', { signal: leaving.signal })
        leaving.abort()
        return status
      },
      { timeout: 10_000 },
    )
    .toBe(200)
})

async function askAndLeave(): Promise<void> {
  const socket: Socket = connect(server.port, '127.0.0.1')
  await once(socket, 'connect')
  const head = `GET /api/events HTTP/1.1\r\nHost: localhost:${server.port}\r\nCookie: ${client.cookieHeader}\r\n\r\n`
  socket.end(head)
  await once(socket.resume(), 'close')
}

test('a program that waits for many at once needs one place', async () => {
  const wishes = await Promise.all(Array.from({ length: 12 }, () => start(client, { prompt: 'a hare' })))

  const ended = await Promise.all(wishes.map(({ id }) => waitFor(client, id)))

  expect(ended.map(({ phase }) => phase)).toEqual(wishes.map(() => 'delivered'))
})
