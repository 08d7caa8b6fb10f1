import type { Words } from './words.ts'

/**
 * The one place a retention figure stands: the sweeper, the limits of a session and every text that names a figure
 * read it here. Seconds. Source: docs/architecture.md (retention), decided 2026-11-24; owner: the privacy lead.
 */
export const retentionSeconds = {
  'vault-idle': 60 * 60,
  'vault-absolute': 24 * 60 * 60,
  /** Keys go at once; bytes of a closed vault within this. */
  'vault-bytes': 60,
  session: 30 * 24 * 60 * 60,
  'session-idle': 7 * 24 * 60 * 60,
  'sign-in': 10 * 60,
  'age-refusal': 24 * 60 * 60,
  'device-family': 7 * 24 * 60 * 60,
  'session-events': 24 * 60 * 60,
  /** States and times of a generation, without content, after it ended. */
  'generation-record': 24 * 60 * 60,
  'worker-key': 60 * 60,
  /** Counts per day over everybody. */
  'daily-counts': 396 * 24 * 60 * 60,
  /** That a news was sent, so that nobody gets it twice; not to whom. */
  'sent-news': 396 * 24 * 60 * 60,
  /** A mail that cannot be sent; one that is sent goes at once. */
  'unsent-mail': 7 * 24 * 60 * 60,
  disclosure: 396 * 24 * 60 * 60,
  /** Which right was used, when, and what came of it. */
  'rights-request': 3 * 366 * 24 * 60 * 60,
  /** What somebody wrote through a form, after it was answered. */
  'answered-letter': 90 * 24 * 60 * 60,
  /** The same, where it was never answered: after it came. */
  'unanswered-letter': 366 * 24 * 60 * 60,
  /** That a report came, when it was answered and what came of it; without words. */
  'report-record': 3 * 366 * 24 * 60 * 60,
  /** The receipt of an erasure, for whoever has its key. */
  'held-receipt': 30 * 24 * 60 * 60,
  /** That an account was erased: longer than any backup lives. */
  tombstone: 400 * 24 * 60 * 60,
  /** What operators did: as long as their answers to requests may be questioned. */
  'audit-chain': 3 * 366 * 24 * 60 * 60,
  ledger: 7 * 366 * 24 * 60 * 60,
  /** What came of looking at the running installation, as counts and codes. */
  'audit-run': 396 * 24 * 60 * 60,
} as const satisfies Record<string, number>

export type RetentionClass = keyof typeof retentionSeconds

/** How long each of the figures lasts, and what ends it sooner. */
const byTime = {
  'vault-idle': { en: '{vault-idle} after you last used it' },
  'vault-absolute': { en: '{vault-absolute} after the sitting began' },
  'vault-bytes': { en: 'within {vault-bytes} after the keys are destroyed' },
  session: { en: 'until you sign out; {session-idle} without use, {session} at most' },
  'session-idle': { en: '{session-idle} without use' },
  'sign-in': { en: 'until the sign-in is through, {sign-in} at most' },
  'age-refusal': { en: '{age-refusal}' },
  'device-family': { en: '{device-family} after the sign-in, or until you sign out' },
  'session-events': { en: '{session-events}, or until you sign out' },
  'generation-record': { en: '{generation-record} after it ended' },
  'worker-key': { en: '{worker-key} at most' },
  'daily-counts': { en: '{daily-counts}' },
  'sent-news': { en: '{sent-news}' },
  'unsent-mail': { en: 'until it is sent, {unsent-mail} at most' },
  disclosure: { en: '{disclosure}' },
  'rights-request': { en: '{rights-request}' },
  'answered-letter': {
    en: '{answered-letter} after it was answered; {unanswered-letter} after it came, where it never was',
  },
  'unanswered-letter': { en: '{unanswered-letter} after it came' },
  'report-record': { en: '{report-record}' },
  'held-receipt': { en: '{held-receipt} after the erasure' },
  tombstone: { en: '{tombstone}, longer than any backup' },
  'audit-chain': { en: '{audit-chain}' },
  ledger: { en: 'as long as the account, and {ledger} after the last entry, as tax law asks' },
  'audit-run': { en: '{audit-run}' },
} as const satisfies Record<RetentionClass, Words>

/** What lasts until something happens, and not for a time of its own. */
const byEvent = {
  account: { en: 'until you delete the account' },
  vault: {
    en: 'until you sign out; {vault-idle} without use, {vault-absolute} at most. The keys go first, the bytes within {vault-bytes}',
  },
  'until-opened': { en: 'until the work on the image begins, and never longer than the sitting' },
  'until-answered': { en: 'until the case is answered' },
  'while-running': { en: 'in memory only, until the program ends' },
  'while-enabled': { en: 'as long as the partner is enabled' },
  'operator-log': { en: 'as long as the operator keeps its log, which it states below' },
  installation: { en: 'as long as the installation exists' },
  device: { en: 'on your own device, until you delete it there' },
} as const satisfies Record<string, Words>

/** How long something lasts: a figure, or until something happens. */
export const retentions = { ...byTime, ...byEvent } as const
export type Retention = keyof typeof retentions
