import type { Check } from './parts.ts'
import { bad, notChecked, type Result } from './result.ts'
import { AnsweredOtherwise } from './person/draw-picture.ts'

/**
 * What a check comes to within its time. One that is over has shown nothing, and neither has one that met a defect of its
 * own, which `onDefect` is told.
 */
export async function within<Place>(
  check: Check<Place>,
  place: Place,
  { limitMs, onDefect }: { limitMs: number; onDefect(error: unknown): void },
): Promise<Result> {
  const signal = AbortSignal.timeout(limitMs)
  const late = Promise.withResolvers<Result>()
  signal.addEventListener('abort', () => late.resolve(notChecked('took-too-long')))
  return Promise.race([settle(check(place, signal), { signal, onDefect }), late.promise])
}

async function settle(
  result: Promise<Result>,
  { signal, onDefect }: { signal: AbortSignal; onDefect(error: unknown): void },
): Promise<Result> {
  try {
    return await result
  } catch (error) {
    if (signal.aborted) return notChecked('took-too-long')
    if (error instanceof AnsweredOtherwise) return bad('answered-otherwise', {})
    onDefect(error)
    return notChecked('failed')
  }
}
