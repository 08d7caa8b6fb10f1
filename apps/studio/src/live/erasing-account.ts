import type { SignedReceipt } from '#contract'
import { CallError } from '../api/request.ts'
import type { Wiped } from '../library/index.ts'
import { createCell } from './cell.ts'
import { forgetSettings } from './settings.ts'
import type { Studio } from './studio.ts'

/** An erasure that was asked for in this tab: on its way, or done, with what is left in the hand. */
export type Erasing =
  | { step: 'erasing' }
  /** The answer did not come; the receipt is asked for until it does. */
  | { step: 'unanswered'; receiptKey: string }
  | { step: 'erased'; given: SignedReceipt; library: Wiped | 'stuck' | 'kept' | undefined }

export const erasingAccount = createCell<Erasing | undefined>(undefined)

/**
 * Erases the account. The server destroys the keys first and answers when no row leads to the person; the library of this
 * device is erased after that, if that is wanted. Where the answer is lost, the receipt is asked for with its key.
 *
 * @throws CallError when nothing was erased
 */
export async function eraseAccount(
  studio: Studio,
  { library, receiptKey }: { library: { id: string; isWiped: boolean } | undefined; receiptKey: string },
): Promise<void> {
  // The session ends before the answer comes: no other screen may say so first.
  erasingAccount.set({ step: 'erasing' })
  try {
    const given = await studio.client
      .read<SignedReceipt>('/api/rights/erase-account', {
        method: 'POST',
        body: { confirm: 'erase my account for good', receiptKey },
      })
      .catch((error: unknown) => fetchReceipt(studio, { receiptKey, error }))
    studio.live.end()
    erasingAccount.set({ step: 'erased', given, library: await settleLibrary(library) })
  } catch (error) {
    erasingAccount.set(undefined)
    throw error
  }
}

/** The key of a receipt that is still to come: 128 random bits, which the server learns with the request. */
export function makeReceiptKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const text = btoa(String.fromCharCode(...bytes))
  return `rky_${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

const askAgainMs = 2_000
/** What says nothing of whether something was erased. */
const unanswered: readonly string[] = ['studio/offline', 'studio/unreadable', 'http/unavailable', 'http/bug']
const stillUnanswered = [...unanswered, 'rights/receipt-not-ready']

/** Asks until the server says what became of it. @throws the `error` of before when nothing was erased */
async function fetchReceipt(
  { client }: Studio,
  { receiptKey, error }: { receiptKey: string; error: unknown },
): Promise<SignedReceipt> {
  if (!isAmong(unanswered, error)) throw error
  erasingAccount.set({ step: 'unanswered', receiptKey })
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, askAgainMs))
    try {
      return await client.read<SignedReceipt>('/api/rights/receipt', {
        method: 'POST',
        body: { key: receiptKey },
      })
    } catch (fault) {
      if (!isAmong(stillUnanswered, fault)) throw error
    }
  }
}

const isAmong = (codes: readonly string[], error: unknown) =>
  error instanceof CallError && codes.includes(error.code)

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
