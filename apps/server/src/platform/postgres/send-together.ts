import { CompiledQuery } from 'kysely'
import type { Database, Executor } from './connect-database.ts'
import { makeStatement, type Statement } from './statement.ts'
import type { Outcome } from './statement-line.ts'
import { Together } from './together.ts'

/**
 * Sends several statements in one piece: they run in their order, each seeing what those before it did, and the caller
 * waits once. In a transaction nothing runs after one that failed; outside of one each stands for itself. Returns what the
 * answers mean; the first failure is thrown, or the first answer that rules out what follows.
 */
export async function sendTogether<const Values extends readonly unknown[]>(
  executor: Executor,
  statements: { readonly [Index in keyof Values]: Statement<Values[Index]> },
): Promise<Values> {
  const asked: readonly Statement<unknown>[] = statements
  const together = new Together(asked.map(({ query }) => query))
  const { rows: outcomes } = await executor.executeQuery<Outcome>(CompiledQuery.raw('together', [together]))
  const values = asked.map((one, index) => readOutcome(one, outcomes[index]))
  return values as unknown as Values // oxlint-disable-line typescript/no-unsafe-type-assertion -- one for each, in their order
}

/** Sends one by itself. */
export async function sendAlone<Value>(executor: Executor, asked: Statement<Value>): Promise<Value> {
  const [value] = await sendTogether(executor, [asked])
  return value
}

const saying = (words: 'begin' | 'commit') => makeStatement(CompiledQuery.raw(words), () => undefined)

/**
 * Sends several as a transaction of their own, in one piece: all of it is done, or nothing. It is committed when the answers
 * are read, so none of them can rule out the others.
 */
export async function commitTogether<const Values extends readonly unknown[]>(
  database: Database,
  statements: { readonly [Index in keyof Values]: Statement<Values[Index]> },
): Promise<Values> {
  if (database.isTransaction) throw new Error('it would be committed with what is not its own')
  const asked: readonly Statement<unknown>[] = statements
  const values = await sendTogether(database, [saying('begin'), ...asked, saying('commit')])
  return values.slice(1, -1) as unknown as Values // oxlint-disable-line typescript/no-unsafe-type-assertion -- one for each, in their order
}

function readOutcome<Value>(asked: Statement<Value>, outcome: Outcome | undefined): Value {
  if (outcome === undefined) throw new Error('a statement has no answer')
  if (outcome.status === 'rejected') throw asked.explain(outcome.reason)
  return asked.read(outcome.value)
}
