import type { Look } from '../parts.ts'
import { bad, good, type Result } from '../result.ts'

/** The record of what operators do is as it was written. */
export async function checkRecord({ parts }: Look): Promise<Result> {
  const verdict = await parts.followRecord()
  return verdict.isWhole ? good({ entries: verdict.count }) : bad('differs', {})
}
