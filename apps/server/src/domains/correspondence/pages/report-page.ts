import { lowestAge } from '#policies/age.ts'
import { html, renderPage } from '#server/pages/index.ts'
import type { FieldName } from '../form/read-form.ts'
import { type ReportKind, reportKinds } from '../kinds.ts'
import { keptFor, type LetterSite, renderReader, within } from './letter-site.ts'
import {
  type FormView,
  renderChoices,
  renderConfirmation,
  renderProblem,
  renderText,
  renderUnseen,
  renderWords,
} from './render-fields.ts'

const names: Readonly<Record<FieldName, string>> = {
  kind: 'What it is',
  words: 'Where, and how you know',
  name: 'Your name',
  replyTo: 'Your e-mail address',
  accountEmail: 'Address of the account',
  'is-true': 'True and complete',
  'no-consent': 'Without consent',
}

export const aboutReport: Readonly<Record<ReportKind, string>> = {
  'intimate-image': 'An intimate image, published without consent',
  'illegal-image': 'Another illegal image',
  'child-account': `An account of a child under ${lowestAge}`,
  'policy-breach': 'Something else that breaks the content policy',
}

/** What else is said of a kind. */
const more: Readonly<Record<ReportKind, string>> = {
  'intimate-image': 'Of you, or of somebody you act for; real, or made by a machine. ',
  'illegal-image': 'Such as one that shows the abuse of a child. ',
  'child-account': 'It is deleted. ',
  'policy-breach': '',
}

/**
 * The form for a report. What only one kind needs is shown with that kind alone, by style; a browser that cannot do that
 * shows all of it.
 *
 * @see TAKE IT DOWN Act, section 3(a)(1): what a request has to hold (read 2026-11-29)
 */
export function renderReportPage(site: LetterSite, view: FormView): string {
  const isRefused = view.problem !== undefined || view.faults.size > 0
  return renderPage({
    title: `${isRefused ? 'Not sent yet · ' : ''}Report · ${site.operator.brand}`,
    description: `Report an image or an account to whoever runs ${site.operator.brand}, without signing in.`,
    canonical: new URL('/report', site.publicUrl).href,
    kind: 'form',
    body: html`<h1>Report an image or an account</h1>
<p class="second">Images made here are not published here, and are gone with the session that made them. What can be done: an account ended, a partner told, help with whoever shows the image. The <a href="/content-policy">content policy</a> says what may not be made.</p>
<p class="second">If somebody is in danger now, call the police first. Do not send the image itself.</p>
${renderReader(site)}
${renderProblem(view, (field) => names[field])}
<form method="post" action="/report" class="report">
${renderUnseen(view.fields.token)}
${renderChoices(view, {
  legend: 'What is it?',
  choices: reportKinds.map((value) => ({
    value,
    label: aboutReport[value],
    hint: `${more[value]}Dealt with within ${within(value)}.`,
  })),
})}
${renderWords(view, {
  label: 'Where is it, and how do you know?',
  hint: 'Addresses of pages, what is to be seen there, when you saw it: enough to find it.',
})}
${renderText(view, {
  name: 'accountEmail',
  label: 'The e-mail address that the account signs in with',
  hint: 'Names are sealed here: without the address we can hardly find the account.',
})}
${renderText(view, {
  name: 'name',
  label: 'Your name',
  hint: 'Typed, it stands for your signature. For an intimate image the law asks for it; otherwise you may leave it out.',
})}
${renderText(view, {
  name: 'replyTo',
  label: 'Your e-mail address',
  hint: 'For an intimate image the law asks for it. Otherwise you may leave it out; then nobody can answer.',
})}
${renderConfirmation(view, 'no-consent', 'I believe in good faith that the image was published without the consent of the person it shows. I am that person, or may act for them.')}
${renderConfirmation(view, 'is-true', 'As far as I know, what I write here is true and complete.')}
<button class="button" type="submit">Send the report</button>
</form>
<p class="second">What you write is sealed, and deleted ${keptFor('answered-letter')} after the answer. That there was a report, without its words, is kept for ${keptFor('report-record')}. Have a number already? <a href="/receipt">See how far it has got, or delete it</a>.</p>`,
  })
}
