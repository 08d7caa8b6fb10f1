import { isDeepStrictEqual } from 'node:util'
import type { EnabledPartner } from '#partner-spec'
import type { Ticket } from '#server/domains/vault/index.ts'
import { isNoConnectionFree, type Statement, type Transaction } from '#server/platform/postgres/index.ts'
import { applyEvents, tellOfEnd } from './apply-event.ts'
import type { Generation } from './generation.ts'
import { type GenerationEvent, hasEnded } from './generation-state.ts'
import type { GenerationParts } from './parts.ts'
import { lockingWithSession } from './session-events.store.ts'
import type { WrittenBeside } from './written-beside.ts'

export interface Running {
  generation: Generation
  partner: EnabledPartner
  ticket: Ticket
  /** Aborted when the person cancels, the sitting ends, or the lease is lost. */
  signal: AbortSignal
}

/** An attempt at work: what is written beside it, and how it was when this worker changed it last. */
export type Attempt = Running & { beside: WrittenBeside; seen: Generation }

/** The attempt was lost, ended or cancelled, and its worker had not heard of it yet. */
export class AttemptOver extends Error {
  override readonly name = 'AttemptOver'
}

/** Whose lease is lost has no say any more, also before the sweep has told of it. */
const runsHere = (now: Generation, { generation }: Running) =>
  now.phase === 'running' && now.attempt === generation.attempt && now.workerId === generation.workerId

/** The attempt is not as it was seen last: somebody cancelled it, or its end came. */
class SeenOtherwise extends Error {
  override readonly name = 'SeenOtherwise'
  readonly now: Generation | undefined

  constructor(now: Generation | undefined) {
    super('the attempt is not as it was seen last')
    this.now = now
  }
}

/** Locks the attempt; anything but what was seen last ends the transaction. */
function lockingAsSeen(tx: Transaction, seen: Generation): Statement<void> {
  const locking = lockingWithSession(tx, seen.id)
  return {
    ...locking,
    read(answer) {
      const now = locking.read(answer)
      if (now === undefined || !isDeepStrictEqual(now, seen)) throw new SeenOtherwise(now)
    },
  }
}

/** A change of an attempt in one transaction; `first` is to leave with its first statements, and locks the attempt. */
type ChangeOfAttempt<Value> = (
  tx: Transaction,
  attempt: { generation: Generation; first: Statement<void> },
) => Promise<{ value: Value; next: Generation }>

/**
 * Changes an attempt. It is taken to be as this worker saw it last, so that the lock and what follows from it leave in one
 * piece; where it is not, all is undone and done again with what is there. Undefined when it does not run here any more.
 */
export async function changeAttempt<Value>(
  parts: Pick<GenerationParts, 'database' | 'logger' | 'metrics' | 'onEnded'>,
  running: Attempt,
  work: ChangeOfAttempt<Value>,
): Promise<Value | undefined> {
  while (runsHere(running.seen, running)) {
    const { seen } = running
    try {
      const { value, next } = await waitForTurn(running, () =>
        parts.database
          .transaction()
          .execute((tx) => work(tx, { generation: seen, first: lockingAsSeen(tx, seen) })),
      )
      running.seen = next
      tellOfEnd(parts, seen, next)
      return value
    } catch (error) {
      if (!(error instanceof SeenOtherwise)) throw error
      if (error.now === undefined) return undefined
      running.seen = error.now
    }
  }
  return undefined
}

const mostTries = 20

/**
 * Asks the database for an attempt. When all connections are in use it waits its turn again, as long as the attempt is ours:
 * a picture that a partner has drawn is not given up because many came at once.
 */
export async function waitForTurn<Value>(
  { signal }: Pick<Running, 'signal'>,
  ask: () => Promise<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      // NOTE: only what was never begun. What broke in the middle may have been committed.
      if (!isNoConnectionFree(error) || signal.aborted || tries === mostTries) throw error
    }
  }
}

/** True when the attempt is over: with this, or before. */
export async function change(
  parts: GenerationParts,
  running: Attempt,
  event: GenerationEvent,
): Promise<boolean> {
  await running.beside.settle()
  const isOver = await changeAttempt(parts, running, async (tx, { generation, first }) => {
    const next = await applyEvents(parts, tx, { generation, events: [event], first: [first] })
    return { value: hasEnded(next), next }
  })
  return isOver ?? true
}
