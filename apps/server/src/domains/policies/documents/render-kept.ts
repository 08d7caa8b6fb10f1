import { categories } from '#policies/categories.ts'
import { purposes } from '#policies/purposes.ts'
import { retentions } from '#policies/retention.ts'
import { html, type Html, join } from '#server/pages/index.ts'
import { type Processing, recordProcessing } from '../record/record-processing.ts'
import { catalogues } from '../texts/catalogue.ts'
import type { Filler } from './fill.ts'
import { renderFactList } from './lists.ts'

/** Everything that is kept, by purpose: how long, on what basis, and who gets it. */
export function renderKept(filler: Filler): Html {
  return join(recordProcessing().map((processing) => renderPurpose(processing, filler)))
}

function renderPurpose({ purpose, holdings, recipients }: Processing, filler: Filler): Html {
  const { language } = filler
  const { labels } = catalogues[language]
  const { sentence, gdpr, pipl, because } = purposes[purpose]
  const kept = holdings.map(({ retention, categories: held }) => {
    const until = filler.text(retentions[retention][language])
    return html`<li>${held.map((category) => categories[category].sentence[language]).join('; ')}. <span class="until">${until}</span></li>`
  })
  return html`<div class="slip-of">
<h3>${sentence[language]}</h3>
${renderFactList([
  [labels.kept.what, html`<ul>${join(kept)}</ul>`],
  [labels.kept.basis, html`${labels.basis(gdpr, pipl, because[language])}`],
  [labels.kept.gets, html`${recipients.map((id) => labels.recipients[id]).join(', ')}`],
])}
</div>`
}
