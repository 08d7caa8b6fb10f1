import type { SharingAccount } from '#server/domains/rights/index.ts'
import { CommandFault } from './command-fault.ts'

const unverified =
  '; only gave this address, which may be somebody else’s: name it only when you know otherwise that it is them'

/** Says which accounts an address may mean, and what tells them apart. */
export const sayWhich = (accounts: readonly SharingAccount[]) =>
  new CommandFault(
    [
      'The address alone does not say who is meant. Name one with --account:',
      ...accounts.map(
        ({ accountId, signsInAt, since, isVerified }) =>
          `${accountId}  signs in at ${signsInAt}, since ${since}${isVerified ? '' : unverified}`,
      ),
    ].join('\n'),
  )
