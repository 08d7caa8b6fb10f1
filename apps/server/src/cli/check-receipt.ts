import { readFile } from 'node:fs/promises'
import type { Receipt } from '#contract'
import type { Config } from '#server/config/index.ts'
import { verifyReceipt } from '#server/domains/rights/index.ts'
import { createInstallationKey, findInstallationKey } from '#server/platform/installation-key/index.ts'
import { CommandFault } from './command-fault.ts'

/** @throws CommandFault when there is nothing to check, or no key to check it with */
export async function checkReceipt({
  path,
  key,
  config,
}: {
  path: string
  key: string | undefined
  config(): Config
}): Promise<ReturnType<typeof verifyReceipt>> {
  const publicKey = key === undefined ? await findOwnKey(config()) : Buffer.from(key, 'base64url')
  return verifyReceipt(await readReceipt(path), publicKey)
}

async function readReceipt(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new CommandFault(`There is no receipt that can be read at ${path}.`, { cause })
  }
}

async function findOwnKey(config: Config): Promise<Buffer> {
  const secret = config.installationKey ?? (await findInstallationKey(config))
  if (secret === undefined)
    throw new CommandFault('There is no installation here. Name the public key of the receipt with --key.')
  return createInstallationKey(secret).publicKey('receipt')
}

export function describeReceipt(receipt: Receipt): string {
  const elsewhere = receipt.elsewhere.map(
    ({ recipient, items, state, until }) =>
      `  ${recipient}: ${items}, ${state}, gone by ${until} at the latest`,
  )
  const remains = receipt.remains.map(({ what, rows, until }) => `  ${what}: ${rows}, until ${until}`)
  return [
    `Genuine. ${receipt.issuer} erased an account at ${receipt.erasedAt} (request ${receipt.number}).`,
    ...(elsewhere.length === 0 ? [] : ['Held elsewhere:', ...elsewhere]),
    'Stays, and names nobody:',
    ...remains,
    '',
  ].join('\n')
}
