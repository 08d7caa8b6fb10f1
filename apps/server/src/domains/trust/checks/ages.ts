import { lowestAge } from '#policies/age.ts'
import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'
import { countAges } from './limits.store.ts'

/** Nobody has an account who passed a lower age than the lowest there is. */
export async function checkAges({ parts }: Look): Promise<Result> {
  const { all, faults } = await countAges(parts.database, lowestAge)
  return judge(faults, 'found', { accounts: all })
}
