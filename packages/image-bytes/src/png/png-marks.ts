import { constants, inflateSync } from 'node:zlib'
import { addMark, findMarksInText, findMarksInXmp, type ProvenanceMark } from '../provenance.ts'
import type { PngChunk } from './png-chunks.ts'

const xmpKeyword = 'XML:com.adobe.xmp'
const labelKeyword = 'AIGC'
/** XMP is a few KB; a packet that unpacks to more is not searched. */
const maximumXmpBytes = 1024 * 1024
/** There may be one; more are looked at in case the first is not the one, but not without end. */
const maximumPackets = 4

/**
 * Collects the marks that chunks carry: a C2PA manifest, or a label in XMP, text or Exif, packed or not.
 *
 * @see C2PA 2.4, A.3 "Embedding manifests into PNG"; XMP part 3, 1.1.5; PNG 3rd edition 11.3.3
 */
export class PngMarks {
  readonly found: ProvenanceMark[] = []
  #packets = 0

  add(chunk: PngChunk): void {
    for (const mark of this.#marksOf(chunk)) addMark(this.found, mark)
  }

  #marksOf({ type, payload }: PngChunk): ProvenanceMark[] {
    if (type === 'caBX') return [{ kind: 'c2pa' }]
    if (type === 'eXIf') return findMarksInText(payload)
    const keyword = keywordOf(type, payload)
    if (keyword === labelKeyword) return [{ kind: 'tc260-aigc' }]
    if (keyword !== xmpKeyword || this.#packets === maximumPackets) return []
    this.#packets += 1
    return findMarksInXmp(textOf(type, payload))
  }
}

function keywordOf(type: string, payload: Buffer): string | undefined {
  if (type !== 'iTXt' && type !== 'zTXt' && type !== 'tEXt') return undefined
  const end = payload.subarray(0, 80).indexOf(0)
  return end === -1 ? undefined : payload.toString('latin1', 0, end)
}

/** What follows keyword and NUL: zTXt has a method, iTXt a flag, a method, a language and a translated keyword. */
function textOf(type: string, payload: Buffer): Buffer {
  const rest = payload.subarray(payload.indexOf(0) + 1)
  if (type === 'tEXt') return rest
  if (type === 'zTXt') return unpack(rest.subarray(1))
  const languageEnd = rest.indexOf(0, 2)
  const translationEnd = languageEnd === -1 ? -1 : rest.indexOf(0, languageEnd + 1)
  if (translationEnd === -1) return Buffer.alloc(0)
  const text = rest.subarray(translationEnd + 1)
  return rest[0] === 1 ? unpack(text) : text
}

function unpack(packed: Buffer): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: maximumXmpBytes, finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    // Damaged or larger than any XMP: it can carry no mark that a reader would find.
    return Buffer.alloc(0)
  }
}

export function isXmpChunk({ type, payload }: PngChunk): boolean {
  return keywordOf(type, payload) === xmpKeyword
}

/** A packet that is not compressed, so that a search through the bytes of the file finds it too. */
export function makeXmpPayload(packet: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${xmpKeyword}\0\0\0\0\0`, 'latin1'), packet])
}
