import { findMarksInText, findMarksInXmp, type ProvenanceMark } from '../provenance.ts'
import type { WebpChunk } from './webp-chunks.ts'

/** @see C2PA 2.4, A.3 "Embedding manifests into RIFF"; RFC 9649 2.7.1.5 */
export function findMarksInChunk({ type, payload }: WebpChunk): ProvenanceMark[] {
  if (type === 'C2PA') return [{ kind: 'c2pa' }]
  if (type === 'EXIF') return findMarksInText(payload)
  return type === 'XMP ' ? findMarksInXmp(payload) : []
}
