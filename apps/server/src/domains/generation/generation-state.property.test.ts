import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type GenerationEffect,
  type GenerationEvent,
  type GenerationState,
  hasEnded,
  heldCredits,
  missingImages,
  step,
} from './generation-state.ts'

const runs = process.env['TEST_LONG'] === '1' ? 100_000 : 10_000

const event: fc.Arbitrary<GenerationEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<GenerationEvent>(
      { kind: 'claimed' },
      { kind: 'image-sealed' },
      { kind: 'disclosed' },
      { kind: 'resumed' },
      { kind: 'worker-lost' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<GenerationEvent>(
      { kind: 'submitted' },
      { kind: 'finished' },
      { kind: 'cancel-asked' },
      { kind: 'stopped' },
      { kind: 'erased' },
      { kind: 'refused', stage: 'input', category: 'violence' },
      { kind: 'failed', reason: 'partner-timed-out', disclosed: 'unknown' },
      { kind: 'sitting-ended', reason: 'signed-out' },
      { kind: 'sitting-ended', reason: 'vault-closed' },
    ),
  },
)

const first = (imagesAsked: number, creditsPerImage: number): GenerationState => ({
  phase: 'queued',
  reason: undefined,
  refusal: undefined,
  attempt: 1,
  imagesAsked,
  imagesSealed: 0,
  imagesSealedBefore: 0,
  creditsPerImage,
  chargedCredits: 0,
  disclosed: 'nothing',
  cancelRequested: false,
})

interface Books {
  reserved: Map<number, number>
  captured: Map<number, number>
  released: Map<number, number>
}

function book(books: Books, attempt: number, effects: readonly GenerationEffect[]) {
  for (const effect of effects) {
    if (effect.kind === 'reserve') enter(books.reserved, attempt, effect.credits)
    if (effect.kind === 'capture') enter(books.captured, attempt, effect.credits)
    if (effect.kind === 'release') enter(books.released, attempt, effect.credits)
  }
}

/** An entry that is there already is a second charge or a second release of one operation. */
function enter(entries: Map<number, number>, attempt: number, credits: number) {
  expect(entries.has(attempt)).toBe(false)
  expect(credits).toBeGreaterThan(0)
  entries.set(attempt, credits)
}

test('in any history credits are conserved, every path ends, and nothing happens after the end', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(event, { maxLength: 40 }),
      (images, price, events) => {
        let state = first(images, price)
        const books: Books = {
          reserved: new Map([[1, heldCredits(state)]]),
          captured: new Map(),
          released: new Map(),
        }
        for (const next of [...events, { kind: 'sitting-ended', reason: 'signed-out' } as const]) {
          const before = state
          const { state: after, effects } = step(before, next)
          book(books, after.attempt, effects)
          checkStep({ before, after, next, effects })
          state = after
        }
        expect(hasEnded(state)).toBe(true)
        checkBooks(books, state)
      },
    ),
    { numRuns: runs },
  )
})

function checkStep({
  before,
  after,
  next,
  effects,
}: {
  before: GenerationState
  after: GenerationState
  next: GenerationEvent
  effects: readonly GenerationEffect[]
}) {
  // After an end only a person's wish to resume changes anything.
  if (hasEnded(before) && next.kind !== 'resumed')
    expect({ after, effects }).toEqual({ after: before, effects: [] })
  // Nothing is sealed but by a running attempt, and never more than was asked.
  if (after.imagesSealed > before.imagesSealed) expect(before.phase).toBe('running')
  expect(missingImages(after)).toBeGreaterThanOrEqual(0)
  // A new attempt, which may send again, exists only because a person asked for it after an interruption.
  if (after.attempt !== before.attempt) expect([before.phase, next.kind]).toEqual(['interrupted', 'resumed'])
  if (after.phase === 'delivered') expect(missingImages(after)).toBe(0)
  // A running worker hears of a cancellation, from wherever it comes.
  if (before.phase === 'running' && next.kind === 'sitting-ended')
    expect(effects).toContainEqual({ kind: 'tell-worker' })
}

function checkBooks({ reserved, captured, released }: Books, state: GenerationState) {
  for (const [attempt, credits] of reserved) {
    expect((captured.get(attempt) ?? 0) + (released.get(attempt) ?? 0)).toBe(credits)
  }
  const total = [...captured.values()].reduce((sum, credits) => sum + credits, 0)
  expect(total).toBe(state.imagesSealed * state.creditsPerImage)
  expect(total).toBe(state.chargedCredits)
}
