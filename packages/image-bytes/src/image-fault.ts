/** Types that are known and refused here. `jpeg-unusual`: lossless, hierarchical, without a height, of two components. */
export type OtherType =
  | 'archive'
  | 'avif'
  | 'bmp'
  | 'gif'
  | 'heic'
  | 'html'
  | 'ico'
  | 'iso-media'
  | 'jpeg-2000'
  | 'jpeg-unusual'
  | 'jpeg-xl'
  | 'jpeg-xr'
  | 'pdf'
  | 'psd'
  | 'svg'
  | 'tiff'
  | 'xml'

export type ImageFaultReason =
  | 'empty'
  | 'not-an-image'
  | 'unsupported-type'
  | 'truncated'
  | 'malformed'
  | 'too-large-side'
  | 'too-many-pixels'
  | 'animated'

/** Why a file is refused; safe to log, as nothing of the file is in it. */
export class ImageFault extends Error {
  override readonly name = 'ImageFault'
  readonly reason: ImageFaultReason
  /** What the file is instead; only with `unsupported-type`. */
  readonly found: OtherType | undefined

  constructor(reason: ImageFaultReason, found?: OtherType) {
    super(found === undefined ? reason : `${reason}: ${found}`)
    this.reason = reason
    this.found = found
  }
}
