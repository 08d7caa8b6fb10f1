import * as z from 'zod/mini'

const moment = z.iso.datetime()

export const auditOutcomes = ['good', 'bad', 'not-checked'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/** What one check of the running installation came to. Counts and codes from closed lists; nothing of anybody. */
export const auditResult = z.object({
  check: z.string(),
  outcome: z.enum(auditOutcomes),
  reason: z.string(),
  /** How much was looked at, by what it is. */
  scanned: z.record(z.string(), z.int()),
})

/** Which program it is: its version, the commit it was taken from where that is known, and the lock of its packages. */
export const build = z.object({ version: z.string(), commit: z.optional(z.string()), lockfile: z.string() })
export type Build = z.infer<typeof build>

/** One run of all checks. */
export const auditRun = z.object({
  version: z.literal(1),
  kind: z.literal('audit-run'),
  number: z.string(),
  /** The installation that says so. */
  issuer: z.string(),
  startedAt: moment,
  endedAt: moment,
  build,
  policyVersion: z.int(),
  results: z.array(auditResult),
})
export type AuditRun = z.infer<typeof auditRun>

/**
 * A run and who stands for it. The signature is Ed25519 over the run's canonical JSON (RFC 8785), in UTF-8; key and
 * signature are base64url.
 */
export const signedAuditRun = z.object({
  run: auditRun,
  signature: z.object({ algorithm: z.literal('Ed25519'), publicKey: z.string(), value: z.string() }),
})
export type SignedAuditRun = z.infer<typeof signedAuditRun>

/** Each pledge with what shows it, and the newest run as it was signed. */
export const trustView = z.object({
  at: moment,
  pledges: z.array(
    z.object({
      id: z.string(),
      sentence: z.string(),
      state: z.enum(['proven', 'unverified']),
      /** Absent where it is proven. */
      why: z.optional(z.enum(['never', 'old', 'bad', 'not-checked'])),
      provenAt: z.optional(moment),
      checks: z.array(z.string()),
    }),
  ),
  latest: z.optional(signedAuditRun),
})
export type TrustView = z.infer<typeof trustView>
