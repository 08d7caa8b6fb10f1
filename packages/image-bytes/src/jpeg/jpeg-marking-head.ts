import { ImageFault } from '../image-fault.ts'
import { type MarkingHead, type Place, spliceAt } from '../marking-head.ts'
import { addMark, type ProvenanceMark } from '../provenance.ts'
import { findMarksInSegment, isExif, isXmp, xmpName } from './jpeg-application.ts'
import { makeSegment, readSegment } from './jpeg-segments.ts'
import { marker } from './markers.ts'

/** The mark goes behind JFIF and Exif, which both want to be first, before everything else (XMP part 3, 1.1.3). */
export class JpegMarkingHead implements MarkingHead {
  readonly marks: ProvenanceMark[] = []
  #at = 2
  #markAt = 2
  #isLeading = true
  readonly #old: Place[] = []

  read(bytes: Buffer): boolean {
    for (;;) {
      const segment = readSegment(bytes, this.#at)
      if (segment === undefined) return false
      if (segment.code === marker.startOfScan) return true
      if (segment.code === marker.endOfImage) throw new ImageFault('malformed')
      this.#isLeading &&= segment.code === marker.app0 || isExif(segment)
      if (this.#isLeading) this.#markAt = segment.end
      if (isXmp(segment)) this.#old.push({ from: segment.at, to: segment.end })
      for (const mark of findMarksInSegment(segment)) addMark(this.marks, mark)
      this.#at = segment.end
    }
  }

  splice(bytes: Buffer, packet: Buffer): Buffer[] {
    const piece = makeSegment(marker.app1, Buffer.concat([xmpName, packet]))
    return spliceAt(bytes, this.#markAt, { piece, without: this.#old })
  }
}
