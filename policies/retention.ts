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
  disclosure: 396 * 24 * 60 * 60,
  ledger: 7 * 366 * 24 * 60 * 60,
} as const satisfies Record<string, number>

export type RetentionClass = keyof typeof retentionSeconds
