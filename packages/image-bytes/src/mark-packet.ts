import type { DigitalSourceTerm, ProvenanceMark } from './provenance.ts'

/** What we say of a picture: made by a learned model, by rules, or from a person's picture with a model's help. */
export type MarkTerm = Extract<
  DigitalSourceTerm,
  'trainedAlgorithmicMedia' | 'algorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia'
>

/** Terms that already say what the law asks for; with another, such as a camera's, a made picture would pass as taken. */
const synthetic: ReadonlySet<DigitalSourceTerm> = new Set([
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'compositeSynthetic',
  'algorithmicMedia',
])

export const isMarked = (marks: readonly ProvenanceMark[]) =>
  marks.some((mark) => mark.kind !== 'iptc-digital-source-type' || synthetic.has(mark.term))

/**
 * An XMP packet that says where a picture comes from and nothing else: no prompt, no name, no time.
 *
 * @see XMP part 1 (2019) 7.3; IPTC Photo Metadata Standard 2024.1, "Digital Source Type"; EU 2024/1689 art. 50(2)
 */
export function makeMarkPacket(term: MarkTerm): Buffer {
  return Buffer.from(
    [
      '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
      '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
      '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">',
      `<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/${term}</Iptc4xmpExt:DigitalSourceType>`,
      '</rdf:Description></rdf:RDF></x:xmpmeta>',
      '<?xpacket end="r"?>',
    ].join(''),
  )
}
