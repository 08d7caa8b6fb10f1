import { type LetterNumber, parseId } from '#server/kernel/ids.ts'
import type { CorrespondenceParts } from './parts.ts'

type Parts = Pick<CorrespondenceParts, 'installationKey'>

const numberBytes = 16

/**
 * The number for whoever sends this form: the right to look at what they wrote and to delete it. It is kept nowhere. It is
 * the same whenever it is made of their form, so that a form sent twice gives one number.
 */
export function numberOfForm({ installationKey }: Parts, formIndex: Buffer): LetterNumber {
  const bits = installationKey
    .index('letter-number', formIndex.toString('base64url'))
    .subarray(0, numberBytes)
  const number = parseId('num', `num_${bits.toString('base64url')}`)
  if (number === undefined) throw new Error('the number of a letter has another shape')
  return number
}

/** What stands for a number here: who has the database cannot make the number from it. */
export const indexNumber = ({ installationKey }: Parts, number: LetterNumber): Buffer =>
  installationKey.index('letter', number)
