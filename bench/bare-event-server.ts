import { createServer, type ServerResponse } from 'node:http'

/* The floor of an event stream: Node's own server that writes a head and keeps the response. POST tells all of them. */

const listening: ServerResponse[] = []
const event = 'id: 1\ndata: {"kind":"credits-changed","credits":100}\n\n'

const server = createServer((incoming, outgoing) => {
  if (incoming.method === 'POST') {
    for (const client of listening) client.write(event)
    outgoing.end()
    return
  }
  outgoing.writeHead(200, { 'Content-Type': 'text/event-stream' })
  outgoing.write('retry: 1000\n\n')
  listening.push(outgoing)
  outgoing.once('close', () => listening.splice(listening.indexOf(outgoing), 1))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  process.stdout.write(`${address.port}\n`)
})
