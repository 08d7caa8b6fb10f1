import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { ContentEncoding } from './choose-encoding.ts'

/**
 * The same text, smaller. Only for what is the same for everybody: a text that holds something of a person beside
 * something of an attacker tells the one by the other's length (BREACH).
 */
export const encodeText = (text: string): Readonly<Record<ContentEncoding, Buffer>> => ({
  br: brotliCompressSync(text),
  gzip: gzipSync(text),
})
