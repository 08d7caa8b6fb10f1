import type { PartnerDescription } from '#partner-spec'
import { html, type Html, join } from '#server/pages/index.ts'
import { formatDay, formatDuration } from '../durations.ts'
import { leavingPartners, type PolicyFacts } from '../facts.ts'
import type { Labels } from '../texts/catalogue-shape.ts'
import { catalogues } from '../texts/catalogue.ts'
import type { Filler } from './fill.ts'
import { renderFactList } from './lists.ts'

/** Each enabled partner with its terms, as the operator states them. */
export function renderPartners(facts: PolicyFacts, filler: Filler): Html {
  return join(
    leavingPartners(facts).map(
      (partner) => html`<div class="slip-of">
<h3>${partner.name}</h3>
${renderTerms(partner, filler)}
</div>`,
    ),
  )
}

function renderTerms({ terms, models }: PartnerDescription, { language }: Filler): Html {
  const words = catalogues[language].labels.partner
  const kept = [
    [words.inputs, terms.inputRetentionSeconds],
    [words.outputs, terms.outputRetentionSeconds],
    [words.logs, terms.logRetentionSeconds],
  ] as const
  const keeps = kept.map(
    ([what, seconds]) => `${what}: ${seconds === 0 ? words.keepsNothing : formatDuration(seconds, language)}`,
  )
  return renderFactList([
    [words.models, html`${models.map(({ name }) => name).join(', ')}`],
    [words.region, html`${terms.region}`],
    [words.keeps, html`${keeps.join(' · ')}`],
    [words.training, html`${words.noTraining}`],
    [words.onward, html`${terms.onwardRecipients.map(({ name }) => name).join(', ') || words.noOnward}`],
    [words.deletion, html`${deletionWords(terms.deletion, words)}`],
    [words.transfer, html`${terms.transferMechanism ?? words.noTransfer}`],
    [words.age, html`${terms.minimumAge}`],
    [words.evidence, renderEvidence(terms, language)],
  ])
}

function deletionWords(
  deletion: PartnerDescription['terms']['deletion'],
  words: Pick<Labels['partner'], 'deletes' | 'deletesInWriting' | 'deletesNot'>,
): string {
  switch (deletion) {
    case 'api':
      return words.deletes
    case 'in-writing':
      return words.deletesInWriting
    case 'none':
      return words.deletesNot
  }
}

function renderEvidence(terms: PartnerDescription['terms'], language: Filler['language']): Html {
  const words = catalogues[language].labels.partner
  const { url, checkedOn } = terms.evidence
  const basis = words.basis[terms.basis]
  const source = url === undefined ? html`${basis}` : html`<a href="${url}" rel="noreferrer">${basis}</a>`
  return html`${source}, ${words.checkedOn(formatDay(checkedOn, language))}`
}

/** What each partner refuses, said without calling it more than it is. */
export function renderPartnerContent({ partners }: PolicyFacts, { language }: Filler): Html {
  const words = catalogues[language].labels.partner
  const filtersOf = ({ leavesInstallation, terms }: PartnerDescription) =>
    words.filters[
      leavesInstallation ? (terms.basis === 'self-hosted' ? 'self-hosted' : 'outside') : 'builtin'
    ]
  return join(
    partners.map(
      (partner) => html`<div class="slip-of">
<h3>${partner.name}</h3>
<p>${filtersOf(partner)}</p>
${renderFactList([
  [words.models, html`${partner.models.map(({ name }) => name).join(', ')}`],
  [words.age, html`${partner.terms.minimumAge}`],
  [
    words.evidence,
    partner.terms.evidence.url === undefined ? undefined : renderEvidence(partner.terms, language),
  ],
])}
</div>`,
    ),
  )
}
