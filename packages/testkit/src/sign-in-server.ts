import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RouteName, routes } from '#contract'
import { type Config, readConfig } from '#server/config/index.ts'
import { createIdentity, type Identity, type IdentityHooks } from '#server/domains/identity/index.ts'
import { createHttpApp, type RouteHandlers } from '#server/http/index.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createMetrics } from '#server/platform/metrics/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import { type Client, createClient } from './sign-in.ts'
import { createTestClock, type TestClock } from './test-clock.ts'
import { createTestDatabase } from './test-database.ts'
import { findFreePort } from './test-server.ts'

export interface SignInServerOptions {
  /** The issuer of a provider outside; absent: the demo sign-in. */
  issuer?: string
  hooks?: Partial<IdentityHooks>
  limits?: Partial<Config['limits']>
  providerTimeoutMs?: number
  clock?: TestClock
}

/** Identity behind the real HTTP server on a real database; every other route answers with nothing. */
export interface SignInServer {
  url: string
  port: number
  database: Database
  identity: Identity
  clock: TestClock
  /** Every line of the log. */
  logLines: string[]
  /** A client with a rate limit of its own. */
  newClient(): Client
  close(): Promise<void>
}

export const peerClient = { id: 'gptimage-test', secret: 'a-secret-of-the-test-client-32-chars' }

export async function startSignInServer(options: SignInServerOptions = {}): Promise<SignInServer> {
  const port = await findFreePort()
  const { database, close } = await createTestDatabase()
  const clock = options.clock ?? createTestClock(new Date())
  const read = readConfig(environment(port, options.issuer), [])
  const config = { ...read, limits: { ...read.limits, ...options.limits } }
  const logLines: string[] = []
  const logger = createLogger({ level: 'info', destination: { write: (line) => void logLines.push(line) } })
  const identity = createIdentity({
    database,
    config,
    clock,
    logger,
    installationKey: createInstallationKey(new Secret('7'.repeat(64))),
    hooks: { ...quietHooks, ...options.hooks },
    ...(options.providerTimeoutMs === undefined ? {} : { providerTimeoutMs: options.providerTimeoutMs }),
  })
  const studioFolder = await mkdtemp(join(tmpdir(), 'gptimage-studio-'))
  await writeFile(join(studioFolder, 'index.html'), '<!doctype html><title>the studio</title>')
  const app = await createHttpApp({
    config,
    logger,
    metrics: createMetrics(),
    studioFolder,
    requireSession: identity.requireSession,
    handlers: { ...emptyHandlers(), ...identity.handlers },
    ...(identity.demoProvider === undefined ? {} : { demoProvider: identity.demoProvider }),
    isReady: async () => true,
  })
  let clients = 0
  await app.listen(port, '127.0.0.1')
  return {
    url: config.publicUrl.origin,
    port,
    database,
    identity,
    clock,
    logLines,
    newClient() {
      clients += 1
      return createClient(config.publicUrl.origin, { forwardedFor: `198.51.100.${clients}` })
    },
    async close() {
      await app.close()
      await close()
      await rm(studioFolder, { recursive: true })
    },
  }
}

function environment(port: number, issuer: string | undefined): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PORT: String(port),
    // Clients of a test may each name an address, so that they do not share a rate limit.
    TRUSTED_PROXIES: '127.0.0.1',
    ...(issuer === undefined
      ? {}
      : { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: peerClient.id, OIDC_CLIENT_SECRET: peerClient.secret }),
  }
}

const quietHooks: IdentityHooks = {
  onAccountCreated: async () => undefined,
  onSignedIn: () => undefined,
  onSessionsEnding: async () => () => undefined,
  onSessionRotated: async () => undefined,
  minimumAge: () => 0,
  policies: { version: 1, renderNews: () => undefined },
}

/** Routes of other domains; `getSession` tells who asks. */
function emptyHandlers(): RouteHandlers {
  const own: ReadonlySet<string> = new Set<RouteName>(['home', 'openapi', 'healthz', 'readyz', 'metrics'])
  const names = Object.keys(routes).filter((name) => !own.has(name))
  return {
    ...Object.fromEntries(names.map((name) => [name, async () => ({ json: {} })])),
    getSession: async ({ session }) => ({ json: { id: session.sessionId, accountId: session.accountId } }),
  }
}
