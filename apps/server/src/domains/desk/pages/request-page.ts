import { html, type Html, join, renderPage } from '#server/pages/index.ts'
import { letterKinds, type SharingAccount } from '../cases/letter-request.ts'
import { sayAbout } from './words.ts'

/** What was written into the form; shown again where something of it has to be put right. */
export interface RequestForm {
  email: string
  kind: string
  channel: string
  receivedOn: string
  isInCalifornia: boolean
}

export interface RequestFormView {
  form: RequestForm
  today: string
  /** Which showing of the form this is. */
  mark: string
  problem?: string
  /** Which of the accounts that the address may mean; one has to be chosen. */
  accounts?: readonly SharingAccount[]
}

const channels = { mail: 'a letter or a mail', form: 'a form' } as const

/** Puts on the list what somebody asked for past their own page. */
export function renderRequestPage({ form, today, mark, problem, accounts = [] }: RequestFormView): string {
  return renderPage({
    title: 'Enter a request · GPTImage',
    kind: 'desk',
    body: html`<p><a class="back" href="/operator">All that waits</a></p>
<h1>A request that came by mail</h1>
<p class="second">First see that it is theirs: it came from the address they sign in with. It is put on the list with its clock, and done or refused there.</p>
${problem === undefined ? '' : html`<p id="problem" class="note" role="alert">${problem}</p>`}
<form method="post" action="/operator/request" class="fields">
<input type="hidden" name="form" value="${mark}">
<label>E-mail address of the person<input name="email" type="email" required maxlength="254" autocomplete="off" value="${form.email}"></label>
${accounts.length === 0 ? '' : renderAccounts(accounts)}
<label>What they ask for<select name="kind" required>
${join(letterKinds.map((kind) => renderOption(kind, sayAbout(kind), form.kind)))}
</select></label>
<label>How it came<select name="channel" required>
${join(Object.entries(channels).map(([value, words]) => renderOption(value, words, form.channel)))}
</select></label>
<label>When it came<input name="receivedOn" type="date" required max="${today}" value="${form.receivedOn}"></label>
<label class="tick"><input type="checkbox" name="california" value="yes"${form.isInCalifornia ? html` checked` : ''}>They say that they are in California: 45 days instead of a month</label>
<button class="button" type="submit">Put it on the list</button>
</form>`,
  })
}

const renderOption = (value: string, words: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen ? html` selected` : ''}>${words}</option>`

const renderAccounts = (accounts: readonly SharingAccount[]) => html`<fieldset>
<legend>Which account is meant?</legend>
${join(
  accounts.map(
    ({ accountId, signsInAt, since, isVerified }) =>
      html`<label class="tick"><input type="radio" name="account" value="${accountId}" required><span>Signs in at ${signsInAt}, since ${since}: <code>${accountId}</code>${isVerified ? '' : html`. <strong>Only gave this address, which may be somebody else’s.</strong> Choose it only when you know otherwise that the letter is theirs.`}</span></label>`,
  ),
)}
</fieldset>`
