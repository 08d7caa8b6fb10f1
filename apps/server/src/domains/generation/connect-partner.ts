import { createConnection } from '#partner-kit'
import type { ContentKind, PartnerConnection } from '#partner-spec'
import { recordingDisclosure, settleDisclosure } from '#server/domains/disclosures/index.ts'
import type { DisclosureId } from '#server/kernel/ids.ts'
import { commitTogether } from '#server/platform/postgres/index.ts'
import { type Attempt, AttemptOver, waitForTurn } from './attempt.ts'
import { step } from './generation-state.ts'
import { lockingAlone, markingSent } from './generations.store.ts'
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
      const row = { disclosureId, ...settled, at: parts.clock.now() }
      running.beside.add(waitForTurn(running, () => settleDisclosure(parts.database, row)))
    },
  })
}

/**
 * Commits what is about to leave, so that an attempt that was lost, stopped or ended meanwhile, or whose person has taken back
 * what they agreed to, sends nothing and leaves no row that says so.
 */
async function disclose(
  { database, clock, limits }: GenerationParts,
  running: Attempt,
  { kinds, sizeBytes }: { kinds: readonly ContentKind[]; sizeBytes: number },
): Promise<DisclosureId> {
  const { partner, generation, ticket } = running
  const [, disclosureId] = await waitForTurn(running, () => {
    const at = clock.now()
    const disclosure = {
      accountId: generation.accountId,
      accountReference: ticket.accountReference,
      generationId: generation.id,
      attempt: generation.attempt,
      partner: partner.description,
      modelId: generation.modelId,
      contentKinds: kinds,
      sizeBytes,
      at,
      workEndsBy: new Date(at.getTime() + limits.partnerTotalMs),
    }
    // NOTE: locked first. A statement that waits for a row sees everything else as it was before it waited.
    return commitTogether(database, [
      lockingAlone(database, generation.id),
      recordingDisclosure(database, disclosure, markingSent(generation)),
    ])
  })
  if (disclosureId === undefined) throw new AttemptOver()
  const { state } = step(running.seen, { kind: 'disclosed' })
  running.seen = { ...running.seen, ...state }
  return disclosureId
}

/** A partner inside this program has no network. */
const nowhere: PartnerConnection = {
  sendContent: () => Promise.reject(new Error('this partner has no address')),
  ask: () => Promise.reject(new Error('this partner has no address')),
  fetchResult: () => Promise.reject(new Error('this partner has no address')),
}
