/** A small generator of even numbers from 0 to 1; the same seeds give the same row (sfc32). */
export function createRandom(...seeds: readonly number[]): () => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  const next = () => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 4_294_967_296
  }
  for (const seed of seeds) {
    a ^= seed
    for (let round = 0; round < 12; round += 1) next()
  }
  return next
}
