import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Semaphore } from 'async-mutex'
import { DecodingFault } from './decoding-fault.ts'
import { decodingAnswer, type DecodingWork, frameHead, readFrame } from './decoding-work.ts'

/** A decoded picture: RGBA, not premultiplied, row by row from the top. */
export interface DecodedPixels {
  widthPx: number
  heightPx: number
  rgba: Uint8Array
}

/** Decodes pictures in processes that are killed when they take too long or too much. */
export interface ImageDecoder {
  /**
   * Makes a plain file of 8 bits in sRGB of whatever the decoders read (PNG, JPEG, WebP, AVIF, HEIC), upright: PNG where
   * it was one or has transparency, else JPEG.
   *
   * @throws DecodingFault
   */
  decode(file: Uint8Array, options: { maximumPixels: number; signal: AbortSignal }): Promise<Buffer>
  /** Decodes to pixels, upright, no side longer than asked. @throws DecodingFault */
  read(
    file: Uint8Array,
    options: { maximumPixels: number; longestSidePx: number; signal: AbortSignal },
  ): Promise<DecodedPixels>
  /** Encodes as PNG, exactly. @throws DecodingFault */
  write(pixels: DecodedPixels, options: { signal: AbortSignal }): Promise<Buffer>
  /** Ends the child that waits for the next picture. */
  close(): Promise<void>
}

const entry = fileURLToPath(new URL('./decoding-child.ts', import.meta.url))
/** As many as the smallest machine has cores. */
const atOnce = 2
const mostWaiting = 100
const longestMs = 20_000
/** Forty million pixels are 160 MB; decoders hold them three times at most. */
const mostMemoryBytes = 900 * 1024 * 1024
const lookEveryMs = 100
/** A child that was started ahead is kept this long for the next picture. */
const spareMs = 15_000

export function createImageDecoder(): ImageDecoder {
  const free = new Semaphore(atOnce)
  const spare = new SpareChild()
  let waiting = 0
  const run = async (work: DecodingWork, bytes: Uint8Array, signal: AbortSignal) => {
    if (waiting >= mostWaiting) throw new DecodingFault('busy')
    waiting += 1
    try {
      return await free.runExclusive(() => {
        signal.throwIfAborted()
        return askChild(spare.take(), { work, bytes, signal })
      })
    } finally {
      waiting -= 1
    }
  }
  return {
    async decode(file, { maximumPixels, signal }) {
      return (await run({ kind: 'decode', maximumPixels }, file, signal)).bytes
    },
    async read(file, { maximumPixels, longestSidePx, signal }) {
      const work: DecodingWork = { kind: 'read', maximumPixels, longestSidePx }
      const { widthPx, heightPx, bytes } = await run(work, file, signal)
      if (bytes.length !== widthPx * heightPx * 4) throw new DecodingFault('lost')
      return { widthPx, heightPx, rgba: bytes }
    },
    async write({ widthPx, heightPx, rgba }, { signal }) {
      return (await run({ kind: 'write', widthPx, heightPx }, rgba, signal)).bytes
    },
    close: async () => spare.drop(),
  }
}

function startChild(): ChildProcess {
  const flags = ['--disable-sigusr1', '--max-old-space-size=256', '--disable-warning=ExperimentalWarning']
  return spawn(process.execPath, [...flags, entry], {
    env: {},
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  })
}

/** One child ahead while pictures come, as starting one takes longer than most of its work. */
class SpareChild {
  #child: ChildProcess | undefined
  #expiry: NodeJS.Timeout | undefined

  take(): ChildProcess {
    const ready = this.#child
    const isAlive = ready !== undefined && ready.exitCode === null && ready.signalCode === null
    clearTimeout(this.#expiry)
    this.#child = startChild()
    this.#child.unref()
    this.#expiry = setTimeout(() => this.drop(), spareMs)
    this.#expiry.unref()
    ready?.ref()
    return isAlive ? ready : startChild()
  }

  drop(): void {
    clearTimeout(this.#expiry)
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }
}

interface Asked {
  work: DecodingWork
  bytes: Uint8Array
  signal: AbortSignal
}

async function askChild(child: ChildProcess, { work, bytes, signal }: Asked) {
  const watch = watchChild(child, signal)
  try {
    const { stdin, stdout } = child
    if (stdin === null || stdout === null) throw new DecodingFault('lost')
    // A child that ended early closes its pipe; its answer, or that there is none, says why.
    stdin.on('error', ignoreClosedPipe)
    stdin.write(frameHead(work))
    stdin.end(bytes)
    const { words, bytes: answered } = readFrame(await buffer(stdout))
    const answer = decodingAnswer.parse(words)
    if ('fault' in answer) throw new DecodingFault(answer.fault)
    return { ...answer, bytes: answered }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof DecodingFault) throw error
    throw new DecodingFault(watch.reason() ?? 'lost')
  } finally {
    watch.stop()
    child.kill('SIGKILL')
  }
}

/** Kills a child that takes too long or too much, or whose picture nobody waits for any more. */
function watchChild(child: ChildProcess, signal: AbortSignal) {
  let reason: 'too-slow' | 'too-large' | undefined
  const end = (why?: typeof reason) => {
    reason ??= why
    child.kill('SIGKILL')
  }
  const onAbort = () => end()
  signal.addEventListener('abort', onAbort, { once: true })
  const clock = setTimeout(() => end('too-slow'), longestMs)
  const scale = setInterval(() => {
    if (residentBytes(child.pid) > mostMemoryBytes) end('too-large')
  }, lookEveryMs)
  return {
    reason: () => reason,
    stop() {
      signal.removeEventListener('abort', onAbort)
      clearTimeout(clock)
      clearInterval(scale)
    },
  }
}

const pageBytes = 4096

/** 0 where it cannot be told: the process has ended, or the system has no /proc; then the pixel cap alone bounds it. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes
  } catch {
    return 0
  }
}

function ignoreClosedPipe(): void {
  return undefined
}
