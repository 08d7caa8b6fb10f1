import { heldView } from '#contract'
import { objectKinds } from '#policies/other-items.ts'
import { bad, judge, type Result } from '../result.ts'
import { searchRows } from './own-rows.store.ts'
import type { Walk } from './walk.ts'

/** What is told of the own account is what a search of every table finds of it. */
export async function compareHeld({ parts, ids, ask }: Walk): Promise<Result> {
  const { status, bytes } = await ask('/api/rights/held')
  if (status !== 200) return bad('answered-otherwise', {})
  const { accountId, accountReference, sessionIds, vaultIds } = ids
  const found = await searchRows(parts.database, [accountId, accountReference, ...sessionIds, ...vaultIds])
  const shown = new Map<string, number>()
  for (const { name, count = 0 } of heldView.parse(JSON.parse(bytes.toString('utf8'))).classes) {
    const table = name in objectKinds ? 'objects' : name
    if (count > 0) shown.set(table, (shown.get(table) ?? 0) + count)
  }
  const tables = new Set([...found.keys(), ...shown.keys()])
  const faults = [...tables].filter((name) => found.get(name) !== shown.get(name)).length
  const rows = [...found.values()].reduce((sum, count) => sum + count, 0)
  return judge(faults, 'differs', { tables: found.size, rows })
}
