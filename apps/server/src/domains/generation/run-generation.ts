import type { GenerationReason } from '#contract'
import {
  createConnection,
  type GuardedImage,
  guardImage,
  ImageRejected,
  PartnerFault,
  runPatiently,
} from '#partner-kit'
import type {
  AdapterEvent,
  ContentKind,
  Disclosed,
  EnabledPartner,
  ImageBytes,
  ImageRequest,
  MediaType,
  PartnerConnection,
  PartnerFailure,
} from '#partner-spec'
import { recordDisclosure, settleDisclosure } from '#server/domains/disclosures/index.ts'
import type { PictureFacts, SealedObject, Ticket } from '#server/domains/vault/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import type { DisclosureId } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import { applyEvent, applyEvents } from './apply-event.ts'
import type { Generation } from './generation.ts'
import { type GenerationEvent, hasEnded, missingImages } from './generation-state.ts'
import { storePartnerRequest } from './generations.store.ts'
import type { GenerationParts } from './parts.ts'
import { appendEvents, lockWithSession } from './session-events.store.ts'
import { WrittenBeside } from './written-beside.ts'

export interface Running {
  generation: Generation
  partner: EnabledPartner
  ticket: Ticket
  /** Aborted when the person cancels, the sitting ends, or the lease is lost. */
  signal: AbortSignal
}

/** An attempt at work, and what is written beside it. */
type Attempt = Running & { beside: WrittenBeside }

const imageMaximumBytes = 64 * 1024 * 1024
const cancelTimeoutMs = 5_000

