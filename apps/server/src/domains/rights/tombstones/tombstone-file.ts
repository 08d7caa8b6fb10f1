import { type FileHandle, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AccountId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import {
  type Beginning,
  nothingBefore,
  proveTombstone,
  readBeginning,
  readTombstone,
  type Tombstone,
  writeBeginning,
  writeTombstone,
} from './tombstone-line.ts'

export interface Tombstones {
  beginning: Beginning
  stones: readonly Tombstone[]
  /** The last of them, or what stood before the first. */
  last: Pick<Tombstone, 'count' | 'proof'>
}

/** A line that does not follow from the ones before it: the file was changed, or is another installation's. */
export class TombstonesDamaged extends Error {
  override readonly name = 'TombstonesDamaged'
}

export interface TombstoneParts {
  path: string
  installationKey: InstallationKey
}

/**
 * Reads the whole file; absent, it is empty. What stands after the last line break was being written when power went: its
 * erasure had not been told to anybody, and is begun anew by whoever finds the account.
 *
 * @throws TombstonesDamaged
 */
export async function readTombstones({ path, installationKey }: TombstoneParts): Promise<Tombstones> {
  const lines = (await readWhole(path)).split('\n').slice(0, -1)
  const beginning = lines[0] === undefined ? nothingBefore : readBeginning(installationKey, lines[0])
  const stones: Tombstone[] = []
  let last: Pick<Tombstone, 'count' | 'proof'> = beginning ?? nothingBefore
  for (const line of lines.slice(beginning === undefined || lines.length === 0 ? 0 : 1)) {
    const stone = readTombstone(installationKey, last, line)
    if (stone === undefined) throw new TombstonesDamaged('a tombstone does not follow from the one before')
    stones.push(stone)
    last = stone
  }
  return { beginning: beginning ?? nothingBefore, stones, last }
}

/**
 * Writes one tombstone and returns it once it would outlive a power failure. The caller holds the lock of the chain: two
 * at once would follow from the same one.
 */
export async function appendTombstone(
  parts: TombstoneParts,
  { accountId, erasedAt }: { accountId: AccountId; erasedAt: Date },
): Promise<Tombstone> {
  const { last, beginning, stones } = await readTombstones(parts)
  const next = { count: last.count + 1, accountId, erasedAt }
  const stone = { ...next, proof: proveTombstone(parts.installationKey, last.proof, next) }
  // Written whole again where a broken line stands at the end: nothing may follow on it.
  if (await endsBroken(parts.path)) await replaceFile(parts, { beginning, stones: [...stones, stone] })
  else await withFile(parts.path, 'a', (file) => file.writeFile(writeTombstone(stone)))
  return stone
}

/** Replaces the file by one with other contents, or leaves it as it is: nothing in between. */
export async function replaceFile(
  { path, installationKey }: TombstoneParts,
  { beginning, stones }: { beginning: Beginning; stones: readonly Tombstone[] },
): Promise<void> {
  const first = beginning.count === 0 ? '' : writeBeginning(installationKey, beginning)
  const beside = `${path}.next`
  await withFile(beside, 'w', (file) => file.writeFile(first + stones.map(writeTombstone).join('')))
  await rename(beside, path)
  await syncFolder(dirname(path))
}

async function withFile(path: string, flags: 'a' | 'w', write: (file: FileHandle) => Promise<void>) {
  const file = await open(path, flags, 0o600)
  try {
    await write(file)
    await file.sync()
  } finally {
    await file.close()
  }
  // The name of a fresh file must outlive a power failure too.
  await syncFolder(dirname(path))
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function readWhole(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

async function endsBroken(path: string): Promise<boolean> {
  const text = await readWhole(path)
  return text !== '' && !text.endsWith('\n')
}
