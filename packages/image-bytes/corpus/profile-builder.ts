/* ICC profiles, right or wrong in one place. */

export interface Profile {
  version: number
  profileClass: string
  space: string
  connectionSpace: string
  magic: string
  tags: readonly (readonly [string, Buffer])[]
  /** What the header says of itself that could name a device or a person. */
  maker: string
}

export const xyz = (x: number, y: number, z: number) => {
  const element = Buffer.alloc(20)
  element.write('XYZ ', 'latin1')
  for (const [index, value] of [x, y, z].entries())
    element.writeInt32BE(Math.round(value * 65_536), 8 + 4 * index)
  return element
}

/** A curve of one number: a power, 8 bits behind the point. */
export const gamma = (power: number) => {
  const element = Buffer.alloc(14)
  element.write('curv', 'latin1')
  element.writeUInt32BE(1, 8)
  element.writeUInt16BE(Math.round(power * 256), 12)
  return element
}

export const text = (words: string) =>
  Buffer.concat([Buffer.from('text\0\0\0\0', 'latin1'), Buffer.from(`${words}\0`)])

export const description = (words: string) => {
  const element = Buffer.alloc(12 + words.length + 1 + 78)
  element.write('desc', 'latin1')
  element.writeUInt32BE(words.length + 1, 8)
  element.write(words, 12)
  return element
}

/** Tags of a display whose green and red are not those of sRGB. */
export const rgbTags = (words = 'a display'): [string, Buffer][] => [
  ['desc', description(words)],
  ['cprt', text(words)],
  ['dmnd', description(words)],
  ['dmdd', description(words)],
  ['targ', text(words)],
  ['mmod', text(words)],
  ['wtpt', xyz(0.9642, 1, 0.8249)],
  ['rXYZ', xyz(0.5151, 0.2412, -0.0011)],
  ['gXYZ', xyz(0.292, 0.6922, 0.0419)],
  ['bXYZ', xyz(0.1571, 0.0666, 0.7841)],
  ['rTRC', gamma(1.8)],
  ['gTRC', gamma(1.8)],
  ['bTRC', gamma(1.8)],
]

export const greyTags = (words = 'a scanner'): [string, Buffer][] => [
  ['desc', description(words)],
  ['cprt', text(words)],
  ['wtpt', xyz(0.9642, 1, 0.8249)],
  ['kTRC', gamma(1.8)],
]

/** A profile; elements that are the same object share their place. */
export function profileOf(parts: Partial<Profile> = {}): Buffer {
  const { version, profileClass, space, connectionSpace, magic, tags, maker } = {
    version: 2,
    profileClass: 'mntr',
    space: 'RGB ',
    connectionSpace: 'XYZ ',
    magic: 'acsp',
    tags: rgbTags(),
    maker: 'ACME',
    ...parts,
  }
  const header = Buffer.alloc(128)
  header.writeUInt8(version, 8)
  header.writeUInt8(0x40, 9)
  for (const [at, words] of [
    [4, maker],
    [12, profileClass],
    [16, space],
    [20, connectionSpace],
    [36, magic],
    [48, maker],
    [52, maker],
    [80, maker],
  ] as const)
    header.write(words, at, 4, 'latin1')
  header.write('07e800020003000400050006', 24, 'hex')
  header.write('0000f6d6000100000000d32d', 68, 'hex')
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length)
  const pieces: Buffer[] = [header, table]
  const places = new Map<Buffer, number>()
  let end = 128 + table.length
  for (const [index, [signature, element]] of tags.entries()) {
    const at = places.get(element) ?? end
    table.write(signature, 4 + index * 12, 4, 'latin1')
    table.writeUInt32BE(at, 8 + index * 12)
    table.writeUInt32BE(element.length, 12 + index * 12)
    if (places.has(element)) continue
    places.set(element, end)
    const padding = Buffer.alloc(-element.length & 3)
    pieces.push(element, padding)
    end += element.length + padding.length
  }
  header.writeUInt32BE(end)
  return Buffer.concat(pieces)
}

/** A profile with a table of colours, large enough for several segments. */
export function tableProfile(points = 17): Buffer {
  const [inputs, outputs] = [3, 3]
  const element = Buffer.alloc(52 + 2 * (2 * inputs + points ** inputs * outputs + 2 * outputs))
  element.write('mft2', 'latin1')
  element.set([inputs, outputs, points], 8)
  for (const at of [12, 28, 44]) element.writeInt32BE(65_536, at)
  element.writeUInt16BE(2, 48)
  element.writeUInt16BE(2, 50)
  let at = 52
  const put = (value: number) => {
    at = element.writeUInt16BE(Math.round(value), at)
  }
  for (let channel = 0; channel < inputs; channel += 1) for (const end of [0, 65_535]) put(end)
  const step = 65_280 / (points - 1)
  for (let red = 0; red < points; red += 1)
    for (let green = 0; green < points; green += 1)
      for (let blue = 0; blue < points; blue += 1) {
        put(((red + green + blue) * step) / 3)
        put(32_768 + ((red - green) * step) / 4)
        put(32_768 + ((green - blue) * step) / 4)
      }
  for (let channel = 0; channel < outputs; channel += 1) for (const end of [0, 65_535]) put(end)
  return profileOf({
    connectionSpace: 'Lab ',
    tags: [
      ['desc', description('a table')],
      ['cprt', text('a table')],
      ['wtpt', xyz(0.9642, 1, 0.8249)],
      ['A2B0', element],
    ],
  })
}
