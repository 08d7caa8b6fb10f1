import type { AccountId, AccountReference, SessionId } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'

/** What is done once a transaction is through; it must not throw. */
export type AfterCommit = () => void | Promise<void>

/** What others do when an account or a session changes, in the same transaction. `compose` gives them. */
export interface IdentityHooks {
  onAccountCreated(
    tx: Transaction,
    account: { accountId: AccountId; accountReference: AccountReference },
  ): Promise<void>
  /** Somebody is signed in, after the commit; it must not throw. `gpc` is the `Sec-GPC` header of their browser. */
  onSignedIn(signedIn: {
    accountId: AccountId
    deviceFamily: string | undefined
    gpc: string | undefined
  }): void
  /** Runs before the rows go, while they are locked. */
  onSessionsEnding(tx: Transaction, sessionIds: SessionId[]): Promise<AfterCommit>
  /** Rewraps what the old token opened. Both tokens are overwritten after it returns. */
  onSessionRotated(
    tx: Transaction,
    session: { sessionId: SessionId; oldToken: Buffer; newToken: Buffer },
  ): Promise<void>
  /** The highest age any enabled partner asks. */
  minimumAge(): number
  /** The version of the policies that holds here, and the page that asks about what is new since another; none: nothing is. */
  policies: { version: number; renderNews(since: number): string | undefined }
}
