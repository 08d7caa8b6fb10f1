import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Configuration, errors, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import { errorCatalogue } from '#contract'
import type { Secret } from '#server/kernel/secret.ts'
import { renderErrorPage } from '#server/pages/index.ts'
import { hash, randomKey } from '#server/platform/content-crypto/index.ts'
import { demoClientId, demoPath } from './demo-address.ts'
import { createDemoAdapters } from './demo-adapter.ts'
import { renderDemoPage } from './demo-page.ts'
import { readSmallForm } from './read-small-form.ts'

export type DemoRequestHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

interface DemoPerson {
  name: string
  email: string
}

/** Things of all kinds remembered at once; a sign-in takes about six. */
const capacity = 2_000
const peopleAtMost = 1_000
const minutes = 60
const sessionCookie = 'demo-session-'
const interactionPath = /^\/demo-identity\/interaction\/[\w-]{1,64}$/

/** A real OpenID provider that believes everybody. Its keys, and whom it has met, are in memory only. */
export async function createDemoProvider(options: {
  origin: string
  clientSecret: Secret
  now: () => number
}): Promise<DemoRequestHandler> {
  const people = new Map<string, DemoPerson>()
  const provider = new Provider(`${options.origin}${demoPath}`, {
    ...(await configure(options)),
    findAccount: (_context, subject) => {
      const person = people.get(subject)
      if (person === undefined) return undefined
      return { accountId: subject, claims: async () => ({ sub: subject, ...person, email_verified: true }) }
    },
  })
  // Otherwise it writes what went wrong, in its own words, past the closed list of the log.
  provider.silent = true
  const handle = provider.callback()
  return async (incoming, outgoing) => {
    const path = incoming.url?.split('?')[0] ?? ''
    if (interactionPath.test(path)) {
      await interact({ provider, people, path }, incoming, outgoing)
      return
    }
    forgetWhoItWas(incoming)
    mount(incoming)
    await handle(incoming, outgoing)
  }
}

async function configure(options: { origin: string; clientSecret: Secret; now: () => number }) {
  const port = new URL(options.origin).port
  const cookieKey = randomKey().toString('base64url')
  return {
    adapter: createDemoAdapters(capacity, options.now),
    jwks: { keys: [await makeSigningKey()] },
    clients: [
      {
        client_id: demoClientId,
        client_secret: options.clientSecret.reveal(),
        redirect_uris: [`${options.origin}/auth/callback`],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      revocation: { enabled: false },
    },
    cookies: {
      keys: [cookieKey],
      // Cookies do not know ports: two installations on one machine keep apart by name.
      names: {
        interaction: `demo-interaction-${port}`,
        resume: `demo-resume-${port}`,
        session: `${sessionCookie}${port}`,
      },
      long: { httpOnly: true, sameSite: 'lax', path: demoPath },
    },
    ttl: {
      AccessToken: minutes,
      AuthorizationCode: minutes,
      Grant: 10 * minutes,
      IdToken: 5 * minutes,
      Interaction: 10 * minutes,
      Session: 10 * minutes,
    },
    interactions: { url: (_context, { uid }) => `${demoPath}/interaction/${uid}` },
    loadExistingGrant: grantAll,
    renderError(context) {
      context.type = 'html'
      context.body = renderErrorPage({
        code: 'identity/sign-in-failed',
        message: errorCatalogue['identity/sign-in-failed'].sentence,
      })
    },
  } satisfies Configuration
}

/** There is one client, our own, so nobody is asked for consent to tell it who they say they are. */
async function grantAll({ oidc }: KoaContextWithOIDC) {
  const accountId = oidc.session?.accountId
  const clientId = oidc.client?.clientId
  if (accountId === undefined || clientId === undefined) return undefined
  const grant = new oidc.provider.Grant({ accountId, clientId })
  grant.addOIDCScope('openid email profile')
  await grant.save()
  return grant
}

async function interact(
  { provider, people, path }: { provider: Provider; people: Map<string, DemoPerson>; path: string },
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const { uid } = await provider.interactionDetails(incoming, outgoing)
    if (path !== `${demoPath}/interaction/${uid}`) throw new errors.SessionNotFound('another sign-in')
    if (incoming.method !== 'POST') {
      sendPage(outgoing, 200, renderDemoPage({ action: path }))
      return
    }
    const form = await readSmallForm(incoming)
    if (form.get('answer') === 'cancel') {
      await provider.interactionFinished(incoming, outgoing, { error: 'access_denied' })
      return
    }
    const person = readPerson(form)
    if (person === undefined) {
      const problem = 'Enter a name and an e-mail address.'
      sendPage(outgoing, 400, renderDemoPage({ action: path, problem }))
      return
    }
    const accountId = remember(people, person)
    await provider.interactionFinished(incoming, outgoing, { login: { accountId, remember: false } })
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error
    const message = errorCatalogue['identity/sign-in-expired'].sentence
    sendPage(outgoing, 400, renderErrorPage({ code: 'identity/sign-in-expired', message }))
  }
}

function readPerson(form: URLSearchParams): DemoPerson | undefined {
  const name = form.get('name')?.trim() ?? ''
  const email = form.get('email')?.trim() ?? ''
  const isPlain = name !== '' && name.length <= 200 && /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254
  return isPlain ? { name, email } : undefined
}

/** The same address is the same person after a restart too, because the subject follows from it. */
function remember(people: Map<string, DemoPerson>, person: DemoPerson): string {
  const subject = hash(Buffer.from(person.email.toLowerCase(), 'utf8')).toString('base64url')
  people.delete(subject)
  people.set(subject, person)
  const [oldest] = people.keys()
  if (people.size > peopleAtMost && oldest !== undefined) people.delete(oldest)
  return subject
}

function sendPage(outgoing: ServerResponse, status: number, page: string): void {
  outgoing.setHeader('Content-Type', 'text/html; charset=utf-8')
  // Its form is posted to us: with the stricter policy a browser would send `Origin: null` with it.
  outgoing.setHeader('Referrer-Policy', 'same-origin')
  outgoing.writeHead(status).end(page)
}

/** Each sign-in asks anew and may be somebody else's: whom this browser was before is not asked. */
function forgetWhoItWas(incoming: IncomingMessage): void {
  const cookies = (incoming.headers.cookie ?? '').split(';').map((cookie) => cookie.trim())
  incoming.headers.cookie = cookies.filter((cookie) => !cookie.startsWith(sessionCookie)).join('; ')
}

/** The provider thinks it stands at the root and finds its place by comparing the two addresses. */
function mount(incoming: IncomingMessage): void {
  const url = incoming.url ?? ''
  Object.assign(incoming, { originalUrl: url, url: url.slice(demoPath.length) || '/' })
}

/** NOTE: an ephemeral key of the demo provider, which protects nothing: whoever reaches it may be anybody already. */
async function makeSigningKey() {
  const { privateKey } = await globalThis.crypto.subtle.generateKey(
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    ['sign', 'verify'],
  )
  const { kty, crv, x, y, d } = await globalThis.crypto.subtle.exportKey('jwk', privateKey)
  return { kty, crv, x, y, d, alg: 'ES256', use: 'sig', kid: 'demo' }
}
