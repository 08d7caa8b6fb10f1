/** One APP2 segment of a profile: its number from 1, how many there are, and the bytes. */
export interface ProfilePart {
  number: number
  count: number
  bytes: Buffer
}

/** Room for a profile in a segment: 65 533 bytes less the name and two numbers (ICC.1:2022, B.4). */
const partBytes = 65_519
export const profilePrefix = Buffer.from('ICC_PROFILE\0', 'latin1')

/** Reads a segment's payload; `undefined` if it is of something else. */
export function readProfilePart(payload: Buffer): ProfilePart | undefined {
  const { length } = profilePrefix
  if (payload.length < length + 2 || !payload.subarray(0, length).equals(profilePrefix)) return undefined
  return {
    number: payload.readUInt8(length),
    count: payload.readUInt8(length + 1),
    bytes: payload.subarray(length + 2),
  }
}

/** Joins the parts in the order of their numbers; `undefined` if one is missing, double, or counts otherwise. */
export function joinProfileParts(parts: readonly ProfilePart[]): Buffer | undefined {
  const inOrder = parts.toSorted((one, other) => one.number - other.number)
  const isWhole = inOrder.every(({ number, count }, index) => number === index + 1 && count === parts.length)
  return isWhole && parts.length > 0 ? Buffer.concat(inOrder.map(({ bytes }) => bytes)) : undefined
}

/** Cuts a profile into payloads of APP2 segments. */
export function cutProfile(profile: Buffer): Buffer[] {
  const count = Math.ceil(profile.length / partBytes)
  return Array.from({ length: count }, (_, index) =>
    Buffer.concat([
      profilePrefix,
      Buffer.from([index + 1, count]),
      profile.subarray(index * partBytes, (index + 1) * partBytes),
    ]),
  )
}
