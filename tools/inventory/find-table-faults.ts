import { categories } from '../../policies/categories.ts'
import { erasures, owners, subjects } from '../../policies/inventory-shape.ts'
import { purposes } from '../../policies/purposes.ts'
import { retentions } from '../../policies/retention.ts'
import { ownerColumnOf } from './owner-column.ts'
import type { Column, Table } from './read-tables.ts'

const words: Readonly<Record<string, readonly string[]>> = {
  subject: subjects,
  owner: [...Object.keys(owners), 'none'],
  purpose: Object.keys(purposes),
  retention: Object.keys(retentions),
  erase: erasures,
}

/** Everything that a table does not say about itself, or says in words that there are not. One sentence each. */
export function findTableFaults(table: Table): string[] {
  const { name, facts, columns } = table
  return [
    ...Object.entries(words).flatMap(([fact, known]) => {
      const said = facts[fact]
      if (said === undefined) return [`${name} does not say its ${fact}`]
      return known.includes(said) ? [] : [`${name}: there is no ${fact} "${said}"`]
    }),
    ...findOwnerFaults(table),
    ...columns.flatMap(findColumnFaults),
  ]
}

function findColumnFaults({ table, name, category, purpose, retention }: Column): string[] {
  if (category === '') return [`${table}.${name} does not say what it is`]
  const said = { category, purpose, retention }
  const known: Record<keyof typeof said, readonly string[]> = {
    category: Object.keys(categories),
    purpose: Object.keys(purposes),
    retention: Object.keys(retentions),
  }
  const facts = ['category', 'purpose', 'retention'] as const
  return facts.flatMap((fact) => {
    const value = said[fact]
    return value === undefined || known[fact].includes(value)
      ? []
      : [`${table}.${name}: there is no ${fact} "${value}"`]
  })
}

/** Whoever is held must be found: to be shown it, to take it along, to have it erased. */
function findOwnerFaults(table: Table): string[] {
  const { name, facts, columns } = table
  const { owner, subject, erase } = facts
  const has = (column: string) => columns.some((one) => one.name === column)
  if (owner === undefined) return []
  if (owner !== 'none' && ownerColumnOf(table) === undefined)
    return [`${name} says owner=${owner} and has no column for it`]
  for (const by of ['account', 'reference'] as const)
    if (has(owners[by]) && ownerColumnOf(table) !== owners[by])
      return [`${name} has ${owners[by]}: its owner is ${by}`]
  // What nobody can be found in goes by itself, and soon.
  if (owner === 'none' && subject !== 'none' && erase !== 'sweep')
    return [`${name} holds something of a ${subject} and says no owner`]
  return []
}
