import type { PartnerDescription } from '#partner-spec'
import { StartupFault } from '#server/kernel/startup-fault.ts'

/** No partner may hold what people send for longer: a promise of the privacy policy, not a setting. */
const longestRetentionSeconds = 7 * 24 * 60 * 60

/**
 * Refuses a partner whose terms are not stated, or not good enough.
 *
 * @throws StartupFault that names the partner and the term
 */
export function checkTerms({ id, terms, slots }: PartnerDescription): void {
  const retentions = {
    inputRetentionSeconds: terms.inputRetentionSeconds,
    outputRetentionSeconds: terms.outputRetentionSeconds,
    logRetentionSeconds: terms.logRetentionSeconds,
  }
  for (const [term, seconds] of Object.entries(retentions)) {
    if (!Number.isInteger(seconds) || seconds < 0)
      refuse(id, `does not state ${term}. State it in whole seconds.`)
    if (seconds > longestRetentionSeconds)
      refuse(id, `keeps data over 7 days (${term}). It cannot be enabled.`)
  }
  if (terms.trainsOnContent !== false) refuse(id, 'trains on what it is sent. It cannot be enabled.')
  if (terms.region.trim() === '') refuse(id, 'does not state where it processes. State its region.')
  if (!Number.isInteger(terms.minimumAge) || terms.minimumAge < 0)
    refuse(id, 'does not state a minimum age. State it.')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(terms.evidence.checkedOn)) {
    refuse(id, 'does not say when its terms were checked. State the day as YYYY-MM-DD.')
  }
  if (!Number.isInteger(slots) || slots < 1)
    refuse(id, 'has no slots. State how many generations it runs at once.')
}

function refuse(partner: string, what: string): never {
  throw new StartupFault('models/terms-refused', `The partner "${partner}" ${what}`)
}
