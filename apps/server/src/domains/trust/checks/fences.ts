import { checkFences, findGroundsOf } from '#server/platform/fences/index.ts'
import type { Look } from '../parts.ts'
import { judge, notChecked, type Result } from '../result.ts'

/** What could carry content out of the running server is off. */
export async function checkServerFences({ parts, server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const grounds = findGroundsOf(server.pid, parts.dataDir)
  if (grounds === undefined) return notChecked('not-visible')
  const fences = checkFences(grounds)
  return judge(fences.filter(({ isGood }) => !isGood).length, 'differs', { fences: fences.length })
}
