import { ImageFault } from '../image-fault.ts'

/** Flags of VP8X (RFC 9649 2.7.1.1). */
export const flag = { profile: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04, animation: 0x02 } as const

export interface WebpCanvas {
  flags: number
  widthPx: number
  heightPx: number
}

/** @throws ImageFault malformed */
export function readCanvas(payload: Buffer): WebpCanvas {
  if (payload.length < 10) throw new ImageFault('malformed')
  return {
    flags: payload.readUInt8(0),
    widthPx: payload.readUIntLE(4, 3) + 1,
    heightPx: payload.readUIntLE(7, 3) + 1,
  }
}

export function makeCanvas({ flags, widthPx, heightPx }: WebpCanvas): Buffer {
  const payload = Buffer.alloc(10)
  payload.writeUInt8(flags)
  payload.writeUIntLE(widthPx - 1, 4, 3)
  payload.writeUIntLE(heightPx - 1, 7, 3)
  return payload
}
