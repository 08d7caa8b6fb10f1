import { html, renderPage } from '#server/pages/index.ts'
import type { FieldName } from '../form/read-form.ts'
import { type MessageKind, messageKinds } from '../kinds.ts'
import { keptFor, type LetterSite, renderReader, within } from './letter-site.ts'
import {
  type FormView,
  renderChoices,
  renderProblem,
  renderText,
  renderUnseen,
  renderWords,
} from './render-fields.ts'

const names: Readonly<Partial<Record<FieldName, string>>> = {
  kind: 'What it is about',
  words: 'Your message',
  replyTo: 'Your e-mail address',
}

export const aboutMessage: Readonly<Record<MessageKind, string>> = {
  privacy: 'Your data and your rights',
  safety: 'Safety',
  billing: 'Credits',
  other: 'Something else',
}

/** The form for a message to whoever runs the place. */
export function renderContactPage(site: LetterSite, view: FormView): string {
  const isRefused = view.problem !== undefined || view.faults.size > 0
  return renderPage({
    title: `${isRefused ? 'Not sent yet · ' : ''}Contact · ${site.operator.brand}`,
    description: `Write to whoever runs ${site.operator.brand}: about your data, safety, credits, or anything else.`,
    canonical: new URL('/contact', site.publicUrl).href,
    kind: 'form',
    body: html`<h1>Write to us</h1>
<p class="second">Answered within ${within('message')}; about your data within ${within('answer')}. What you write is sealed, and deleted ${keptFor('answered-letter')} after the answer.</p>
<p class="second">Signed in? <a href="/account/privacy">Your account</a> shows, corrects, hands out and erases what is held about you, at once. For an image or an account that should not be, <a href="/report">report it</a>.</p>
${renderReader(site)}
${renderProblem(view, (field) => names[field] ?? field)}
<form method="post" action="/contact">
${renderUnseen(view.fields.token)}
${renderChoices(view, {
  legend: 'What is it about?',
  choices: messageKinds.map((value) => ({ value, label: aboutMessage[value] })),
})}
${renderWords(view, { label: 'Your message', hint: 'No password and no prompt is needed to help you.' })}
${renderText(view, {
  name: 'replyTo',
  label: 'Your e-mail address, for the answer',
  hint: 'You may leave it out. Then nobody can answer; by the number you get you can still see whether it was read.',
})}
<button class="button" type="submit">Send</button>
</form>
<p class="second">Have a number already? <a href="/receipt">See how far it has got, or delete it</a>.</p>`,
  })
}
