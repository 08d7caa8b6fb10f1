/** What the picture worker is asked, and what it answers. A Blob is handed over by reference, not copied. */
export type PictureWork =
  | { kind: 'write'; folder: readonly string[]; name: string; blob: Blob }
  | { kind: 'look'; blob: Blob; longestPx: number }

/** What was found on reading back what was written. */
export interface WrittenBytes {
  sizeBytes: number
  /** SHA-256 in lower-case hexadecimal. */
  sha256: string
}

/** What a picture is, and a small print of it where this browser can make one. */
export interface LookedAt {
  widthPx: number
  heightPx: number
  small: { bytes: ArrayBuffer; mediaType: string } | undefined
}

export type PictureAnswer =
  | { kind: 'written'; written: WrittenBytes }
  | { kind: 'looked'; looked: LookedAt }
  /** The name of what went wrong, for example QuotaExceededError. */
  | { kind: 'fault'; name: string }
