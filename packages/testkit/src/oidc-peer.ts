import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { peerClient } from './sign-in-server.ts'
import { findFreePort } from './test-server.ts'

/** Who signs in next; claims as the provider would put them into the ID token. */
export type PeerPerson = { sub: string } & Readonly<Record<string, unknown>>

/** A real OpenID provider on its own port of this machine, that asks nobody anything. */
export interface OidcPeer {
  issuer: string
  /** Signs this person in from now on; `undefined` declines. */
  setPerson(person: PeerPerson | undefined): void
  close(): Promise<void>
}

export async function startOidcPeer(options: { redirectUri: string; port?: number }): Promise<OidcPeer> {
  const port = options.port ?? (await findFreePort())
  const issuer = `http://127.0.0.1:${port}`
  let person: PeerPerson | undefined = { sub: 'peer-1' }
  // Loaded by those who start a peer, not by every test that uses the kit.
  const { Provider } = await import('oidc-provider')
  const provider = new Provider(issuer, {
    adapter: createAdapters(),
    jwks: { keys: [makeKey()] },
    clients: [
      {
        client_id: peerClient.id,
        client_secret: peerClient.secret,
        redirect_uris: [options.redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'picture'],
    },
    conformIdTokenClaims: false,
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ ...person, sub }) }),
    async loadExistingGrant({ oidc }) {
      const { session, client } = oidc
      if (session?.accountId === undefined || client === undefined) return undefined
      const grant = new oidc.provider.Grant({ accountId: session.accountId, clientId: client.clientId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    renderError(context, out) {
      context.body = out
    },
  })
  const handle = provider.callback()
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith('/interaction/') !== true) {
      void handle(incoming, outgoing)
      return
    }
    const result =
      person === undefined
        ? { error: 'access_denied' }
        : { login: { accountId: person.sub, remember: false } }
    void provider.interactionFinished(incoming, outgoing, result)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    issuer,
    setPerson(next) {
      person = next
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function createAdapters(): (kind: string) => Adapter {
  const payloads = new Map<string, AdapterPayload>()
  return (kind) => ({
    async upsert(id, payload) {
      payloads.set(`${kind}:${id}`, payload)
    },
    find: async (id) => payloads.get(`${kind}:${id}`),
    findByUserCode: async () => undefined,
    findByUid: async (uid) =>
      [...payloads].find(([key, payload]) => key.startsWith(`${kind}:`) && payload.uid === uid)?.[1],
    async consume(id) {
      const payload = payloads.get(`${kind}:${id}`)
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000)
    },
    async destroy(id) {
      payloads.delete(`${kind}:${id}`)
    },
    async revokeByGrantId(grantId) {
      for (const [key, payload] of payloads) if (payload.grantId === grantId) payloads.delete(key)
    },
  })
}

function makeKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', alg: 'RS256', use: 'sig', kid: 'peer' }
}
