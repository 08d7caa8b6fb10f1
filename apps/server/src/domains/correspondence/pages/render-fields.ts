import { errorCatalogue } from '#contract'
import { html, type Html, join } from '#server/pages/index.ts'
import {
  type FieldFaults,
  type FieldName,
  type FormCode,
  type FormFields,
  longest,
} from '../form/read-form.ts'
import type { Confirmation } from '../letter.ts'

/** A form as it is shown: fresh, or as it came with what is wrong. */
export interface FormView {
  fields: FormFields
  faults: FieldFaults
  /** What is wrong with the form as a whole. */
  problem?: FormCode
}

type TextName = keyof typeof longest

interface TextParts {
  name: TextName
  label: string
  hint: string
  isRequired?: boolean
}

const sentenceOf = (code: FormCode) => errorCatalogue[code].sentence

/** Says before everything else that nothing was sent, and leads to each field that something is wrong with. */
export function renderProblem({ faults, problem }: FormView, nameOf: (field: FieldName) => string): Html {
  if (problem === undefined && faults.size === 0) return html``
  const links = [...faults].map(
    ([field, code]) => html`<li><p><a href="#${field}">${nameOf(field)}</a>: ${sentenceOf(code)}</p></li>`,
  )
  return html`<div class="note" role="alert">
<p>Not sent yet. Your words are still here.</p>
${problem === undefined ? '' : html`<p>${sentenceOf(problem)}</p>`}
${links.length === 0 ? '' : html`<ul>${join(links)}</ul>`}
</div>`
}

/** What every form sends besides what is seen: its mark, and a field that only a program fills in. */
export const renderUnseen = (token: string): Html => html`<input type="hidden" name="form" value="${token}">
<div class="unseen" aria-hidden="true"><label>Leave this empty<input name="website" type="text" tabindex="-1" autocomplete="off" value=""></label></div>`

export function renderChoices(
  view: FormView,
  {
    legend,
    choices,
  }: { legend: string; choices: readonly { value: string; label: string; hint?: string }[] },
): Html {
  const fault = view.faults.get('kind')
  const rows = choices.map(({ value, label, hint }, index) => {
    const said = hint === undefined ? '' : html`<span class="second">${hint}</span>`
    return html`<label class="choice"><input type="radio" name="kind" value="${value}" required${index === 0 ? html` id="kind"` : ''}${mark(view.fields.kind === value, 'checked')}><span>${label}${said}</span></label>`
  })
  return html`<fieldset${describe('kind', { fault })}>
<legend>${legend}</legend>
${renderFault('kind', fault)}
${join(rows)}
</fieldset>`
}

export function renderWords(view: FormView, { label, hint }: { label: string; hint: string }): Html {
  const fault = view.faults.get('words')
  return renderField(
    'words',
    { label, hint, fault },
    html`<textarea id="words" name="words" rows="8" maxlength="${longest.words}" required${describe('words', { fault, hint })}>${view.fields.words}</textarea>`,
  )
}

export function renderText(view: FormView, { name, label, hint, isRequired = false }: TextParts): Html {
  const fault = view.faults.get(name)
  const type = name === 'name' ? 'text' : 'email'
  const autocomplete = { name: 'name', replyTo: 'email', accountEmail: 'off', words: 'off' }[name]
  return renderField(
    name,
    { label, hint, fault },
    html`<input id="${name}" name="${name}" type="${type}" maxlength="${longest[name]}" autocomplete="${autocomplete}" value="${view.fields[name]}"${mark(isRequired, 'required')}${describe(name, { fault, hint })}>`,
  )
}

export function renderConfirmation(view: FormView, name: Confirmation, label: string): Html {
  const fault = view.faults.get(name)
  const isTicked = view.fields.confirmed.includes(name)
  return html`<div class="field ${name}">
${renderFault(name, fault)}
<label class="choice"><input type="checkbox" id="${name}" name="${name}" value="yes"${mark(isTicked, 'checked')}${describe(name, { fault })}><span>${label}</span></label>
</div>`
}

interface Said {
  label: string
  hint: string
  fault: FormCode | undefined
}

const renderField = (
  name: TextName,
  { label, hint, fault }: Said,
  control: Html,
): Html => html`<div class="field ${name}">
<label for="${name}">${label}</label>
<p class="second" id="${name}-hint">${hint}</p>
${renderFault(name, fault)}
${control}
</div>`

const renderFault = (name: FieldName, fault: FormCode | undefined): Html =>
  fault === undefined ? html`` : html`<p class="fault" id="${name}-fault">${sentenceOf(fault)}</p>`

/** Ties a control to what is said of it. */
function describe(name: FieldName, { fault, hint }: { fault: FormCode | undefined; hint?: string }): Html {
  const ids = [
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(fault === undefined ? [] : [`${name}-fault`]),
  ]
  const words = ids.length === 0 ? html`` : html` aria-describedby="${ids.join(' ')}"`
  return fault === undefined || name === 'kind' ? words : html`${words} aria-invalid="true"`
}

const mark = (isSo: boolean, word: 'checked' | 'required'): Html => (isSo ? html` ${word}` : html``)
