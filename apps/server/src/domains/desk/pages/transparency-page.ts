import { html, type Html, join, renderPage } from '#server/pages/index.ts'
import { disclosureKinds, disclosureOutcomes } from '../transparency/legal-disclosure.ts'
import type { HalfYear } from '../transparency/transparency.store.ts'

export interface TransparencyView {
  halves: readonly HalfYear[]
  today: string
  /** Which showing of the form this is. */
  mark: string
  problem?: string
  /** What was written, to be put right. */
  form?: Readonly<Record<string, string>>
}

const kinds = {
  'authority-request': 'an authority asked for data',
  'business-transfer': 'the service was taken over, in whole or in part',
} as const
const outcomes = {
  given: 'given, all that was asked for',
  partly: 'given in part',
  refused: 'refused: nothing was given',
} as const

/** Enters what has to be counted, and shows what is published of it. */
export function renderTransparencyPage({
  halves,
  today,
  mark,
  problem,
  form = {},
}: TransparencyView): string {
  const value = (name: string, otherwise = '') => form[name] ?? otherwise
  return renderPage({
    title: 'Legal disclosures · GPTImage',
    kind: 'desk',
    body: html`<p><a class="back" href="/operator">All that waits</a></p>
<h1>Legal disclosures and takeovers</h1>
<p class="second">Each is entered when it has happened, without names. The counts by half-year stand on /privacy and /trust. It cannot be taken back.</p>
${problem === undefined ? '' : html`<p class="note" role="alert">${problem}</p>`}
<form method="post" action="/operator/transparency" class="fields">
<input type="hidden" name="form" value="${mark}">
<label>What happened<select name="kind" required>${join(disclosureKinds.map((kind) => renderOption(kind, kinds[kind], value('kind'))))}</select></label>
<label>When<input name="happenedOn" type="date" required max="${today}" value="${value('happenedOn', today)}"></label>
<label>By whose law: the country in two letters<input name="country" required pattern="[A-Za-z]{2}" maxlength="2" autocomplete="off" value="${value('country')}"></label>
<label>What came of it<select name="outcome" required>${join(disclosureOutcomes.map((outcome) => renderOption(outcome, outcomes[outcome], value('outcome'))))}</select></label>
<label>How many accounts it concerned<input name="accounts" type="number" inputmode="numeric" min="0" step="1" required value="${value('accounts')}"></label>
<button class="button" type="submit">Enter it</button>
</form>
<section class="part">
<h2>What is published</h2>
${halves.length === 0 ? html`<p class="second">Nothing has been entered.</p>` : renderHalves(halves)}
</section>`,
  })
}

const renderOption = (value: string, words: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen ? html` selected` : ''}>${words}</option>`

function renderHalves(halves: readonly HalfYear[]): Html {
  const head = ['Half-year', 'What', 'How many', 'Given', 'In part', 'Refused', 'Accounts'] as const
  const rows = halves.map(({ year, half, kind, count, given, partly, refused, accounts }) => {
    const cells = [
      `${year}, ${half === 1 ? 'January to June' : 'July to December'}`,
      kind === 'authority-request' ? 'Requests of authorities' : 'Takeovers',
      ...[count, given, partly, refused, accounts].map(String),
    ]
    return html`<tr>${join(cells.map((cell, index) => html`<td data-label="${head[index] ?? ''}">${cell}</td>`))}</tr>`
  })
  return html`<table>
<thead><tr>${join(head.map((name) => html`<th scope="col">${name}</th>`))}</tr></thead>
<tbody>${join(rows)}</tbody>
</table>`
}
