import type { ImageFaultReason, NeedsDecoding } from '#image-bytes'

/** `clean`: it is a picture, and what is wrong about it is gone afterwards. */
export type HostileImage = readonly [
  name: string,
  bytes: Buffer,
  expected: ImageFaultReason | NeedsDecoding | 'clean',
]
