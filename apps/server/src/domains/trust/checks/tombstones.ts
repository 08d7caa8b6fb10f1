import type { Look } from '../parts.ts'
import { bad, judge, type Result } from '../result.ts'

/** The list of erased accounts is whole, and none of them has an account again. */
export async function checkTombstones({ parts }: Look): Promise<Result> {
  const looked = await parts.rights.lookAtTombstones()
  if (looked === undefined) return bad('differs', {})
  return judge(looked.standing, 'found', { accounts: looked.listed })
}
