import type { GenerationPhase, GenerationView, SessionEvent, SessionView } from '#contract'
import { type LiveGeneration, toLive } from './live-generation.ts'

/** What this tab knows of its session, in its memory. What is kept for good is in the library. */
export interface LiveState {
  account: SessionView['account']
  session: SessionView['session']
  credits: number
  sitting: SessionView['sitting']
  /** Newest first. */
  generations: readonly LiveGeneration[]
  /** By generation; events never carry prompts. */
  prompts: ReadonlyMap<string, string>
  /** The last numbered event that is in this state. */
  cursor: number
}

export function openState(
  view: SessionView,
  generations: readonly GenerationView[],
  prompts: ReadonlyMap<string, string> = new Map(),
): LiveState {
  const known = new Map(prompts)
  for (const generation of generations)
    if (generation.prompt !== undefined) known.set(generation.id, generation.prompt)
  return {
    account: view.account,
    session: view.session,
    credits: view.credits,
    sitting: view.sitting,
    generations: sortNewestFirst(generations.map(toLive)),
    prompts: known,
    // Events after it are applied again over the newer list: an event never shows an older state.
    cursor: view.cursor,
  }
}

/** Applies one event; events at or before the cursor change nothing. `reset` and `session-ended` are not for here. */
export function mergeEvent(state: LiveState, id: number | undefined, event: SessionEvent): LiveState {
  if (id !== undefined && id <= state.cursor) return state
  return { ...applyEvent(state, event), cursor: id ?? state.cursor }
}

function applyEvent(state: LiveState, event: SessionEvent): LiveState {
  switch (event.kind) {
    case 'generation-changed':
      return putGeneration(state, event.generation)
    case 'generation-removed':
      return removeGeneration(state, event.generationId)
    case 'credits-changed':
      return { ...state, credits: event.credits }
    case 'sitting-changed':
      return { ...state, sitting: event.sitting }
    case 'positions':
      return {
        ...state,
        generations: state.generations.map((one) => placeInQueue(one, event.positions[one.id])),
      }
    default:
      return state
  }
}

/** Merges what a call answered. It may be older than what events have shown since, and then only its prompt counts. */
export function mergeAnswer(state: LiveState, answer: GenerationView): LiveState {
  const known = state.generations.find((one) => one.id === answer.id)
  if (known === undefined || isLater(answer, known)) return putGeneration(state, answer)
  return keepPrompt(state, answer.id, answer.prompt)
}

export function keepPrompt(state: LiveState, id: string, prompt: string | undefined): LiveState {
  if (prompt === undefined || state.prompts.get(id) === prompt) return state
  return { ...state, prompts: new Map(state.prompts).set(id, prompt) }
}

export function removeGeneration(state: LiveState, id: string): LiveState {
  const prompts = new Map(state.prompts)
  prompts.delete(id)
  return {
    ...state,
    prompts,
    generations: state.generations.filter((one) => one.id !== id),
  }
}

const order = {
  reserved: 0,
  queued: 1,
  running: 2,
  delivered: 3,
  refused: 3,
  failed: 3,
  interrupted: 3,
  cancelled: 3,
} as const

export function hasEnded(phase: GenerationPhase): boolean {
  return order[phase] === 3
}

function isLater(one: GenerationView, other: LiveGeneration): boolean {
  if (one.attempt !== other.attempt) return one.attempt > other.attempt
  return order[one.phase] > order[other.phase]
}

function putGeneration(state: LiveState, seen: GenerationView): LiveState {
  const view = toLive(seen)
  const others = state.generations.filter((one) => one.id !== view.id)
  const before = state.generations.find((one) => one.id === view.id)
  const position = view.position ?? (before?.attempt === view.attempt ? before.position : undefined)
  const next = view.phase === 'queued' && position !== undefined ? { ...view, position } : view
  const generations = sortNewestFirst([next, ...others])
  return keepPrompt({ ...state, generations }, view.id, seen.prompt)
}

function placeInQueue(generation: LiveGeneration, position: number | undefined): LiveGeneration {
  if (generation.phase !== 'queued' || position === undefined || generation.position === position)
    return generation
  return { ...generation, position }
}

function sortNewestFirst(generations: readonly LiveGeneration[]): readonly LiveGeneration[] {
  return generations.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id))
}
