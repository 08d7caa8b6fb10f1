import { createConnection } from '#partner-kit'
import type { ContentKind, PartnerConnection } from '#partner-spec'
import { recordingDisclosure, settleDisclosure } from '#server/domains/disclosures/index.ts'
import type { DisclosureId } from '#server/kernel/ids.ts'
import { sendTogether } from '#server/platform/postgres/index.ts'
import { applyEvent } from './apply-event.ts'
import { type Attempt, AttemptOver, changeAttempt } from './attempt.ts'
import type { GenerationParts } from './parts.ts'

/** What an attempt may say to its partner's network: each send is committed before it leaves. */
export function connectPartner(
  parts: GenerationParts,
  running: Attempt,
  signal: AbortSignal,
): PartnerConnection {
  const { partner } = running
  if (partner.baseUrl === undefined) return nowhere
  const { limits } = parts
  return createConnection({
    baseUrl: partner.baseUrl,
    ...(partner.credentials === undefined ? {} : { credentials: partner.credentials }),
    ...(partner.resultHosts === undefined ? {} : { resultHosts: partner.resultHosts }),
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

/**
 * Commits what is about to leave. One transaction, so that an attempt that was lost or ended meanwhile sends nothing and
 * leaves no row that says so.
 */
async function disclose(
  parts: GenerationParts,
  running: Attempt,
  { kinds, sizeBytes }: { kinds: readonly ContentKind[]; sizeBytes: number },
): Promise<DisclosureId> {
  const { partner } = running
  const disclosureId = await changeAttempt(parts, running, async (tx, { generation, first }) => {
    if (generation.cancelRequested) throw new AttemptOver()
    const at = parts.clock.now()
    const recording = recordingDisclosure(tx, {
      accountId: generation.accountId,
      accountReference: running.ticket.accountReference,
      generationId: generation.id,
      attempt: generation.attempt,
      partner: partner.description,
      modelId: generation.modelId,
      contentKinds: kinds,
      sizeBytes,
      at,
      workEndsBy: new Date(at.getTime() + parts.limits.partnerTotalMs),
    })
    const [, value] = await sendTogether(tx, [first, recording])
    // Taken back while it waited: the person stopped it, as surely as by the button.
    if (value === undefined) throw new AttemptOver()
    const next = await applyEvent(parts, tx, { generation, event: { kind: 'disclosed' } })
    return { value, next }
  })
  if (disclosureId === undefined) throw new AttemptOver()
  return disclosureId
}

/** A partner inside this program has no network. */
const nowhere: PartnerConnection = {
  sendContent: () => Promise.reject(new Error('this partner has no address')),
  ask: () => Promise.reject(new Error('this partner has no address')),
  fetchResult: () => Promise.reject(new Error('this partner has no address')),
}
