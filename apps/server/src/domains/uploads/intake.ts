import { Semaphore } from 'async-mutex'
import { AppError } from '#server/kernel/app-error.ts'
import type { SessionId } from '#server/kernel/ids.ts'

/** What all uploads in work may hold together; beyond it a body waits in its socket. Coarse units: the lock walks them. */
const unitBytes = 1024 * 1024
const totalUnits = 96
/** One person's uploads in work and waiting: nobody fills the line alone. */
const mostOfSession = 8
const mostTogether = 200

/** Lets uploads in, in turn, as long as their bytes fit. */
export interface Intake {
  /**
   * Runs `work` when `sizeBytes` are free.
   *
   * @throws AppError uploads/busy when the line is full
   */
  admit<Result>(
    upload: { sessionId: SessionId; sizeBytes: number; signal: AbortSignal },
    work: () => Promise<Result>,
  ): Promise<Result>
}

export function createIntake(): Intake {
  const free = new Semaphore(totalUnits)
  const inLine = new Map<SessionId, number>()
  let together = 0
  const count = (sessionId: SessionId, change: 1 | -1) => {
    together += change
    const own = (inLine.get(sessionId) ?? 0) + change
    if (own === 0) inLine.delete(sessionId)
    else inLine.set(sessionId, own)
  }
  return {
    async admit({ sessionId, sizeBytes, signal }, work) {
      if (together >= mostTogether || (inLine.get(sessionId) ?? 0) >= mostOfSession) {
        throw new AppError('uploads/busy')
      }
      count(sessionId, 1)
      try {
        const units = Math.min(totalUnits, Math.max(1, Math.ceil(sizeBytes / unitBytes)))
        return await free.runExclusive(() => {
          signal.throwIfAborted()
          return work()
        }, units)
      } finally {
        count(sessionId, -1)
      }
    },
  }
}
