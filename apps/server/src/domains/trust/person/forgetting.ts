import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { retentionSeconds } from '#policies/retention.ts'
import { bad, good, type Result } from '../result.ts'
import { countOwnVaults } from './own-rows.store.ts'
import type { Walk } from './walk.ts'

const lookEveryMs = 250

/** At sign-out the keys are gone with the session, and the bytes within their time. */
export async function endSession(walk: Walk, signal: AbortSignal): Promise<Result> {
  const { parts, ids, ask } = walk
  const sessions = ids.vaultIds.length
  const { status, headers } = await ask('/auth/signout', { method: 'POST', body: {} })
  walk.endedCookie = headers.getSetCookie()[0] ?? ''
  const endedAt = performance.now()
  const isOver = (await ask('/api/session')).status === 401
  if (status !== 204 || sessions === 0) return bad('answered-otherwise', { sessions })
  if (!isOver || (await countOwnVaults(parts.database, ids.vaultIds)) > 0) return bad('found', { sessions })
  while (!(await areGone(parts.dataDir, ids.vaultIds))) {
    if (performance.now() - endedAt > retentionSeconds['vault-bytes'] * 1000)
      return bad('overdue', { sessions })
    await pause(lookEveryMs, undefined, { signal })
  }
  return good({ sessions, 'milliseconds-to-gone': Math.round(performance.now() - endedAt) })
}

async function areGone(dataDir: string, vaultIds: readonly string[]): Promise<boolean> {
  const folder = join(dataDir, 'objects')
  const looks = await Promise.allSettled(vaultIds.map((vaultId) => access(join(folder, vaultId))))
  return looks.every(({ status }) => status === 'rejected')
}
