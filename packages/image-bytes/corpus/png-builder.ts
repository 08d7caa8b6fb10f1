import { crc32, deflateSync } from 'node:zlib'

/* PNG files byte by byte, right or wrong in one place. */

export const signature = Buffer.from('89504e470d0a1a0a', 'hex')

export interface Header {
  width: number
  height: number
  bitDepth: number
  colourType: number
  compression: number
  filter: number
  interlace: number
}

const small: Header = {
  width: 4,
  height: 4,
  bitDepth: 8,
  colourType: 2,
  compression: 0,
  filter: 0,
  interlace: 0,
}
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** A chunk; its checksum and its length may be made to lie. */
export function chunk(
  type: string,
  payload: Buffer | string = '',
  lies: { length?: number; checksum?: number } = {},
): Buffer {
  const body = Buffer.from(payload)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(lies.length ?? body.length)
  head.write(type, 4, 'latin1')
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(lies.checksum ?? crc32(Buffer.concat([head.subarray(4), body])))
  return Buffer.concat([head, body, tail])
}

export function ihdr(parts: Partial<Header> = {}): Buffer {
  const { width, height, ...rest } = { ...small, ...parts }
  const payload = Buffer.alloc(13)
  payload.writeUInt32BE(width, 0)
  payload.writeUInt32BE(height, 4)
  payload.set([rest.bitDepth, rest.colourType, rest.compression, rest.filter, rest.interlace], 8)
  return chunk('IHDR', payload)
}

/** The packed rows of a picture: filter 0, samples that go up. */
export function packedRows(parts: Partial<Header> = {}): Buffer {
  const { width, height, bitDepth, colourType } = { ...small, ...parts }
  const rowBytes = Math.ceil((width * bitDepth * (samples[colourType] ?? 1)) / 8)
  const row = (y: number) =>
    Buffer.from([0, ...Array.from({ length: rowBytes }, (_, x) => (x * 7 + y * 13) % 3)])
  return deflateSync(Buffer.concat(Array.from({ length: height }, (_, y) => row(y))))
}

export const idat = (parts: Partial<Header> = {}) => chunk('IDAT', packedRows(parts))
export const iend = () => chunk('IEND')
export const plte = (entries = 4) =>
  chunk('PLTE', Buffer.from(Array.from({ length: entries * 3 }, (_, at) => (at * 37) % 256)))

/** A whole file from chunks after the signature. */
export const pngOf = (...chunks: readonly Buffer[]) => Buffer.concat([signature, ...chunks])

/** A right picture with chunks put in before and after its pixels. */
export function pngWith(
  parts: Partial<Header>,
  { before = [], after = [] }: { before?: readonly Buffer[]; after?: readonly Buffer[] } = {},
): Buffer {
  const needed = parts.colourType === 3 ? [plte(2 ** Math.min(2, parts.bitDepth ?? 8))] : []
  return pngOf(ihdr(parts), ...needed, ...before, idat(parts), ...after, iend())
}

/** A right picture whose colour chunks, which must stand before the palette, are given. */
export const pngWithColour = (parts: Partial<Header>, ...colour: readonly Buffer[]) =>
  pngOf(ihdr(parts), ...colour, ...(parts.colourType === 3 ? [plte()] : []), idat(parts), iend())

export const itxt = (keyword: string, text: Buffer | string, isPacked = false) =>
  chunk(
    'iTXt',
    Buffer.concat([
      Buffer.from(`${keyword}\0${isPacked ? '\u0001' : '\0'}\0\0\0`, 'latin1'),
      isPacked ? deflateSync(Buffer.from(text)) : Buffer.from(text),
    ]),
  )

export const ztxt = (keyword: string, text: string) =>
  chunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), deflateSync(Buffer.from(text))]))

export const iccp = (profile: Buffer, name = 'a display', method = 0) =>
  chunk(
    'iCCP',
    Buffer.concat([Buffer.from(`${name}\0`, 'latin1'), Buffer.from([method]), deflateSync(profile)]),
  )
