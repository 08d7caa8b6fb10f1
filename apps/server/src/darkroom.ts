import type { Darkroom } from '#dialects/builtin'
import { uploadLimitPixels } from '#contract'
import type { ImageDecoder } from './platform/image-decoder/index.ts'

/** Lets the built-in picture maker read and write pictures where a faulty file harms nobody. */
export const openDarkroom = (decoder: ImageDecoder): Darkroom => ({
  read: (file, options) => decoder.read(file, { maximumPixels: uploadLimitPixels, ...options }),
  write: (pixels, options) => decoder.write(pixels, options),
})
