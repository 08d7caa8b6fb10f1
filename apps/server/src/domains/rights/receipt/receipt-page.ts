import type { Receipt, SignedReceipt } from '#contract'
import type { ReceiptKey } from '#server/kernel/ids.ts'
import { html, Html, renderPage } from '#server/pages/index.ts'
import { listLasting } from '../lasting.ts'
import { heldDays } from './tell-receipt.ts'

const title = 'Receipt of an erased account'

/** Where a receipt is asked for by whoever is signed in no more. `problem` is shown above the field. */
export function renderReceiptForm({ problem }: { problem?: string } = {}): string {
  const warning = problem === undefined ? '' : html`<p id="problem" class="note" role="alert">${problem}</p>`
  const fault = problem === undefined ? '' : html` aria-invalid="true" aria-describedby="problem"`
  return renderPage({
    title: `${title} · GPTImage`,
    body: html`<h1>${title}</h1>
<p class="second">With the receipt key that you were shown when you deleted your account, or that came with the answer to your letter, for ${heldDays} days. It opens nothing but the receipt, which names nobody.</p>
<form method="post" action="/account/receipt">
${warning}
<label>Receipt key<input name="key" type="text" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false" autofocus${fault}></label>
<button class="button" type="submit">Show the receipt</button>
</form>`,
  })
}

/** The receipt to read, and to take as the file whose signature can be checked. */
export function renderReceipt({ receipt }: SignedReceipt, key: ReceiptKey): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Request', receipt.number],
    ['Signed by', receipt.issuer],
    ['Asked', formatMoment(receipt.requestedAt)],
    ['Unreadable for everybody from', formatMoment(receipt.unreadableAt)],
    ['No row led to you from', formatMoment(receipt.erasedAt)],
    ['Sealed bytes gone by', formatMoment(receipt.bytesGoneBy)],
    ...receipt.elsewhere.map((held): [string, string] => [held.recipient, describeElsewhere(held)]),
  ]
  return renderPage({
    title: `${title} · GPTImage`,
    body: html`<h1>${title}</h1>
<dl class="slip-of">${join(facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`))}</dl>
<h2>What stays, why and until when</h2>
<ul>${join(receipt.remains.map((remaining) => html`<li>${describeRemaining(remaining)}</li>`))}</ul>
<form method="post" action="/account/receipt">
<input type="hidden" name="key" value="${key}">
<input type="hidden" name="as" value="file">
<button class="button" type="submit">Download the receipt</button>
</form>
<a class="button quiet" href="/">To the start page</a>`,
  })
}

const join = (parts: readonly Html[]) => new Html(parts.map(({ markup }) => markup).join('\n'))

function describeElsewhere({ state, items, until }: Receipt['elsewhere'][number]): string {
  const what = `${items} ${items === 1 ? 'item' : 'items'}`
  const gone = `gone by ${formatMoment(until)}`
  if (state === 'asked-to-delete') return `asked to delete ${what}; ${gone} at the latest`
  if (state === 'gone-by-then') return `${what}; ${gone}, no earlier way`
  return `the operator writes to them about ${what}; ${gone} at the latest`
}

function describeRemaining({ what, rows, why, until }: Receipt['remains'][number]): Html {
  // A receipt of before may name what is called otherwise by now.
  const words = listLasting().find(({ name }) => name === what)?.words ?? what
  return html`<strong>${words}</strong>${rows === 1 ? 'one row' : `${rows} rows`}, until ${formatDay(until)}. ${why}`
}

const formatDay = (text: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(text))

/** In UTC, and it says so: nobody knows here where the reader is. */
const formatMoment = (text: string) =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).format(new Date(text))} UTC`
