import type { CompiledQuery } from 'kysely'

/** What PostgreSQL answers: what it selects or returns, and how many rows it found or changed. */
export interface Answer<Row> {
  rows: Row[]
  rowCount: number | null
}

/** A statement that may leave together with others, and what its answer means. */
export interface Statement<Value> {
  readonly query: CompiledQuery
  /** Throws what this answer rules out. */
  read(answer: Answer<unknown>): Value
  /** What its failure means to the caller. */
  explain(error: unknown): unknown
}

/** `explain` turns an error of the database into the caller's own; left out, it stays as it is. */
export function makeStatement<Row, Value>(
  query: CompiledQuery<Row>,
  read: (answer: Answer<Row>) => Value,
  explain: (error: unknown) => unknown = (error) => error,
): Statement<Value> {
  return {
    query,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rows of this very query
    read: (answer) => read(answer as Answer<Row>),
    explain,
  }
}
