import { html, type Html, join, renderPage } from '#server/pages/index.ts'
import type { CaseItem, CaseLetter, OpenedWords, PossibleAnswer, ShownCase, Slip } from '../cases/case.ts'
import type { CaseClock } from '../cases/case-clock.ts'
import { renderMoment } from './moments.ts'
import { renderClock } from './queue-page.ts'
import { kindWords, sayAbout } from './words.ts'

export interface CaseView {
  shown: ShownCase
  clock: CaseClock
  /** What somebody wrote; only in the answer to opening it. */
  opened?: OpenedWords
}

const back = html`<p><a class="back" href="/operator">All that waits</a></p>`

/** One case: its clock, what is known of it, and the ways it can end. */
export function renderCasePage({ shown, clock, opened }: CaseView): string {
  const { kind, id, about, receivedAt, dueAt, facts, answers, letter, items = [] } = shown
  const path = `/operator/cases/${kind}/${id}`
  return renderPage({
    title: `${kindWords[kind]} · GPTImage`,
    kind: 'desk',
    body: html`${back}
<h1>${kindWords[kind]}: ${sayAbout(about)}</h1>
<p>${renderClock(clock)}</p>
<dl>
<div><dt>Case</dt><dd><code>${id}</code></dd></div>
<div><dt>Came</dt><dd>${renderMoment(receivedAt)}</dd></div>
<div><dt>Due</dt><dd>${renderMoment(dueAt)}</dd></div>
${join(facts.map(renderFact))}
</dl>
${shown.hasWords ? renderWords(path, opened) : ''}
${shown.canExport ? renderExport(path) : ''}
${letter === undefined ? '' : html`<section class="part"><h2>The letter</h2>${renderLetter(letter, 'letter')}</section>`}
<section class="part">
<h2>The answer</h2>
${join(answers.map((answer, index) => renderAnswer({ answer, index, path, items, canBeMailed: shown.canBeMailed })))}
</section>`,
  })
}

const renderFact = ([name, value]: readonly [string, string]) =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>`

function renderWords(path: string, opened: OpenedWords | undefined): Html {
  if (opened === undefined) {
    return html`<section class="part">
<h2>What was written</h2>
<p class="second">Opening it is entered in the record. It is shown on the next page alone, and kept by nobody.</p>
<form method="post" action="${path}/words"><button class="button quiet" type="submit">Open it</button></form>
</section>`
  }
  return html`<section class="part">
<h2>What was written</h2>
<pre class="written">${opened.words}</pre>
<dl>${join(opened.facts.map(renderFact))}</dl>
</section>`
}

const renderExport = (path: string) => html`<section class="part">
<h2>The copy</h2>
<p class="second">Everything held about this person, as a zip; there is no prompt and no picture in it. Each making is entered in the record.</p>
<form method="post" action="${path}/export"><button class="button quiet" type="submit">Make the copy</button></form>
</section>`

function renderLetter({ subject, body }: CaseLetter, id: string): Html {
  const lines = Math.min(24, body.split('\n').length + Math.ceil(body.length / 72))
  return html`<p><span class="second">Subject:</span> ${subject}</p>
<label for="${id}">Text, to copy</label>
<textarea id="${id}" readonly rows="${lines}">${body}</textarea>`
}

interface AnswerView {
  answer: PossibleAnswer
  index: number
  path: string
  items: readonly CaseItem[]
  canBeMailed: boolean
}

function renderAnswer({ answer, index, path, items, canBeMailed }: AnswerView): Html {
  const { outcome, words, effect, isFinal, letter } = answer
  const id = `answer-${index}`
  return html`<details name="answer">
<summary>${words}</summary>
<form method="post" action="${path}">
<input type="hidden" name="outcome" value="${outcome}">
${effect === undefined ? '' : html`<p class="second">${effect}</p>`}
${items.length === 0 ? '' : renderItems(items)}
${letter === undefined ? '' : canBeMailed ? renderReply(letter, id) : renderLetter(letter, id)}
${isFinal === true ? html`<label class="tick"><input type="checkbox" name="sure" value="yes" required>It cannot be taken back. I am sure.</label>` : ''}
<button class="button" type="submit">${words}</button>
</form>
</details>`
}

const renderItems = (items: readonly CaseItem[]) => html`<fieldset>
<legend>For which</legend>
${join(items.map(({ id, words }) => html`<label class="tick"><input type="checkbox" name="item" value="${id}" checked>${words}</label>`))}
</fieldset>`

/** Mailed as it stands here then; empty, nothing is. */
function renderReply({ subject, body }: CaseLetter, id: string): Html {
  return html`<p><span class="second">Mailed under:</span> ${subject}</p>
<label for="${id}">Text that is mailed; empty, none is</label>
<textarea id="${id}" name="reply" rows="12" maxlength="4000">${body}</textarea>`
}

/** What an answer leaves, and what is sent to whoever waits. */
export function renderSlipPage({ name, note, text, letter }: Slip): string {
  return renderPage({
    title: `${name} · GPTImage`,
    kind: 'desk',
    body: html`${back}
<h1>Done, and entered in the record</h1>
<section class="part">
<h2>${name}</h2>
<p class="second">${note}</p>
<label for="slip">As it is</label>
<textarea id="slip" readonly rows="24">${text}</textarea>
</section>
<section class="part"><h2>The answer</h2>${renderLetter(letter, 'letter')}</section>`,
  })
}
