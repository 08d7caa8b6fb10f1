import { retentionSeconds } from '#policies/retention.ts'

/** Durations in milliseconds and counts. Tests make them small; the defaults are what is promised. */
export interface Limits {
  vaultIdleMs: number
  vaultAbsoluteMs: number
  sessionMs: number
  sessionIdleMs: number
  signInMs: number
  leaseMs: number
  leaseRenewMs: number
  workerKeyRenewMs: number
  workerKeyMaximumMs: number
  sweepEveryMs: number
  generationsWaitingPerAccount: number
  eventStreamsPerSession: number
  /** What a partner is waited for; see `SendLimits` of the partner kit. */
  partnerConnectMs: number
  partnerAnswerMs: number
  partnerIdleMs: number
  partnerTotalMs: number
  /** How long a generation waits, in all, for a partner that is too busy to begin. */
  partnerPatienceMs: number
  /** Of an early deletion: how long one question holds it, the first pause after a failure, the longest, and between looks. */
  deletionLeaseMs: number
  deletionFirstPauseMs: number
  deletionLongestPauseMs: number
  deletionLookEveryMs: number
  /** Of the installation's looks at itself: between two looks whether it is time, and how old the last may be. */
  auditLookEveryMs: number
  auditAgainAfterMs: number
  /** Of a mail: how long one attempt holds it, the longest that one takes, and pauses as above. */
  mailLeaseMs: number
  mailSendMs: number
  mailFirstPauseMs: number
  mailLongestPauseMs: number
  mailLookEveryMs: number
  /** How often counts of a day are added to those in the database. */
  usageFlushEveryMs: number
}

export const defaultLimits: Limits = {
  vaultIdleMs: retentionSeconds['vault-idle'] * 1000,
  vaultAbsoluteMs: retentionSeconds['vault-absolute'] * 1000,
  sessionMs: retentionSeconds.session * 1000,
  sessionIdleMs: retentionSeconds['session-idle'] * 1000,
  signInMs: retentionSeconds['sign-in'] * 1000,
  leaseMs: 30_000,
  leaseRenewMs: 10_000,
  workerKeyRenewMs: 15 * 60_000,
  workerKeyMaximumMs: retentionSeconds['worker-key'] * 1000,
  // A dozen rounds in the time in which bytes of a closed vault are to be gone.
  sweepEveryMs: (retentionSeconds['vault-bytes'] * 1000) / 12,
  generationsWaitingPerAccount: 20,
  eventStreamsPerSession: 6,
  partnerConnectMs: 10_000,
  partnerAnswerMs: 180_000,
  partnerIdleMs: 60_000,
  partnerTotalMs: 600_000,
  partnerPatienceMs: 180_000,
  deletionLeaseMs: 60_000,
  deletionFirstPauseMs: 5_000,
  deletionLongestPauseMs: 60 * 60_000,
  deletionLookEveryMs: 5_000,
  auditLookEveryMs: 3 * 60_000,
  // Proofs are fresh for a day: one that is late by a few hours is none too late.
  auditAgainAfterMs: 20 * 60 * 60_000,
  mailLeaseMs: 120_000,
  mailSendMs: 60_000,
  mailFirstPauseMs: 30_000,
  mailLongestPauseMs: 60 * 60_000,
  mailLookEveryMs: 5_000,
  usageFlushEveryMs: 30_000,
}
