import { errorCatalogue } from '#contract'
import { html, type Html, renderPage } from '#server/pages/index.ts'
import type { FormCode } from '../form/read-form.ts'
import type { LetterWord } from '../letter-box.ts'
import { keptFor, type LetterSite } from './letter-site.ts'
import { renderUnseen } from './render-fields.ts'
import { renderMoment } from './render-moment.ts'

/** How far a letter has got; nothing of what was written, and nothing of what came of it. */
export interface LetterState {
  word: LetterWord
  state: 'received' | 'looked-at' | 'answered' | 'unanswered'
  dueAt: Date
  /** There is something in it that can be deleted. */
  hasWords: boolean
}

export interface StateView {
  number?: string
  found?: LetterState
  /** The mark of the form that deletes what was found. */
  token?: string
  /** Why nothing was done. */
  problem?: FormCode
  deleted?: { what: 'whole' | 'words'; word: LetterWord }
}

const words: Readonly<Record<LetterState['state'], string>> = {
  received: 'Received. Nobody has opened it yet.',
  'looked-at': 'Opened. It is being looked at.',
  answered: 'Answered.',
  unanswered: 'It was never answered, and its words are deleted.',
}

/** Asks for the number of a letter, and says how far it has got. The number is posted: an address would be kept in places. */
export function renderStatePage(site: LetterSite, view: StateView = {}): string {
  const { number = '', found, problem, deleted } = view
  const isUnknown = problem !== undefined && found === undefined
  const fault = isUnknown ? html` aria-invalid="true" aria-describedby="number-fault"` : ''
  return renderPage({
    title: `${nameOf(view)}How far it has got · ${site.operator.brand}`,
    kind: 'form',
    body: html`<h1>How far it has got</h1>
<p class="second">For a message or a report that you sent. You got its number then.</p>
${found === undefined ? '' : renderFound(found)}
${found?.hasWords === true ? renderDeletion(found, view) : ''}
${deleted === undefined ? '' : renderDeleted(deleted)}
<form method="post" action="/receipt">
<div class="field">
<label for="number">Number</label>
${isUnknown ? html`<p class="fault" id="number-fault" role="alert">${sentenceOf(problem)}</p>` : ''}
<input id="number" name="number" type="text" maxlength="60" required autocomplete="off" autocapitalize="none" spellcheck="false" value="${number}"${fault}>
</div>
<button class="button${found === undefined ? '' : ' quiet'}" type="submit">Look</button>
</form>`,
  })
}

const sentenceOf = (code: FormCode) => errorCatalogue[code].sentence

function nameOf({ found, problem, deleted }: StateView): string {
  if (deleted !== undefined) return 'Deleted · '
  if (problem === undefined) return ''
  return found === undefined ? 'Not found · ' : 'Not deleted yet · '
}

const renderFound = ({ state, dueAt }: LetterState): Html => html`<div class="slip-of" role="status">
<p><strong>${words[state]}</strong></p>
${state === 'received' || state === 'looked-at' ? html`<p class="second">Due by ${renderMoment(dueAt)}</p>` : ''}
</div>`

/** What goes, and what stays: said before it is done. */
function whatGoes({ word, state }: LetterState): string {
  if (word === 'report' && state === 'answered')
    return `What you wrote, your name and your address go at once. That there was a report of its kind, and what came of it, stays without them for ${keptFor('report-record')} after it came.`
  const nobody =
    word === 'message' && state === 'answered'
      ? ''
      : ` Nobody ${word === 'message' ? 'answers' : 'looks into'} it any more.`
  return `Everything of it goes at once, also from the list of whoever runs this place.${nobody} What was done about it before stays done.`
}

/** Asks once more without a script: the box has to be ticked. */
function renderDeletion(found: LetterState, { number = '', token = '', problem }: StateView): Html {
  const isRefused = problem !== undefined
  const fault = isRefused
    ? html`<p class="fault" id="sure-fault" role="alert">${sentenceOf(problem)}</p>`
    : ''
  const told = isRefused ? html` aria-describedby="sure-fault"` : ''
  return html`<details${isRefused ? html` open` : ''}>
<summary>Delete this ${found.word}</summary>
<form method="post" action="/receipt/delete">
${renderUnseen(token)}
<input type="hidden" name="number" value="${number}">
<p>${whatGoes(found)}</p>
<p class="second">That it was opened, answered or deleted stays in the record of what operators do, by a random id that is not your number, for ${keptFor('audit-chain')}. An answer that is on its way still comes.</p>
<div class="field">
${fault}
<label class="choice"><input type="checkbox" name="sure" value="yes" required${told}><span>It cannot be taken back. I am sure.</span></label>
</div>
<button class="button" type="submit">Delete it for good</button>
</form>
</details>`
}

const renderDeleted = ({
  what,
  word,
}: NonNullable<StateView['deleted']>): Html => html`<div class="slip-of" role="status">
<p><strong>Deleted.</strong></p>
<p class="second">${
  what === 'whole'
    ? `The ${word} is gone, with everything that you wrote in it.`
    : 'Your words, your name and your address are gone. That there was a report, and what came of it, stays without them.'
}</p>
</div>`
