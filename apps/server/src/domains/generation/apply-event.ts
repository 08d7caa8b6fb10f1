import { capture, release, reservation } from '#server/domains/billing/index.ts'
import type { GenerationId, WorkerId } from '#server/kernel/ids.ts'
import {
  notification,
  sendTogether,
  type Statement,
  type Transaction,
} from '#server/platform/postgres/index.ts'
import type { Generation } from './generation.ts'
import {
  type GenerationEffect,
  type GenerationEvent,
  type GenerationState,
  hasEnded,
  step,
} from './generation-state.ts'
import { stateUpdate } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { storingChange } from './session-events.store.ts'

export type ApplyParts = Pick<
  GenerationParts,
  'clock' | 'limits' | 'vaults' | 'metrics' | 'logger' | 'workerId' | 'findAccountReference' | 'onEnded'
>

/** What an operation of the ledger is called: a generation and its attempt. */
export const operationOf = (id: GenerationId, attempt: number) => `${id}:${attempt}`

/**
 * The one way a stored generation changes: state, credits, tickets and the event that tells of it, in the transaction of
 * the caller. `generation` must be locked. Returns it as it is now.
 */
export async function applyEvent(
  parts: ApplyParts,
  tx: Transaction,
  { generation, event }: { generation: Generation; event: GenerationEvent },
): Promise<Generation> {
  const next = await applyEvents(parts, tx, { generation, events: [event] })
  tellOfEnd(parts, generation, next)
  return next
}

/**
 * Several that happen at once, stored and told as one change. `first` leaves before it, in the same piece: one that locks
 * the generation, and finds that it is as it was given here, stands for a lock that was taken before. Of an end the caller
 * tells the operator.
 */
export async function applyEvents(
  parts: ApplyParts,
  tx: Transaction,
  {
    generation,
    events,
    first = [],
  }: { generation: Generation; events: readonly GenerationEvent[]; first?: readonly Statement<void>[] },
): Promise<Generation> {
  let state: GenerationState = generation
  const effects: GenerationEffect[] = []
  for (const event of events) {
    const taken = step(state, event)
    state = taken.state
    effects.push(...taken.effects)
  }
  const at = parts.clock.now()
  const next: Generation = { ...generation, ...state, ...timesOf(parts, generation, { state, at }) }
  const statements = [...first]
  for (const effect of effects)
    statements.push(...(await effectOf(parts, tx, { generation: next, effect, at })))
  if (state === generation) {
    if (statements.length > 0) await sendTogether(tx, statements)
    return generation
  }
  const update = stateUpdate(tx, generation.id, {
    state,
    ...(state.phase === 'queued' && generation.phase !== 'queued' ? { queuedAt: at } : {}),
    ...(state.phase === 'running' && generation.phase !== 'running'
      ? { startedAt: at, lease: leaseFrom(parts, at) }
      : {}),
    ...(hasEnded(state) ? { endedAt: at, lease: null } : {}),
  })
  const movesCredits = effects.some(
    ({ kind }) => kind === 'reserve' || kind === 'capture' || kind === 'release',
  )
  const storing = storingChange(tx, {
    update,
    sessionId: generation.sessionId,
    // Credits first: nobody sees that something is over while its credits are still held.
    events: [
      ...(movesCredits ? [{ kind: 'credits-changed', at } as const] : []),
      { kind: 'generation-changed', generationId: generation.id, at },
    ],
  })
  await sendTogether(tx, [...statements, storing])
  return next
}

/** What a claim would make of one that is not written yet, and the lease it would run under. */
export function claimUnwritten(
  parts: Pick<ApplyParts, 'clock' | 'limits' | 'workerId'>,
  queued: Generation,
): { generation: Generation; lease: { workerId: WorkerId; until: Date } } {
  const at = parts.clock.now()
  const { state } = step(queued, { kind: 'claimed' })
  return {
    generation: { ...queued, ...state, ...timesOf(parts, queued, { state, at }) },
    lease: leaseFrom(parts, at),
  }
}

const leaseFrom = ({ workerId, limits }: Pick<ApplyParts, 'limits' | 'workerId'>, at: Date) => ({
  workerId,
  until: new Date(at.getTime() + limits.leaseMs),
})

function timesOf(
  parts: Pick<ApplyParts, 'workerId'>,
  generation: Generation,
  { state, at }: { state: Pick<Generation, 'phase'>; at: Date },
): Pick<Generation, 'startedAt' | 'endedAt' | 'workerId'> {
  const starts = state.phase === 'running' && generation.phase !== 'running'
  return {
    startedAt: starts ? at : generation.startedAt,
    endedAt: hasEnded(state) ? at : undefined,
    workerId: starts ? parts.workerId : hasEnded(state) ? undefined : generation.workerId,
  }
}

async function effectOf(
  parts: ApplyParts,
  tx: Transaction,
  { generation, effect, at }: { generation: Generation; effect: GenerationEffect; at: Date },
): Promise<Statement<void>[]> {
  if (effect.kind === 'drop-tickets') return [parts.vaults.workerKeys.droppingTickets(tx, [generation.id])]
  if (effect.kind === 'tell-worker') return [notification(tx, 'cancel', generation.id)]
  const settlement = {
    operation: operationOf(generation.id, generation.attempt),
    amount: effect.credits,
    at,
  }
  if (effect.kind === 'capture') return capture(tx, settlement)
  if (effect.kind === 'release') return release(tx, settlement)
  const accountReference = await parts.findAccountReference(tx, generation.accountId)
  return [reservation(tx, { ...settlement, accountReference })]
}

/** Tells the operator of one that has ended, if it had not before. */
export function tellOfEnd(
  { logger, metrics, onEnded }: Pick<ApplyParts, 'logger' | 'metrics' | 'onEnded'>,
  before: Generation,
  generation: Generation,
): void {
  if (hasEnded(before) || !hasEnded(generation)) return
  onEnded(generation)
  metrics.recordGeneration({ model: generation.modelId, phase: generation.phase })
  logger.info('generation-ended', {
    generationId: generation.id,
    model: generation.modelId,
    state: generation.phase,
    attempt: generation.attempt,
    ...(generation.reason === undefined ? {} : { reason: generation.reason }),
  })
}
