import type { HandlingTerms } from '#partner-spec'
import { partnerTerms } from '#policies/partner-terms.ts'

/** A term that keeps a partner from being used; safe to log. `cause` and `mend` are sentences. */
export interface TermFault {
  term: keyof HandlingTerms | 'evidence.checkedOn'
  cause: string
  mend: string
}

const retentions = ['inputRetentionSeconds', 'outputRetentionSeconds', 'logRetentionSeconds'] as const
const askForLess =
  'Ask the partner for zero data retention, then write what your contract says and basis: contract. Until then it cannot be used.'

/** Everything in a partner's terms that this installation does not accept. Nothing: it may be used. */
export function findTermFaults(terms: HandlingTerms): TermFault[] {
  const faults: TermFault[] = []
  for (const term of retentions) {
    const seconds = terms[term]
    if (!Number.isInteger(seconds) || seconds < 0)
      faults.push({
        term,
        cause: 'It is not stated.',
        mend: 'Write it in whole seconds; 0 for nothing kept.',
      })
    else if (seconds > partnerTerms.longestRetentionSeconds)
      faults.push({ term, cause: 'It is over 7 days.', mend: askForLess })
  }
  if (terms.trainsOnContent !== false)
    faults.push({
      term: 'trainsOnContent',
      cause: 'A partner that trains on what it is sent cannot be used.',
      mend: 'Opt out of training at the partner, then write false.',
    })
  const controller = terms.onwardRecipients.find(({ role }) => role !== 'processor')
  if (controller !== undefined)
    faults.push({
      term: 'onwardRecipients',
      cause: `A partner that passes content on cannot be used, and ${controller.name} is no processor of it.`,
      mend: 'Switch that off at the partner, or take only models that it runs itself. Write role: processor where your contract says that it works for the partner under the same terms.',
    })
  if (terms.region.trim() === '')
    faults.push({
      term: 'region',
      cause: 'It is not stated.',
      mend: 'Write where it processes, such as EU or US.',
    })
  if (!Number.isInteger(terms.minimumAge) || terms.minimumAge < 0)
    faults.push({
      term: 'minimumAge',
      cause: 'It is not stated.',
      mend: 'Write the years its terms ask for.',
    })
  if (!isDay(terms.evidence.checkedOn))
    faults.push({
      term: 'evidence.checkedOn',
      cause: 'It is no day.',
      mend: 'Write the day on which you read its terms, as YYYY-MM-DD.',
    })
  return faults
}

/** Days since the terms were last looked at; negative for a day to come. */
export const daysSinceChecked = ({ evidence }: HandlingTerms, now: Date) =>
  Math.floor((now.getTime() - Date.parse(`${evidence.checkedOn}T00:00:00Z`)) / 86_400_000)

export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  // 30 February is read as 1 March: only a day that is written as it is read exists.
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
