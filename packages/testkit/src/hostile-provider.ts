import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { peerClient } from './sign-in-server.ts'

type Json = Record<string, unknown>

/** One way in which a provider, or somebody between, lies. What is absent is as it should be. */
export interface Fault {
  discovery?: (document: Json) => Json
  keys?: (document: { keys: Json[] }) => Json
  header?: Json
  claims?: (claims: Json) => Json
  /** `own`: as it should be. */
  signature?: 'own' | 'none' | 'hmac-of-public-key' | 'other-key' | 'of-other-claims'
  answer?: (answer: Json) => Json
  /** Answers in place of the endpoint. */
  respond?: Partial<Record<'discovery' | 'keys' | 'token', (outgoing: ServerResponse) => void>>
}

/** What the server under test asked the token endpoint for. */
export interface TokenRequest {
  fields: URLSearchParams
}

export interface HostileProvider {
  issuer: string
  setFault(fault: Fault): void
  /** The nonce the ID token carries; a test takes it from the address the browser was sent to. */
  setNonce(nonce: string): void
  readonly tokenRequests: readonly TokenRequest[]
  close(): Promise<void>
}

interface Keys {
  own: KeyObject
  other: KeyObject
}

/** Speaks discovery, keys and tokens by hand, so that it can say anything. It has no page: a test plays the browser. */
export async function startHostileProvider(): Promise<HostileProvider> {
  const keys: Keys = { own: makePrivateKey(), other: makePrivateKey() }
  const tokenRequests: TokenRequest[] = []
  const codes = new Set<string>()
  let fault: Fault = {}
  let nonce = ''
  let issuer = ''

  const answerToken = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const fields = new URLSearchParams(await readText(incoming))
    tokenRequests.push({ fields })
    const code = fields.get('code') ?? ''
    if (codes.has(code)) {
      sendJson(outgoing, { error: 'invalid_grant' }, 400)
      return
    }
    codes.add(code)
    const answer = {
      access_token: 'an-access-token',
      token_type: 'Bearer',
      expires_in: 60,
      id_token: makeIdToken({ fault, keys, claims: makeClaims(issuer, nonce) }),
    }
    sendJson(outgoing, fault.answer?.(answer) ?? answer)
  }
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const path = incoming.url ?? ''
    if (path === '/.well-known/openid-configuration') {
      const document = makeDiscovery(issuer)
      const { respond } = fault
      if (respond?.discovery) respond.discovery(outgoing)
      else sendJson(outgoing, fault.discovery?.(document) ?? document)
    } else if (path === '/keys') {
      const document = { keys: [publish(keys.own)] }
      if (fault.respond?.keys) fault.respond.keys(outgoing)
      else sendJson(outgoing, fault.keys?.(document) ?? document)
    } else if (path === '/token') {
      if (fault.respond?.token) fault.respond.token(outgoing)
      else await answerToken(incoming, outgoing)
    } else sendJson(outgoing, {}, 404)
  }
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return {
    issuer,
    setFault(next) {
      fault = next
    },
    setNonce(next) {
      nonce = next
    },
    tokenRequests,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function sendJson(outgoing: ServerResponse, body: unknown, status = 200): void {
  outgoing.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

function makeDiscovery(issuer: string): Json {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
}

function makeClaims(issuer: string, nonce: string): Json {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: issuer,
    sub: 'hostile-subject',
    aud: peerClient.id,
    iat: now,
    exp: now + 300,
    nonce,
    name: 'Mallory Planted',
    email: 'mallory.planted@example.com',
    email_verified: true,
  }
}

function makeIdToken(options: { fault: Fault; keys: Keys; claims: Json }): string {
  const { fault, keys } = options
  const kind = fault.signature ?? 'own'
  const header = { alg: algorithmOf(kind), kid: 'own', typ: 'JWT', ...fault.header }
  const claims = fault.claims?.(options.claims) ?? options.claims
  const input = `${encode(header)}.${encode(claims)}`
  if (kind === 'none') return `${input}.`
  if (kind === 'hmac-of-public-key') {
    const secret = createPublicKey(keys.own).export({ type: 'spki', format: 'pem' })
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
  }
  const key = kind === 'other-key' ? keys.other : keys.own
  const signed =
    kind === 'of-other-claims' ? `${encode(header)}.${encode({ ...claims, sub: 'another' })}` : input
  return `${input}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`
}

function algorithmOf(kind: NonNullable<Fault['signature']>): string {
  if (kind === 'none') return 'none'
  return kind === 'hmac-of-public-key' ? 'HS256' : 'RS256'
}

function encode(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function publish(key: KeyObject): Json {
  return { ...createPublicKey(key).export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }
}

function makePrivateKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
}

async function readText(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of incoming) text += String(piece)
  return text
}
