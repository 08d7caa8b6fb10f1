import { owners } from '../../policies/inventory-shape.ts'
import type { Table } from './read-tables.ts'

const isOwner = (text: string | undefined): text is keyof typeof owners =>
  text !== undefined && text in owners

/** The column by which a person's rows are found; undefined where the table says none, or has no such column. */
export function ownerColumnOf({ name, facts, columns }: Table): string | undefined {
  const { owner } = facts
  if (!isOwner(owner)) return undefined
  // An account, a session and a vault are found by their own ids where they are the table itself.
  const wanted = owner === 'account' && name === 'accounts' ? 'id' : owners[owner]
  return columns.some((column) => column.name === wanted) ? wanted : undefined
}
