import type { IncomingMessage } from 'node:http'
import { AppError } from '#server/kernel/app-error.ts'

const formBytes = 4 * 1024

/** @throws AppError http/body-too-large */
export async function readSmallForm(incoming: IncomingMessage): Promise<URLSearchParams> {
  const pieces: Buffer[] = []
  let total = 0
  for await (const piece of incoming) {
    const bytes = Buffer.from(piece)
    total += bytes.length
    if (total > formBytes) throw new AppError('http/body-too-large')
    pieces.push(bytes)
  }
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'))
}
