import { type ProfilePart, readProfilePart } from '../icc/join-profile-parts.ts'
import { addMark, findMarksInText, findMarksInXmp, type ProvenanceMark } from '../provenance.ts'
import type { JpegSegment } from './jpeg-segments.ts'
import { marker } from './markers.ts'

const jfifName = Buffer.from('JFIF\0', 'latin1')
const adobeName = Buffer.from('Adobe', 'latin1')
const exifName = Buffer.from('Exif\0', 'latin1')
export const xmpName = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
const extendedXmpName = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1')
/** Behind the name: an id of 32, the whole length, the place of this part. */
const extendedXmpHead = extendedXmpName.length + 40

const startsWith = (payload: Buffer, name: Buffer) => payload.subarray(0, name.length).equals(name)

export const isExif = ({ code, payload }: JpegSegment) =>
  code === marker.app1 && startsWith(payload, exifName)

export const isXmp = ({ code, payload }: JpegSegment) =>
  code === marker.app1 && (startsWith(payload, xmpName) || startsWith(payload, extendedXmpName))

/**
 * What applications wrote that matters here: how colours are stored and meant, which way is up, where it comes from.
 *
 * @see JFIF 1.02; Exif 3.0 4.7.2; ICC.1:2022 B.4; XMP part 3 1.1.3; C2PA 2.4 A.3 "Embedding manifests into JPEG"
 */
export class JpegApplication {
  hasJfif = false
  /** Adobe's word on the colours of three or four components; the last one counts. */
  adobeTransform: number | undefined
  exif: Buffer | undefined
  readonly profileParts: ProfilePart[] = []
  readonly marks: ProvenanceMark[] = []

  add(segment: JpegSegment): void {
    const { code, payload } = segment
    if (code === marker.app0) this.hasJfif ||= payload.length >= 14 && startsWith(payload, jfifName)
    else if (code === marker.app1) this.#addApp1(segment)
    else if (code === marker.app2) this.#addProfilePart(payload)
    else if (code === marker.app14 && payload.length >= 12 && startsWith(payload, adobeName))
      this.adobeTransform = payload.readUInt8(11)
    for (const mark of findMarksInSegment(segment)) addMark(this.marks, mark)
  }

  #addApp1(segment: JpegSegment): void {
    if (isExif(segment)) this.exif ??= segment.payload.subarray(exifName.length + 1)
  }

  #addProfilePart(payload: Buffer): void {
    const part = readProfilePart(payload)
    if (part !== undefined) this.profileParts.push(part)
  }
}

/** Marks in one segment; a part of extended XMP is searched by itself. */
export function findMarksInSegment({ code, payload }: JpegSegment): ProvenanceMark[] {
  if (code === marker.comment) return findMarksInText(payload)
  if (code === marker.app11) return isManifest(payload) ? [{ kind: 'c2pa' }] : []
  if (code !== marker.app1) return []
  if (startsWith(payload, exifName)) return findMarksInText(payload)
  if (startsWith(payload, xmpName)) return findMarksInXmp(payload.subarray(xmpName.length))
  return startsWith(payload, extendedXmpName) ? findMarksInXmp(payload.subarray(extendedXmpHead)) : []
}

/** The box of a manifest store: common identifier `JP`, a superbox, and in its description `c2pa` (ISO 19566-5 D.2). */
function isManifest(payload: Buffer): boolean {
  return (
    payload.toString('latin1', 0, 2) === 'JP' &&
    payload.toString('latin1', 12, 16) === 'jumb' &&
    payload.toString('latin1', 24, 28) === 'c2pa'
  )
}
