import { isRestart } from './markers.ts'

/** A search by the runtime costs as much as looking at so many bytes one by one. */
const nearBytes = 24

/**
 * Finds the marker that ends a scan: the first 0xFF that is neither a stuffed byte nor a restart marker; -1 if none.
 *
 * Most of a photograph is this. A search by the runtime passes what has no 0xFF many bytes at a time; where they stand
 * close together, as in a file made to be slow, the bytes are looked at one by one.
 *
 * @see ITU-T T.81 B.1.1.2, B.1.1.5, F.1.2.3
 */
export function findScanEnd(bytes: Buffer, from: number): number {
  let at = from
  let isDense = false
  for (;;) {
    const begin = at
    if (isDense) {
      const near = at + nearBytes
      while (at < near && bytes[at] !== 0xff) at += 1
    }
    if (bytes[at] !== 0xff) at = bytes.indexOf(0xff, at)
    if (at === -1) return -1
    isDense = at - begin < nearBytes
    const found = at
    // Any number of fill bytes may stand before a marker.
    do at += 1
    while (bytes[at] === 0xff)
    const code = bytes[at]
    if (code === undefined) return -1
    if (code !== 0 && !isRestart(code)) return found
    at += 1
  }
}
