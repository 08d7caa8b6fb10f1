import { lowestAge } from './age.ts'
import { categories } from './categories.ts'
import { deadlineDays } from './deadlines.ts'
import { partnerTerms } from './partner-terms.ts'
import { purposes } from './purposes.ts'
import { recipientClasses } from './recipients.ts'
import { retentionSeconds } from './retention.ts'
import { rights } from './rights.ts'

/** Everything of the policies that is a promise, as a version of them keeps it. Sentences are in English. */
export interface PolicyState {
  /** Seconds, by retention class. */
  figures: Readonly<Record<string, number>>
  /** Days, by deadline; `partner` is the longest a partner may keep something. */
  deadlines: Readonly<Record<string, number>>
  ages: Readonly<Record<string, number>>
  purposes: Readonly<Record<string, PurposeState>>
  recipients: Readonly<Record<string, string>>
  categories: Readonly<Record<string, string>>
  rights: Readonly<Record<string, string>>
}

export interface PurposeState {
  sentence: string
  gdpr: string
  pipl: string
  recipients: readonly string[]
}

const secondsOfDay = 24 * 60 * 60

const sentencesOf = (entries: Readonly<Record<string, { sentence: { en: string } }>>) =>
  Object.fromEntries(Object.entries(entries).map(([id, { sentence }]) => [id, sentence.en]))

/** What this build promises. */
export const currentState = (): PolicyState => ({
  figures: retentionSeconds,
  deadlines: { ...deadlineDays, partner: partnerTerms.longestRetentionSeconds / secondsOfDay },
  ages: { lowest: lowestAge },
  purposes: Object.fromEntries(
    Object.entries(purposes).map(([id, { sentence, gdpr, pipl, recipients }]) => [
      id,
      { sentence: sentence.en, gdpr, pipl, recipients },
    ]),
  ),
  recipients: sentencesOf(recipientClasses),
  categories: sentencesOf(categories),
  rights: sentencesOf(rights),
})
