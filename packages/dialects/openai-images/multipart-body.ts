import { randomBytes } from 'node:crypto'
import type { ImageInput, MediaType, StreamedBody } from '#partner-spec'

/** Names that say nothing: a person's own never reach this program's partners. */
const fileNames: Readonly<Record<MediaType, string>> = {
  'image/png': 'image.png',
  'image/jpeg': 'image.jpg',
  'image/webp': 'image.webp',
}

export type Part =
  | { name: string; value: string | Uint8Array }
  /** `image[]` as often as there are references, `mask` at most once. */
  | { name: string; picture: ImageInput }

/**
 * A form whose pictures are opened one after the other as they are sent. Its length is known before.
 *
 * @see RFC 7578
 */
export function makeMultipartBody(parts: readonly Part[]): { contentType: string; body: StreamedBody } {
  const boundary = `----${randomBytes(24).toString('hex')}`
  const heads = parts.map((part) => Buffer.from(headOf(part, boundary)))
  const end = Buffer.from(`--${boundary}--\r\n`)
  const sizes = parts.map((part, index) => (heads[index]?.length ?? 0) + sizeOf(part) + lineEnd.length)
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: {
      sizeBytes: sizes.reduce((sum, size) => sum + size, end.length),
      pieces: streamParts(parts, heads, end),
    },
  }
}

const lineEnd = Buffer.from('\r\n')

const sizeOf = (part: Part) => ('picture' in part ? part.picture.sizeBytes : Buffer.byteLength(part.value))

function headOf(part: Part, boundary: string): string {
  const disposition = `--${boundary}\r\ncontent-disposition: form-data; name="${part.name}"`
  if (!('picture' in part)) return `${disposition}\r\n\r\n`
  const { mediaType } = part.picture
  return `${disposition}; filename="${fileNames[mediaType]}"\r\ncontent-type: ${mediaType}\r\n\r\n`
}

async function* streamParts(
  parts: readonly Part[],
  heads: readonly Buffer[],
  end: Buffer,
): AsyncGenerator<Uint8Array> {
  for (const [index, part] of parts.entries()) {
    yield heads[index] ?? Buffer.alloc(0)
    if ('picture' in part) yield* part.picture.open()
    else yield typeof part.value === 'string' ? Buffer.from(part.value) : part.value
    yield lineEnd
  }
  yield end
}
