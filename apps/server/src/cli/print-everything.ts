import type { OpenInstallation } from '#server/compose.ts'
import { CommandFault } from './command-fault.ts'
import { sayWhich } from './say-which.ts'

/** Prints everything that can be produced about an account, as JSON. @throws CommandFault when it is not one account */
export async function printEverything(
  { rights, desk }: OpenInstallation,
  { email, account }: { email: string; account: string | undefined },
): Promise<void> {
  const produced = await rights.produceEverything({ email, accountId: account }, (tx, act, subject) =>
    desk.record(tx, { actor: 'command-line', act, subject }),
  )
  if (!('outcome' in produced)) {
    process.stdout.write(`${JSON.stringify(produced, null, 2)}\n`)
    return
  }
  throw produced.outcome === 'nobody'
    ? new CommandFault('Nobody has an account under this address.')
    : sayWhich(produced.accounts)
}
