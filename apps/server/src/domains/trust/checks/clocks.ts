import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'

/** Nothing that people wait for is past its time. */
export async function checkClocks({ parts }: Look): Promise<Result> {
  const { pastHalf, overdue } = await parts.countLate()
  return judge(overdue, 'overdue', { cases: pastHalf + overdue })
}
