import type { SignedReceipt } from '#contract'
import type { Wiped } from '../library/index.ts'
import { createCell } from './cell.ts'
import { forgetSettings } from './settings.ts'
import type { Studio } from './studio.ts'

/** An erasure that was asked for in this tab: on its way, or done, with what is left in the hand. */
export type Erasing =
  | { step: 'erasing' }
  | { step: 'erased'; given: SignedReceipt; library: Wiped | 'stuck' | 'kept' | undefined }

export const erasingAccount = createCell<Erasing | undefined>(undefined)

/**
 * Erases the account. The server destroys the keys first and answers when no row leads to the person; the library of this
 * device is erased after that, if that is wanted.
 *
 * @throws CallError when nothing was erased, or it is not known whether
 */
export async function eraseAccount(
  studio: Studio,
  { library }: { library: { id: string; isWiped: boolean } | undefined },
): Promise<void> {
  // The session ends before the answer comes: no other screen may say so first.
  erasingAccount.set({ step: 'erasing' })
  try {
    const given = await studio.client.read<SignedReceipt>('/api/rights/erase-account', {
      method: 'POST',
      body: { confirm: 'erase my account for good' },
    })
    studio.live.end()
    erasingAccount.set({ step: 'erased', given, library: await settleLibrary(library) })
  } catch (error) {
    erasingAccount.set(undefined)
    throw error
  }
}

async function settleLibrary(
  library: { id: string; isWiped: boolean } | undefined,
): Promise<Extract<Erasing, { step: 'erased' }>['library']> {
  if (library?.isWiped !== true) return library === undefined ? undefined : 'kept'
  forgetSettings()
  try {
    const { wipeLibrary } = await import('../library/index.ts')
    return await wipeLibrary(library.id)
  } catch {
    // The browser did not let go of it: the screen says so, and what to do.
    return 'stuck'
  }
}
