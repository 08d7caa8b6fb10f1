import { randomBytes } from 'node:crypto'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type AccountId = Branded<'account'>
export type AccountReference = Branded<'account-reference'>
export type SessionId = Branded<'session'>
export type VaultId = Branded<'vault'>
export type ObjectId = Branded<'object'>
export type GenerationId = Branded<'generation'>
export type DisclosureId = Branded<'disclosure'>
export type RightsRequestId = Branded<'rights-request'>
export type MessageId = Branded<'message'>
export type ReportId = Branded<'report'>
/** What whoever wrote a letter looks at it and deletes it with. */
export type LetterNumber = Branded<'letter-number'>
/** What its holder fetches the receipt of an erasure with. */
export type ReceiptKey = Branded<'receipt-key'>
export type LegalDisclosureId = Branded<'legal-disclosure'>
export type WorkerId = Branded<'worker'>
export type WorkerKeyId = Branded<'worker-key'>
export type AuditRunId = Branded<'audit-run'>
export type MailId = Branded<'mail'>

interface IdKinds {
  acc: AccountId
  ref: AccountReference
  ses: SessionId
  vlt: VaultId
  obj: ObjectId
  gen: GenerationId
  dsc: DisclosureId
  req: RightsRequestId
  msg: MessageId
  rep: ReportId
  num: LetterNumber
  rky: ReceiptKey
  leg: LegalDisclosureId
  wrk: WorkerId
  wky: WorkerKeyId
  aud: AuditRunId
  eml: MailId
}

const idShape = /^(?:acc|ref|ses|vlt|obj|gen|dsc|req|msg|rep|num|rky|leg|wrk|wky|aud|eml)_[\w-]{22}$/

/** Makes an id: a readable prefix and 128 random bits in base64url (22 characters). */
export function makeId<Prefix extends keyof IdKinds>(prefix: Prefix): IdKinds[Prefix] {
  return brandId(prefix, `${prefix}_${randomBytes(16).toString('base64url')}`)
}

/** Reads an id that came from outside; undefined when it does not have this id's shape. */
export function parseId<Prefix extends keyof IdKinds>(
  prefix: Prefix,
  value: string,
): IdKinds[Prefix] | undefined {
  return idShape.test(value) && value.startsWith(`${prefix}_`) ? brandId(prefix, value) : undefined
}

function brandId<Prefix extends keyof IdKinds>(_prefix: Prefix, value: string): IdKinds[Prefix] {
  // A brand exists only in types, so TypeScript cannot follow it: the two callers above are the only makers.
  return value as IdKinds[Prefix] // oxlint-disable-line typescript/no-unsafe-type-assertion
}
