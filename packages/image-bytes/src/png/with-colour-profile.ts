import { neutraliseProfile } from '../icc/neutralise-profile.ts'
import { makeChunk } from './png-chunks.ts'
import { packProfile } from './png-colour.ts'
import { readPngHeader } from './png-header.ts'

/**
 * Tells a PNG of red, green and blue what its colours mean, by a profile that came apart from them.
 *
 * The same PNG if the profile is none for such colours. The PNG must have no profile yet.
 *
 * @throws ImageFault if the PNG has no header
 */
export function withColourProfile(png: Buffer, profile: Buffer): Buffer {
  const neutral = neutraliseProfile(profile, 'RGB ')
  if (neutral === undefined) return png
  const { end } = readPngHeader(png)
  return Buffer.concat([png.subarray(0, end), makeChunk('iCCP', packProfile(neutral)), png.subarray(end)])
}
