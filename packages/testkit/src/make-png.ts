import { crc32, deflateSync } from 'node:zlib'

export interface PngWish {
  widthPx: number
  heightPx: number
  /** With an alpha channel, all of it transparent; without, one grey. */
  hasAlpha?: boolean
  /** Filled up to this with a private chunk that decoders pass over. */
  sizeBytes?: number
  /** Makes pictures of one size differ. */
  mark?: number
  /** Stands where a C2PA manifest does; it is none. */
  manifest?: Buffer
  /** What the header says instead of what is there. */
  claimedWidthPx?: number
  claimedHeightPx?: number
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** A whole PNG that every decoder takes. @see PNG 3rd edition sections 5.2, 5.3, 11.2.1 */
export function makePng(wish: PngWish): Buffer {
  const hasAlpha = wish.hasAlpha ?? false
  const header = Buffer.alloc(13)
  header.writeUInt32BE(wish.claimedWidthPx ?? wish.widthPx, 0)
  header.writeUInt32BE(wish.claimedHeightPx ?? wish.heightPx, 4)
  header.set([8, hasAlpha ? 6 : 2], 8)
  const row = Buffer.alloc(1 + wish.widthPx * (hasAlpha ? 4 : 3), hasAlpha ? 0 : 128)
  row[0] = 0
  const pixels = deflateSync(Buffer.concat(Array.from({ length: wish.heightPx }, () => row)), { level: 1 })
  const parts = [signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]
  const missing = (wish.sizeBytes ?? 0) - parts.reduce((sum, part) => sum + part.length, 0) - 12
  // Behind the pixels, where the bulk of a real picture is.
  if (missing >= 0) parts.splice(3, 0, chunk('fiLl', Buffer.alloc(missing, `filler ${wish.mark ?? 0} `)))
  else if (wish.mark !== undefined) parts.splice(3, 0, chunk('fiLl', Buffer.from(`${wish.mark}`)))
  if (wish.manifest !== undefined) parts.splice(2, 0, chunk('caBX', wish.manifest))
  return Buffer.concat(parts)
}

function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, sum])
}
