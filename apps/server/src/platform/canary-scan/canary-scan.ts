import { constants, inflateRawSync } from 'node:zlib'

/** One place where a marker was found: which file or dump, in which form. */
export interface CanaryHit {
  place: string
  marker: string
  form: string
}

export interface Needle {
  marker: string
  form: string
  bytes: Buffer
}

/** How much is searched at once. */
export const windowBytes = 8 * 1024 * 1024
const longestUnpackedBytes = 16 * 1024 * 1024

/** Lists the forms in which a text can lie in a file: raw, UTF-16, base64 at three offsets, hex, percent, JSON escapes. */
export function needlesOf(markers: readonly string[]): Needle[] {
  return markers.flatMap((marker) => {
    const raw = Buffer.from(marker, 'utf8')
    const utf16 = Buffer.from(marker, 'utf16le')
    const hex = raw.toString('hex')
    const percent = hex.replaceAll(/../g, '%$&')
    const plain: [string, Buffer | string][] = [
      ['raw', raw],
      ['utf-16le', utf16],
      ['utf-16be', Buffer.from(utf16).swap16()],
      ['hex', hex],
      ['hex-upper', hex.toUpperCase()],
      ['percent', percent],
      ['percent-upper', percent.toUpperCase()],
      ['json-escape', escapeAll(marker)],
      ['json-escape-upper', escapeAll(marker).replaceAll(/[\da-f]{4}/g, (code) => code.toUpperCase())],
    ]
    const base64 = [0, 1, 2].flatMap((offset): [string, string][] => {
      const text = base64Middle(raw, offset)
      return [
        [`base64+${offset}`, text],
        [`base64url+${offset}`, text.replaceAll('+', '-').replaceAll('/', '_')],
      ]
    })
    return [...plain, ...base64].map(([form, bytes]) => ({
      marker,
      form,
      bytes: Buffer.from(bytes),
    }))
  })
}

/** Every character as JSON may write it. */
const escapeAll = (text: string) =>
  Array.from(text, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')

/** The characters of a base64 text that depend on the marker alone when `offset` unknown bytes stand before it. */
function base64Middle(raw: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), raw]).toString('base64')
  const first = offset === 0 ? 0 : 4
  const whole = Math.floor((offset + raw.length) / 3) * 4
  return text.slice(first, whole)
}

/** Searches bytes as they are, and what gzip and zlib streams inside them unpack to. */
export function scanBytes(place: string, bytes: Buffer, needles: readonly Needle[]): CanaryHit[] {
  const hits = findNeedles(place, bytes, needles)
  for (const [form, unpacked] of unpackedStreams(bytes)) {
    for (const hit of findNeedles(place, unpacked, needles))
      hits.push({ ...hit, form: `${form}/${hit.form}` })
  }
  return hits
}

function findNeedles(place: string, bytes: Buffer, needles: readonly Needle[]): CanaryHit[] {
  return needles
    .filter((needle) => bytes.includes(needle.bytes))
    .map(({ marker, form }) => ({ place, marker, form }))
}

function* unpackedStreams(bytes: Buffer): Generator<[string, Buffer]> {
  const kinds = [
    {
      form: 'gzip',
      magic: Buffer.from([0x1f, 0x8b, 0x08]),
      headerLength: gzipHeaderLength,
    },
    { form: 'zlib', magic: Buffer.from([0x78, 0x01]), headerLength: () => 2 },
    { form: 'zlib', magic: Buffer.from([0x78, 0x9c]), headerLength: () => 2 },
    { form: 'zlib', magic: Buffer.from([0x78, 0xda]), headerLength: () => 2 },
  ]
  for (const { form, magic, headerLength } of kinds) {
    for (let at = bytes.indexOf(magic); at !== -1; at = bytes.indexOf(magic, at + 1)) {
      const unpacked = tryInflate(bytes.subarray(at + headerLength(bytes.subarray(at)), at + windowBytes))
      if (unpacked !== undefined && unpacked.length >= 16) yield [form, unpacked]
    }
  }
}

/** The fixed ten bytes, and the original file name when flag FNAME says there is one (RFC 1952, section 2.3). */
function gzipHeaderLength(stream: Buffer): number {
  const hasName = ((stream[3] ?? 0) & 8) !== 0
  return hasName ? stream.indexOf(0, 10) + 1 : 10
}

/** Raw deflate, because checksums and whatever follows a stream in a file would make a strict reader give up. */
function tryInflate(bytes: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(bytes, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: longestUnpackedBytes,
    })
  } catch {
    // Most places that look like the start of a stream are not one.
    return undefined
  }
}
