const parametersOfFunction = [1, 3, 4, 5, 7]

type Measure = (element: Buffer) => number | undefined

const measures: Readonly<Record<string, Measure>> = {
  'XYZ ': () => 20,
  sf32: () => 8 + 9 * 4,
  cicp: () => 12,
  curv: (element) => 12 + 2 * element.readUInt32BE(8),
  para(element) {
    const count = parametersOfFunction[element.readUInt16BE(8)]
    return count === undefined ? undefined : 12 + 4 * count
  },
  mft1(element) {
    const [inputs, outputs, points] = [element.readUInt8(8), element.readUInt8(9), element.readUInt8(10)]
    return 48 + 256 * inputs + points ** inputs * outputs + 256 * outputs
  },
  mft2(element) {
    const [inputs, outputs, points] = [element.readUInt8(8), element.readUInt8(9), element.readUInt8(10)]
    if (element.length < 52) return undefined
    const [inputEntries, outputEntries] = [element.readUInt16BE(48), element.readUInt16BE(50)]
    return 52 + 2 * (inputEntries * inputs + points ** inputs * outputs + outputEntries * outputs)
  },
  // These are made of parts at offsets of their own; they are kept as long as they are said to be.
  'mAB ': (element) => element.length,
  'mBA ': (element) => element.length,
  mpet: (element) => element.length,
}

/**
 * How long an element is by its own type, so that nothing is carried behind it; `undefined` for types that no colour
 * is computed from.
 *
 * @see ICC.1:2022, 10.6 curv, 10.10 mft2, 10.11 mft1, 10.12 mAB, 10.13 mBA, 10.16 mpet, 10.18 para, 10.22 sf32, 10.31 XYZ
 */
export function elementLength(element: Buffer): number | undefined {
  if (element.length < 12) return undefined
  return measures[element.toString('latin1', 0, 4)]?.(element)
}
