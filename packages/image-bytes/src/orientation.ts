import type { Orientation } from './image-facts.ts'

const orientationTag = 0x0112
const shortType = 3
const entryBytes = 12
const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]

/**
 * Reads the orientation from a TIFF structure: the first directory only, and no pointer is followed but the one to it.
 *
 * What is missing or makes no sense is upright, as every reader takes it.
 *
 * @see Exif 3.0 (CIPA DC-008-2023) 4.5.2 and 4.6.5.1.6; TIFF 6.0 section 2
 */
export function readOrientation(tiff: Buffer): Orientation {
  const byteOrder = tiff.toString('latin1', 0, 4)
  if (tiff.length < 10 || (byteOrder !== 'II*\0' && byteOrder !== 'MM\0*')) return 1
  const isLittle = byteOrder === 'II*\0'
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directoryAt = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directoryAt + 2 > tiff.length) return 1
  const end = Math.min(tiff.length, directoryAt + 2 + short(directoryAt) * entryBytes)
  for (let at = directoryAt + 2; at + entryBytes <= end; at += entryBytes) {
    if (short(at) !== orientationTag) continue
    const value = short(at + 8)
    return short(at + 2) === shortType ? (orientations.find((known) => known === value) ?? 1) : 1
  }
  return 1
}

/** The smallest TIFF structure that says an orientation: one directory of one entry, 26 bytes. */
export function makeOrientationTiff(orientation: Orientation): Buffer {
  const tiff = Buffer.from('49492a0008000000' + '0100' + '120103000100000000000000' + '00000000', 'hex')
  tiff.writeUInt16LE(orientation, 18)
  return tiff
}

export const exifPrefix = Buffer.from('Exif\0\0', 'latin1')

/** Some writers put JPEG's prefix before the TIFF structure in PNG and WebP too. */
export function withoutExifPrefix(payload: Buffer): Buffer {
  return payload.subarray(0, exifPrefix.length).equals(exifPrefix)
    ? payload.subarray(exifPrefix.length)
    : payload
}
