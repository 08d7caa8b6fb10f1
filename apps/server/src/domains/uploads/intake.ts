import { Mutex, Semaphore } from 'async-mutex'
import { AppError } from '#server/kernel/app-error.ts'
import type { SessionId } from '#server/kernel/ids.ts'

/** What all uploads in work may hold together; beyond it a body waits in its socket. Coarse units: the lock walks them. */
const unitBytes = 1024 * 1024
const totalUnits = 40
/** One person's uploads in work and waiting: nobody fills the line alone. */
const mostOfSession = 8
const mostTogether = 200

/** Lets uploads in, in turn, as long as their bytes fit. */
export interface Intake {
  /**
   * Runs `work` when `sizeBytes` are free, one upload of a session after another. `isCrowded` says whether somebody else
   * waits for them.
   *
   * @throws AppError uploads/busy when the line is full
   */
  admit<Result>(
    upload: { sessionId: SessionId; sizeBytes: number; signal: AbortSignal },
    work: (isCrowded: () => boolean) => Promise<Result>,
  ): Promise<Result>
}

/** The uploads of one session, one of which is let in at a time. */
interface Line {
  turn: Mutex
  length: number
}

export function createIntake(): Intake {
  const free = new Semaphore(totalUnits)
  const lines = new Map<SessionId, Line>()
  let together = 0
  let waiting = 0
  const count = (sessionId: SessionId, line: Line, change: 1 | -1) => {
    together += change
    line.length += change
    if (line.length === 0) lines.delete(sessionId)
    else lines.set(sessionId, line)
  }
  const take = async (units: number) => {
    waiting += 1
    const [, release] = await free.acquire(units)
    waiting -= 1
    return release
  }
  return {
    async admit({ sessionId, sizeBytes, signal }, work) {
      const line = lines.get(sessionId) ?? { turn: new Mutex(), length: 0 }
      if (together >= mostTogether || line.length >= mostOfSession) throw new AppError('uploads/busy')
      count(sessionId, line, 1)
      try {
        return await line.turn.runExclusive(async () => {
          signal.throwIfAborted()
          const release = await take(Math.min(totalUnits, Math.max(1, Math.ceil(sizeBytes / unitBytes))))
          try {
            signal.throwIfAborted()
            return await work(() => waiting > 0)
          } finally {
            release()
          }
        })
      } finally {
        count(sessionId, line, -1)
      }
    },
  }
}
