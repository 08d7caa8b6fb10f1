import { trustScript } from '../api/trusted-script.ts'
import type { LookedAt, PictureAnswer, PictureWork, WrittenBytes } from '../workers/picture-work.ts'
import workerPath from '../workers/picture-worker.ts?worker&url'

export interface PictureWorker {
  /** @throws DOMException of the worker's own name, for example QuotaExceededError */
  write(folder: readonly string[], name: string, blob: Blob): Promise<WrittenBytes>
  /** Undefined when this browser cannot read the picture or draw aside. */
  look(blob: Blob): Promise<LookedAt | undefined>
  close(): void
}

/** Longest side of a small print, in pixels: a tile of the grid on a screen of two pixels per point. */
const smallPrintPx = 320

/** Starts the worker at its first use. */
export function createPictureWorker(): PictureWorker {
  let worker: Worker | undefined

  function ask(work: PictureWork): Promise<PictureAnswer> {
    worker ??= new Worker(trustScript(workerPath), { type: 'module', name: 'pictures' })
    const { port1, port2 } = new MessageChannel()
    const started = worker
    const answered = new AbortController()
    return new Promise((resolve) => {
      const end = (answer: PictureAnswer): void => {
        answered.abort()
        port1.close()
        resolve(answer)
      }
      port1.onmessage = ({ data }: MessageEvent<PictureAnswer>) => end(data)
      // A worker that does not start answers nothing; it is begun anew at the next use.
      const onError = (): void => {
        if (worker === started) worker = undefined
        end({ kind: 'fault', name: 'NotSupportedError' })
      }
      started.addEventListener('error', onError, { signal: answered.signal })
      started.postMessage(work, [port2])
    })
  }

  return {
    async write(folder, name, blob) {
      const answer = await ask({ kind: 'write', folder, name, blob })
      if (answer.kind === 'written') return answer.written
      throw new DOMException('not written', answer.kind === 'fault' ? answer.name : 'DataError')
    },
    async look(blob) {
      const answer = await ask({ kind: 'look', blob, longestPx: smallPrintPx })
      return answer.kind === 'looked' ? answer.looked : undefined
    },
    close() {
      worker?.terminate()
      worker = undefined
    },
  }
}
