import * as z from 'zod/mini'

/* What left this installation, for whom and until when; what partners were asked to delete; whom a person agreed to. */

export const contentKinds = ['prompt', 'upload', 'mask'] as const

/** `unknown`: it broke in between, or nobody lived to hear the answer. `failed`: nothing left. */
export const disclosureStates = ['sent', 'failed', 'unknown'] as const

export const deletionOutcomes = [
  'deleted',
  'never-stored',
  'expired',
  'requested-in-writing',
  'not-possible-before',
] as const
export type DeletionOutcome = (typeof deletionOutcomes)[number]

/**
 * An early deletion. `waiting`: the partner is asked until it has answered; `to-write`: the operator is to write to it;
 * `written`: that has been done; `settled`: `outcome` is the end of it.
 */
export const deletionView = z.object({
  state: z.enum(['waiting', 'to-write', 'written', 'settled']),
  outcome: z.optional(z.enum(deletionOutcomes)),
  askedAt: z.iso.datetime(),
  /** How often the partner has been asked, and the HTTP status of its last answer. */
  attempts: z.int(),
  partnerStatus: z.optional(z.int()),
  /** When it is asked again; only while waiting. */
  nextAt: z.optional(z.iso.datetime()),
  writtenAt: z.optional(z.iso.datetime()),
  settledAt: z.optional(z.iso.datetime()),
})
export type DeletionView = z.infer<typeof deletionView>

/** What a partner said, or says, that it does with what it is sent; seconds. */
export const partnerTerms = z.object({
  region: z.string(),
  inputRetentionSeconds: z.int(),
  outputRetentionSeconds: z.int(),
  logRetentionSeconds: z.int(),
  /** Names of those who work for the partner; nobody else may receive anything from it. */
  onwardRecipients: z.array(z.string()),
  transferMechanism: z.optional(z.string()),
  trainsOnContent: z.boolean(),
  /** How the operator knows, where it stands, and the day it was read. */
  basis: z.string(),
  source: z.optional(z.string()),
  checkedOn: z.string(),
})
export type PartnerTerms = z.infer<typeof partnerTerms>

/** One send with content. Moments are ISO 8601. */
export const disclosureView = z.object({
  id: z.string(),
  generationId: z.string(),
  attempt: z.int(),
  partnerId: z.string(),
  /** Its name today; its id where it is not used here any more. */
  partner: z.string(),
  model: z.string(),
  kinds: z.array(z.enum(contentKinds)),
  /** The whole body that was to be sent. */
  sizeBytes: z.int(),
  /** As they were when it was sent. */
  terms: partnerTerms,
  state: z.enum(disclosureStates),
  /** What the partner calls it: the proof, when it is asked. */
  partnerRequestId: z.optional(z.string()),
  /** What it said of its handling in its answer's headers. */
  evidence: z.object({
    zeroRetention: z.optional(z.boolean()),
    region: z.optional(z.string()),
  }),
  recordedAt: z.iso.datetime(),
  answeredAt: z.optional(z.iso.datetime()),
  /** When the partner has nothing of it any more, at the latest, by its terms. */
  heldUntil: z.iso.datetime(),
  deletion: z.optional(deletionView),
})
export type DisclosureView = z.infer<typeof disclosureView>

export const disclosurePage = z.object({
  disclosures: z.array(disclosureView),
  /** Give it as `cursor` for what is older; absent: there is no more. */
  next: z.optional(z.string()),
})
export type DisclosurePage = z.infer<typeof disclosurePage>

/** What one partner was sent in all, as far as it is still in the ledger. */
export const sentToPartner = z.object({
  sends: z.int(),
  sizeBytes: z.int(),
  kinds: z.array(z.enum(contentKinds)),
  lastAt: z.iso.datetime(),
  /** Sends that it may still hold something of, and until when at the latest. */
  held: z.int(),
  heldUntil: z.optional(z.iso.datetime()),
})

/** A partner outside this installation: one that can be used, or one that was sent something. */
export const partnerView = z.object({
  id: z.string(),
  name: z.string(),
  /** As they are now; absent: the partner is not used here any more. */
  terms: z.optional(partnerTerms),
  /** Names these terms; agreeing to others is refused. */
  termsVersion: z.optional(z.string()),
  /** When the person agreed, and whether it was to the terms of now. */
  agreedAt: z.optional(z.iso.datetime()),
  isAgreed: z.boolean(),
  /** False where the person keeps to other regions. */
  isRegionAllowed: z.boolean(),
  sent: z.optional(sentToPartner),
})
export type PartnerView = z.infer<typeof partnerView>

export const partnerList = z.object({
  partners: z.array(partnerView),
  /** Where partners of this installation work, and to which of them the person keeps; absent: to none in particular. */
  regions: z.array(z.string()),
  allowedRegions: z.optional(z.array(z.string())),
})
export type PartnerList = z.infer<typeof partnerList>

export const agreement = z.object({ termsVersion: z.string().check(z.maxLength(64)) })

/** `allowed` absent: every region. */
export const regionChoice = z.object({
  allowed: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(60))).check(z.maxLength(50))),
})
export type RegionChoice = z.infer<typeof regionChoice>

/** One send, everything one partner may still hold, or everything anybody may. */
export const deletionRequest = z.union([
  z.strictObject({ disclosure: z.string().check(z.maxLength(40)) }),
  z.strictObject({ partner: z.string().check(z.maxLength(40)) }),
  z.strictObject({ all: z.literal(true) }),
])
export type DeletionRequest = z.infer<typeof deletionRequest>

/** What there is now of what was asked, by how it stands. */
export const deletionAnswer = z.object({
  /** New with this request; what had been asked before goes on as it was. */
  asked: z.int(),
  waiting: z.int(),
  inWriting: z.int(),
  settled: z.int(),
})
export type DeletionAnswer = z.infer<typeof deletionAnswer>
