import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'
import { countBooks } from './limits.store.ts'

/** The entries of each book add up to its balance. */
export async function checkBooks({ parts }: Look): Promise<Result> {
  const { all, faults } = await countBooks(parts.database)
  return judge(faults, 'differs', { books: all })
}
