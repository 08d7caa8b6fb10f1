import { errorCatalogue } from '#contract'
import { formHeaders, type RouteHandlers, type RouteResult } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { parseId, type ReceiptKey } from '#server/kernel/ids.ts'
import type { RightsParts } from '../parts.ts'
import { fetchReceipt } from './held-receipts.ts'
import { renderReceipt, renderReceiptForm } from './receipt-page.ts'

export type ReceiptRoute = 'fetchReceipt' | 'receiptPage' | 'receiptForm'

/** Receipts for those who are signed in no more: the key comes in the body, so that no address and no log has it. */
export function createReceiptHandlers(
  parts: Pick<RightsParts, 'database' | 'installationKey'>,
): Required<Pick<RouteHandlers, ReceiptRoute>> {
  return {
    fetchReceipt: async ({ body }) => ({ json: await fetchReceipt(parts, requireKey(body.key)) }),

    receiptPage: async () => ({ html: renderReceiptForm(), headers: formHeaders }),

    async receiptForm({ readForm, header }) {
      const form = await readForm()
      try {
        return await show(parts, requireKey(form.get('key')?.trim() ?? ''), form.get('as') === 'file')
      } catch (error) {
        const isPerson = header('accept')?.includes('text/html') === true
        if (!(error instanceof AppError && isPerson)) throw error
        const status = error.code === 'rights/receipt-not-ready' ? 409 : 404
        const { sentence: problem } = errorCatalogue[error.code]
        return { status, html: renderReceiptForm({ problem }), headers: formHeaders }
      }
    },
  }
}

function requireKey(text: string): ReceiptKey {
  const key = parseId('rky', text)
  if (key === undefined) throw new AppError('rights/receipt-unknown')
  return key
}

async function show(
  parts: Parameters<typeof fetchReceipt>[0],
  key: ReceiptKey,
  isFile: boolean,
): Promise<RouteResult> {
  const given = await fetchReceipt(parts, key)
  if (!isFile) return { html: renderReceipt(given, key), headers: formHeaders }
  const name = `receipt-of-erasure-${given.receipt.erasedAt.slice(0, 10)}.json`
  return {
    text: `${JSON.stringify(given, null, 2)}\n`,
    contentType: 'application/json',
    headers: [['Content-Disposition', `attachment; filename="${name}"`]],
  }
}
