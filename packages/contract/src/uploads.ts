import * as z from 'zod/mini'

/** `mask` is a PNG whose transparent pixels say what is drawn anew. */
export const uploadRoles = ['reference', 'mask'] as const
export type UploadRole = (typeof uploadRoles)[number]

/** Kinds of provenance marks: C2PA manifest, IPTC Digital Source Type, the implicit label of GB 45438-2025. */
export const provenanceMarks = ['c2pa', 'iptc-digital-source-type', 'tc260-aigc'] as const
export type ProvenanceMark = (typeof provenanceMarks)[number]

/** A picture of one's own, as it lies sealed in the sitting: without metadata, right side up by its orientation tag. */
export const upload = z.object({
  id: z.string(),
  role: z.enum(uploadRoles),
  mediaType: z.string(),
  /** As a person sees it, orientation applied. */
  widthPx: z.int(),
  heightPx: z.int(),
  sizeBytes: z.int(),
  /** EXIF orientation that its bytes keep, 1 to 8. A mask needs a picture of 1: turn it, and upload that. */
  orientation: z.int(),
  /** What its provenance marks say of it: it was made, or changed, by a machine. */
  marks: z.array(z.enum(provenanceMarks)),
})
export type Upload = z.infer<typeof upload>

export const uploadList = z.object({ uploads: z.array(upload) })
