import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConfigFaults, type Environment, readConfig } from './index.ts'
import { settings } from './settings.ts'

const key = '00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef'
const server: Environment = {
  NODE_ENV: 'production',
  HOST: '0.0.0.0',
  PUBLIC_URL: 'https://images.example.org',
  INSTALLATION_KEY: key,
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET: 'secret',
  OPERATOR_FILE: 'operator.yaml',
}

function faultsOf(environment: Environment, argv: string[] = []): string[] {
  try {
    readConfig(environment, argv)
    return []
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error
    for (const fault of error.faults)
      expect(error.sentence).toContain(`${fault.variable}: ${fault.cause} ${fault.mend}`)
    return error.faults.map(({ variable }) => variable)
  }
}

test('with nothing set it runs on loopback, with a demo sign-in and its own database', () => {
  const config = readConfig({}, [])
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    isLoopback: true,
    database: { kind: 'embedded' },
  })
  expect(config.identity.kind).toBe('demo')
  expect(config.publicUrl.origin).toBe('http://localhost:3000')
})

test('the command line comes before the environment', () => {
  const config = readConfig({ PORT: '1', DATA_DIR: '/one' }, ['--port', '4000', '--data', '/other'])
  expect([config.port, config.dataDir, config.publicUrl.port]).toEqual([4000, '/other', '4000'])
})

test('a server of its own starts with what the README names', () => {
  const config = readConfig(server, [])
  expect(config.isLoopback).toBe(false)
  expect(config.identity.kind).toBe('oidc')
})

test.each<[string, Environment, string[]]>([
  ['a port that is none', { PORT: '70000' }, ['PORT']],
  ['two at once', { PORT: 'x', ROLE: 'king' }, ['PORT', 'ROLE']],
  ['an address with a path', { PUBLIC_URL: 'https://example.org/studio' }, ['PUBLIC_URL']],
  ['http for others', { ...server, PUBLIC_URL: 'http://images.example.org' }, ['PUBLIC_URL']],
  ['no key on a server', { ...server, INSTALLATION_KEY: undefined }, ['INSTALLATION_KEY']],
  ['a short key', { ...server, INSTALLATION_KEY: 'abc' }, ['INSTALLATION_KEY']],
  ['a key of one byte', { ...server, INSTALLATION_KEY: '00'.repeat(32) }, ['INSTALLATION_KEY']],
  [
    'a demo sign-in for others',
    { ...server, OIDC_CLIENT_ID: undefined, OIDC_CLIENT_SECRET: undefined },
    ['OIDC_CLIENT_ID'],
  ],
  ['nobody who answers for it', { ...server, OPERATOR_FILE: undefined }, ['OPERATOR_FILE']],
  ['half a client', { OIDC_CLIENT_ID: 'client' }, ['OIDC_CLIENT_SECRET']],
  [
    'a demo sign-in in production, on loopback too',
    { NODE_ENV: 'production', INSTALLATION_KEY: key },
    ['OIDC_CLIENT_ID', 'OPERATOR_FILE'],
  ],
  [
    'unsealed content on a server',
    { ...server, ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS: 'yes' },
    ['ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS'],
  ],
  ['an issuer without TLS', { ...server, OIDC_ISSUER: 'http://id.example.org' }, ['OIDC_ISSUER']],
  ['a foreign database without a key', { DATABASE_URL: 'postgres://db/x' }, ['INSTALLATION_KEY']],
  [
    'what cannot be read and what must not run, together',
    { HOST: '0.0.0.0', PORT: 'x', INSTALLATION_KEY: 'short', PUBLIC_URL: 'http://images.example.org' },
    ['PORT', 'INSTALLATION_KEY', 'PUBLIC_URL', 'OIDC_CLIENT_ID', 'OPERATOR_FILE'],
  ],
  ['a worker with a database for one process', { ROLE: 'worker' }, ['ROLE']],
  ['an argument that npm kept', { npm_config_port: '4000' }, ['command line']],
  ['a weak token', { METRICS_TOKEN: 'short' }, ['METRICS_TOKEN']],
  ['a proxy that is no address', { TRUSTED_PROXIES: '10.0.0.1, proxy' }, ['TRUSTED_PROXIES']],
  ['a network that is none', { TRUSTED_PROXIES: '10.0.0.0/33' }, ['TRUSTED_PROXIES']],
  ['a mail server by http', { SMTP_URL: 'http://mail.example.org' }, ['SMTP_URL']],
  ['a mail server with a path', { SMTP_URL: 'smtps://mail.example.org/inbox' }, ['SMTP_URL']],
  ['half a sign-in at the mail server', { SMTP_URL: 'smtps://me@mail.example.org' }, ['SMTP_URL']],
  ['a password that stands for nothing', { SMTP_URL: 'smtps://me:100%@mail.example.org' }, ['SMTP_URL']],
  ['a network to listen on', { HOST: '127.0.0.0/8' }, ['HOST']],
])('%s is a fault', (_, environment, faults) => {
  expect(faultsOf(environment)).toEqual(faults)
})

test.each([[['--prot', '1']], [['4000']], [['--port']], [['--data', '']]])('%j is a fault', (argv) => {
  expect(faultsOf({}, argv)).toEqual(['command line'])
})

test('a folder on the command line is meant from where the person stands', () => {
  const config = readConfig({ INIT_CWD: '/home/ada' }, ['--data', './mine'])
  expect(config.dataDir).toBe('/home/ada/mine')
})

test('no value is repeated in a fault, and a secret prints as one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(settings)), fc.string({ minLength: 24 }), (name, value) => {
      try {
        expect(JSON.stringify(readConfig({ [name]: value }, []).installationKey ?? '')).not.toContain(value)
      } catch (error) {
        expect(String(error instanceof ConfigFaults ? error.sentence : error)).not.toContain(value)
      }
    }),
  )
})

test.each([
  ['smtps://me:p%40ss@mail.example.org', { host: 'mail.example.org', port: 465, security: 'tls' }],
  ['smtp://mail.example.org:2525', { host: 'mail.example.org', port: 2525, security: 'starttls' }],
  ['smtp://10.0.0.7', { host: '10.0.0.7', port: 587, security: 'starttls' }],
  ['smtp://[::1]:1025', { host: '::1', port: 1025, security: 'none' }],
  ['smtp://localhost:1025', { host: 'localhost', port: 1025, security: 'none' }],
])('%s is spoken to with TLS, unless it is this machine', (url, server) => {
  const { mail } = readConfig({ SMTP_URL: url }, [])
  expect(mail).toMatchObject(server)
  expect(JSON.stringify(mail)).not.toMatch(/p@ss|"me"/)
})

test('.env.example lists every setting and no other', () => {
  const text = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8')
  expect([...text.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name)).toEqual(
    Object.keys(settings).filter((name) => name !== 'ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS'),
  )
})
