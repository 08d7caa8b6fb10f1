import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { finished } from 'node:stream/promises'
import { AppError } from '#server/kernel/app-error.ts'
import { readBytes } from './read-bytes.ts'
import type * as z from 'zod/mini'

const jsonBytes = 64 * 1024
const formBytes = 4 * 1024
/** A few hundred bytes that take longer than the grace are somebody holding a connection. */
const slowestTextBytesPerSecond = 1024

/** @throws AppError http/invalid-body, http/invalid-parameter with the field, or http/body-too-large */
export async function readJson(incoming: IncomingMessage, schema: z.ZodMiniType): Promise<unknown> {
  const type = incoming.headers['content-type'] ?? ''
  if (!/^application\/json(?:;|$)/i.test(type)) throw new AppError('http/invalid-body')
  const parsed = schema.safeParse(parse(await readBounded(incoming, jsonBytes)))
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new AppError('http/invalid-parameter', /^[\w.]{1,60}$/.test(field) ? { field } : {})
}

/** The fields of a form, however it is written; a file in one is none. @throws AppError http/invalid-body or http/body-too-large */
export async function readForm(
  incoming: IncomingMessage,
  maximumBytes = formBytes,
): Promise<URLSearchParams> {
  const type = incoming.headers['content-type'] ?? ''
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)(?:;|$)/i.test(type))
    throw new AppError('http/invalid-body')
  const bytes = await readBounded(incoming, maximumBytes)
  try {
    const form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData()
    const fields = new URLSearchParams()
    for (const [name, value] of form) if (typeof value === 'string') fields.append(name, value)
    return fields
  } catch {
    // Its message may quote what was read.
    throw new AppError('http/invalid-body')
  }
}

/**
 * Reads a request that has no body to its end: only then can its connection be taken for a stream.
 *
 * @throws AppError http/invalid-body when it has one
 */
export async function readNothing(incoming: IncomingMessage): Promise<void> {
  const { headers } = incoming
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0
  if (hasBody) throw new AppError('http/invalid-body')
  incoming.resume()
  // A client that went away is told to the handler by its signal.
  if (!incoming.readableEnded) await finished(incoming).catch(() => undefined)
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // The parser's message quotes what it read; only that it failed is told.
    throw new AppError('http/invalid-body')
  }
}

/** Counts what arrives, whatever Content-Length says. */
const readBounded = (incoming: IncomingMessage, maximumBytes: number) =>
  readBytes(incoming, { maximumBytes, slowestBytesPerSecond: () => slowestTextBytesPerSecond })
