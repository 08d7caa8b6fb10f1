import type {
  CompiledQuery,
  PostgresCursor,
  PostgresPool,
  PostgresPoolClient,
  PostgresQueryResult,
} from 'kysely'
import type pg from 'pg'
import { type LinedStatement, StatementLine } from './statement-line.ts'
import { Together } from './together.ts'

/** Past as many different ones as no program needs, something makes them up, and they are not kept. */
const namedAtMost = 500

/** A statement that takes every column breaks, once prepared, when a newer process adds one. `count(*)` does not. */
const takesEveryColumn = /(?<!\()\*/

const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= namedAtMost || takesEveryColumn.test(text)) return known
  const name = `statement-${names.size + 1}`
  names.set(text, name)
  return name
}

/**
 * The pool as Kysely uses it, with every statement that has parameters prepared under a name, the same for the same
 * text: each connection parses and plans it once. Planning costs more than running.
 *
 * @see https://www.postgresql.org/docs/18/sql-prepare.html (read 2026-11-24)
 */
export function prepareStatements(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      const preparing = known.get(client) ?? prepareOn(client)
      known.set(client, preparing)
      return preparing
    },
  }
}

function prepareOn(client: pg.PoolClient): PostgresPoolClient {
  const line = new StatementLine(client)
  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new Error('there are no cursors')
    const [together] = values
    return together instanceof Together
      ? together.answer(line.sendTogether(together.queries.map(prepare)))
      : line.send(prepare({ sql: text, parameters: values }))
  }
  return { query, release: (isBroken) => client.release(isBroken) }
}

function prepare({ sql: text, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): LinedStatement {
  const name = parameters.length === 0 ? undefined : nameOf(text)
  return { text, values: [...parameters], ...(name === undefined ? {} : { name }) }
}
