import type { DeletionOutcome, PartnerAnswer } from '#partner-spec'
import { PartnerFault } from './partner-fault.ts'
import { readBounded } from './read-bounded.ts'
import { readRetryAfterMs } from './read-retry-after.ts'

const answerMaximumBytes = 262_144

/**
 * What an answer to a deletion means. Success is not believed by its status alone: `confirms` looks at the JSON of the
 * answer and says whether it is the one that was asked for, about this request, with nothing left over.
 *
 * @throws whatever is no fault of a partner
 */
export async function readDeletion(
  ask: () => Promise<PartnerAnswer>,
  confirms: (body: unknown) => boolean,
): Promise<DeletionOutcome> {
  let answer: PartnerAnswer | undefined
  try {
    answer = await ask()
    const { status } = answer
    const isGone = status === 404 || status === 410
    // A page comes from something in between, which knows nothing of requests.
    if (isGone && isPage(answer)) return { kind: 'try-later', status }
    if (isGone) return { kind: 'not-found', status }
    if (status < 200 || status > 299) return withoutSuccess(answer)
    const body = parse((await readBounded(answer.body, answerMaximumBytes)).toString())
    return confirms(body) ? { kind: 'deleted', status } : { kind: 'try-later', status }
  } catch (error) {
    if (!(error instanceof PartnerFault)) throw error
    return { kind: 'try-later' }
  } finally {
    answer?.close()
  }
}

const isPage = (answer: PartnerAnswer) => /^text\/html/i.test(answer.header('content-type') ?? '')

/** Too early, too often, or broken: that may be better later. Anything else of the 400s is a no. */
function withoutSuccess(answer: PartnerAnswer): DeletionOutcome {
  const { status } = answer
  const isNo = status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status)
  if (isNo) return { kind: 'refused', status }
  const retryAfterMs = readRetryAfterMs(answer)
  return { kind: 'try-later', status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
