import { elementLength } from './element-length.ts'
import { makeDescription, makeText } from './profile-text.ts'

export type ProfileSpace = 'RGB ' | 'GRAY'

/** A profile with a large colour table has about 2 MB; what is larger is dropped. */
export const maximumProfileBytes = 4 * 1024 * 1024

const headerBytes = 128
const tagBytes = 12
const maximumTags = 100
const classes = new Set(['mntr', 'scnr', 'prtr', 'spac'])
const connectionSpaces = new Set(['XYZ ', 'Lab '])

/** Tags that colours are computed from. Names, makers, serial numbers, dates and measurements are in none of them. */
const keptTags = [
  'wtpt bkpt chad cicp rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC',
  'A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 gamt D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3',
].flatMap((line) => line.split(' '))

const enoughFor: Readonly<Record<ProfileSpace, readonly (readonly string[])[]>> = {
  'RGB ': [['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'], ['A2B0']],
  GRAY: [['kTRC'], ['A2B0']],
}

interface Tag {
  signature: string
  element: Buffer
  /** Where the element began: tags that shared one still do. */
  offset: number
}

/**
 * Makes a profile anew from the tags that colours are computed from, with a header and texts that say nothing of a
 * device, a maker or a day. `undefined` if it is no profile for pictures of this colour space: readers ignore it then.
 *
 * The curves and tables stay as they are: a profile measured on one device still is that device's.
 *
 * @see ICC.1:2022, 7.2 header, 7.3 tag table, 9 tags, 10 types
 */
export function neutraliseProfile(profile: Buffer, space: ProfileSpace): Buffer | undefined {
  if (!isUsable(profile, space)) return undefined
  const tags = readTags(profile)
  if (tags === undefined) return undefined
  const isEnough = enoughFor[space].some((needed) =>
    needed.every((name) => tags.some(({ signature }) => signature === name)),
  )
  if (!isEnough) return undefined
  const major = profile.readUInt8(8)
  const texts: Tag[] = [
    { signature: 'desc', element: makeDescription(space === 'GRAY' ? 'Grey' : 'RGB', major), offset: -1 },
    { signature: 'cprt', element: makeText('None', major), offset: -2 },
  ]
  return writeProfile(makeHeader(profile), [...texts, ...tags])
}

function isUsable(profile: Buffer, space: ProfileSpace): boolean {
  if (profile.length < headerBytes + 4 || profile.length > maximumProfileBytes) return false
  const major = profile.readUInt8(8)
  return (
    profile.readUInt32BE(0) <= profile.length &&
    profile.toString('latin1', 36, 40) === 'acsp' &&
    major >= 2 &&
    major <= 4 &&
    classes.has(profile.toString('latin1', 12, 16)) &&
    profile.toString('latin1', 16, 20) === space &&
    connectionSpaces.has(profile.toString('latin1', 20, 24)) &&
    profile.readUInt32BE(64) <= 3
  )
}

function readTags(profile: Buffer): Tag[] | undefined {
  const size = profile.readUInt32BE(0)
  const count = profile.readUInt32BE(headerBytes)
  const dataAt = headerBytes + 4 + count * tagBytes
  if (count > maximumTags || dataAt > size) return undefined
  const found = new Map<string, Tag>()
  for (let at = headerBytes + 4; at < dataAt; at += tagBytes) {
    const signature = profile.toString('latin1', at, at + 4)
    const offset = profile.readUInt32BE(at + 4)
    const length = profile.readUInt32BE(at + 8)
    if (!keptTags.includes(signature)) continue
    if (offset < dataAt || offset + length > size || found.has(signature)) return undefined
    const whole = profile.subarray(offset, offset + length)
    const own = elementLength(whole)
    if (own === undefined || own > length) return undefined
    found.set(signature, { signature, element: whole.subarray(0, own), offset })
  }
  return keptTags.flatMap((signature) => found.get(signature) ?? [])
}

function makeHeader(profile: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes)
  // Version, class, colour space and connection space.
  profile.copy(header, 8, 8, 10)
  profile.copy(header, 12, 12, 24)
  // A day is required; it is the same for all.
  header.writeUInt16BE(2000, 24)
  header.writeUInt16BE(1, 26)
  header.writeUInt16BE(1, 28)
  header.write('acsp', 36, 'latin1')
  profile.copy(header, 64, 64, 68)
  // D50, the one illuminant of the connection space (7.2.16).
  header.write('0000f6d6000100000000d32d', 68, 'hex')
  return header
}

function writeProfile(header: Buffer, tags: readonly Tag[]): Buffer | undefined {
  const table = Buffer.alloc(4 + tags.length * tagBytes)
  table.writeUInt32BE(tags.length)
  const pieces = [header, table]
  const written = new Map<string, number>()
  let end = header.length + table.length
  for (const [index, { signature, element, offset }] of tags.entries()) {
    const key = `${offset}+${element.length}`
    const known = written.get(key)
    const at = 4 + index * tagBytes
    table.write(signature, at, 'latin1')
    table.writeUInt32BE(known ?? end, at + 4)
    table.writeUInt32BE(element.length, at + 8)
    if (known !== undefined) continue
    written.set(key, end)
    const padding = Buffer.alloc(-element.length & 3)
    pieces.push(element, padding)
    end += element.length + padding.length
  }
  // Elements that overlap without being the same could make more of a profile than there was.
  if (end > maximumProfileBytes) return undefined
  header.writeUInt32BE(end)
  return Buffer.concat(pieces)
}
