/**
 * The IPTC vocabulary of digital sources, retired terms included, as pictures carry those too.
 *
 * @see https://cv.iptc.org/newscodes/digitalsourcetype/ (release of 2024-10-23)
 */
const digitalSourceTerms = [
  'digitalCapture',
  'computationalCapture',
  'negativeFilm',
  'positiveFilm',
  'print',
  'minorHumanEdits',
  'humanEdits',
  'algorithmicallyEnhanced',
  'softwareImage',
  'digitalArt',
  'digitalCreation',
  'dataDrivenMedia',
  'trainedAlgorithmicMedia',
  'algorithmicMedia',
  'screenCapture',
  'virtualRecording',
  'composite',
  'compositeCapture',
  'compositeSynthetic',
  'compositeWithTrainedAlgorithmicMedia',
] as const

export type DigitalSourceTerm = (typeof digitalSourceTerms)[number]

/** One mark of origin: a C2PA manifest, an IPTC term, or the implicit label of GB 45438-2025. */
export type ProvenanceMark =
  | { kind: 'c2pa' }
  | { kind: 'iptc-digital-source-type'; term: DigitalSourceTerm }
  | { kind: 'tc260-aigc' }

/** Longest form of the property in XMP: name, `rdf:resource`, quotes, address, term. */
const propertyBytes = 192
/** A packet says it once, and a history of edits a few times more. */
const maximumProperties = 64
const propertyName = 'DigitalSourceType'
const propertyValue =
  /^DigitalSourceType\s{0,8}(?:rdf:resource\s{0,8})?(?:=\s{0,8}["']|>\s{0,8})https?:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/([A-Za-z]{1,64})(?![A-Za-z])/
const labelNamespace = 'tc260.org.cn/ns/AIGC'
const labelProperty = ':AIGC'

/**
 * Finds marks in an XMP packet, as attribute, element or resource, by `http` or `https`.
 *
 * @see IPTC Photo Metadata Standard 2024.1, "Digital Source Type"; GB 45438-2025 annex E for the AIGC property
 */
export function findMarksInXmp(packet: Buffer): ProvenanceMark[] {
  const marks: ProvenanceMark[] = []
  let at = packet.indexOf(propertyName)
  for (let seen = 0; at !== -1 && seen < maximumProperties; seen += 1) {
    const name = propertyValue.exec(packet.toString('latin1', at, at + propertyBytes))?.[1]
    const term = digitalSourceTerms.find((known) => known === name)
    if (term !== undefined) addMark(marks, { kind: 'iptc-digital-source-type', term })
    at = packet.indexOf(propertyName, at + 1)
  }
  // A namespace that is declared and not used says nothing.
  if (packet.includes(labelNamespace) && packet.includes(labelProperty))
    addMark(marks, { kind: 'tc260-aigc' })
  return marks
}

/** The label of GB 45438-2025 as some write it outside XMP: JSON in a comment or in Exif. */
export function findMarksInText(text: Buffer): ProvenanceMark[] {
  return text.includes('"AIGC"') ? [{ kind: 'tc260-aigc' }] : []
}

export function addMark(marks: ProvenanceMark[], mark: ProvenanceMark): void {
  const isKnown = marks.some(
    (known) =>
      known.kind === mark.kind &&
      (known.kind !== 'iptc-digital-source-type' ||
        mark.kind !== 'iptc-digital-source-type' ||
        known.term === mark.term),
  )
  if (!isKnown) marks.push(mark)
}
