import type { OpenInstallation } from '#server/compose.ts'
import { readLegalDisclosure } from '#server/domains/desk/index.ts'
import { CommandFault } from './command-fault.ts'
import { sayWhich } from './say-which.ts'

/** Makes somebody an operator, or a person again. @throws CommandFault when that is not one account */
export async function changeOperator(
  { desk }: OpenInstallation,
  asked: { email: string; account?: string; role: 'person' | 'operator' },
): Promise<void> {
  const changed = await desk.changeOperator({ ...asked, accountId: asked.account })
  const isGranted = asked.role === 'operator'
  switch (changed.outcome) {
    case 'nobody':
      throw new CommandFault(
        'Nobody signs in with this address. They sign in once; then this command finds them.',
      )
    case 'to-choose':
      throw sayWhich(changed.accounts)
    case 'as-before':
      process.stdout.write(
        isGranted ? 'This account is an operator’s already.\n' : 'This account is no operator’s.\n',
      )
      return
    case 'changed':
      process.stdout.write(
        isGranted
          ? 'Done. They are signed out everywhere; once they have signed in anew, /operator opens for them.\n'
          : 'Done. They are signed out everywhere, and no operator any more.\n',
      )
  }
}

/** Who is named by the id alone: their provider has verified no address. */
const noAddress = "no verified address; revoke with --email '' and --account"

export async function listOperators({ desk }: OpenInstallation): Promise<void> {
  const operators = await desk.listOperators()
  const lines = operators.map(({ accountId, email }) => `${accountId}  ${email || noAddress}\n`)
  process.stdout.write(lines.length === 0 ? 'Nobody is an operator.\n' : lines.join(''))
}

const breaks = {
  missing: 'is missing',
  changed: 'was changed, or what stood before it',
  added: 'was not written by this program',
  'ends-changed': 'is the last, and the end of the record was changed',
} as const

/** Says whether the record of operators' acts is as it was written; a break can be accepted once it was looked into. */
export async function auditChain(
  { desk }: OpenInstallation,
  { accept }: { accept?: boolean },
): Promise<boolean> {
  const verdict = accept === true ? await desk.acceptBreak() : await desk.checkChain()
  if (verdict.isWhole) {
    const from = verdict.beginsAfter === 0 ? '' : `; those up to ${verdict.beginsAfter} are past their time`
    process.stdout.write(`Whole: ${verdict.count} acts${from}.\n`)
    return true
  }
  process.stdout.write(`BROKEN: entry ${verdict.at} ${breaks[verdict.why]}.\n`)
  if (accept === true) process.stdout.write('The record begins anew after it, and says so.\n')
  return accept === true
}

export interface DisclosureOptions {
  kind: string
  outcome: string
  date: string
  country: string
  accounts: string
}

/** Enters a legal disclosure or a takeover. @throws CommandFault for what cannot be */
export async function recordDisclosure(
  { desk }: OpenInstallation,
  { date: happenedOn, ...options }: DisclosureOptions,
): Promise<void> {
  const disclosure = readLegalDisclosure({ ...options, happenedOn }, new Date())
  if (disclosure === undefined)
    throw new CommandFault(
      'Write a day that is not to come (2026-11-29), a country in two letters (DE), and a whole number of accounts. Nothing was entered.',
    )
  await desk.recordLegalDisclosure(disclosure)
  process.stdout.write('Entered. The counts on /privacy and /trust have it.\n')
}
