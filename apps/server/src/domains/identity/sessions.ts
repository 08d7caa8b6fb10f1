import { AppError } from '#server/kernel/app-error.ts'
import type { Clock } from '#server/kernel/clock.ts'
import { type AccountId, type AccountReference, makeId, parseId, type SessionId } from '#server/kernel/ids.ts'
import { zero } from '#server/platform/content-crypto/index.ts'
import type { Database, Transaction } from '#server/platform/postgres/index.ts'
import { endSessionsIn } from './end-sessions.ts'
import type { AfterCommit, IdentityHooks } from './identity-hooks.ts'
import {
  findLiveSession,
  insertSession,
  type LiveAt,
  lockSessionByToken,
  replaceToken,
  touchSession,
} from './sessions.store.ts'
import { hashToken, makeToken, parseToken, writeToken } from './token.ts'

/** Who asks. */
export interface SessionContext {
  sessionId: SessionId
  accountId: AccountId
  accountReference: AccountReference
  /** T: only the vault may use it; overwritten at the end of the request. */
  token: Buffer
  role: 'person' | 'operator'
  /** The person has stopped all use of their data: only what serves their rights is done for them. */
  isRestricted: boolean
  signedInAt: Date
  expiresAt: Date
}

export interface SessionParts {
  clock: Clock
  limits: { sessionMs: number; sessionIdleMs: number }
}

const touchEveryMs = 60_000

export function liveAt({ clock, limits }: SessionParts): LiveAt {
  const now = clock.now()
  return { now, idleSince: new Date(now.getTime() - limits.sessionIdleMs) }
}

/** @throws AppError identity/not-signed-in for anything but the token of a session that is not over */
export async function requireSession(
  parts: SessionParts & { database: Database },
  cookie: string | undefined,
): Promise<SessionContext> {
  const token = parseToken(cookie)
  if (token === undefined) throw new AppError('identity/not-signed-in')
  try {
    return await findSession(parts, token)
  } catch (error) {
    zero(token)
    throw error
  }
}

/** Takes the token over into what it returns; the caller overwrites it when this throws. */
async function findSession(
  parts: SessionParts & { database: Database },
  token: Buffer,
): Promise<SessionContext> {
  const live = liveAt(parts)
  const row = await findLiveSession(parts.database, hashToken('session', token), live)
  const ids = row && {
    sessionId: parseId('ses', row.id),
    accountId: parseId('acc', row.account_id),
    accountReference: parseId('ref', row.reference),
  }
  if (
    row === undefined ||
    ids?.sessionId === undefined ||
    ids.accountId === undefined ||
    ids.accountReference === undefined
  )
    throw new AppError('identity/not-signed-in')
  if (live.now.getTime() - row.last_seen_at.getTime() >= touchEveryMs) {
    await touchSession(parts.database, row.id, live.now)
  }
  return {
    sessionId: ids.sessionId,
    accountId: ids.accountId,
    accountReference: ids.accountReference,
    token,
    role: row.role,
    isRestricted: row.restricted_at !== null,
    signedInAt: row.signed_in_at,
    expiresAt: row.expires_at,
  }
}

export interface Opening {
  accountId: AccountId
  /** The session cookie the browser brought, if any. */
  broughtCookie: string | undefined
  deviceFamily: string | undefined
}

/**
 * Signs a browser in under a token nobody has seen before, so that one planted or stolen earlier is worth nothing. A live
 * session of the same person that the browser brings goes on under the new token, with its vault; any other ends.
 */
export async function openSession(
  parts: SessionParts & { hooks: IdentityHooks },
  tx: Transaction,
  opening: Opening,
): Promise<{ cookie: string; afterCommit: AfterCommit }> {
  const token = makeToken()
  const oldToken = parseToken(opening.broughtCookie)
  try {
    const afterCommit = await openUnder(parts, tx, { ...opening, token, oldToken })
    return { cookie: writeToken(token), afterCommit }
  } finally {
    zero(token, oldToken)
  }
}

async function openUnder(
  parts: SessionParts & { hooks: IdentityHooks },
  tx: Transaction,
  opening: Opening & { token: Buffer; oldToken: Buffer | undefined },
): Promise<AfterCommit> {
  const { hooks, limits } = parts
  const { token, oldToken } = opening
  const live = liveAt(parts)
  const brought = oldToken && (await lockSessionByToken(tx, hashToken('session', oldToken), live))
  const broughtId = brought && parseId('ses', brought.id)
  const next = {
    tokenHash: hashToken('session', token),
    accountId: opening.accountId,
    deviceFamily: opening.deviceFamily,
    signedInAt: live.now,
    expiresAt: new Date(live.now.getTime() + limits.sessionMs),
  }
  let afterCommit: AfterCommit = () => undefined
  if (oldToken && broughtId && brought.is_live && brought.account_id === opening.accountId) {
    await replaceToken(tx, { ...next, id: broughtId })
    await hooks.onSessionRotated(tx, { sessionId: broughtId, oldToken, newToken: token })
  } else {
    if (broughtId) afterCommit = (await endSessionsIn(tx, hooks, [broughtId])).afterCommit
    await insertSession(tx, { ...next, id: makeId('ses') })
  }
  return afterCommit
}
