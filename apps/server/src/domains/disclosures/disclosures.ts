import type { HandlingTerms } from '#partner-spec'
import { type DisclosureId, makeId } from '#server/kernel/ids.ts'
import type { Database, Executor, Statement } from '#server/platform/postgres/index.ts'
import { versionOfTerms } from './agreements/terms-version.ts'
import type { Disclosure, SettledDisclosure } from './disclosure.ts'
import { disclosureInsertion, type MarkingSent, updateDisclosure } from './disclosures.store.ts'

/**
 * Writes the row that says what will leave, together with the caller's mark on what it is of. It must be committed before the
 * first byte leaves. The answer is undefined where the person has not agreed to this partner under these terms, or has taken
 * it back, or there was nothing to mark: then nothing may leave.
 */
export function recordingDisclosure(
  executor: Executor,
  disclosure: Disclosure,
  markingSent: MarkingSent,
): Statement<DisclosureId | undefined> {
  const id = makeId('dsc')
  const { terms } = disclosure.partner
  const row = {
    ...disclosure,
    id,
    heldUntil: heldUntilOf(disclosure, terms),
    termsVersion: versionOfTerms(terms),
  }
  const insertion = disclosureInsertion(executor, row, markingSent)
  return { ...insertion, read: (answer) => (insertion.read(answer) ? id : undefined) }
}

/** NOTE: results are kept from the end of the work on, so the end counts. Who keeps nothing holds nothing once it is done. */
function heldUntilOf({ at, workEndsBy }: Disclosure, terms: HandlingTerms): Date {
  const heldSeconds = Math.max(
    terms.inputRetentionSeconds,
    terms.outputRetentionSeconds,
    terms.logRetentionSeconds,
  )
  return heldSeconds === 0 ? at : new Date(workEndsBy.getTime() + heldSeconds * 1000)
}

/** Says what became of a send. A row that is never settled stays `recorded`, which reads as unknown. */
export async function settleDisclosure(database: Database, settled: SettledDisclosure): Promise<void> {
  await updateDisclosure(database, settled)
}
