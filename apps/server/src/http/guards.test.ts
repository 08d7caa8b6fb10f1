import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { createClientFinder } from './guards.ts'

/** Who asks, when this machine is the proxy and says these words. */
async function find(trustedProxies: readonly string[], forwardedFor: string): Promise<string> {
  const findClient = createClientFinder(trustedProxies)
  const server = createServer((request, response) => response.end(findClient(request)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const headers = { 'X-Forwarded-For': forwardedFor, Connection: 'close' }
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers })
  const found = await answer.text()
  server.close()
  return found
}

test.each<[string, readonly string[], string, string]>([
  ['nobody is trusted', [], '192.0.2.1', '127.0.0.1'],
  ['the proxy is trusted', ['127.0.0.1'], '192.0.2.1', '192.0.2.1'],
  ['its network is trusted', ['127.0.0.0/8'], '192.0.2.1', '192.0.2.1'],
  ['another network is trusted', ['10.0.0.0/8'], '192.0.2.1', '127.0.0.1'],
  ['the client invents who came before', ['127.0.0.1'], '203.0.113.9, 192.0.2.1', '192.0.2.1'],
  ['the client invents a trusted one', ['127.0.0.0/8'], '127.0.0.9, 192.0.2.1', '192.0.2.1'],
  ['there are two proxies', ['127.0.0.1', '10.0.0.0/8'], '192.0.2.1, 10.1.2.3', '192.0.2.1'],
  ['a proxy speaks IPv6', ['127.0.0.1', '2001:db8::/32'], '192.0.2.1, 2001:db8::5', '192.0.2.1'],
  ['it says what is no address', ['127.0.0.1'], 'unknown', 'unknown'],
])('the client when %s', async (_, trusted, forwardedFor, expected) => {
  expect(await find(trusted, forwardedFor)).toBe(expected)
})
