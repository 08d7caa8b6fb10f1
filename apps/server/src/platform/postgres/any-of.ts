import { type RawBuilder, sql } from 'kysely'

/**
 * Compares with a list: `where('id', '=', anyOf(ids))`. The list is one parameter, so that the statement is the same, and
 * prepared once, whatever its length. An empty list matches nothing.
 */
export const anyOf = <Text extends string>(values: readonly Text[]): RawBuilder<Text> =>
  sql<Text>`any(${[...values]})`
