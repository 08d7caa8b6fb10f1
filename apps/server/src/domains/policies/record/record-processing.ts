import { categories, type Category } from '#policies/categories.ts'
import type { InventoryItem, Subject } from '#policies/inventory-shape.ts'
import { tables } from '#policies/inventory.ts'
import {
  cookies,
  demoCookies,
  files,
  logFields,
  mails,
  metricLabels,
  objectKinds,
} from '#policies/other-items.ts'
import { type Purpose, purposes } from '#policies/purposes.ts'
import type { RecipientClass } from '#policies/recipients.ts'
import type { Retention } from '#policies/retention.ts'

/** What is kept for one purpose for one time. */
export interface Holding {
  retention: Retention
  categories: readonly Category[]
  /** Where it stands: tables, kinds of objects, cookies, the log. */
  places: readonly string[]
}

/** One purpose with everything that is kept for it; the rows of a record of processing (GDPR 30(1)). */
export interface Processing {
  purpose: Purpose
  subjects: readonly Subject[]
  holdings: readonly Holding[]
  recipients: readonly RecipientClass[]
}

interface Kept {
  place: string
  subject: Subject
  purpose: Purpose
  retention: Retention
  category: Category
}

/** Walks the whole inventory: what is not in it is not kept. In the order of the purposes. */
export function recordProcessing(): Processing[] {
  const kept = [...readTables(), ...readItems()]
  const names = Object.keys(purposes) as Purpose[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant
  return names.map((purpose) => {
    const own = kept.filter((one) => one.purpose === purpose)
    return {
      purpose,
      subjects: peopleFirst(unique(own.map(({ subject }) => subject))),
      holdings: holdingsOf(own),
      recipients: purposes[purpose].recipients,
    }
  })
}

/** What says most about a person comes first. */
function holdingsOf(kept: readonly Kept[]): Holding[] {
  const weigh = ({ categories: [first] }: Holding) => (first === undefined ? Infinity : order.indexOf(first))
  return unique(kept.map(({ retention }) => retention))
    .map((retention) => {
      const own = kept.filter((one) => one.retention === retention)
      return {
        retention,
        categories: inOrder(own.map(({ category }) => category)),
        places: unique(own.map(({ place }) => place)),
      }
    })
    .toSorted((one, other) => weigh(one) - weigh(other))
}

const order: readonly string[] = Object.keys(categories)

const inOrder = (some: readonly Category[]): Category[] =>
  unique(some).toSorted((one, other) => order.indexOf(one) - order.indexOf(other))

function readTables(): Kept[] {
  return Object.entries(tables).flatMap(([name, table]) =>
    Object.values(table.columns).map((column: Pick<Kept, 'category'> & Partial<Kept>) => ({
      place: name,
      subject: table.subject,
      purpose: column.purpose ?? table.purpose,
      retention: column.retention ?? table.retention,
      category: column.category,
    })),
  )
}

function readItems(): Kept[] {
  const lists: readonly [string, Readonly<Record<string, InventoryItem>>][] = [
    ['objects', objectKinds],
    ['cookies', { ...cookies, ...demoCookies }],
    ['log', logFields],
    ['metrics', metricLabels],
    ['mails', mails],
    ['files', files],
  ]
  return lists.flatMap(([place, items]) =>
    Object.values(items).map(({ subject, purpose, retention, category }) => ({
      place,
      subject,
      purpose,
      retention,
      category,
    })),
  )
}

/** Nobody stands only where there is nobody else. */
const peopleFirst = (some: readonly Subject[]) =>
  some.length === 1 ? some : some.filter((subject) => subject !== 'none')

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)]
