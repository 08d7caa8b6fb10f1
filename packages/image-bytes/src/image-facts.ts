import type { ImageMediaType } from './recognise.ts'
import type { ProvenanceMark } from './provenance.ts'

/** How the stored picture is to be turned before it is shown; 1 is upright (Exif 3.0, 4.6.5.1.6, tag 0x0112). */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

export type ColourModel = 'grey' | 'grey-alpha' | 'rgb' | 'rgba' | 'palette' | 'cmyk'

/** What a file says of itself, read without decoding a pixel. */
export interface ImageFacts {
  mediaType: ImageMediaType
  /** As stored, before the orientation is applied. */
  widthPx: number
  heightPx: number
  orientation: Orientation
  /** Bits of one sample: 1, 2, 4, 8, 12 or 16. */
  bitDepth: number
  colourModel: ColourModel
  /** Any pixel may be transparent: an alpha channel, or a transparent colour. */
  hasAlpha: boolean
  /** An ICC profile that fits the picture and will be kept. */
  hasColourProfile: boolean
  isAnimated: boolean
  /** Marks of origin found, each once. */
  provenance: readonly ProvenanceMark[]
}
