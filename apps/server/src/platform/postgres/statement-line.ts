import type pg from 'pg'

/** Says that nobody waits for a statement; to PostgreSQL it is a comment. */
export const aheadMark = '/* ahead */ '

/** Nobody reads what a statement that was sent ahead gives back. */
const nothing = { command: 'SELECT', rowCount: 0, rows: [] } as const

export interface LinedStatement {
  text: string
  values: unknown[]
  /** Under which it is prepared. */
  name?: string
}

/** What became of one of several statements that left together. */
export type Outcome = PromiseSettledResult<pg.QueryResult>

/**
 * The statements of one connection on their way. A transaction's `begin`, and what was sent ahead, leave together with the
 * next statement: each way to the database and back costs both sides more than most statements do.
 *
 * NOTE: PostgreSQL answers in the order of asking, and after a failure does nothing more until the rollback; a commit is
 * one then. So the first failure is the true one, and nothing is half done.
 */
export class StatementLine {
  readonly #client: pg.PoolClient
  #ahead: Promise<Outcome[]>[] = []

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async send(statement: LinedStatement): Promise<pg.QueryResult | typeof nothing> {
    const { text } = statement
    const answered = this.#ask(statement)
    const isAhead = text === 'begin' || text.startsWith(aheadMark)
    if (!isAhead && this.#ahead.length === 0) return answered
    this.#ahead.push(Promise.allSettled([answered]))
    if (isAhead) return nothing
    const failed = findFailed(await this.#settleAhead())
    if (failed !== undefined && text !== 'rollback') throw failed.reason
    return answered
  }

  /** Waits once for all of them. A failure of what was sent ahead is thrown; their own are told. */
  async sendTogether(statements: readonly LinedStatement[]): Promise<Outcome[]> {
    const answered = Promise.allSettled(statements.map((statement) => this.#ask(statement)))
    const failed = findFailed(await this.#settleAhead())
    const outcomes = await answered
    if (failed !== undefined) throw failed.reason
    return outcomes
  }

  #ask(statement: LinedStatement): Promise<pg.QueryResult> {
    const { stream } = this.#client.connection
    stream.cork()
    process.nextTick(() => stream.uncork())
    return this.#client.query(statement)
  }

  async #settleAhead(): Promise<Outcome[]> {
    return (await Promise.all(this.#ahead.splice(0))).flat()
  }
}

const findFailed = (outcomes: readonly Outcome[]): PromiseRejectedResult | undefined =>
  outcomes.find((outcome) => outcome.status === 'rejected')
