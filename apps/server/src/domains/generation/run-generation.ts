import { runPatiently } from '#partner-kit'
import type { AdapterEvent, ImageRequest, MediaType } from '#partner-spec'
import type { Ticket } from '#server/domains/vault/index.ts'
import { type Attempt, AttemptOver, change, type Running } from './attempt.ts'
import { connectPartner } from './connect-partner.ts'
import { describeBreak, reasonOf } from './failure-reason.ts'
import { missingImages } from './generation-state.ts'
import type { GenerationParts } from './parts.ts'
import { sealResult } from './seal-result.ts'
import { WrittenBeside } from './written-beside.ts'

const cancelTimeoutMs = 5_000

/** Draws one attempt: opens the prompt, lets the adapter speak, seals what comes. Never throws for what a partner does. */
export async function runGeneration(parts: GenerationParts, running: Running): Promise<void> {
  let prompt: Buffer | undefined
  let partnerRequestId: string | undefined
  let isOver = false
  const attempt: Attempt = { ...running, beside: new WrittenBeside(), seen: running.generation }
  try {
    prompt = await running.ticket.openPrompt()
    for await (const event of draw(parts, attempt, prompt)) {
      running.signal.throwIfAborted()
      if (event.kind === 'accepted') {
        partnerRequestId = event.partnerRequestId
      } else {
        isOver = (await handle(parts, attempt, event)) || isOver
      }
      running.signal.throwIfAborted()
    }
    // An adapter that ends without a last word has sent all it will.
    if (!isOver) await change(parts, attempt, { kind: 'finished' })
  } catch (error) {
    await endBroken(parts, attempt, error)
    if (running.signal.aborted) await cancelAtPartner(parts, attempt, partnerRequestId)
  } finally {
    prompt?.fill(0)
    running.ticket.close()
  }
}

function draw(parts: GenerationParts, running: Attempt, prompt: Buffer): AsyncIterable<AdapterEvent> {
  const { generation, partner, signal } = running
  const request = {
    modelId: generation.modelId,
    prompt,
    widthPx: generation.widthPx,
    heightPx: generation.heightPx,
    count: missingImages(generation),
    firstIndex: generation.imagesSealed,
    seed: generation.seed,
    background: generation.background,
    quality: generation.quality,
    ...inputsOf(running.ticket),
  }
  const context = { connection: connectPartner(parts, running, signal), signal }
  return runPatiently(() => partner.adapter.run(request, context), {
    signal,
    patienceMs: parts.limits.partnerPatienceMs,
  })
}

function inputsOf({ inputs }: Ticket): Pick<ImageRequest, 'references' | 'mask'> {
  const given = inputs.map(({ role, ...input }) => ({
    role,
    input: { ...input, mediaType: readMediaType(input.mediaType) },
  }))
  return {
    references: given.flatMap(({ role, input }) => (role === 'reference' ? [input] : [])),
    mask: given.find(({ role }) => role === 'mask')?.input,
  }
}

const mediaTypes: readonly MediaType[] = ['image/png', 'image/jpeg', 'image/webp']

function readMediaType(text: string): MediaType {
  const mediaType = mediaTypes.find((known) => known === text)
  if (mediaType === undefined) throw new Error('a stored picture is of another type')
  return mediaType
}

/** True when the attempt is over with it. */
async function handle(parts: GenerationParts, running: Attempt, event: AdapterEvent): Promise<boolean> {
  switch (event.kind) {
    case 'accepted':
    case 'queued':
    case 'progress':
    case 'done':
      return false
    case 'usage':
      parts.metrics.recordPartnerPrice({
        model: running.generation.modelId,
        priceMicros: event.priceMicros,
      })
      return false
    case 'partial':
      return sealResult(parts, running, { ...event, kind: 'partial' })
    case 'image':
      return sealResult(parts, running, { ...event, kind: 'image' })
    case 'refused':
      return change(parts, running, { kind: 'refused', stage: event.stage, category: event.category })
    case 'failed':
      return change(parts, running, {
        kind: 'failed',
        reason: reasonOf(event.failure, event.disclosed === 'unknown'),
        disclosed: event.disclosed,
      })
  }
}

async function endBroken(parts: GenerationParts, running: Attempt, error: unknown): Promise<void> {
  if (running.signal.aborted || error instanceof AttemptOver) {
    await change(parts, running, { kind: 'stopped' })
    return
  }
  await change(parts, running, { kind: 'failed', ...describeBreak(parts, running, error) })
}

async function cancelAtPartner(
  parts: GenerationParts,
  running: Attempt,
  partnerRequestId: string | undefined,
) {
  if (partnerRequestId === undefined) return
  const signal = AbortSignal.timeout(cancelTimeoutMs)
  try {
    await running.partner.adapter.cancel(partnerRequestId, {
      connection: connectPartner(parts, running, signal),
    })
  } catch (error) {
    // It was told or it was not; what it was sent is in the ledger either way.
    parts.logger.warn('worker-failed', { generationId: running.generation.id, reason: 'cancel' }, error)
  }
}
