import * as z from 'zod/mini'

const moment = z.iso.datetime()

/**
 * What is left in the person's hand when an account was erased. It names nobody: counts of what went, who outside still
 * holds something and until when, and what stays here under a pseudonym that leads to nobody any more.
 */
export const receipt = z.object({
  version: z.literal(1),
  kind: z.literal('account-erased'),
  /** Of the request, as it stands in the list of requests. */
  number: z.string(),
  /** The installation that says so. */
  issuer: z.string(),
  requestedAt: moment,
  /** From here on nobody could read the content: every key was destroyed. */
  unreadableAt: moment,
  /** From here on no row led to the person. */
  erasedAt: moment,
  /** By then the sealed bytes, which open for nobody, are removed too. */
  bytesGoneBy: moment,
  erased: z.array(z.object({ what: z.string(), rows: z.int() })),
  elsewhere: z.array(
    z.object({
      recipient: z.string(),
      items: z.int(),
      state: z.enum(['asked-to-delete', 'to-be-asked-in-writing', 'gone-by-then']),
      until: moment,
    }),
  ),
  remains: z.array(z.object({ what: z.string(), rows: z.int(), why: z.string(), until: moment })),
})
export type Receipt = z.infer<typeof receipt>

/**
 * A receipt and who stands for it. The signature is Ed25519 over the receipt's canonical JSON (RFC 8785), in UTF-8; key
 * and signature are base64url.
 */
export const signedReceipt = z.object({
  receipt,
  signature: z.object({ algorithm: z.literal('Ed25519'), publicKey: z.string(), value: z.string() }),
})
export type SignedReceipt = z.infer<typeof signedReceipt>

/** Chosen by whoever asks for an erasure, of 128 random bits: with it the receipt is fetched while nobody is signed in. */
export const receiptKey = z.string().check(z.regex(/^rky_[\w-]{22}$/))

/** Said twice by whoever means it: a request without it erases nothing. */
export const eraseAccountRequest = z.object({
  confirm: z.literal('erase my account for good'),
  /** Absent: the receipt is in the answer, and nowhere else. */
  receiptKey: z.optional(receiptKey),
})

export const receiptRequest = z.object({ key: receiptKey })

/** One class of a person's data as it is held at this moment. */
const heldClass = z.object({
  /** As the inventory calls it. */
  name: z.string(),
  words: z.string(),
  /** Absent where it cannot be counted for one person; `why` says so. None is told as 0. */
  count: z.optional(z.int()),
  why: z.optional(z.string()),
  oldestAt: z.optional(moment),
  /** When the last of what is there now is gone, whatever happens; absent: it lasts as `retention` says. */
  goneAt: z.optional(moment),
  retention: z.string(),
  /** How long that is, where it is a time of its own. */
  seconds: z.optional(z.int()),
  /** It knows the person by a pseudonym only. */
  isPseudonymous: z.boolean(),
  /** What it consists of, in plain words. */
  parts: z.array(z.string()),
  purpose: z.object({
    name: z.string(),
    sentence: z.string(),
    because: z.string(),
    /** Articles of the GDPR and the PIPL. */
    gdpr: z.string(),
    pipl: z.string(),
  }),
  recipients: z.array(z.string()),
})

/** What is held about the one who asks: every class of the inventory that concerns a person, those with nothing too. */
export const heldView = z.object({
  at: moment,
  classes: z.array(heldClass),
  /** What would stay if the account were erased, naming nobody. */
  lasting: z.array(z.object({ name: z.string(), words: z.string(), why: z.string(), seconds: z.int() })),
})
export type HeldView = z.infer<typeof heldView>

const plainLine = z.string().check(z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*\S[^\p{Cc}\p{Zl}\p{Zp}]*$/u))

/** What to put right. `null` goes back to what the provider says; what is absent stays as it is. */
export const profileChange = z.object({
  name: z.optional(z.nullable(plainLine.check(z.maxLength(200)))),
  email: z.optional(
    z.nullable(z.string().check(z.maxLength(254), z.regex(/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u))),
  ),
  isPictureRemoved: z.optional(z.boolean()),
})
export type ProfileChange = z.infer<typeof profileChange>

export const profileView = z.object({
  name: z.string(),
  /** Where mail goes; it signs nobody in. */
  email: z.string(),
  provider: z.object({ name: z.string(), email: z.string(), hasPicture: z.boolean() }),
  corrected: z.object({ name: z.boolean(), email: z.boolean(), picture: z.boolean() }),
})
export type ProfileView = z.infer<typeof profileView>

export const optionalPurpose = z.enum(['analytics', 'marketing'])

/** What a person allows; `decidedBy` browser: its Global Privacy Control signal, mail: the link in one. */
export const choicesView = z.object({
  choices: z.array(
    z.object({
      purpose: optionalPurpose,
      isAllowed: z.boolean(),
      decidedBy: z.optional(z.enum(['person', 'browser', 'mail'])),
      decidedAt: z.optional(moment),
      /** Of the policies, that held when it was decided. */
      policyVersion: z.optional(z.int()),
    }),
  ),
  /** This browser sends the signal, and it was honoured. */
  isSignalHonoured: z.boolean(),
  isRestricted: z.boolean(),
})
export type ChoicesView = z.infer<typeof choicesView>

export const choiceRequest = z.object({ purpose: optionalPurpose, isAllowed: z.boolean() })
export const restrictionRequest = z.object({ isRestricted: z.boolean() })

export const rightsRequestKinds = [
  'access',
  'export',
  'correct',
  'object',
  'restrict',
  'lift',
  'erase-content',
  'erase-account',
] as const

/** Why a request can be refused. @see GDPR articles 12(2), 12(5), 15(4) and 17(3) (read 2026-11-24) */
export const refusalReasons = [
  'identity-not-shown',
  'unfounded-or-excessive',
  'law-asks-to-keep',
  'rights-of-others',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** Each use of a right with its clock, newest first. */
export const rightsRequestList = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(rightsRequestKinds),
      channel: z.enum(['self', 'mail', 'form']),
      receivedAt: moment,
      dueAt: moment,
      answeredAt: z.optional(moment),
      outcome: z.optional(z.enum(['done', 'refused', 'not-found'])),
      /** Why it was refused. */
      reason: z.optional(z.enum(refusalReasons)),
    }),
  ),
})
export type RightsRequestList = z.infer<typeof rightsRequestList>

/** How much content went with the keys. */
export const erasedContent = z.object({ sittings: z.int(), objects: z.int(), at: moment })
export type ErasedContent = z.infer<typeof erasedContent>
