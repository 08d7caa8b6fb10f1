import { Semaphore } from 'async-mutex'
import type { SessionId } from '#server/kernel/ids.ts'

/** Lets a session's images out in turn, so that one who asks for a thousand and reads none fills no memory. */
export interface ImageTurns {
  /** Runs `work` when fewer than `imagesAtOnce` of this session run. */
  take<Result>(sessionId: SessionId, work: () => Promise<Result>): Promise<Result>
}

/** Each holds a piece as it was stored and one as it was opened, 400 KiB together, until its client has read it. */
export const imagesAtOnce = 16

export function createImageTurns(): ImageTurns {
  const sessions = new Map<SessionId, { free: Semaphore; users: number }>()
  return {
    async take(sessionId, work) {
      const turns = sessions.get(sessionId) ?? { free: new Semaphore(imagesAtOnce), users: 0 }
      sessions.set(sessionId, turns)
      turns.users += 1
      try {
        return await turns.free.runExclusive(work)
      } finally {
        turns.users -= 1
        if (turns.users === 0) sessions.delete(sessionId)
      }
    },
  }
}
