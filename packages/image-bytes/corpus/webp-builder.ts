/* WebP files byte by byte, right or wrong in one place. The pictures are lossless and of one colour. */

/** A chunk; its length may be made to lie. */
export function chunk(type: string, payload: Buffer | string = '', length?: number): Buffer {
  const body = Buffer.from(payload)
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(length ?? body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** The container; its size may be made to lie. */
export function webpOf(chunks: readonly Buffer[], size?: number): Buffer {
  const body = Buffer.concat(chunks)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(size ?? body.length + 4, 4)
  return Buffer.concat([head, body])
}

export interface Lossless {
  width: number
  height: number
  hasAlpha: boolean
  version: number
}

/** Each of the five prefix codes has one symbol, so that a pixel takes no bits (RFC 9649 3.7.2). */
export function vp8l(parts: Partial<Lossless> = {}): Buffer {
  const { width, height, hasAlpha, version } = {
    width: 4,
    height: 4,
    hasAlpha: false,
    version: 0,
    ...parts,
  }
  const bits: number[] = []
  const write = (value: number, count: number) => {
    for (let bit = 0; bit < count; bit += 1) bits.push((value >> bit) & 1)
  }
  write(0x2f, 8)
  write(width - 1, 14)
  write(height - 1, 14)
  write(hasAlpha ? 1 : 0, 1)
  write(version, 3)
  // No transform, no colour cache, no image of prefix codes.
  write(0, 3)
  for (const symbol of [120, 60, 200, hasAlpha ? 100 : 255]) {
    write(0b101, 3)
    write(symbol, 8)
  }
  // Distance: one symbol, nought.
  write(0b001, 3)
  write(0, 1)
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8))
  for (const [at, bit] of bits.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7))
  return chunk('VP8L', bytes)
}

/** The head of a lossy picture; what follows is nothing a decoder could use. */
export function vp8(
  parts: { width?: number; height?: number; tag?: number; startCode?: number } = {},
): Buffer {
  const payload = Buffer.alloc(30)
  payload.writeUIntLE(parts.tag ?? 0x10 | (20 << 5), 0, 3)
  payload.writeUIntBE(parts.startCode ?? 0x9d012a, 3, 3)
  payload.writeUInt16LE(parts.width ?? 4, 6)
  payload.writeUInt16LE(parts.height ?? 4, 8)
  return chunk('VP8 ', payload)
}

export function vp8x({
  flags = 0,
  width = 4,
  height = 4,
}: {
  flags?: number
  width?: number
  height?: number
} = {}) {
  const payload = Buffer.alloc(10)
  payload.writeUInt8(flags)
  payload.writeUIntLE(width - 1, 4, 3)
  payload.writeUIntLE(height - 1, 7, 3)
  return chunk('VP8X', payload)
}
