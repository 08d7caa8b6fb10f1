import { tables } from '#policies/inventory.ts'
import type { Look } from '../parts.ts'
import { judge, type Result } from '../result.ts'
import { countDifferences } from './count-differences.ts'
import { listColumns } from './live-columns.store.ts'

/** Every column of the live database stands in the inventory, and nothing else: none could hold a token or a card. */
export async function checkSchema({ parts }: Pick<Look, 'parts'>): Promise<Result> {
  const live = new Set(await listColumns(parts.database))
  const named = new Set(
    Object.entries(tables).flatMap(([table, { columns }]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    ),
  )
  return judge(countDifferences(live, named), 'differs', {
    tables: new Set([...live].map((name) => name.split('.')[0])).size,
    columns: live.size,
  })
}
