import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Semaphore } from 'async-mutex'
import { DecodingFault } from './decoding-fault.ts'
import { answerPipe, decodingAnswer, type DecodingWork } from './decoding-work.ts'
import { findFence } from './find-fence.ts'
import { frameHead, readFrame } from './frame.ts'

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

/** How much decoding may take of this machine. */
export interface DecoderLimits {
  /** As many as the smallest machine has cores. */
  atOnce: number
  mostWaiting: number
  longestMs: number
  /** Forty million pixels are 160 MB; decoders hold them three times at most. */
  mostMemoryBytes: number
}

const usualLimits: DecoderLimits = {
  atOnce: 2,
  mostWaiting: 100,
  longestMs: 20_000,
  mostMemoryBytes: 900 * 1024 * 1024,
}

const entry = fileURLToPath(new URL('./decoding-child.ts', import.meta.url))
const lookEveryMs = 100
/** A child that was started ahead is kept this long for the next picture. */
const spareMs = 15_000
/** Words before the bytes, and what a file has beside its pixels. */
const besidePixelsBytes = 1024 * 1024

export function createImageDecoder(changed: Partial<DecoderLimits> = {}): ImageDecoder {
  const limits = { ...usualLimits, ...changed }
  const free = new Semaphore(limits.atOnce)
  const spare = new SpareChild(findFence())
  let waiting = 0
  let working = 0
  const run = async (work: DecodingWork, bytes: Uint8Array, signal: AbortSignal) => {
    if (waiting >= limits.mostWaiting) throw new DecodingFault('busy')
    waiting += 1
    try {
      return await free.runExclusive(async () => {
        signal.throwIfAborted()
        const child = spare.take()
        working += 1
        // Never more children than may work: one ahead for a place that nobody has is only memory.
        if (working < limits.atOnce) spare.prepare()
        try {
          return await askChild(child, { work, bytes, signal, limits })
        } finally {
          working -= 1
          spare.prepare()
        }
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

/** Without our environment, in no folder of ours, and behind the fence this system allows. */
function startChild(fence: readonly string[]): ChildProcess {
  const flags = ['--disable-sigusr1', '--max-old-space-size=256', '--disable-warning=ExperimentalWarning']
  const [program = '', ...parameters] = [...fence, process.execPath, ...flags, entry]
  return spawn(program, parameters, { env: {}, cwd: '/', stdio: ['pipe', 'ignore', 'ignore', 'pipe'] })
}

/** One child ahead while pictures come, as starting one takes longer than most of its work. */
class SpareChild {
  readonly #fence: readonly string[]
  #child: ChildProcess | undefined
  #expiry: NodeJS.Timeout | undefined

  constructor(fence: readonly string[]) {
    this.#fence = fence
  }

  take(): ChildProcess {
    const ready = this.#child
    const isAlive = ready !== undefined && ready.exitCode === null && ready.signalCode === null
    clearTimeout(this.#expiry)
    this.#child = undefined
    ready?.ref()
    return isAlive ? ready : startChild(this.#fence)
  }

  /** Starts one unless one waits already, and keeps it for a while from now. */
  prepare(): void {
    clearTimeout(this.#expiry)
    if (this.#child === undefined) {
      this.#child = startChild(this.#fence)
      this.#child.unref()
    }
    this.#expiry = setTimeout(() => this.drop(), spareMs)
    this.#expiry.unref()
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
  limits: DecoderLimits
}

/** Pixels of four bytes, as no file of a picture is larger than it is without packing. */
function longestAnswer(work: DecodingWork): number {
  const pixels = work.kind === 'write' ? work.widthPx * work.heightPx : work.maximumPixels
  return pixels * 4 + besidePixelsBytes
}

async function askChild(child: ChildProcess, { work, bytes, signal, limits }: Asked) {
  const watch = watchChild(child, { signal, limits })
  try {
    const { stdin, stdio } = child
    const answers = stdio[answerPipe]
    if (stdin === null || !(answers instanceof Readable)) throw new DecodingFault('lost')
    // A child that ended early closes its pipe; its answer, or that there is none, says why.
    stdin.on('error', ignoreClosedPipe)
    stdin.write(frameHead(work, bytes.byteLength))
    stdin.end(bytes)
    const { words, bytes: answered } = await readFrame(answers, longestAnswer(work))
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
function watchChild(child: ChildProcess, { signal, limits }: Pick<Asked, 'signal' | 'limits'>) {
  let reason: 'too-slow' | 'too-large' | undefined
  const end = (why?: typeof reason) => {
    reason ??= why
    child.kill('SIGKILL')
  }
  const onAbort = () => end()
  signal.addEventListener('abort', onAbort, { once: true })
  const clock = setTimeout(() => end('too-slow'), limits.longestMs)
  const scale = setInterval(() => {
    if (residentBytes(child.pid) > limits.mostMemoryBytes) end('too-large')
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
