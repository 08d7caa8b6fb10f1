import fc from 'fast-check'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createConnection, PartnerFault } from './index.ts'
import { isPublicAddress, lookUpPublic } from './public-address.ts'
import { readResultAddress } from './result-address.ts'

const hosts = ['v3.fal.media', '127.0.0.1:8080']

test.each([
  'https://v3.fal.media/files/lion/abc.png',
  'https://v3.fal.media:443/files/a%2Fb.png?x=1#y',
  'HTTPS://V3.FAL.MEDIA/a',
  // A backslash is a slash to whoever connects, too.
  'https://v3.fal.media\\@evil.example/a.png',
  'http://127.0.0.1:8080/a.png',
])('%s is an address of the partner', (address) => {
  expect(hosts).toContain(readResultAddress(address, hosts).host)
})

test.each([
  'http://v3.fal.media/a.png',
  'https://fal.media/a.png',
  'https://evil.v3.fal.media/a.png',
  'https://v3.fal.media.evil.example/a.png',
  'https://v3.fal.media@evil.example/a.png',
  'https://user:secret@v3.fal.media/a.png',
  'https://v3.fal.media:8443/a.png',
  'https://169.254.169.254/latest/meta-data',
  'https://2130706433/',
  'http://127.0.0.1/a.png',
  'http://127.0.0.1:8081/a.png',
  'http://localhost:8080/a.png',
  'http://[::1]:8080/a.png',
  'file:///etc/passwd',
  'data:image/png;base64,QUJD',
  '//v3.fal.media/a.png',
  '/a.png',
  '',
  `https://v3.fal.media/${'a'.repeat(5_000)}`,
])('%s is none', (address) => {
  expect(() => readResultAddress(address, hosts)).toThrow(PartnerFault)
  expect(() => readResultAddress(address, [])).toThrow(PartnerFault)
})

const name = fc.constantFrom(
  'v3.fal.media',
  'evil.example',
  '127.0.0.1',
  'localhost',
  '[::1]',
  '0x7f.1',
  'v3．fal．media',
)
const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(
      fc.constantFrom('https:', 'http:', 'ftp:', 'HTTPS:', ''),
      fc.constantFrom('//', '/\\', '///', ''),
      name,
      fc.string(),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.string({ maxLength: 8 }),
      name,
      fc.constantFrom('', '@', ':8080@', ':443', ':8080', '#@'),
      name,
      fc.string(),
    )
    .map(([user, one, between, other, rest]) => `https://${user}${one}${between}${other}/${rest}`),
)

test('of 10,000 addresses none leads past the partner’s hosts', () => {
  fc.assert(
    fc.property(address, (written) => {
      try {
        const url = readResultAddress(written, hosts)
        expect([`${url.protocol}//${url.host}`, url.username, url.password]).toEqual([
          url.host === hosts[1] ? `${url.protocol}//${hosts[1]}` : 'https://v3.fal.media',
          '',
          '',
        ])
      } catch (error) {
        if (!(error instanceof PartnerFault)) throw error
      }
    }),
    { numRuns: 10_000 },
  )
})

test.each<[string, boolean]>([
  ['93.184.215.14', true],
  ['2606:4700::6810:84e5', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['ff02::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:93.184.215.14', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:0:7f00:1::', false],
  ['2001:db8::1', false],
  ['no address', false],
])('%s is one of the open internet: %s', (written, isPublic) => {
  expect(isPublicAddress(written)).toBe(isPublic)
})

test('a name that is an address of this machine has none', async () => {
  for (const all of [true, false]) {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    lookUpPublic('localhost', { all }, resolve)
    expect(await promise).toMatchObject({ code: 'ENOTFOUND' })
  }
})

test('a listed host whose name leads to this machine is not connected to', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  const bound = server.address()
  const host = `localhost:${bound !== null && typeof bound === 'object' ? bound.port : 0}`
  const connection = createConnection({
    baseUrl: new URL('https://queue.example/'),
    recordDisclosure: async () => 'row',
    settleDisclosure: async () => undefined,
    resultHosts: [host],
    signal: new AbortController().signal,
    limits: { connectMs: 2_000, answerMs: 2_000, idleMs: 2_000, totalMs: 4_000 },
  })
  await expect(connection.fetchResult(`https://${host}/a.png`, 1_000)).rejects.toMatchObject({
    failure: 'unavailable',
    disclosed: 'nothing',
  })
  await expect(connection.fetchResult('https://evil.example/a.png', 1_000)).rejects.toMatchObject({
    failure: 'malformed-answer',
  })
  expect(connections).toBe(0)
  server.close()
})