/** Draws one attempt: opens the prompt, lets the adapter speak, seals what comes. Never throws for what a partner does. */
export async function runGeneration(parts: GenerationParts, running: Running): Promise<void> {
  let prompt: Buffer | undefined
  let partnerRequestId: string | undefined
  let isOver = false
  const attempt: Attempt = { ...running, beside: new WrittenBeside() }
  try {
    prompt = await running.ticket.openPrompt()
    for await (const event of draw(parts, attempt, prompt)) {
      running.signal.throwIfAborted()
      if (event.kind === 'accepted') {
        partnerRequestId = event.partnerRequestId
        attempt.beside.add(storePartnerRequest(parts.database, running.generation.id, partnerRequestId))
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
  const context = { connection: connect(parts, running, signal), signal }
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

function connect(parts: GenerationParts, running: Attempt, signal: AbortSignal): PartnerConnection {
  const { partner } = running
  if (partner.baseUrl === undefined) return nowhere
  const { limits } = parts
  return createConnection({
    baseUrl: partner.baseUrl,
    ...(partner.credentials === undefined ? {} : { credentials: partner.credentials }),
    signal,
    limits: {
      connectMs: limits.partnerConnectMs,
      answerMs: limits.partnerAnswerMs,
      idleMs: limits.partnerIdleMs,
      totalMs: limits.partnerTotalMs,
    },
    recordDisclosure: (kinds, sizeBytes) => disclose(parts, running, { kinds, sizeBytes }),
    async settleDisclosure(disclosureId, settled) {
      running.beside.add(
        settleDisclosure(parts.database, { disclosureId, ...settled, at: parts.clock.now() }),
      )
    },
  })
}

/** The attempt was lost, ended or cancelled, and its worker had not heard of it yet. */
class AttemptOver extends Error {
  override readonly name = 'AttemptOver'
}

/**
 * Commits what is about to leave. One transaction, so that an attempt that was lost or ended meanwhile sends nothing and
 * leaves no row that says so.
 */
async function disclose(
  parts: GenerationParts,
  running: Running,
  { kinds, sizeBytes }: { kinds: readonly ContentKind[]; sizeBytes: number },
): Promise<DisclosureId> {
  const { generation, partner } = running
  return parts.database.transaction().execute(async (tx) => {
    const current = await lockAttempt(tx, running)
    if (current === undefined || current.cancelRequested) throw new AttemptOver()
    await applyEvent(parts, tx, { generation: current, event: { kind: 'disclosed' } })
    return recordDisclosure(tx, {
      accountReference: running.ticket.accountReference,
      generationId: generation.id,
      attempt: generation.attempt,
      partner: partner.description,
      modelId: generation.modelId,
      contentKinds: kinds,
      sizeBytes,
      at: parts.clock.now(),
    })
  })
}

/** A partner inside this program has no network. */
const nowhere: PartnerConnection = {
  sendContent: () => Promise.reject(new Error('this partner has no address')),
  ask: () => Promise.reject(new Error('this partner has no address')),
}

/** True when the attempt is over with it. */
async function handle(parts: GenerationParts, running: Attempt, event: AdapterEvent): Promise<boolean> {
  switch (event.kind) {
    case 'accepted':
    case 'progress':
    case 'usage':
    case 'done':
      return false
    case 'partial':
      return keepImage(parts, running, { ...event, kind: 'partial' })
    case 'image':
      return keepImage(parts, running, { ...event, kind: 'image' })
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

const reasons: Readonly<Record<PartnerFailure, GenerationReason>> = {
  'invalid-request': 'partner-rejected',
  'rate-limited': 'partner-busy',
  'out-of-credit': 'partner-unavailable',
  unauthorized: 'partner-unavailable',
  'timed-out': 'partner-timed-out',
  unavailable: 'partner-unavailable',
  'malformed-answer': 'partner-malformed',
}

const reasonOf = (failure: PartnerFailure, isUnknown: boolean): GenerationReason =>
  isUnknown ? 'outcome-unknown' : reasons[failure]

/** Locks the attempt if it still runs here. */
async function lockAttempt(tx: Transaction, { generation }: Running): Promise<Generation | undefined> {
  const now = await lockWithSession(tx, generation.id)
  const isOurs = now?.phase === 'running' && now.attempt === generation.attempt
  return isOurs ? now : undefined
}

/** True when the attempt is over: with this, or before. */
async function change(parts: GenerationParts, running: Attempt, event: GenerationEvent): Promise<boolean> {
  await running.beside.settle()
  return parts.database.transaction().execute(async (tx) => {
    const generation = await lockAttempt(tx, running)
    return generation === undefined || hasEnded(await applyEvent(parts, tx, { generation, event }))
  })
}

interface Arrived {
  kind: 'partial' | 'image'
  index: number
  mediaType: MediaType
  bytes: ImageBytes
}

/**
 * Seals an image as it streams in, then makes it known if the attempt still runs; otherwise nothing of it stays. True when
 * the attempt is over.
 */
async function keepImage(parts: GenerationParts, running: Attempt, arrived: Arrived): Promise<boolean> {
  const { mediaType, kind, index } = arrived
  const guarded = guardImage(arrived.bytes, { mediaType, maximumBytes: imageMaximumBytes })
  const sealed = await running.ticket.writer.seal({
    kind,
    mediaType,
    generationId: running.generation.id,
    imageIndex: index,
    picture: () => describePicture(guarded),
    bytes: guarded.bytes,
  })
  sealed.key.fill(0)
  try {
    await running.beside.settle()
    const recorded = await parts.database
      .transaction()
      .execute((tx) => record(parts, tx, { running, arrived, sealed }))
    await (recorded === undefined ? sealed.discard() : recorded.removeOld())
    return recorded?.isOver ?? true
  } catch (error) {
    await sealed.discard()
    throw error
  }
}

/** What came, which may be of another size than what was asked for. */
function describePicture(guarded: GuardedImage): PictureFacts | undefined {
  const size = guarded.size()
  return size === undefined ? undefined : { ...size, orientation: 1, marks: [] }
}

/** Undefined when the attempt does not run any more. */
async function record(
  parts: GenerationParts,
  tx: Transaction,
  { running, arrived, sealed }: { running: Attempt; arrived: Arrived; sealed: SealedObject },
): Promise<{ isOver: boolean; removeOld: () => Promise<void> } | undefined> {
  const generation = await lockAttempt(tx, running)
  if (generation === undefined) return undefined
  const removeOld = await sealed.record(tx)
  if (arrived.kind === 'image') {
    // The last one is the end: captured in the same transaction that makes it known.
    const isLast = missingImages(generation) === 1
    const events: GenerationEvent[] = [
      { kind: 'image-sealed' },
      ...(isLast ? [{ kind: 'finished' } as const] : []),
    ]
    return { isOver: hasEnded(await applyEvents(parts, tx, { generation, events })), removeOld }
  }
  const at = parts.clock.now()
  await appendEvents(tx, generation.sessionId, [
    { kind: 'generation-changed', generationId: generation.id, at },
  ])
  return { isOver: false, removeOld }
}

async function endBroken(parts: GenerationParts, running: Attempt, error: unknown): Promise<void> {
  if (running.signal.aborted || error instanceof AttemptOver) {
    await change(parts, running, { kind: 'stopped' })
    return
  }
  await change(parts, running, { kind: 'failed', ...describeBreak(parts, running, error) })
}

function describeBreak(
  parts: GenerationParts,
  { partner, generation }: Running,
  error: unknown,
): { reason: GenerationReason; disclosed: Disclosed } {
  const { leavesInstallation } = partner.description
  // What broke while a picture was read had been answered.
  if (error instanceof PartnerFault)
    return {
      reason: reasonOf(error.failure, error.disclosed === 'unknown'),
      disclosed: error.disclosed,
    }
  if (error instanceof ImageRejected)
    return { reason: 'partner-malformed', disclosed: leavesInstallation ? 'sent' : 'nothing' }
  if (error instanceof AppError && error.code === 'http/storage-full')
    return { reason: 'storage-full', disclosed: leavesInstallation ? 'sent' : 'nothing' }
  parts.logger.error('generation-failed', { generationId: generation.id }, error)
  return leavesInstallation
    ? { reason: 'outcome-unknown', disclosed: 'unknown' }
    : { reason: 'partner-malformed', disclosed: 'nothing' }
}

async function cancelAtPartner(
  parts: GenerationParts,
  running: Attempt,
  partnerRequestId: string | undefined,
) {
  if (partnerRequestId === undefined) return
  const signal = AbortSignal.timeout(cancelTimeoutMs)
  try {
    await running.partner.adapter.cancel(partnerRequestId, { connection: connect(parts, running, signal) })
  } catch (error) {
    // It was told or it was not; what it was sent is in the ledger either way.
    parts.logger.warn('worker-failed', { generationId: running.generation.id, reason: 'cancel' }, error)
  }
}
