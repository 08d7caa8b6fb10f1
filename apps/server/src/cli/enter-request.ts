import { profileChange, type ProfileChange } from '#contract'
import type { OpenInstallation } from '#server/compose.ts'
import { type enterableKinds, type Law, type Letter, readReceivedOn } from '#server/domains/rights/index.ts'
import { CommandFault } from './command-fault.ts'
import { withNewFile, type WriteWhole } from './new-file.ts'
import { sayWhich } from './say-which.ts'

export interface EnterOptions {
  /** `-`: the first line of the standard input. */
  email: string
  kind: (typeof enterableKinds)[number]
  account?: string
  /** YYYY-MM-DD */
  received?: string
  channel: 'mail' | 'form'
  law: Law
  output?: string
  data?: string
}

/** Makes of what was typed the request that it means. @throws CommandFault */
export async function readLetter(
  { email, kind, account, received, channel, law, output }: EnterOptions,
  readInput: () => Promise<string>,
): Promise<Letter> {
  if (kind === 'export' && output === undefined)
    throw new CommandFault('Say with --output where the export is to be written.')
  const receivedAt = received === undefined ? undefined : readReceivedOn(received, new Date())
  if (received !== undefined && receivedAt === undefined)
    throw new CommandFault('Say with --received the day it came, as 2026-11-29: today, or in the last year.')
  const [first = '', ...rest] = email === '-' || kind === 'correct' ? (await readInput()).split('\n') : []
  const letter = { email: email === '-' ? first.trim() : email, accountId: account, receivedAt, channel, law }
  if (kind !== 'correct') return { ...letter, kind }
  return { ...letter, kind, change: readChange(email === '-' ? rest : [first, ...rest]) }
}

/** Lines as `name: Ada Lovelace`; nothing after the colon goes back to what the provider says. */
function readChange(lines: readonly string[]): ProfileChange {
  const written = lines.filter((line) => line.trim() !== '').map((line) => /^(name|email):(.*)$/.exec(line))
  const change = profileChange.safeParse(
    Object.fromEntries(written.map((line) => [line?.[1], line?.[2]?.trim() || null])),
  )
  if (written.length === 0 || written.includes(null) || !change.success)
    throw new CommandFault(
      'Write what is right to the standard input, each on a line: name: … or email: …. Nothing after the colon goes back to what the sign-in says.',
    )
  return change.data
}

interface Installation {
  rights: Pick<OpenInstallation['rights'], 'enterRequest'> & {
    letters: Pick<OpenInstallation['rights']['letters'], 'tellReceipt'>
  }
  desk: Pick<OpenInstallation['desk'], 'record'>
}

/**
 * Enters a request and says what came of it. Where it is to be given a file, that is there before.
 *
 * @throws CommandFault when nothing was done
 */
export async function enterRequest(
  installation: Installation,
  { letter, output }: { letter: Letter; output: string | undefined },
): Promise<void> {
  const isGiven = letter.kind === 'export' || letter.kind === 'erase-account'
  await withNewFile(isGiven ? output : undefined, (write) => enter(installation, { letter, write }))
}

async function enter(
  { rights, desk }: Installation,
  { letter, write }: { letter: Letter; write: WriteWhole | undefined },
): Promise<void> {
  const entered = await rights.enterRequest(letter, (tx, act, subject) =>
    desk.record(tx, { actor: 'command-line', act, subject }),
  )
  switch (entered.outcome) {
    case 'nobody':
      throw new CommandFault('Nobody has an account under this address. That is written down as the answer.')
    case 'to-choose':
      throw sayWhich(entered.accounts)
    case 'not-open':
      throw new CommandFault('Somebody answered it at /operator meanwhile. Nothing was done here.')
    case 'done':
      process.stdout.write('Done, and written down.\n')
      return
    case 'erased':
      // Before the receipt, so that it is known whatever becomes of that; beside it, so that it is read where that goes on.
      process.stderr.write(
        entered.receiptKey === undefined
          ? 'Erased, and written down. The receipt is kept nowhere else: send it with the answer.\n'
          : `Erased, and written down. Send this with the answer:\n\n${rights.letters.tellReceipt(entered.receiptKey)}\n`,
      )
      await give(`${JSON.stringify(entered.receipt, null, 2)}\n`, write)
      return
    case 'exported':
      await write?.(entered.zip)
      if (!(await entered.sayGiven()))
        throw new CommandFault('Written, but somebody answered it at /operator meanwhile. Look there.')
      process.stdout.write('Written. Content is not in it: only the person’s own browser opens that.\n')
  }
}

/** NOTE: it may be kept nowhere else, so what no file takes is shown. */
async function give(text: string, write: WriteWhole | undefined): Promise<void> {
  try {
    if (write !== undefined) return await write([text])
  } catch {
    process.stderr.write('The receipt could not be written to the file. Save it from here:\n')
  }
  process.stdout.write(text)
}
