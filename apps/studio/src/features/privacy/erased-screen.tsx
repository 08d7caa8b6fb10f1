import { Download } from 'lucide-react'
import type { Receipt as ReceiptOf } from '#contract'
import { saveBlob } from '../../live/download.ts'
import type { Erasing } from '../../live/erasing-account.ts'
import { formatDate, formatStamp } from '../../messages/moments.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Receipt } from '../../ui/receipt.tsx'

type Erased = Extract<Erasing, { step: 'erased' }>

/** The last page of an account: what was done, what stays, and the receipt, which is nowhere else. */
export function ErasedScreen({ given, library }: Erased) {
  const { receipt } = given
  const stamp = (moment: string) => formatStamp(Date.parse(moment))
  const day = receipt.erasedAt.slice(0, 10)
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl animate-rise content-center gap-6 p-4 py-12">
      <div>
        <h1 className="text-28 tracking-[-0.01em]">{tp('gone.title')}</h1>
        <p className="mt-2 text-ink-second">
          {tp('gone.text')} {tp('gone.again')}
        </p>
      </div>
      <Receipt
        title={tp('gone.receipt')}
        lines={[
          [tp('gone.number'), receipt.number],
          [tp('gone.from'), receipt.issuer],
          [tp('gone.asked'), stamp(receipt.requestedAt)],
          [tp('gone.unreadable'), stamp(receipt.unreadableAt)],
          [tp('gone.erased'), stamp(receipt.erasedAt)],
          [tp('gone.bytes'), stamp(receipt.bytesGoneBy)],
          ...receipt.elsewhere.map((held): [string, string] => [held.recipient, describeElsewhere(held)]),
          ...describeLibrary(library),
        ]}
      />
      <section aria-labelledby="remains-heading" className="grid gap-2">
        <h2 id="remains-heading" className="text-16">
          {tp('gone.remains')}
        </h2>
        <ul className="grid gap-2 text-13">
          {receipt.remains.map(({ what, rows, why, until }) => (
            <li key={what} className="border-t border-line pt-2">
              <span className="font-500">{nameOf(what)}</span>, {tp('gone.rows', { rows })},{' '}
              {tp('gone.until', { when: formatDate(until, Date.parse(receipt.erasedAt)) })}.{' '}
              <span className="text-ink-second">{why}</span>
            </li>
          ))}
        </ul>
      </section>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          icon={<Download size={16} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() =>
            saveBlob(
              new Blob([`${JSON.stringify(given, null, 2)}\n`], { type: 'application/json' }),
              `receipt-of-erasure-${day}.json`,
            )
          }
        >
          {tp('gone.download')}
        </Button>
        <a
          href="/"
          className="inline-flex min-h-10 items-center justify-center rounded-control px-4 font-500 text-ink-second hover:bg-line/60 hover:text-ink pointer-coarse:min-h-11"
        >
          {tp('gone.start')}
        </a>
      </div>
    </main>
  )
}

/** While it is not known what became of an erasure: what is being done, and what to keep when one leaves. */
export function UnansweredScreen({ receiptKey }: { receiptKey: string }) {
  return (
    <main
      className="mx-auto grid min-h-dvh max-w-xl animate-rise content-center gap-6 p-4 py-12"
      aria-live="polite"
    >
      <div>
        <h1 className="text-28 tracking-[-0.01em]">{tp('unanswered.title')}</h1>
        <p className="mt-2 text-ink-second">{tp('unanswered.text')}</p>
      </div>
      <Receipt
        title={tp('unanswered.receipt')}
        lines={[
          [tp('erase.key'), receiptKey],
          [tp('unanswered.where'), `${location.origin}/account/receipt`],
        ]}
      />
    </main>
  )
}

function describeElsewhere({ state, items, until }: ReceiptOf['elsewhere'][number]): string {
  return tp(`gone.state-${state}`, { items, when: formatStamp(Date.parse(until)) })
}

function describeLibrary(library: Erased['library']): [string, string][] {
  if (library === undefined) return []
  if (library === 'kept' || library === 'stuck') return [[tp('gone.library'), tp(`gone.library-${library}`)]]
  const isGone = library.isGone
    ? tp('gone.library-erased', { count: library.pictures })
    : tp('gone.library-stuck')
  return [[tp('gone.library'), isGone]]
}

const names: Readonly<Record<string, Parameters<typeof tp>[0]>> = {
  credit_entries: 'gone.what-book',
  credit_balances: 'gone.what-balance',
  disclosures: 'gone.what-ledger',
  deletions: 'gone.what-deletions',
  rights_requests: 'gone.what-requests',
  audit_entries: 'gone.what-record',
  held_receipts: 'gone.what-receipt',
  tombstone: 'gone.what-tombstone',
}

/** A class this studio does not know yet is called as the receipt calls it. */
function nameOf(what: string): string {
  const name = names[what]
  return name === undefined ? what : tp(name)
}
