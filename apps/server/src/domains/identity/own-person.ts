import type { Clock } from '#server/kernel/clock.ts'
import type { AccountId, AccountReference } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Database, Transaction } from '#server/platform/postgres/index.ts'
import { admitPerson } from './accounts.ts'
import { requiredAge } from './age.ts'
import type { Cookies } from './cookies.ts'
import type { IdentityHooks } from './identity-hooks.ts'
import { openSession } from './sessions.ts'

/** A name that no provider can have: issuers are https addresses, and http ones on loopback. */
const issuer = 'urn:gptimage:audit'
/** One for the whole installation, so that what a broken run left is found by the next. */
const subject = 'audit'

export interface OwnPerson {
  accountId: AccountId
  accountReference: AccountReference
  /** A `Cookie` header that acts for them. */
  cookieHeader: string
  /** False for one that was there already. */
  isFresh: boolean
}

export interface OwnPersonParts {
  database: Database
  installationKey: InstallationKey
  clock: Clock
  hooks: IdentityHooks
  cookies: Cookies
  limits: { sessionMs: number; sessionIdleMs: number }
}

/**
 * Signs in the one account with which the installation checks itself, as the callback of a provider would. It is an account
 * like any other from then on, and whoever opens it erases it.
 */
export async function openOwnPerson(
  parts: OwnPersonParts,
  who: {
    name: string
    email: string
    /** In the transaction that makes the account. */
    onFresh(tx: Transaction, account: { accountReference: AccountReference }): Promise<void>
  },
): Promise<OwnPerson> {
  const { database, hooks, cookies, limits } = parts
  const { name, email } = who
  return database.transaction().execute(async (tx) => {
    const { isFresh, ...account } = await admitPerson(parts, tx, {
      person: { issuer, subject, name, email },
      passedAge: requiredAge(hooks.minimumAge()),
      acknowledgedVersion: hooks.policies.version,
    })
    if (isFresh) await who.onFresh(tx, account)
    const { accountId } = account
    const { cookie } = await openSession(parts, tx, {
      accountId,
      broughtCookie: undefined,
      deviceFamily: undefined,
    })
    const [, line] = cookies.set('session', cookie, limits.sessionMs)
    return { ...account, isFresh, cookieHeader: line.split(';')[0] ?? '' }
  })
}
