import { errorCatalogue } from '#contract'
import { html, type Html, renderPage } from '#server/pages/index.ts'
import type { LetterSite } from './letter-site.ts'
import { renderMoment } from './render-moment.ts'

/** How far a letter has got; nothing of what was written, and nothing of what came of it. */
export interface LetterState {
  state: 'received' | 'looked-at' | 'answered' | 'unanswered'
  dueAt: Date
}

const words: Readonly<Record<LetterState['state'], string>> = {
  received: 'Received. Nobody has opened it yet.',
  'looked-at': 'Opened. It is being looked at.',
  answered: 'Answered.',
  unanswered: 'It was never answered, and its words are deleted.',
}

/** Asks for the number of a letter, and says how far it has got. The number is posted: an address would be kept in places. */
export function renderStatePage(
  site: LetterSite,
  {
    number = '',
    found,
    isUnknown = false,
  }: { number?: string; found?: LetterState; isUnknown?: boolean } = {},
): string {
  const { sentence } = errorCatalogue['correspondence/number-unknown']
  const fault = isUnknown ? html` aria-invalid="true" aria-describedby="number-fault"` : ''
  return renderPage({
    title: `${isUnknown ? 'Not found · ' : ''}How far it has got · ${site.operator.brand}`,
    kind: 'form',
    body: html`<h1>How far it has got</h1>
<p class="second">For a message or a report that you sent. You got its number then.</p>
${found === undefined ? '' : renderFound(found)}
<form method="post" action="/receipt">
<div class="field">
<label for="number">Number</label>
${isUnknown ? html`<p class="fault" id="number-fault" role="alert">${sentence}</p>` : ''}
<input id="number" name="number" type="text" maxlength="60" required autocomplete="off" autocapitalize="none" spellcheck="false" value="${number}"${fault}>
</div>
<button class="button" type="submit">Look</button>
</form>`,
  })
}

const renderFound = ({ state, dueAt }: LetterState): Html => html`<div class="slip-of" role="status">
<p><strong>${words[state]}</strong></p>
${state === 'received' || state === 'looked-at' ? html`<p class="second">Due by ${renderMoment(dueAt)}</p>` : ''}
</div>`
