/** A decoded picture: four bytes a pixel, red, green, blue and alpha, not premultiplied, row by row from the top. */
export interface Pixels {
  widthPx: number
  heightPx: number
  rgba: Uint8Array
}

/**
 * Reads and writes picture files where that may go wrong without harm: outside this process. Handed in, as a dialect
 * itself decodes nothing that a person sent.
 */
export interface Darkroom {
  /** Decodes, upright, no side longer than `longestSidePx`. @throws when the file does not open */
  read(file: Uint8Array, options: { longestSidePx: number; signal: AbortSignal }): Promise<Pixels>
  /** Encodes as PNG, exactly. */
  write(pixels: Pixels, options: { signal: AbortSignal }): Promise<Uint8Array>
}
