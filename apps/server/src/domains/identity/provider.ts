import * as client from 'openid-client'
import { AppError } from '#server/kernel/app-error.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { Secret } from '#server/kernel/secret.ts'
import { type Person, readPerson } from './claims.ts'
import { createProviderFetch, isSafeAddress, type ProviderFetch } from './provider-fetch.ts'

/** What one sign-in must remember between its two requests. */
interface SignInSecrets {
  state: string
  nonce: string
  verifier: string
}

export interface ProviderOptions {
  issuer: URL
  clientId: string
  clientSecret: Secret
  /** Where the provider sends the browser back to. */
  redirectUri: string
  /** What the provider is asked besides; for the demo sign-in, to always show its page. */
  parameters?: Readonly<Record<string, string>>
  /** Headers of our own requests; for the demo sign-in, which passes our own guards. */
  headers?: Readonly<Record<string, string>>
  longestSignInMs: number
  timeoutMs: number
  clock: Clock
}

export interface Provider {
  /** The address at the provider that starts a sign-in. @throws AppError identity/provider-unavailable */
  start(): Promise<{ url: URL; secrets: SignInSecrets }>
  /**
   * Trades the code for an ID token and verifies it; no token outlives this call.
   *
   * @throws AppError identity/sign-in-failed, identity/sign-in-declined, identity/provider-unavailable
   */
  finish(query: URLSearchParams, secrets: SignInSecrets): Promise<Person>
}

const scope = 'openid email profile'
const toleranceMs = 30_000
/** The document changes rarely; keys are asked for at each sign-in. */
const discoveryLastsMs = 60 * 60_000
export function createProvider(options: ProviderOptions): Provider {
  let known: { metadata: client.ServerMetadata; until: number } | undefined
  const requireMetadata = async () => {
    const now = options.clock.now().getTime()
    if (known === undefined || known.until <= now) {
      known = { metadata: await discover(options), until: now + discoveryLastsMs }
    }
    return known.metadata
  }
  return {
    async start() {
      const metadata = await requireMetadata()
      const config = configure(options, metadata, neverFetch)
      const secrets = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const url = client.buildAuthorizationUrl(config, {
        ...options.parameters,
        redirect_uri: options.redirectUri,
        scope,
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
      })
      return { url, secrets }
    },
    async finish(query, secrets) {
      return exchange(options, await requireMetadata(), { query, secrets })
    },
  }
}

/** @throws AppError identity/provider-unavailable: whatever is wrong there, only the provider or the operator mend it */
async function discover(options: ProviderOptions): Promise<client.ServerMetadata> {
  const { issuer, timeoutMs, headers = {} } = options
  const way = createProviderFetch({
    isExpected: ({ origin }) => origin === issuer.origin,
    timeoutMs,
    headers,
  })
  try {
    const found = await client.discovery(issuer, options.clientId, undefined, undefined, {
      [client.customFetch]: way.fetch,
      ...(issuer.protocol === 'http:' && isSafeAddress(issuer)
        ? { execute: [client.allowInsecureRequests] } // oxlint-disable-line typescript/no-deprecated -- loopback only
        : {}),
    })
    const metadata = found.serverMetadata()
    for (const address of [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri]) {
      if (address === undefined || !URL.canParse(address) || !isSafeAddress(new URL(address))) {
        throw new Error('the provider names no usable addresses')
      }
    }
    return metadata
  } catch (cause) {
    throw new AppError('identity/provider-unavailable', {}, { cause })
  }
}

/** Made anew for each sign-in, so that keys are fetched anew: a key the provider has withdrawn signs nobody in. */
function configure(options: ProviderOptions, metadata: client.ServerMetadata, fetch: client.CustomFetch) {
  const { clock, issuer, clientId, clientSecret } = options
  const config = new client.Configuration(
    metadata,
    clientId,
    {
      client_secret: clientSecret.reveal(),
      [client.clockTolerance]: toleranceMs / 1000,
      [client.clockSkew]: Math.round((clock.now().getTime() - Date.now()) / 1000),
    },
    client.ClientSecretPost(clientSecret.reveal()),
  )
  config[client.customFetch] = fetch
  // NOTE: without this the library trusts a token by the connection it came over and reads no signature. With it, only
  // asymmetric algorithms pass: none and HS256 are refused even where the provider announces them.
  client.enableNonRepudiationChecks(config)
  if (issuer.protocol === 'http:' && isSafeAddress(issuer)) client.allowInsecureRequests(config) // oxlint-disable-line typescript/no-deprecated -- loopback only
  return config
}

async function exchange(
  options: ProviderOptions,
  metadata: client.ServerMetadata,
  { query, secrets }: { query: URLSearchParams; secrets: SignInSecrets },
): Promise<Person> {
  const expected = new Set([metadata.token_endpoint, metadata.jwks_uri])
  const { timeoutMs, headers = {}, clock, clientId, longestSignInMs } = options
  const way = createProviderFetch({ isExpected: ({ href }) => expected.has(href), timeoutMs, headers })
  const current = new URL(options.redirectUri)
  current.search = query.toString()
  try {
    const tokens = await client.authorizationCodeGrant(configure(options, metadata, way.fetch), current, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    })
    const checks = { clientId, now: clock.now(), longestAgeMs: longestSignInMs, toleranceMs }
    return readPerson({ ...tokens.claims() }, checks)
  } catch (cause) {
    throw new AppError(codeOf(cause, way), {}, { cause })
  }
}

function codeOf(cause: unknown, way: ProviderFetch) {
  if (way.isProviderDown()) return 'identity/provider-unavailable'
  // State and issuer were verified before the provider's word about a failure is read.
  if (!(cause instanceof client.AuthorizationResponseError)) return 'identity/sign-in-failed'
  if (cause.error === 'access_denied') return 'identity/sign-in-declined'
  const isDown = cause.error === 'temporarily_unavailable' || cause.error === 'server_error'
  return isDown ? 'identity/provider-unavailable' : 'identity/sign-in-failed'
}

async function neverFetch(): Promise<Response> {
  throw new Error('nothing is fetched here')
}
