import { AppError } from '#server/kernel/app-error.ts'
import type { AccountReference } from '#server/kernel/ids.ts'
import type { Executor, Transaction } from '#server/platform/postgres/index.ts'
import {
  insertEntry,
  lockBalanceOfOperation,
  moveBalance,
  openBalance,
  readBalance,
  reserve,
  settle,
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
 * Holds credits for an operation.
 *
 * @throws AppError billing/not-enough-credits, with what is needed and what is there; then nothing has changed
 */
export async function reserveCredits(tx: Transaction, movement: Movement): Promise<void> {
  const available = (await reserve(tx, movement)) ?? 0
  if (available < movement.amount) {
    throw new AppError('billing/not-enough-credits', {
      needed: movement.amount,
      available,
    })
  }
}

/** Takes held credits for good, once for each operation; at most what it still holds. */
export async function captureCredits(tx: Transaction, settlement: Settlement): Promise<void> {
  await settleHeld(tx, settlement, 'capture')
}

/** Gives held credits back, once for each operation; at most what it still holds. */
export async function releaseCredits(tx: Transaction, settlement: Settlement): Promise<void> {
  await settleHeld(tx, settlement, 'release')
}

/** Whose credits they are is what was written when they were held. */
async function settleHeld(
  tx: Transaction,
  settlement: Settlement,
  kind: 'capture' | 'release',
): Promise<void> {
  const accountReference = await lockBalanceOfOperation(tx, settlement.operation)
  const outcome =
    accountReference === undefined ? 'not-held' : await settle(tx, { ...settlement, accountReference, kind })
  if (outcome === 'not-held') throw new Error(`${kind} of more than the operation holds`)
}

export async function findBalance(executor: Executor, accountReference: AccountReference): Promise<Balance> {
  return (
    (await readBalance(executor, accountReference)) ?? {
      available: 0,
      reserved: 0,
    }
  )
}
