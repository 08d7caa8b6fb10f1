import { randomBytes } from 'node:crypto'
import type { CorrespondenceParts } from '../parts.ts'

/** Which form a token was made for: that of one does not send the other. */
export type FormName = 'contact' | 'report' | 'deletion'

type Parts = Pick<CorrespondenceParts, 'installationKey' | 'clock'>

/** Long enough to write it down over a night. */
const lastsMs = 24 * 60 * 60_000
/** A clock of another process may be a little ahead. */
const aheadMs = 60_000
/** Nobody reads a form and writes in it in less; a program does at once. To delete, nothing has to be written. */
const fastestFillMs: Readonly<Record<FormName, number>> = {
  contact: 3_000,
  report: 3_000,
  deletion: -aheadMs,
}

const nonceBytes = 16
const timeBytes = 6
const proofBytes = 32
const shape = /^[\w-]{72}$/

export type TokenVerdict =
  | { isGood: true /** Tells forms apart: 32 bytes. */; formIndex: Buffer }
  | { isGood: false; why: 'form-unknown' | 'form-too-fast' | 'form-expired' }

/**
 * Marks a form: random bytes and the time, with a proof under the installation key. Nothing is stored until the form is
 * sent; that each is sent once is seen to by the table.
 */
export function issueToken({ installationKey, clock }: Parts, form: FormName): string {
  const time = Buffer.alloc(timeBytes)
  time.writeUIntBE(clock.now().getTime(), 0, timeBytes)
  const said = Buffer.concat([randomBytes(nonceBytes), time])
  return Buffer.concat([said, installationKey.prove('form', subjectOf(form, said))]).toString('base64url')
}

/** Says whether a form may be sent. One that is too fast keeps its token: waiting is all it needs. */
export function judgeToken({ installationKey, clock }: Parts, form: FormName, token: string): TokenVerdict {
  if (!shape.test(token)) return { isGood: false, why: 'form-unknown' }
  const bytes = Buffer.from(token, 'base64url')
  const said = bytes.subarray(0, nonceBytes + timeBytes)
  const formIndex = bytes.subarray(-proofBytes)
  if (!installationKey.verify('form', subjectOf(form, said), formIndex))
    return { isGood: false, why: 'form-unknown' }
  const ageMs = clock.now().getTime() - said.readUIntBE(nonceBytes, timeBytes)
  if (ageMs < -aheadMs || ageMs > lastsMs) return { isGood: false, why: 'form-expired' }
  return ageMs < fastestFillMs[form] ? { isGood: false, why: 'form-too-fast' } : { isGood: true, formIndex }
}

const subjectOf = (form: FormName, said: Buffer) => Buffer.concat([Buffer.from(`${form}\0`), said])
