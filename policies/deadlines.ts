/** What is promised by a day. Days; decided 2026-11-24; owner: the privacy lead. */
export const deadlineDays = {
  /** From the day a wider policy is published to the day it is in force. */
  notice: 14,
  /** The answer to whoever uses a right. GDPR 12(3) says one month. */
  answer: 30,
  /** Unused credits that were bought are paid back when asked for within this. */
  refund: 14,
  /** A breach is told to the authority within 72 hours. GDPR 33(1). */
  breach: 3,
  /** A report of an intimate image is dealt with within 48 hours. TAKE IT DOWN Act, in force 2026-05-19. */
  'intimate-image': 2,
  /** Another illegal image: as soon as an intimate one. */
  'illegal-image': 2,
  /** An account of a child: actual knowledge of it is acted on within a week. COPPA, 16 CFR 312. */
  'child-account': 7,
  /** Any other breach of the content policy. Card schemes ask for seven business days. */
  'policy-breach': 7,
  /** A message that uses no right. */
  message: 14,
} as const
