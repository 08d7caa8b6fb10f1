import { rewriteImage } from '../src/index.ts'

/** The clean file in one piece; `undefined` for one that needs decoding. @throws ImageFault */
export function rewritten(bytes: Buffer): Buffer | undefined {
  const { pieces } = rewriteImage(bytes)
  return pieces === undefined ? undefined : Buffer.concat(pieces)
}
