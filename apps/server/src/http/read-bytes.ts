import type { IncomingMessage } from 'node:http'
import { AppError } from '#server/kernel/app-error.ts'

interface ReadBytesLimits {
  maximumBytes: number
  /** Over the whole time since the first look, after a grace of ten seconds; asked at each look. */
  slowestBytesPerSecond(): number
}

const graceSeconds = 10
const lookEveryMs = 1_000

/**
 * Reads a raw body whole. What the socket handed over is zeroed as it is copied.
 *
 * @throws AppError http/body-too-large, http/too-slow for one that comes slower than it may, http/invalid-body when it
 *   breaks off; the socket is left open, so that the answer can be sent
 */
export async function readBytes(
  incoming: IncomingMessage,
  limits: ReadBytesLimits,
): Promise<Buffer<ArrayBuffer>> {
  const { maximumBytes } = limits
  const declared = Number(incoming.headers['content-length'] ?? maximumBytes)
  if (declared > maximumBytes) throw new AppError('http/body-too-large')
  const whole = Buffer.allocUnsafeSlow(declared)
  const startedAt = performance.now()
  let total = 0
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const watch = setInterval(() => {
    const seconds = (performance.now() - startedAt) / 1000
    if (seconds > graceSeconds && total < seconds * limits.slowestBytesPerSecond())
      reject(new AppError('http/too-slow'))
  }, lookEveryMs)
  const take = (piece: Buffer) => {
    if (total + piece.length > declared) reject(new AppError('http/body-too-large'))
    else total += piece.copy(whole, total)
    piece.fill(0)
  }
  const breakOff = () => reject(new AppError('http/invalid-body'))
  incoming.on('data', take).once('end', resolve).once('error', breakOff).once('close', breakOff)
  try {
    await promise
    return whole.subarray(0, total)
  } catch (error) {
    whole.fill(0)
    throw error
  } finally {
    clearInterval(watch)
    incoming.off('data', take).off('error', breakOff).off('close', breakOff).off('end', resolve)
    incoming.pause()
  }
}
