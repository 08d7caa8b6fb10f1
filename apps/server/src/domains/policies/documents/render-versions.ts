import { compareStates, type PolicyChange } from '#policies/compare-states.ts'
import type { PolicyState } from '#policies/policy-state.ts'
import type { Language } from '#policies/words.ts'
import { html, type Html, join } from '#server/pages/index.ts'
import { formatDay, formatDuration } from '../durations.ts'
import type { PolicyFacts } from '../facts.ts'
import { catalogues } from '../texts/catalogue.ts'
import type { Filler } from './fill.ts'

const secondsOfDay = 24 * 60 * 60

/** Every version, newest first, with what differs from the one before it. */
export function renderVersions({ versions, kept }: PolicyFacts, filler: Filler): Html {
  const { language } = filler
  const { changes: words, version } = catalogues[language].labels
  return join(
    versions.toReversed().map((one) => {
      const before = versions.find(({ number }) => number === one.number - 1)
      const day = formatDay(one.inForceOn, language)
      const when = one.number > kept.number ? words.announced(day) : words.inForce(day)
      const differences =
        before === undefined ? html`<p>${words.first}</p>` : renderChanges(before.state, one.state, filler)
      return html`<h3 id="version-${one.number}">${version(one.number, formatDay(one.publishedOn, language))}</h3>
<p class="second">${when}</p>
${differences}`
    }),
  )
}

/** What differs between two states, a sentence each. */
export function renderChanges(before: PolicyState, after: PolicyState, filler: Filler): Html {
  const { language } = filler
  const changes = compareStates(before, after)
  if (changes.length === 0) return html`<p>${catalogues[language].labels.changes.none}</p>`
  const items = changes.map(
    (change) => html`<li>${filler.text(describeChange(change, { before, after }, language))}</li>`,
  )
  return html`<ul>${join(items)}</ul>`
}

function describeChange(
  change: PolicyChange,
  states: { before: PolicyState; after: PolicyState },
  language: Language,
): string {
  const words = catalogues[language].labels.changes
  const purpose = (id: string) =>
    states.after.purposes[id]?.sentence ?? states.before.purposes[id]?.sentence ?? id
  switch (change.kind) {
    case 'added':
      return words.added(words.lists[change.list], change.sentence)
    case 'removed':
      return words.removed(words.lists[change.list], change.sentence)
    case 'reworded':
      return words.reworded(words.lists[change.list], change.before, change.sentence)
    case 'rebased':
      return words.rebased(purpose(change.id), change.before, change.after)
    case 'recipient-added':
      return words.recipientAdded(purpose(change.purpose), change.sentence)
    case 'recipient-removed':
      return words.recipientRemoved(purpose(change.purpose), change.sentence)
    case 'figure':
      return describeFigure(change, language)
  }
}

function describeFigure(change: Extract<PolicyChange, { kind: 'figure' }>, language: Language): string {
  const words = catalogues[language].labels.changes
  const write = (value: number | undefined) => {
    if (value === undefined) return words.noFigure
    if (change.list === 'ages') return String(value)
    return formatDuration(change.list === 'figures' ? value : value * secondsOfDay, language)
  }
  // A version may have a figure that there is no longer.
  const names: Readonly<Record<string, string>> = words.figures
  const what = change.list === 'ages' ? words.ages : (names[change.id] ?? change.id)
  return words.figure(what, write(change.before), write(change.after))
}
