import type { DeletionAnswer } from '#contract'
import { AppError } from '#server/kernel/app-error.ts'
import type { AccountReference } from '#server/kernel/ids.ts'
import type { Executor } from '#server/platform/postgres/index.ts'
import type { DisclosureParts } from '../parts.ts'
import { type DeletionScope, waysOf, type WrittenDeletion } from './deletion.ts'
import { countStates, insertDeletions } from './deletions.store.ts'

/**
 * Asks for the early deletion of what partners may still hold of an account. Nothing is asked of a partner before the
 * commit; asked again, what was asked before goes on as it was. Nothing here on this installation is touched.
 */
export async function askDeletions(
  { catalogue, clock }: Pick<DisclosureParts, 'catalogue' | 'clock'>,
  executor: Executor,
  asked: { accountReference: AccountReference; scope: DeletionScope },
): Promise<WrittenDeletion[]> {
  const ways = waysOf(catalogue.partners())
  return insertDeletions(executor, { ...asked, ways, at: clock.now() })
}

/** The same for a person who asks, with how everything in the scope stands now. @throws AppError disclosures/not-found */
export async function requestDeletions(
  parts: DisclosureParts,
  asked: { accountReference: AccountReference; scope: DeletionScope },
): Promise<DeletionAnswer> {
  return parts.database.transaction().execute(async (tx) => {
    const written = await askDeletions(parts, tx, asked)
    const states = await countStates(tx, asked)
    const isOne = typeof asked.scope === 'object' && 'disclosureId' in asked.scope
    // Asked for or not, it would have a row now.
    if (isOne && states.size === 0) throw new AppError('disclosures/not-found')
    const count = (state: string) => states.get(state) ?? 0
    return {
      asked: written.length,
      waiting: count('waiting'),
      inWriting: count('to-write') + count('written'),
      settled: count('settled'),
    }
  })
}
