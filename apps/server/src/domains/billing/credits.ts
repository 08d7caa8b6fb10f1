import { AppError } from '#server/kernel/app-error.ts'
import type { AccountReference } from '#server/kernel/ids.ts'
import type { Executor, Transaction } from '#server/platform/postgres/index.ts'
import { findHeld, insertEntry, lockBalance, moveBalance, openBalance, readBalance } from './credits.store.ts'

/** One movement of credits. `operation` names what it is for; repeated, it changes nothing. */
export interface Movement {
  accountReference: AccountReference
  operation: string
  /** Whole credits, 0 or more. */
  amount: number
  at: Date
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
  const balance = await lockBalance(tx, movement.accountReference)
  const available = balance?.available ?? 0
  if (available < movement.amount) {
    throw new AppError('billing/not-enough-credits', {
      needed: movement.amount,
      available,
    })
  }
  if (await insertEntry(tx, { ...movement, kind: 'reserve' })) {
    await moveBalance(tx, movement.accountReference, {
      available: -movement.amount,
      reserved: movement.amount,
    })
  }
}

/** Takes held credits for good, once for each operation; at most what it still holds. */
export async function captureCredits(tx: Transaction, movement: Movement): Promise<void> {
  await settle(tx, movement, 'capture')
}

/** Gives held credits back, once for each operation; at most what it still holds. */
export async function releaseCredits(tx: Transaction, movement: Movement): Promise<void> {
  await settle(tx, movement, 'release')
}

async function settle(tx: Transaction, movement: Movement, kind: 'capture' | 'release'): Promise<void> {
  await lockBalance(tx, movement.accountReference)
  const held = await findHeld(tx, movement.operation)
  // Written first: a repetition is told by its entry, not by what is left.
  if (!(await insertEntry(tx, { ...movement, kind }))) return
  if (held === undefined || held < movement.amount)
    throw new Error(`${kind} of more than the operation holds`)
  const available = kind === 'release' ? movement.amount : 0
  await moveBalance(tx, movement.accountReference, {
    available,
    reserved: -movement.amount,
  })
}

export async function findBalance(executor: Executor, accountReference: AccountReference): Promise<Balance> {
  return (
    (await readBalance(executor, accountReference)) ?? {
      available: 0,
      reserved: 0,
    }
  )
}
