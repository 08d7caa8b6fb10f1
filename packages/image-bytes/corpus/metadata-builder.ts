/* What lies beside pixels: Exif, XMP, ICC profiles, manifests. */

/** An entry of a TIFF directory with its value in place. */
export interface Entry {
  tag: number
  type: number
  count: number
  value: number
}

/** A TIFF structure of one directory; `text` follows it, and any entry may point to it. */
export function tiff(
  entries: readonly Entry[],
  { isBig = false, next = 0, text = '' }: { isBig?: boolean; next?: number; text?: string } = {},
): Buffer {
  const head = Buffer.alloc(8 + 2 + entries.length * 12 + 4)
  const short = (value: number, at: number) =>
    isBig ? head.writeUInt16BE(value, at) : head.writeUInt16LE(value, at)
  const long = (value: number, at: number) =>
    isBig ? head.writeUInt32BE(value, at) : head.writeUInt32LE(value, at)
  head.write(isBig ? 'MM' : 'II', 'latin1')
  short(42, 2)
  long(8, 4)
  short(entries.length, 8)
  for (const [index, { tag, type, count, value }] of entries.entries()) {
    const at = 10 + index * 12
    short(tag, at)
    short(type, at + 2)
    long(count, at + 4)
    if (type === 3) short(value, at + 8)
    else long(value, at + 8)
  }
  long(next, 10 + entries.length * 12)
  return Buffer.concat([head, Buffer.from(text)])
}

export const orientationEntry = (value: number): Entry => ({ tag: 0x0112, type: 3, count: 1, value })

export const orientationTiff = (value: number, isBig = false) => tiff([orientationEntry(value)], { isBig })

/** A camera's structure: make, GPS pointer, and the words at the end. */
export function cameraTiff(words: string, orientation = 1): Buffer {
  const textAt = 8 + 2 + 3 * 12 + 4
  return tiff(
    [
      { tag: 0x010f, type: 2, count: words.length, value: textAt },
      orientationEntry(orientation),
      { tag: 0x8825, type: 4, count: 1, value: textAt },
    ],
    { text: words },
  )
}

export const vocabulary = 'http://cv.iptc.org/newscodes/digitalsourcetype/'

/** An XMP packet around the properties of one description. */
export const xmpPacket = (inside: string) =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">${inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

export const sourceTypeXmp = (term: string) =>
  xmpPacket(`<Iptc4xmpExt:DigitalSourceType>${vocabulary}${term}</Iptc4xmpExt:DigitalSourceType>`)

export const aigcXmp = () =>
  xmpPacket(
    '<TC260:AIGC>{&quot;Label&quot;:&quot;1&quot;,&quot;ContentProducer&quot;:&quot;x&quot;}</TC260:AIGC>',
  )

/** The box of a C2PA manifest store, empty but for its description. */
export function manifestBox(): Buffer {
  const description = Buffer.concat([
    Buffer.from('0000001e', 'hex'),
    Buffer.from('jumd'),
    Buffer.from('63327061001100108000' + '00aa00389b71', 'hex'),
    Buffer.from([3]),
    Buffer.from('c2pa\0', 'latin1'),
  ])
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + description.length)
  head.write('jumb', 4, 'latin1')
  return Buffer.concat([head, description])
}

/** The payload of an APP11 segment: common identifier, box instance, sequence number, box (ISO 19566-5 D.2). */
export const manifestSegmentPayload = () =>
  Buffer.concat([Buffer.from('JP\0\u0001\0\0\0\u0001', 'latin1'), manifestBox()])
