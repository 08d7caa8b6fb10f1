import type { CompiledQuery } from 'kysely'
import type { Outcome } from './statement-line.ts'

/** Several statements that leave in one piece, on their way through Kysely, which knows one at a time. */
export class Together {
  readonly queries: readonly CompiledQuery[]

  constructor(queries: readonly CompiledQuery[]) {
    this.queries = queries
  }

  /** What became of each, as the rows of one answer. */
  async answer(outcomes: Promise<Outcome[]>) {
    return { command: 'SELECT', rowCount: this.queries.length, rows: await outcomes } as const
  }
}
