import type { Schema } from '#database/schema.ts'
import type { AccountReference } from '#server/kernel/ids.ts'

/** What an operator can do, as the record names it: a closed list. */
export type Act = Schema['audit_entries']['act']

/** Who did it: an operator by their pseudonym, whoever has the machine, or whoever has the number of a letter. */
export type Actor = AccountReference | 'command-line' | 'number'

/** One act. There is no content in it, and no text of anybody's. */
export interface Entry {
  /** The how-manieth ever, from 1. */
  number: number
  at: Date
  actor: string
  act: Act
  /** What it was done to: a random id, or nothing. */
  subject: string | undefined
}

/** An entry as it is kept: with the proof of the one before, and its own, which proves both. */
export interface ProvenEntry extends Entry {
  before: Buffer
  proof: Buffer
}

/** Where the record begins and ends. What stood before its beginning is past its time. */
export interface Chain {
  beginsAfter: number
  beginning: Buffer
  count: number
  head: Buffer
  /** Under the installation key: whoever writes to the database alone cannot make another. */
  seal: Buffer
}
