import type { Category } from '#policies/categories.ts'
import type { InventoryTable } from '#policies/inventory-shape.ts'
import { tables } from '#policies/inventory.ts'
import type { PersonalTable } from '../personal-tables.ts'

/** Categories that are not given out, each with its reason. Everything else is. */
const withheld: Partial<Record<Category, string>> = {
  key: 'A locked key. It opens nothing outside this server, and given out it would be one thing more that could be lost.',
  'identity-index': 'A code under a key of the server: what it stands for is in profile.json.',
  'session-index': 'A code that knows your cookie again: given out it would help whoever wants to be you.',
  'request-index': 'A code under a key of the server: it says nothing but that two requests are the same.',
  profile: 'Sealed; opened for you in profile.json.',
  mail: 'Sealed until it is sent, and on its way to you: it is gone here by then.',
}

/** Columns that are not given out though others of their category are. */
const withheldColumns: Readonly<Record<string, string>> = {
  'audit_entries.account_reference':
    'Which operator it was: that is theirs. What was done, when, and to which account or request stands beside it.',
}

export interface ExportColumns {
  given: readonly string[]
  withheld: readonly { column: string; why: string }[]
}

/** Which columns of a table are given out, and why the others are not. */
export function columnsOf(name: PersonalTable): ExportColumns {
  const { columns }: InventoryTable = tables[name]
  const entries = Object.entries(columns).map(([column, { category }]) => ({
    column,
    why: withheld[category] ?? withheldColumns[`${name}.${column}`],
  }))
  return {
    given: entries.flatMap(({ column, why }) => (why === undefined ? [column] : [])),
    withheld: entries.flatMap(({ column, why }) => (why === undefined ? [] : [{ column, why }])),
  }
}
