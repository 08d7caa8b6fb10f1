import { PartnerFault, readRetryAfterMs } from '#partner-kit'
import type { AdapterContext, PartnerAnswer, PartnerRequest } from '#partner-spec'

export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export interface Asking extends AdapterContext {
  wait: Wait
}

const mostTries = 3
const firstWaitMs = 500
const longestWaitMs = 30_000

/**
 * Asks without content and reads the answer; again, where there was none, or only that it cannot be given now. What was
 * sent stays sent: only the question is repeated. The last answer is read whatever it is.
 *
 * @throws PartnerFault when there is no answer, or it cannot be believed
 */
export async function askPatiently<Value>(
  asking: Asking,
  request: Omit<PartnerRequest, 'body'>,
  read: (answer: PartnerAnswer) => Promise<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    const isLast = tries === mostTries
    let waitMs = firstWaitMs * 2 ** (tries - 1)
    let answer: PartnerAnswer | undefined
    try {
      answer = await asking.connection.ask(request)
      if (isLast || !isForNow(answer.status)) return await read(answer)
      waitMs = Math.min(longestWaitMs, Math.max(waitMs, readRetryAfterMs(answer) ?? 0))
    } catch (error) {
      if (isLast || asking.signal.aborted || !isPassing(error)) throw error
    } finally {
      answer?.close()
    }
    await pause(asking, waitMs)
  }
}

/** @throws PartnerFault when it is stopped meanwhile */
export async function pause({ wait, signal }: Asking, milliseconds: number): Promise<void> {
  try {
    await wait(milliseconds, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  }
  if (signal.aborted) throw new PartnerFault('unavailable', 'sent')
}

const isForNow = (status: number) => status === 429 || status >= 500

const isPassing = (error: unknown) =>
  error instanceof PartnerFault && (error.failure === 'unavailable' || error.failure === 'timed-out')
