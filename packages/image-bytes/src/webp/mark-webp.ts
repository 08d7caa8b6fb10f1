import { ImageFault } from '../image-fault.ts'
import { isMarked } from '../mark-packet.ts'
import { readBitstream } from './webp-bitstream.ts'
import { flag, makeCanvas, readCanvas, type WebpCanvas } from './webp-canvas.ts'
import { containerEnd, makeChunk, makeContainer, walkChunks, type WebpChunk } from './webp-chunks.ts'
import { findMarksInChunk } from './webp-marks.ts'

/**
 * Puts a packet into the XMP chunk, where an older one goes, and makes the simple layout an extended one.
 *
 * The same bytes if there is a mark already. Readers of the simple layout look at its one chunk only, and so do we.
 *
 * @throws ImageFault
 * @see RFC 9649 2.7 and 2.7.1.5
 */
export function markWebp(bytes: Buffer, packet: Buffer): Buffer {
  const [first, ...rest] = walkChunks(bytes)
  if (first === undefined) throw new ImageFault('malformed')
  const isExtended = first.type === 'VP8X'
  const chunks = isExtended ? rest : [first]
  if (isMarked(chunks.flatMap(findMarksInChunk))) return bytes
  const canvas = isExtended ? readCanvas(first.payload) : canvasOf(first)
  const kept = chunks
    .filter(({ type }) => type !== 'XMP ')
    .map(({ at, end }: WebpChunk) => bytes.subarray(at, end))
  return Buffer.concat([
    ...makeContainer([
      ...makeChunk('VP8X', makeCanvas({ ...canvas, flags: canvas.flags | flag.xmp })),
      ...kept,
      ...makeChunk('XMP ', packet),
    ]),
    bytes.subarray(containerEnd(bytes)),
  ])
}

function canvasOf(chunk: WebpChunk): WebpCanvas {
  if (chunk.type !== 'VP8 ' && chunk.type !== 'VP8L') throw new ImageFault('malformed')
  const { widthPx, heightPx, hasAlpha } = readBitstream(chunk)
  return { widthPx, heightPx, flags: hasAlpha ? flag.alpha : 0 }
}
