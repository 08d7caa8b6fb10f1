import { type TableName, tables } from '#policies/inventory.ts'

/** A table that holds rows of persons, and how they are found in it. */
export type PersonalTable = {
  [Name in TableName]: (typeof tables)[Name]['owner'] extends 'none' ? never : Name
}[TableName]

/**
 * Every table that holds rows of persons, straight from the inventory: holding, export and erasure walk over this list, so
 * that none of them can forget one.
 */
export const personalTables = (Object.keys(tables) as TableName[]).filter(isPersonal) // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant

function isPersonal(name: TableName): name is PersonalTable {
  return tables[name].owner !== 'none'
}

/** What stays, under a pseudonym that leads to nobody, when the account goes. */
export const isLasting = (name: PersonalTable) => tables[name].erase === 'pseudonymous'
