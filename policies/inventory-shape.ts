import type { Category } from './categories.ts'
import type { Purpose } from './purposes.ts'
import type { Retention } from './retention.ts'

/** Whose something is: a person's by name, a person's under a pseudonym, or nobody's. */
export const subjects = ['person', 'pseudonym', 'none'] as const
export type Subject = (typeof subjects)[number]

/**
 * How the rows of a person are found, and by which column. `account` and `reference` say it themselves; `session` and
 * `vault` name what belongs to an account; an `act` is of whoever did it, and of whoever's account or request it was done
 * to (`subject`). `none`: they cannot be, or are nobody's.
 */
export const owners = {
  account: 'account_id',
  reference: 'account_reference',
  session: 'session_id',
  vault: 'vault_id',
  act: 'account_reference',
} as const
export type Owner = keyof typeof owners | 'none'

/** How something ends: with its row, with its vault, by the sweeper; `pseudonymous`: it stays and names nobody. */
export const erasures = ['row', 'vault', 'sweep', 'pseudonymous', 'none'] as const
export type Erasure = (typeof erasures)[number]

export interface InventoryColumn {
  category: Category
  /** Where it is for something else than its table, or lasts for another time. */
  purpose?: Purpose
  retention?: Retention
  note?: string
}

export interface InventoryTable {
  subject: Subject
  owner: Owner
  /** The column that finds a person's rows; empty for owner `none`. */
  ownerColumn: string
  purpose: Purpose
  retention: Retention
  erase: Erasure
  columns: Readonly<Record<string, InventoryColumn>>
}

/** Something that is held and is no column. */
export interface InventoryItem {
  subject: Subject
  category: Category
  purpose: Purpose
  retention: Retention
  /** What it is, for a reader of the policy. */
  note: string
}
