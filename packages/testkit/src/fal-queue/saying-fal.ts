import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { makePng } from '../make-png.ts'

export type FalSays = (response: ServerResponse, request: IncomingMessage) => void

/** The name it gives to every request, and the picture it draws, unless it says otherwise. */
export const saidId = '80e732af-660e-45cd-bd63-580e4f2a94cc'
export const saidPicture = makePng({ widthPx: 64, heightPx: 64 })
export const saidUrl = `data:image/png;base64,${saidPicture.toString('base64')}`

export const sayJson = (response: ServerResponse, body: unknown, status = 200, headers: object = {}) =>
  void response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body))

/** A partner that says one thing at each question, whatever it is asked. */
export async function startSayingFal(says: {
  submit?: FalSays
  status?: FalSays
  result?: FalSays
  deletion?: FalSays
}) {
  const paths: string[] = []
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    paths.push(`${request.method} ${path}`)
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      bodies.push(Buffer.concat(pieces).toString())
      if (request.method === 'POST')
        (says.submit ?? ((to) => sayJson(to, { request_id: saidId })))(response, request)
      else if (request.method === 'DELETE') says.deletion?.(response, request)
      else if (path.endsWith('/status'))
        (says.status ?? ((to) => sayJson(to, { status: 'COMPLETED' })))(response, request)
      else (says.result ?? ((to) => sayJson(to, { images: [{ url: saidUrl }] })))(response, request)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const baseUrl = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/`
  return {
    fake: { baseUrl, deletionUrl: baseUrl, key: 'key', adminKey: 'admin-key' },
    paths,
    bodies,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
