import { deadlineDays } from '#policies/deadlines.ts'
import { retentionSeconds } from '#policies/retention.ts'
import { formatDuration } from '#server/domains/policies/index.ts'
import { html, type Html } from '#server/pages/index.ts'
import type { CorrespondenceParts } from '../parts.ts'

/** What the pages know of the installation that they stand in. */
export type LetterSite = Pick<CorrespondenceParts, 'operator' | 'publicUrl'>

const dayOfSeconds = 24 * 60 * 60

/** "48 hours", "7 days": how long an answer to this may take. */
export const within = (deadline: keyof typeof deadlineDays): string =>
  formatDuration(deadlineDays[deadline] * dayOfSeconds, 'en')

/** How long something written is kept, in words. */
export const keptFor = (
  figure: 'answered-letter' | 'unanswered-letter' | 'report-record' | 'audit-chain',
): string => formatDuration(retentionSeconds[figure], 'en')

/** Who reads what is written here; said as it is where nobody may. */
export function renderReader({ operator }: LetterSite): Html {
  if (operator.isStandIn)
    return html`<p class="note">No operator is named here: this runs on one computer, and what you write is kept for whoever runs it. Nobody may be reading.</p>`
  return operator.privacyEmail === undefined
    ? html``
    : html`<p class="second">By mail instead: <a href="mailto:${operator.privacyEmail}">${operator.privacyEmail}</a></p>`
}
