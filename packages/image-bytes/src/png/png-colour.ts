import { deflateSync, inflateSync } from 'node:zlib'
import { maximumProfileBytes, neutraliseProfile, type ProfileSpace } from '../icc/neutralise-profile.ts'
import { makeChunk, type PngChunk } from './png-chunks.ts'

export interface PngColour {
  hasProfile: boolean
  /** Chunks anew, in the order in which they are to stand. */
  chunks: Buffer[]
}

const profileName = 'ICC profile'

type Keep = (payload: Buffer, space: ProfileSpace) => Buffer | undefined

/** What may stay of each chunk that tells how numbers become colours; in the order of precedence. */
const keepers: Readonly<Record<string, Keep>> = {
  // The matrix is 0 for RGB, the range flag 0 or 1 (PNG 3rd edition 11.3.2.6).
  cICP: (payload) =>
    payload.length === 4 && payload[2] === 0 && (payload[3] ?? 2) <= 1 ? payload : undefined,
  iCCP: (payload, space) => keepProfile(payload, space),
  sRGB: (payload) => (payload.length === 1 && (payload[0] ?? 4) <= 3 ? payload : undefined),
  gAMA: (payload) => (payload.length === 4 && payload.readUInt32BE() > 0 ? payload : undefined),
  cHRM: (payload) => (payload.length === 32 ? payload : undefined),
}

export const colourTypes: ReadonlySet<string> = new Set(Object.keys(keepers))

/**
 * Keeps colour chunks: numbers as they are, a profile made anew under a name that says nothing.
 *
 * @see PNG 3rd edition 11.3.2 and 12.1 for the precedence
 */
export function keepPngColour(chunks: ReadonlyMap<string, PngChunk>, space: ProfileSpace): PngColour {
  const kept = Object.entries(keepers).flatMap(([type, keep]) => {
    const chunk = chunks.get(type)
    const payload = chunk === undefined ? undefined : keep(chunk.payload, space)
    return payload === undefined ? [] : [{ type, chunk: makeChunk(type, payload) }]
  })
  const hasProfile = kept.some(({ type }) => type === 'iCCP')
  // A profile and sRGB exclude each other; the profile is the more exact of the two.
  const consistent = kept.filter(({ type }) => !(hasProfile && type === 'sRGB'))
  return { hasProfile, chunks: consistent.map(({ chunk }) => chunk) }
}

function keepProfile(payload: Buffer, space: ProfileSpace): Buffer | undefined {
  const nameEnd = payload.subarray(0, 80).indexOf(0)
  if (nameEnd < 1 || payload[nameEnd + 1] !== 0) return undefined
  const profile = neutraliseProfile(unpackProfile(payload.subarray(nameEnd + 2)), space)
  return profile === undefined ? undefined : packProfile(profile)
}

/** A name, the one method there is, and the profile. */
export function packProfile(profile: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${profileName}\0\0`, 'latin1'), deflateSync(profile)])
}

function unpackProfile(packed: Buffer): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: maximumProfileBytes })
  } catch {
    // Damaged, or larger than a profile may be: readers do without it.
    return Buffer.alloc(0)
  }
}
