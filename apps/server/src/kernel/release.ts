/** Gives memory that nobody uses any more back at once, and not when the collector comes by; every view of it is empty then. */
export function release(bytes: Buffer<ArrayBuffer>): void {
  // Only memory of its own: a slice of a pool would take its neighbours along.
  if (bytes.byteLength === bytes.buffer.byteLength) bytes.buffer.transfer(0)
}
