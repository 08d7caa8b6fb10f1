import type { SharingAccount } from '#server/domains/rights/index.ts'
import { CommandFault } from './command-fault.ts'

/** Says which accounts share an address, and what tells them apart. */
export const sayWhich = (accounts: readonly SharingAccount[]) =>
  new CommandFault(
    [
      'Several accounts share this address. Name one with --account:',
      ...accounts.map(
        ({ accountId, signsInAt, since }) => `${accountId}  signs in at ${signsInAt}, since ${since}`,
      ),
    ].join('\n'),
  )
