/**
 * What a partner must promise to be used at all. Source: the privacy policy, sections 4 and 5 (pledges P09 and P11),
 * decided 2026-11-24; owner: the privacy lead.
 */
export const partnerTerms = {
  /** Of anything that people send or get, logs included. */
  longestRetentionSeconds: 7 * 24 * 60 * 60,
  /** How old the last look at a partner's terms may be, and from when the operator is reminded. Days. */
  evidenceMaximumDays: 180,
  evidenceReminderDays: 90,
} as const
