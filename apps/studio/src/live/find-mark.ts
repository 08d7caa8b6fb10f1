/** What a file says of where it comes from: a term of the IPTC's vocabulary, a signed manifest, or nothing. */
export type MarkFound = { kind: 'term'; term: string } | { kind: 'c2pa' } | { kind: 'none' }

/** Marks stand at the head of a file, or at its end; what lies between is the picture. */
const lookedAtBytes = 256 * 1024

/** Reads the mark in the file itself. A look at the text, not a check of a signature. */
export async function findMark(file: Blob): Promise<MarkFound> {
  const ends = [file.slice(0, lookedAtBytes), file.slice(Math.max(0, file.size - lookedAtBytes))]
  const text = new TextDecoder('latin1').decode(await new Blob(ends).arrayBuffer())
  const term = /DigitalSourceType.{0,24}newscodes\/digitalsourcetype\/([A-Za-z]{1,64})/s.exec(text)?.[1]
  if (term !== undefined) return { kind: 'term', term }
  return { kind: /c2pa/.test(text) ? 'c2pa' : 'none' }
}
