import { retentionSeconds } from '#policies/retention.ts'
import type { ReceiptKey } from '#server/kernel/ids.ts'
import type { RightsParts } from '../parts.ts'

/** For how many days a receipt waits for whoever has its key. */
export const heldDays = retentionSeconds['held-receipt'] / (24 * 60 * 60)

/** How whoever asked by letter comes by the receipt without an account: what is sent to them. */
export const tellReceipt = ({ publicUrl }: Pick<RightsParts, 'publicUrl'>, key: ReceiptKey): string =>
  `The receipt waits for you on ${new URL('/account/receipt', publicUrl).href}, for ${heldDays} days and without an account. It opens with this key:\n\n${key}`
