import { AppError } from '#server/kernel/app-error.ts'
import type { AccountReference } from '#server/kernel/ids.ts'
import {
  type Executor,
  sendAlone,
  type Statement,
  type Transaction,
} from '#server/platform/postgres/index.ts'
import {
  insertEntry,
  lockingBalance,
  moveBalance,
  openBalance,
  readingBalance,
  reserving,
  settling,
} from './credits.store.ts'

/** One movement of credits that are held. `operation` names what it is for; repeated, it changes nothing. */
export interface Settlement {
  operation: string
  /** Whole credits, 0 or more. */
  amount: number
  at: Date
}

/** One movement of an account's credits. */
export interface Movement extends Settlement {
  accountReference: AccountReference
}

export interface Balance {
  available: number
  reserved: number
}

/** Gives credits to an account, once for each operation. */
export async function grantCredits(tx: Transaction, movement: Movement): Promise<void> {
  if (await insertEntry(tx, { ...movement, kind: 'grant' })) {
    await openBalance(tx, movement.accountReference)
    await moveBalance(tx, movement.accountReference, {
      available: movement.amount,
      reserved: 0,
    })
  }
}

/**
 * Holds credits for an operation. Its answer may be AppError billing/not-enough-credits, with what is needed and what is
 * there; then nothing has changed.
 */
export function reservation(tx: Transaction, movement: Movement): Statement<void> {
  const reserve = reserving(tx, movement)
  return {
    ...reserve,
    read(answer) {
      const available = reserve.read(answer) ?? 0
      const needed = movement.amount
      if (available < needed) throw new AppError('billing/not-enough-credits', { needed, available })
    },
  }
}

/** Takes held credits for good, once for each operation; at most what it still holds. */
export const capture = (tx: Transaction, settlement: Settlement) => settlementOf(tx, settlement, 'capture')

/** Gives held credits back, once for each operation; at most what it still holds. */
export const release = (tx: Transaction, settlement: Settlement) => settlementOf(tx, settlement, 'release')

function settlementOf(
  tx: Transaction,
  settlement: Settlement,
  kind: 'capture' | 'release',
): [Statement<void>, Statement<void>] {
  const settle = settling(tx, { ...settlement, kind })
  const settleHeld: Statement<void> = {
    ...settle,
    read(answer) {
      if (settle.read(answer) === 'not-held') throw new Error(`${kind} of more than the operation holds`)
    },
  }
  return [lockingBalance(tx, settlement.operation), settleHeld]
}

export const findBalance = (executor: Executor, accountReference: AccountReference): Promise<Balance> =>
  sendAlone(executor, findingBalance(executor, accountReference))

/** The same, to leave together with others. */
export function findingBalance(executor: Executor, accountReference: AccountReference): Statement<Balance> {
  const reading = readingBalance(executor, accountReference)
  return { ...reading, read: (answer) => reading.read(answer) ?? { available: 0, reserved: 0 } }
}
