import { html, type Html, renderPage } from '#server/pages/index.ts'
import type { LetterReceipt } from '../keep-letter.ts'
import type { LetterWord } from '../letter-box.ts'
import { keptFor, type LetterSite, renderReader } from './letter-site.ts'
import { renderMoment } from './render-moment.ts'

interface Sent {
  receipt: LetterReceipt
  word: LetterWord
  /** What it is about, in words. */
  about: string
  hasAddress: boolean
}

/** What somebody is given who has sent something: a number, and by when to expect an answer. */
export function renderReceiptPage(site: LetterSite, { receipt, word, about, hasAddress }: Sent): string {
  const { number, receivedAt, dueAt } = receipt
  return renderPage({
    title: `Received · ${site.operator.brand}`,
    kind: 'form',
    body: html`<h1>Your ${word} is here</h1>
<div class="slip-of">
<dl>
${row('Number', html`<code>${number}</code>`)}
${row('About', html`${about}`)}
${row('Received', renderMoment(receivedAt))}
${row(word === 'message' ? 'Answer by' : 'Dealt with by', renderMoment(dueAt))}
${row('What you wrote is deleted', html`By you, whenever you want; else ${keptFor('answered-letter')} after the answer, or ${keptFor('unanswered-letter')} after it came`)}
</dl>
</div>
<p>Write the number down or print this page: nobody can look it up for you. With it you can <a href="/receipt">see how far it has got, or delete it</a>.</p>
<p class="second">${hasAddress ? 'The answer comes to the address you gave. No mail confirms that this came: the address could be anybody’s.' : 'You gave no address, so no answer can come to you.'}</p>
${renderReader(site)}
<a class="button quiet" href="/">To the start page</a>`,
  })
}

const row = (name: string, fact: Html) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`
