import { opendirSync, rmSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'

/*
 * The thread that empties large folders, in strides that begin so far apart: about five thousand files a second, which leaves
 * most of the disk and of a processor to others. Where the machine is busy a stride takes longer, and no rest is added to it.
 */

const filesInAStride = 64
const strideMs = 12

/** Handed over by `remove-folders.ts`, which starts this thread and nothing else does. */
const folders = workerData as readonly string[] // oxlint-disable-line typescript/no-unsafe-type-assertion
for (const folder of folders) {
  removeFiles(folder)
  // What came in meanwhile, or is no file.
  rmSync(folder, { recursive: true, force: true })
}

function removeFiles(folder: string): void {
  const directory = opendirSync(folder, { bufferSize: 256 })
  try {
    let begunAt = performance.now()
    for (
      let removed = 1, file = directory.readSync();
      file !== null;
      removed += 1, file = directory.readSync()
    ) {
      if (file.isFile()) unlinkSync(join(folder, file.name))
      if (removed % filesInAStride !== 0) continue
      rest(Math.max(0, strideMs - (performance.now() - begunAt)))
      begunAt = performance.now()
    }
  } finally {
    directory.closeSync()
  }
}

function rest(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
