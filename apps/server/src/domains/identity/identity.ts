import { retentionSeconds } from '#policies/retention.ts'
import type { Config } from '#server/config/index.ts'
import type { RouteHandlers } from '#server/http/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import { type AccountId, parseId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database, Transaction } from '#server/platform/postgres/index.ts'
import { createCookies } from './cookies.ts'
import { createDemoSignIn, type DemoSignIn } from './demo/index.ts'
import { endSessions, endSessionsIn } from './end-sessions.ts'
import type { AfterCommit, IdentityHooks } from './identity-hooks.ts'
import { openOwnPerson, type OwnPerson } from './own-person.ts'
import { openProfile, type Profile } from './profile.ts'
import { createProvider, type Provider } from './provider.ts'
import { createSessionHandlers } from './session-handlers.ts'
import { liveAt, requireSession, type SessionContext } from './sessions.ts'
import { forgetDeviceFamilies, lockLapsedSessions, lockSessionsOfAccount } from './sessions.store.ts'
import { createSignInHandlers } from './sign-in-handlers.ts'
import { deleteExpiredSignIns } from './sign-ins.store.ts'

export interface IdentityOptions {
  database: Database
  installationKey: InstallationKey
  clock: Clock
  config: Pick<Config, 'publicUrl' | 'isLoopback' | 'identity' | 'limits'>
  logger: Logger
  hooks: IdentityHooks
  /** How long the identity provider may take for one answer. */
  providerTimeoutMs?: number
}

export interface Identity {
  /** @throws AppError identity/not-signed-in */
  requireSession(cookieHeader: string | undefined): Promise<SessionContext>
  handlers: Pick<
    RouteHandlers,
    | 'signIn'
    | 'callback'
    | 'ageQuestion'
    | 'ageAnswer'
    | 'policyNews'
    | 'policyNewsAnswer'
    | 'signOut'
    | 'listDevices'
    | 'endDevice'
  >
  /** @throws AppError identity/not-signed-in when the account is gone */
  findProfile(accountId: AccountId): Promise<Profile>
  /** Ends every session of an account with its content keys, in the caller's transaction; they run `afterCommit` after it. */
  endSessionsOf(tx: Transaction, accountId: AccountId): Promise<{ count: number; afterCommit: AfterCommit }>
  /** Signs in the account with which the installation checks itself; whoever opens it erases it. */
  openOwnPerson(who: Parameters<typeof openOwnPerson>[1]): Promise<OwnPerson>
  /** Removes the session cookie of whoever asked. */
  clearCookie(): readonly [string, string]
  /** Ends sessions past their limits, forgets sign-ins that were left and device families past their time. */
  sweep(): Promise<void>
  /** Answers below /demo-identity/; absent where a real provider is configured. */
  demoProvider?: DemoSignIn['handle']
}

const defaultProviderTimeoutMs = 8_000
const endedAtOnce = 100

/** @throws StartupFault when the demo sign-in is asked for where other machines could reach it */
export function createIdentity(options: IdentityOptions): Identity {
  const { database, config, clock } = options
  const parts = { ...options, limits: config.limits, cookies: createCookies(config.publicUrl) }
  const demo =
    config.identity.kind === 'demo'
      ? createDemoSignIn({
          isLoopback: config.isLoopback,
          origin: config.publicUrl.origin,
          now: () => clock.now().getTime(),
        })
      : undefined
  const provider = chooseProvider(options, demo)
  return {
    requireSession: (header) => requireSession(parts, parts.cookies.read('session', header)),
    handlers: { ...createSignInHandlers({ ...parts, provider }), ...createSessionHandlers(parts) },
    findProfile: (accountId) => openProfile(options, database, accountId),
    async endSessionsOf(tx, accountId) {
      const own = await lockSessionsOfAccount(tx, accountId)
      return endSessionsIn(
        tx,
        parts.hooks,
        own.flatMap((id) => parseId('ses', id) ?? []),
      )
    },
    openOwnPerson: (who) => openOwnPerson(parts, who),
    clearCookie: () => parts.cookies.clear('session'),
    sweep: () => sweep(parts),
    ...(demo === undefined ? {} : { demoProvider: demo.handle }),
  }
}

function chooseProvider(options: IdentityOptions, demo: DemoSignIn | undefined): Provider {
  const { config, clock } = options
  const { origin } = config.publicUrl
  const always = {
    redirectUri: `${origin}/auth/callback`,
    longestSignInMs: config.limits.signInMs,
    timeoutMs: options.providerTimeoutMs ?? defaultProviderTimeoutMs,
    clock,
  }
  if (config.identity.kind === 'oidc') return createProvider({ ...config.identity, ...always })
  if (demo === undefined) throw new Error('there is no identity provider')
  // The demo provider answers on this very server, whose guards ask where a request comes from.
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  return createProvider({ ...demo, ...always, headers, parameters: { prompt: 'login' } })
}

async function sweep(parts: IdentityOptions & { limits: Config['limits'] }): Promise<void> {
  const { database, clock, logger } = parts
  for (let count = endedAtOnce; count === endedAtOnce; ) {
    count = await endSessions(parts, async (tx) => {
      const lapsed = await lockLapsedSessions(tx, liveAt(parts), endedAtOnce)
      return lapsed.flatMap((id) => parseId('ses', id) ?? [])
    })
    if (count > 0) logger.info('session-ended', { count, reason: 'expired' })
  }
  const now = clock.now()
  const signIns = await deleteExpiredSignIns(database, now)
  if (signIns > 0) logger.info('swept', { reason: 'sign-ins', count: signIns })
  const before = new Date(now.getTime() - retentionSeconds['device-family'] * 1000)
  const families = await forgetDeviceFamilies(database, before)
  if (families > 0) logger.info('swept', { reason: 'device-families', count: families })
}
