import type { GenerationPhase, GenerationReason, RefusalCategory } from '#contract'
import type { Disclosed } from '#partner-spec'

/** Where one generation stands. Credits are whole; counts are images. */
export interface GenerationState {
  phase: GenerationPhase
  reason: GenerationReason | undefined
  refusal: { stage: 'input' | 'output'; category: RefusalCategory } | undefined
  attempt: number
  imagesAsked: number
  /** Over all attempts, and before this one. */
  imagesSealed: number
  imagesSealedBefore: number
  creditsPerImage: number
  /** What was taken for good, over all attempts. */
  chargedCredits: number
  disclosed: Disclosed
  cancelRequested: boolean
}

export type GenerationEvent =
  | { kind: 'submitted' }
  | { kind: 'claimed' }
  | { kind: 'disclosed' }
  | { kind: 'image-sealed' }
  /** The partner has nothing more to send. */
  | { kind: 'finished' }
  | { kind: 'refused'; stage: 'input' | 'output'; category: RefusalCategory }
  | { kind: 'failed'; reason: GenerationReason; disclosed: Disclosed }
  | { kind: 'cancel-asked' }
  /** The worker has stopped because it was asked to. */
  | { kind: 'stopped' }
  /** The sitting is over: whatever still comes must not be written. */
  | { kind: 'sitting-ended'; reason: 'signed-out' | 'vault-closed' }
  /** The person takes it back whole: nothing more may be written. */
  | { kind: 'erased' }
  /** Its lease lapsed, or the only keys that open its ticket are gone. */
  | { kind: 'worker-lost' }
  | { kind: 'resumed' }

export type GenerationEffect =
  | { kind: 'reserve'; credits: number }
  | { kind: 'capture'; credits: number }
  | { kind: 'release'; credits: number }
  | { kind: 'drop-tickets' }
  | { kind: 'tell-worker' }

export interface Step {
  state: GenerationState
  effects: readonly GenerationEffect[]
}

const ended: ReadonlySet<GenerationPhase> = new Set([
  'delivered',
  'refused',
  'failed',
  'interrupted',
  'cancelled',
])

export const hasEnded = ({ phase }: Pick<GenerationState, 'phase'>) => ended.has(phase)

/** Images still to be made in this attempt. */
export const missingImages = (state: GenerationState) => state.imagesAsked - state.imagesSealed

/** Credits held for this attempt from its start to its end. */
export const heldCredits = (state: GenerationState) =>
  (state.imagesAsked - state.imagesSealedBefore) * state.creditsPerImage

/**
 * What an event makes of a generation. Pure: the caller stores the state and applies the effects in one transaction.
 *
 * An event that comes too late changes nothing. Each attempt ends once, and its end captures what was sealed and
 * releases the rest.
 */
export function step(state: GenerationState, event: GenerationEvent): Step {
  if (event.kind === 'resumed') return resume(state)
  if (hasEnded(state)) return { state, effects: [] }
  switch (event.kind) {
    case 'submitted':
      return state.phase === 'reserved'
        ? { state: { ...state, phase: 'queued' }, effects: [] }
        : unchanged(state)
    case 'claimed':
      return state.phase === 'queued'
        ? { state: { ...state, phase: 'running' }, effects: [] }
        : unchanged(state)
    case 'disclosed':
      return { state: { ...state, disclosed: 'sent' }, effects: [] }
    case 'image-sealed':
      return sealImage(state)
    case 'finished':
      return finish(state)
    case 'refused':
      return end({ ...state, refusal: { stage: event.stage, category: event.category } }, 'refused', 'safety')
    case 'failed':
      return end({ ...state, disclosed: event.disclosed }, 'failed', event.reason)
    case 'cancel-asked':
      return askCancel(state)
    case 'stopped':
      return end(state, 'cancelled', 'by-person')
    case 'sitting-ended':
      return endAndTell(state, event.reason)
    case 'erased':
      return endAndTell(state, 'by-person')
    case 'worker-lost':
      return state.cancelRequested
        ? end(state, 'cancelled', 'by-person')
        : end(state, 'interrupted', 'worker-lost')
  }
}

const unchanged = (state: GenerationState): Step => ({ state, effects: [] })

function sealImage(state: GenerationState): Step {
  if (state.phase !== 'running' || missingImages(state) === 0) return unchanged(state)
  return { state: { ...state, imagesSealed: state.imagesSealed + 1 }, effects: [] }
}

function finish(state: GenerationState): Step {
  return missingImages(state) === 0
    ? end(state, 'delivered', undefined)
    : end(state, 'failed', 'partner-malformed')
}

function askCancel(state: GenerationState): Step {
  if (state.phase !== 'running') return end(state, 'cancelled', 'by-person')
  if (state.cancelRequested) return unchanged(state)
  return { state: { ...state, cancelRequested: true }, effects: [{ kind: 'tell-worker' }] }
}

function endAndTell(state: GenerationState, reason: GenerationReason): Step {
  const tell: GenerationEffect[] = state.phase === 'running' ? [{ kind: 'tell-worker' }] : []
  const { state: next, effects } = end(state, 'cancelled', reason)
  return { state: next, effects: [...effects, ...tell] }
}

function end(state: GenerationState, phase: GenerationPhase, reason: GenerationReason | undefined): Step {
  const credits = (state.imagesSealed - state.imagesSealedBefore) * state.creditsPerImage
  const rest = heldCredits(state) - credits
  return {
    state: { ...state, phase, reason, chargedCredits: state.chargedCredits + credits },
    effects: [
      ...(credits > 0 ? [{ kind: 'capture', credits } as const] : []),
      ...(rest > 0 ? [{ kind: 'release', credits: rest } as const] : []),
      { kind: 'drop-tickets' },
    ],
  }
}

/** The next attempt makes what is missing, under a reservation of its own. */
function resume(state: GenerationState): Step {
  if (state.phase !== 'interrupted' || missingImages(state) === 0) return unchanged(state)
  const next: GenerationState = {
    ...state,
    phase: 'queued',
    reason: undefined,
    attempt: state.attempt + 1,
    imagesSealedBefore: state.imagesSealed,
    disclosed: 'nothing',
    cancelRequested: false,
  }
  return { state: next, effects: [{ kind: 'reserve', credits: heldCredits(next) }] }
}
