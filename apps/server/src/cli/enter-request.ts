import { open, writeFile } from 'node:fs/promises'
import type { OpenInstallation } from '#server/compose.ts'
import type { EnterableKind } from '#server/domains/rights/index.ts'
import { CommandFault } from './command-fault.ts'

export interface EnterOptions {
  email: string
  kind: EnterableKind
  account?: string
  output?: string
  data?: string
}

/** Enters a request and says what came of it. @throws CommandFault when nothing was done */
export async function enterRequest(
  { rights }: OpenInstallation,
  { email, kind, account, output }: EnterOptions,
): Promise<void> {
  if (kind === 'export' && output === undefined)
    throw new CommandFault('Say with --output where the export is to be written.')
  const entered = await rights.enterRequest({ email, kind, accountId: account })
  switch (entered.outcome) {
    case 'nobody':
      throw new CommandFault('Nobody has an account under this address. That is written down as the answer.')
    case 'several':
      throw new CommandFault(
        `Several accounts share this address. Name one with --account: ${entered.accountIds.join(', ')}`,
      )
    case 'done':
      process.stdout.write('Done, and written down.\n')
      return
    case 'erased':
      await give(`${JSON.stringify(entered.receipt, null, 2)}\n`, output)
      return
    case 'exported':
      await save(entered.zip, output ?? '')
      process.stdout.write('Written. Content is not in it: only the person’s own browser opens that.\n')
  }
}

async function give(text: string, output: string | undefined): Promise<void> {
  if (output === undefined) process.stdout.write(text)
  else await writeFile(output, text, { mode: 0o600 })
}

async function save(bytes: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of bytes) await file.writeFile(piece)
  } finally {
    await file.close()
  }
}
