import busboy from 'busboy'
import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { checkOpenaiRequest, type Fields } from './check-openai-request.ts'
import { InvalidRequest, type OpenaiRequest, type SentFile } from './openai-request.ts'

/** What came over the wire, before any rule. */
export interface SentRequest {
  fields: Fields
  files: readonly SentFile[]
  sizeBytes: number
}

/** Reads a request whole. @throws InvalidRequest for another way to send it than the documentation has */
export async function receiveOpenaiRequest(request: IncomingMessage): Promise<SentRequest> {
  const bytes = await buffer(request)
  const type = request.headers['content-type'] ?? ''
  if (type === 'application/json') return { fields: parseJson(bytes), files: [], sizeBytes: bytes.length }
  if (type.startsWith('multipart/form-data'))
    return { ...(await parseForm(type, bytes)), sizeBytes: bytes.length }
  throw new InvalidRequest(null, 'unsupported_content_type', 415)
}

/** @throws InvalidRequest for the first thing that is not allowed */
export function understandOpenaiRequest(path: string, sent: SentRequest, type: string): OpenaiRequest {
  const isForm = type.startsWith('multipart/form-data')
  if (path === '/v1/images/generations' && !isForm)
    return checkOpenaiRequest('image_generation', sent.fields, [])
  if (path === '/v1/images/edits' && isForm) return checkOpenaiRequest('image_edit', sent.fields, sent.files)
  throw new InvalidRequest(null, 'unknown_url', 404)
}

function parseJson(bytes: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return new Map(Object.entries(value))
  } catch {
    // Not JSON at all: the same answer as for JSON that is no object.
  }
  throw new InvalidRequest(null, 'invalid_json')
}

/** The values of a form are text: numbers and truths are read as the schema of their field has them. */
const typed = new Map<string, (text: string) => unknown>([
  ['n', Number],
  ['partial_images', Number],
  ['output_compression', Number],
  ['stream', (text) => (text === 'true' ? true : text === 'false' ? false : text)],
])

async function parseForm(type: string, bytes: Buffer): Promise<Pick<SentRequest, 'fields' | 'files'>> {
  const fields = new Map<string, unknown>()
  const files: Promise<SentFile>[] = []
  const form = busboy({
    headers: { 'content-type': type },
    limits: { fieldSize: 200_000 },
    defParamCharset: 'utf8',
  })
  form.on('field', (name, value) => {
    if (fields.has(name)) form.destroy(new InvalidRequest(name, 'duplicate_parameter'))
    fields.set(name, typed.get(name)?.(value) ?? value)
  })
  form.on('file', (field, stream, { filename, mimeType }) => {
    files.push(
      buffer(stream).then((content) => ({
        field,
        fileName: filename ?? '',
        mediaType: mimeType,
        bytes: content,
      })),
    )
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  form.on('close', resolve)
  form.on('error', (error) =>
    reject(error instanceof InvalidRequest ? error : new InvalidRequest(null, 'invalid_form')),
  )
  form.end(bytes)
  await promise
  return { fields, files: await Promise.all(files) }
}
