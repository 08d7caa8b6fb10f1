import { Worker } from 'node:worker_threads'
import type { Drawn, Job } from './render-worker.ts'

const entry = new URL('./render-worker.ts', import.meta.url)
const idleMs = 30_000

interface Thread {
  worker: Worker
  idle: NodeJS.Timeout | undefined
}

/** Threads that draw. One is started when it is needed, and ended after half a minute without work. */
export class RenderPool {
  readonly #free: Thread[] = []
  readonly #all = new Set<Thread>()

  /** Hands on what is drawn, as it is. Aborted, the thread is ended in the middle of its work. */
  async *draw(job: Job, signal: AbortSignal): AsyncGenerator<Drawn> {
    signal.throwIfAborted()
    const thread = this.#take()
    const queue = new Arrivals()
    const { worker } = thread
    const onExit = () => queue.add({ kind: 'failed' })
    const onAbort = () => void worker.terminate()
    worker.on('message', queue.add)
    worker.once('exit', onExit)
    signal.addEventListener('abort', onAbort, { once: true })
    let isWhole = false
    try {
      worker.postMessage(job, [])
      while (!isWhole) {
        const drawn = await queue.next()
        signal.throwIfAborted()
        isWhole = drawn.kind !== 'partial'
        yield drawn
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
      worker.off('message', queue.add)
      worker.off('exit', onExit)
      if (isWhole && !signal.aborted) this.#giveBack(thread)
      else await this.#end(thread)
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((thread) => this.#end(thread)))
  }

  #take(): Thread {
    const free = this.#free.pop()
    if (free !== undefined) {
      clearTimeout(free.idle)
      free.worker.ref()
      return free
    }
    const worker = new Worker(entry, {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      stderr: false,
      env: {},
    })
    const thread: Thread = { worker, idle: undefined }
    this.#all.add(thread)
    worker.on('error', ignoreEnded)
    worker.once('exit', () => {
      this.#all.delete(thread)
      const at = this.#free.indexOf(thread)
      if (at >= 0) this.#free.splice(at, 1)
    })
    return thread
  }

  #giveBack(thread: Thread): void {
    if (!this.#all.has(thread)) return
    thread.worker.unref()
    thread.idle = setTimeout(() => void this.#end(thread), idleMs)
    thread.idle.unref()
    this.#free.push(thread)
  }

  async #end(thread: Thread): Promise<void> {
    clearTimeout(thread.idle)
    await thread.worker.terminate()
  }
}

/** What a thread says, kept in order until it is asked for. */
class Arrivals {
  readonly #waiting: Drawn[] = []
  #wake: (() => void) | undefined

  readonly add = (drawn: Drawn): void => {
    this.#waiting.push(drawn)
    this.#wake?.()
  }

  async next(): Promise<Drawn> {
    for (;;) {
      const drawn = this.#waiting.shift()
      if (drawn !== undefined) return drawn
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      await promise
    }
  }
}

/** A thread that ends by an error also exits, and the exit is what is acted on. */
function ignoreEnded(): void {
  return undefined
}
