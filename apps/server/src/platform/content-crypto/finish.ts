import type { DecipherGCM } from 'node:crypto'
import { zero } from './keys.ts'

/** The whole plaintext, in one place of memory and only when it is authentic: what is opened here is mostly a key. */
export function finish(decipher: DecipherGCM, body: Uint8Array): Buffer {
  const opened = decipher.update(body)
  try {
    // GCM is a stream cipher: nothing is left for the end but the proof.
    decipher.final()
    return opened
  } catch (error) {
    zero(opened)
    throw error
  }
}
