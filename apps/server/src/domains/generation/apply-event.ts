import { captureCredits, releaseCredits, reserveCredits } from '#server/domains/billing/index.ts'
import type { GenerationId } from '#server/kernel/ids.ts'
import { notify, type Transaction } from '#server/platform/postgres/index.ts'
import type { Generation } from './generation.ts'
import { type GenerationEffect, type GenerationEvent, hasEnded, step } from './generation-state.ts'
import { lockGeneration, storeState } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { appendEvents, lockSessionOf } from './session-events.store.ts'

export type ApplyParts = Pick<
  GenerationParts,
  'clock' | 'limits' | 'vaults' | 'metrics' | 'logger' | 'workerId' | 'findAccountReference'
>

/** What an operation of the ledger is called: a generation and its attempt. */
export const operationOf = (id: GenerationId, attempt: number) => `${id}:${attempt}`

/**
 * Locks the session and the generation, in this order. Undefined when the generation is gone.
 */
export async function lockWithSession(tx: Transaction, id: GenerationId): Promise<Generation | undefined> {
  await lockSessionOf(tx, id)
  return lockGeneration(tx, id)
}

/**
 * The one way a stored generation changes: state, credits, tickets and the event that tells of it, in the transaction of
 * the caller. `generation` must be locked. Returns it as it is now.
 */
export async function applyEvent(
  parts: ApplyParts,
  tx: Transaction,
  { generation, event }: { generation: Generation; event: GenerationEvent },
): Promise<Generation> {
  const { state, effects } = step(generation, event)
  if (state === generation) return generation
  const at = parts.clock.now()
  const next: Generation = { ...generation, ...state, ...timesOf(parts, generation, { state, at }) }
  await storeState(tx, generation.id, state, {
    ...(state.phase === 'queued' && generation.phase !== 'queued' ? { queuedAt: at } : {}),
    ...(state.phase === 'running' && generation.phase !== 'running'
      ? {
          startedAt: at,
          lease: { workerId: parts.workerId, until: new Date(at.getTime() + parts.limits.leaseMs) },
        }
      : {}),
    ...(hasEnded(state) ? { endedAt: at, lease: null } : {}),
  })
  for (const effect of effects) await applyEffect(parts, tx, { generation: next, effect, at })
  // That it was sent is for the ledger; nobody sees it on a screen.
  if (event.kind === 'disclosed') return next
  const movesCredits = effects.some(
    ({ kind }) => kind === 'reserve' || kind === 'capture' || kind === 'release',
  )
  await appendEvents(tx, generation.sessionId, [
    { kind: 'generation-changed', generationId: generation.id, at },
    ...(movesCredits ? [{ kind: 'credits-changed', at } as const] : []),
  ])
  if (hasEnded(state)) tellOperator(parts, next)
  return next
}

function timesOf(
  parts: ApplyParts,
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

async function applyEffect(
  parts: ApplyParts,
  tx: Transaction,
  { generation, effect, at }: { generation: Generation; effect: GenerationEffect; at: Date },
): Promise<void> {
  if (effect.kind === 'drop-tickets') return parts.vaults.workerKeys.dropTickets(tx, [generation.id])
  if (effect.kind === 'tell-worker') return notify(tx, 'cancel', generation.id)
  const movement = {
    accountReference: await parts.findAccountReference(tx, generation.accountId),
    operation: operationOf(generation.id, generation.attempt),
    amount: effect.credits,
    at,
  }
  if (effect.kind === 'reserve') return reserveCredits(tx, movement)
  return effect.kind === 'capture' ? captureCredits(tx, movement) : releaseCredits(tx, movement)
}

function tellOperator({ logger, metrics }: ApplyParts, generation: Generation): void {
  metrics.recordGeneration({ model: generation.modelId, phase: generation.phase })
  logger.info('generation-ended', {
    generationId: generation.id,
    model: generation.modelId,
    state: generation.phase,
    attempt: generation.attempt,
    ...(generation.reason === undefined ? {} : { reason: generation.reason }),
  })
}
