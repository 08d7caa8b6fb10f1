import type { GenerationView } from '#contract'
import { isFinished } from '../../../live/live-generation.ts'
import { hasEnded } from '../../../live/merge-event.ts'
import { t } from '../../../messages/messages.ts'

/** What changed between two readings that is worth saying aloud: beginnings, pictures, ends. Not every partial. */
export function announcementsOf(
  before: readonly GenerationView[],
  after: readonly GenerationView[],
): string[] {
  const earlier = new Map(before.map((generation) => [generation.id, generation]))
  return after.flatMap((generation) => {
    const known = earlier.get(generation.id)
    return known === undefined || known === generation ? [] : changesOf(known, generation)
  })
}

function changesOf(before: GenerationView, after: GenerationView): string[] {
  const readyBefore = countReady(before)
  const ready = countReady(after)
  if (hasEnded(after.phase) && before.phase !== after.phase) return [endOf(after, ready)]
  if (ready > readyBefore) return [t('announce.picture', { ready, count: after.count })]
  if (after.phase === 'running' && before.phase !== 'running') return [t('announce.running')]
  const isMoved = after.position !== undefined && after.position !== before.position
  return after.phase === 'queued' && isMoved ? [t('queue.position', { position: after.position ?? 0 })] : []
}

function endOf(after: GenerationView, ready: number): string {
  if (after.phase === 'delivered') return t('announce.delivered', { ready, count: after.count })
  if (after.phase === 'refused') return t('announce.refused')
  if (after.phase === 'cancelled') return t('announce.cancelled')
  return after.phase === 'interrupted' ? t('announce.interrupted') : t('announce.failed')
}

export function countReady({ images }: GenerationView): number {
  return images.filter(({ state }) => isFinished({ state }) || state === 'deleted').length
}
