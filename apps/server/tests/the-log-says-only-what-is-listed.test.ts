import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { isListedLine } from '#server/platform/logger/index.ts'
import { ask, openPartneredServer, signIn, start, waitFor } from '#testkit'

/* T20: whatever is asked, and however it breaks off, each line of the output is one of the closed list. */

const { server, partner } = await openPartneredServer({ limits: { sweepEveryMs: 200 } })

/** Begins a request and breaks the connection in the middle of its body. */
async function breakOff(path: string, contentType: string): Promise<void> {
  const socket = connect(server.port, '127.0.0.1')
  await once(socket, 'connect')
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\nOrigin: ${server.url}\r\n`
  socket.write(`${head}Content-Type: ${contentType}\r\nContent-Length: 900\r\n\r\nplanted=words`)
  // What comes after an answered request has been received before it.
  await (await fetch(`${server.url}/healthz`)).arrayBuffer()
  socket.resetAndDestroy()
  await once(socket, 'close')
}

test('after all that can go wrong there is no other line, no other field and no planted word', async () => {
  const client = await signIn(server.url, { name: 'planted name', email: 'planted@example.org' })
  for (const path of ['/demo-identity/token', '/auth/age', '/api/generations']) {
    await breakOff(path, 'application/x-www-form-urlencoded')
    await breakOff(path, 'application/json')
  }
  for (const query of ['?error=planted&state=planted', '?code=planted', '']) {
    await (await client.request(`/auth/callback${query}`)).arrayBuffer()
  }
  for (const path of ['/demo-identity/auth?client_id=planted', '/demo-identity/interaction/planted']) {
    await (await client.request(path)).arrayBuffer()
  }
  await (await ask(client, { prompt: 'planted fox', model: 'planted/model' })).arrayBuffer()
  partner.behave({ kind: 'fail', status: 500, body: 'planted body' })
  const failed = await start(client, { prompt: 'planted fox', model: 'plain/picture' })
  await waitFor(client, failed.id)
  partner.behave({ kind: 'lie', body: 'planted body' })
  const rejected = await start(client, { prompt: 'planted fox', model: 'plain/picture' })
  await waitFor(client, rejected.id)
  await signIn(server.url)

  const text = await readFile(server.logFile, 'utf8')
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('ready http://localhost:'))

  expect(lines.filter((line) => !isListedLine(line))).toEqual([])
  expect(text).not.toContain('planted')
})
