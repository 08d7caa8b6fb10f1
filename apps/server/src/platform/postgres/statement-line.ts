import type pg from 'pg'

/** Says that nobody waits for a statement; to PostgreSQL it is a comment. */
export const aheadMark = '/* ahead */ '

/** Nobody reads what a statement that was sent ahead gives back. */
const nothing = { command: 'SELECT', rowCount: 0, rows: [] } as const

/**
 * The statements of one connection on their way. A transaction's `begin`, and what was sent ahead, leave together with the
 * next statement: each way to the database and back costs both sides more than most statements do.
 *
 * NOTE: PostgreSQL answers in the order of asking, and after a failure does nothing more until the rollback; a commit is
 * one then. So the first failure is the true one, and nothing is half done.
 */
export class StatementLine {
  readonly #client: pg.PoolClient
  #ahead: Promise<PromiseSettledResult<unknown>[]>[] = []

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  send(statement: { text: string; values: unknown[]; name?: string }): unknown {
    const { stream } = this.#client.connection
    stream.cork()
    process.nextTick(() => stream.uncork())
    const answered = this.#client.query(statement)
    if (statement.text === 'begin' || statement.text.startsWith(aheadMark)) {
      this.#ahead.push(Promise.allSettled([answered]))
      return nothing
    }
    if (this.#ahead.length === 0) return answered
    return this.#answer(statement.text, answered)
  }

  async #answer(text: string, answered: Promise<unknown>): Promise<unknown> {
    const outcomes = await Promise.all([...this.#ahead.splice(0), Promise.allSettled([answered])])
    const failed = outcomes.flat().find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected' && text !== 'rollback') throw failed.reason
    return answered
  }
}
