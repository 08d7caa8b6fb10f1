/* JPEG files byte by byte, right or wrong in one place. Every block is black, so the coded data are two bits a block. */

export const soi = Buffer.from('ffd8', 'hex')
export const eoi = Buffer.from('ffd9', 'hex')

/** A segment; its length may be made to lie. */
export function segment(code: number, payload: Buffer | string = '', length?: number): Buffer {
  const body = Buffer.from(payload)
  const head = Buffer.from([0xff, code, 0, 0])
  head.writeUInt16BE(length ?? body.length + 2, 2)
  return Buffer.concat([head, body])
}

export const dqt = () => segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)]))

/** One code of one bit: for direct current the difference nought, for alternating current the end of the block. */
export const dht = () =>
  segment(
    0xc4,
    Buffer.concat(
      [0x00, 0x10].map((head) => Buffer.from([head, 1, ...Array.from({ length: 15 }, () => 0), 0])),
    ),
  )

export interface Frame {
  code: number
  precision: number
  width: number
  height: number
  components: number
  ids: readonly number[]
  sampling: number
}

const small: Frame = {
  code: 0xc0,
  precision: 8,
  width: 8,
  height: 8,
  components: 3,
  ids: [1, 2, 3, 4],
  sampling: 0x11,
}

export function sof(parts: Partial<Frame> = {}): Buffer {
  const { code, precision, width, height, components, ids, sampling } = { ...small, ...parts }
  const payload = Buffer.alloc(6)
  payload.writeUInt8(precision, 0)
  payload.writeUInt16BE(height, 1)
  payload.writeUInt16BE(width, 3)
  payload.writeUInt8(components, 5)
  const each = Array.from({ length: components }, (_, index) => [ids[index] ?? index, sampling, 0])
  return segment(code, Buffer.concat([payload, Buffer.from(each.flat())]))
}

export function sos(ids: readonly number[]): Buffer {
  return segment(0xda, Buffer.from([ids.length, ...ids.flatMap((id) => [id, 0]), 0, 63, 0]))
}

/** Coded data of so many black blocks, filled up with ones. */
export function blackBlocks(count: number): Buffer {
  const bits = count * 2
  const bytes = Buffer.alloc(Math.ceil(bits / 8))
  const rest = bits % 8
  if (rest !== 0) bytes[bytes.length - 1] = 0xff >> rest
  return bytes
}

export function scan(parts: Partial<Frame> = {}): Buffer {
  const { width, height, components, ids } = { ...small, ...parts }
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8) * components
  return Buffer.concat([sos(ids.slice(0, components)), blackBlocks(blocks)])
}

/** A picture of one block in which the first component is brighter than the others. */
export function brightFirst(parts: Partial<Frame>, before: readonly Buffer[]): Buffer {
  const { components, ids } = { ...small, ...parts }
  // A second code, 10, for a difference of six bits.
  const direct = Buffer.from([0x00, 1, 1, ...Array.from({ length: 14 }, () => 0), 0, 6])
  const coded = Buffer.from('bf07', 'hex')
  return jpegOf(
    ...before,
    dqt(),
    sof(parts),
    dht(),
    segment(0xc4, direct),
    sos(ids.slice(0, components)),
    coded,
  )
}

/** A whole file from segments after the start. */
export const jpegOf = (...segments: readonly Buffer[]) => Buffer.concat([soi, ...segments, eoi])

/** A right picture with segments put in at its beginning, and bytes behind its end. */
export function jpegWith(
  parts: Partial<Frame>,
  { before = [], after = Buffer.alloc(0) }: { before?: readonly Buffer[]; after?: Buffer } = {},
): Buffer {
  return Buffer.concat([jpegOf(...before, dqt(), sof(parts), dht(), scan(parts)), after])
}

export const jfif = (thumbnail = Buffer.alloc(0)) =>
  segment(
    0xe0,
    Buffer.concat([
      Buffer.from('4a46494600' + '0101' + '01' + '00480048', 'hex'),
      thumbnail.length === 0 ? Buffer.from([0, 0]) : Buffer.from([1, thumbnail.length / 3]),
      thumbnail,
    ]),
  )

export const adobe = (transform: number) =>
  segment(0xee, Buffer.concat([Buffer.from('Adobe'), Buffer.from([0, 100, 0, 0, 0, 0, transform])]))

export const exif = (tiff: Buffer) => segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))

export const xmp = (packet: string) => segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${packet}`)

export const iccPart = (number: number, count: number, bytes: Buffer) =>
  segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0', 'latin1'), Buffer.from([number, count]), bytes]))

/** A profile cut into as many segments as asked. */
export function iccParts(profile: Buffer, count: number): Buffer[] {
  const size = Math.ceil(profile.length / count)
  return Array.from({ length: count }, (_, index) =>
    iccPart(index + 1, count, profile.subarray(index * size, (index + 1) * size)),
  )
}
