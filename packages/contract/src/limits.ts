// Apart from the schemas, so that the studio takes a figure without what makes them.

/** Longest prompt in bytes of UTF-8 that any model may take; a model may take less. */
export const promptLimitBytes = 16_384
export const largestSeed = 4_294_967_295

/** The most pictures of one's own that any model may take; a model may take fewer. */
export const mostReferences = 16

/** Largest picture that is taken in; bytes. */
export const uploadLimitBytes = 20 * 1024 * 1024
export const uploadLimitPixels = 40_000_000
export const uploadLimitSidePx = 16_384
/** How many uploads one sitting may hold at once. */
export const mostUploads = 64
