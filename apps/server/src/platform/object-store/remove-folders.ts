import { once } from 'node:events'
import { opendir, rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'

const entry = new URL('./remove-thread.ts', import.meta.url)
/** Fewer are gone before a thread for them has started. */
const fewFiles = 64

/**
 * Removes folders with the files in them. Many files go in a thread of their own: the few threads that all reading and
 * writing shares would be busy with them for seconds.
 */
export async function removeFolders(folders: readonly string[]): Promise<void> {
  const large: string[] = []
  for (const folder of folders) {
    if (await isLarge(folder)) large.push(folder)
    else await rm(folder, { recursive: true, force: true })
  }
  if (large.length > 0) await removeApart(large)
}

async function isLarge(folder: string): Promise<boolean> {
  let files = 0
  try {
    for await (const _ of await opendir(folder, { bufferSize: fewFiles + 1 })) {
      files += 1
      if (files > fewFiles) return true
    }
  } catch (error) {
    // A folder that is gone needs nobody to remove it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  return false
}

/** @throws what the thread could not remove */
async function removeApart(folders: readonly string[]): Promise<void> {
  const worker = new Worker(entry, {
    workerData: folders,
    resourceLimits: { maxOldGenerationSizeMb: 32 },
    stderr: false,
    env: {},
  })
  await once(worker, 'exit')
}
