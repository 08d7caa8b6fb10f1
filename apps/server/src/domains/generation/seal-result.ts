import { markStream, type MarkTerm } from '#image-bytes'
import { type GuardedImage, guardImage } from '#partner-kit'
import type { ImageBytes, MediaType } from '#partner-spec'
import type { PictureFacts } from '#server/domains/vault/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { sendTogether, type Statement, type Transaction } from '#server/platform/postgres/index.ts'
import { applyEvents } from './apply-event.ts'
import { type Attempt, changeAttempt, type Running } from './attempt.ts'
import type { Generation } from './generation.ts'
import { type GenerationEvent, hasEnded, missingImages } from './generation-state.ts'
import type { GenerationParts } from './parts.ts'
import { appendEvents } from './session-events.store.ts'

const imageMaximumBytes = 64 * 1024 * 1024

export interface Arrived {
  kind: 'partial' | 'image'
  index: number
  mediaType: MediaType
  bytes: ImageBytes
}

/**
 * Seals an image as it streams in, then makes it known if the attempt still runs; otherwise nothing of it stays. True when
 * the attempt is over.
 */
export async function sealResult(
  parts: GenerationParts,
  running: Attempt,
  arrived: Arrived,
): Promise<boolean> {
  const { mediaType, kind, index } = arrived
  const guarded = guardImage(arrived.bytes, { mediaType, maximumBytes: imageMaximumBytes })
  const sealed = await running.ticket.writer.seal({
    kind,
    mediaType,
    generationId: running.generation.id,
    imageIndex: index,
    picture: () => describePicture(guarded),
    bytes: markStream(guarded.bytes, mediaType, termOf(running)),
  })
  sealed.key.fill(0)
  let isOver: boolean | undefined
  try {
    await running.beside.settle()
    isOver = await changeAttempt(parts, running, async (tx, { generation, first }) => {
      const recorded = await record(parts, tx, { generation, first: [first, sealed.recording(tx)], kind })
      await sealed.lasting
      return recorded
    })
  } catch (error) {
    // NOTE: our own no alone. What broke in the middle may have been committed; where it was not, the sweep finds the bytes.
    if (error instanceof AppError) await sealed.discard()
    throw error
  }
  await (isOver === undefined ? sealed.discard() : sealed.removeReplaced())
  return isOver ?? true
}

/** What every picture says of itself when it leaves; one that the partner marked already keeps its bytes. */
function termOf({ partner, ticket }: Running): MarkTerm {
  if (!partner.description.leavesInstallation) return 'algorithmicMedia'
  return ticket.inputs.length === 0 ? 'trainedAlgorithmicMedia' : 'compositeWithTrainedAlgorithmicMedia'
}

/** What came, which may be of another size than what was asked for. */
function describePicture(guarded: GuardedImage): PictureFacts | undefined {
  const size = guarded.size()
  return size === undefined ? undefined : { ...size, orientation: 1, marks: [] }
}

/** True when the attempt is over with it. */
async function record(
  parts: GenerationParts,
  tx: Transaction,
  { generation, first, kind }: { generation: Generation; first: Statement<void>[]; kind: Arrived['kind'] },
): Promise<{ value: boolean; next: Generation }> {
  if (kind === 'partial') {
    await sendTogether(tx, first)
    const at = parts.clock.now()
    await appendEvents(tx, generation.sessionId, [
      { kind: 'generation-changed', generationId: generation.id, at },
    ])
    return { value: false, next: generation }
  }
  // The last one is the end: captured in the same transaction that makes it known.
  const isLast = missingImages(generation) === 1
  const events: GenerationEvent[] = [
    { kind: 'image-sealed' },
    ...(isLast ? [{ kind: 'finished' } as const] : []),
  ]
  const next = await applyEvents(parts, tx, { generation, events, first })
  return { value: hasEnded(next), next }
}
