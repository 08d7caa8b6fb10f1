/** The part of heic-decode that is used here; the package has no types of its own. */
declare module 'heic-decode' {
  interface Picture {
    width: number
    height: number
    decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> }>
  }
  const decode: {
    all(file: { buffer: Uint8Array }): Promise<Picture[] & { dispose(): void }>
  }
  export = decode
}
