import type { AccountId, RightsRequestId } from '#server/kernel/ids.ts'
import type { Recorder } from './case.ts'

/** What a letter may ask for that can wait for somebody to do it. */
export const letterKinds = ['export', 'object', 'restrict', 'lift', 'erase-content', 'erase-account'] as const

/** A use of a right as it came to an operator. */
export interface LetterRequest {
  email: string
  accountId?: string
  /** The same form with the same words is one request. */
  formIndex: Buffer
  kind: (typeof letterKinds)[number]
  arrival: { channel: 'mail' | 'form'; receivedAt: Date; law: 'gdpr' | 'ccpa' }
}

/** One of the accounts that an address may mean, with what tells it from the others. */
export interface SharingAccount {
  accountId: AccountId
  /** The address of the provider. */
  signsInAt: string
  /** The day it was made, as YYYY-MM-DD. */
  since: string
  /** Else its person only gave the address, and need not own it. */
  isVerified: boolean
}

/** Where letters are put on the list. */
export interface Letters {
  /** The day on which one came, as YYYY-MM-DD; undefined for what cannot be. */
  readReceivedOn(text: string, now: Date): Date | undefined
  /** The address alone may not say who is meant. What was opened with this form before is opened. */
  open(
    asked: LetterRequest,
    record: Recorder,
  ): Promise<
    { outcome: 'opened'; id: RightsRequestId } | { outcome: 'to-choose'; accounts: readonly SharingAccount[] }
  >
}
