import type { RouteHandlers, RouteResult } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { parseId, type SessionId } from '#server/kernel/ids.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Cookies } from './cookies.ts'
import { type EndingParts, endSessions } from './end-sessions.ts'
import { liveAt, type SessionParts } from './sessions.ts'
import { listSessions, lockSessionsOfAccount } from './sessions.store.ts'

export interface SessionHandlerParts extends EndingParts, SessionParts {
  cookies: Cookies
  logger: Logger
}

/** Signing out, and the list of one's devices. Everybody sees and ends only their own. */
export function createSessionHandlers(
  parts: SessionHandlerParts,
): Pick<RouteHandlers, 'signOut' | 'listDevices' | 'endDevice'> {
  const end = async (session: { accountId: string }, isMeant: (id: SessionId) => boolean) => {
    const count = await endSessions(parts, async (tx) => {
      const own = await lockSessionsOfAccount(tx, session.accountId)
      return own.flatMap((id) => parseId('ses', id) ?? []).filter(isMeant)
    })
    if (count > 0) parts.logger.info('session-ended', { count, reason: 'signed-out' })
    return count
  }
  const answer = (isCurrent: boolean): RouteResult => ({
    status: 204,
    headers: isCurrent ? [parts.cookies.clear('session')] : [],
  })
  return {
    async signOut({ session, body }) {
      await end(session, (id) => body.everywhere === true || id === session.sessionId)
      return answer(true)
    },

    async listDevices({ session }) {
      const rows = await listSessions(parts.database, session.accountId, liveAt(parts))
      return {
        json: {
          devices: rows.map((row) => ({
            id: row.id,
            ...(row.device_family === null ? {} : { family: row.device_family }),
            signedInAt: row.signed_in_at.toISOString(),
            lastSeenAt: row.last_seen_at.toISOString(),
            current: row.id === session.sessionId,
          })),
        },
      }
    },

    async endDevice({ session, params }) {
      const meant = parseId('ses', params['id'] ?? '')
      const count = meant === undefined ? 0 : await end(session, (id) => id === meant)
      // Somebody else's and no session at all look the same.
      if (count === 0) throw new AppError('http/not-found')
      return answer(meant === session.sessionId)
    },
  }
}
