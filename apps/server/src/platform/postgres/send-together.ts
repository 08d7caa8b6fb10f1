import { CompiledQuery } from 'kysely'
import type { Executor } from './connect-database.ts'
import type { Statement } from './statement.ts'
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

function readOutcome<Value>(asked: Statement<Value>, outcome: Outcome | undefined): Value {
  if (outcome === undefined) throw new Error('a statement has no answer')
  if (outcome.status === 'rejected') throw asked.explain(outcome.reason)
  return asked.read(outcome.value)
}
