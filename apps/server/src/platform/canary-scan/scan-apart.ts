import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { CanaryReport, ScanPlace } from './scan-folders.ts'

const entry = new URL('./scan-thread.ts', import.meta.url)

/** Searches in a thread of its own. @throws the reason of `signal` when it is aborted first; then nothing goes on */
export async function scanApart(
  places: readonly ScanPlace[],
  markers: readonly string[],
  signal: AbortSignal,
): Promise<CanaryReport> {
  signal.throwIfAborted()
  const worker = new Worker(entry, {
    workerData: { places, markers },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
    stderr: false,
    env: {},
  })
  try {
    const [report]: CanaryReport[] = await once(worker, 'message', { signal })
    if (report === undefined) throw new Error('the search said nothing')
    return report
  } finally {
    await worker.terminate()
  }
}
