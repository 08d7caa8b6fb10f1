import { type FileHandle, open, rm } from 'node:fs/promises'
import { CommandFault } from './command-fault.ts'

/** Writes all of it and has it on disk when it returns. */
export type WriteWhole = (pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array | string>) => Promise<void>

/**
 * Makes a file before anything is done that it is for, so that nothing is done where it cannot be. Never over one that is
 * there; gone again where it was not wholly written. Without a path there is nothing to write to.
 *
 * @throws CommandFault when there can be none
 */
export async function withNewFile(
  path: string | undefined,
  use: (write: WriteWhole | undefined) => Promise<void>,
): Promise<void> {
  if (path === undefined) return use(undefined)
  const file = await openNew(path)
  let isWhole = false
  try {
    await use(async (pieces) => {
      for await (const piece of pieces) await file.writeFile(piece)
      await file.sync()
      isWhole = true
    })
  } finally {
    await file.close()
    if (!isWhole) await rm(path, { force: true })
  }
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw new CommandFault(
      code === 'EEXIST'
        ? 'There is a file of this name already, and it is not written over. Name another with --output. Nothing was entered.'
        : 'No file can be made there. Name another with --output. Nothing was entered.',
    )
  }
}
