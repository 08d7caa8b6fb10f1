import { ownerColumnOf } from './owner-column.ts'
import type { Table } from './read-tables.ts'

/** `policies/inventory.ts`: what stands beside the tables, as the server reads it. */
export function makeInventory(tables: readonly Table[]): string {
  return [
    "import type { InventoryTable } from './inventory-shape.ts'",
    '',
    '/* Made from database/tables by `node tools/write-docs.ts`; the check holds it in step. Change it there. */',
    '',
    '/** Every table and column there is. What is no column stands in `other-items.ts`. */',
    'export const tables = {',
    ...tables.flatMap(writeTable),
    '} as const satisfies Record<string, InventoryTable>',
    '',
    'export type TableName = keyof typeof tables',
    '',
  ].join('\n')
}

function writeTable(table: Table): string[] {
  const { facts } = table
  const all = { ...facts, ownerColumn: ownerColumnOf(table) ?? '' }
  const order = ['subject', 'owner', 'ownerColumn', 'purpose', 'retention', 'erase'] as const
  return [
    `  ${table.name}: {`,
    ...order.map(
      (name) => `    ${name}: ${quote(name in all ? (all[name as keyof typeof all] ?? '') : '')},`,
    ),
    '    columns: {',
    ...table.columns.map(({ name, category, purpose, retention, note }) => {
      const words = Object.entries({ category, purpose, retention, note }).flatMap(([key, value]) =>
        value === undefined ? [] : `${key}: ${quote(value)}`,
      )
      return `      ${name}: { ${words.join(', ')} },`
    }),
    '    },',
    '  },',
  ]
}

const quote = (text: string) => `'${text.replaceAll("'", '’')}'`
