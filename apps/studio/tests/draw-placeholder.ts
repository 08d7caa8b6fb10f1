import { createCanvas } from '@napi-rs/canvas'

export interface Placeholder {
  widthPx: number
  heightPx: number
  seed: number
  /** 1 is the result; smaller is a coarser partial. */
  fineness: number
}

const palettes = [
  ['#f4b77b', '#d9725a', '#3f3a5f', '#1e2036'],
  ['#bcd4e6', '#6d9dc5', '#27556c', '#102b3a'],
  ['#f0e3c4', '#c7b27c', '#6b7d4f', '#2c3b2a'],
  ['#d8c8e8', '#8d7fb3', '#4a4370', '#221d3d'],
] as const

/** Draws hills under a sun, differently for each seed: something to look at that costs nothing to make. */
export function drawPlaceholder({ widthPx, heightPx, seed, fineness }: Placeholder): Buffer {
  const scale = Math.max(0.02, fineness) * 0.5
  const width = Math.max(8, Math.round(widthPx * scale))
  const height = Math.max(8, Math.round(heightPx * scale))
  const canvas = createCanvas(width, height)
  const paint = canvas.getContext('2d')
  const random = randomFrom(seed)
  const [sky, glow, far, near] = palettes[seed % palettes.length] ?? palettes[0]
  const air = paint.createLinearGradient(0, 0, 0, height)
  air.addColorStop(0, far)
  air.addColorStop(0.45, glow)
  air.addColorStop(0.75, sky)
  paint.fillStyle = air
  paint.fillRect(0, 0, width, height)
  paint.fillStyle = '#fff6e6'
  paint.beginPath()
  paint.arc(
    width * (0.2 + random() * 0.6),
    height * (0.25 + random() * 0.3),
    Math.min(width, height) * (0.05 + random() * 0.08),
    0,
    7,
  )
  paint.fill()
  for (let ridge = 0; ridge < 4; ridge += 1) {
    paint.fillStyle = ridge < 2 ? far : near
    paint.globalAlpha = 0.45 + ridge * 0.18
    drawRidge(paint, { width, height, base: height * (0.55 + ridge * 0.12), random })
  }
  return canvas.toBuffer('image/png')
}

function drawRidge(
  paint: ReturnType<ReturnType<typeof createCanvas>['getContext']>,
  { width, height, base, random }: { width: number; height: number; base: number; random: () => number },
): void {
  const shift = random() * 10
  const tall = height * (0.05 + random() * 0.12)
  paint.beginPath()
  paint.moveTo(0, height)
  for (let x = 0; x <= width; x += 2) {
    const along = (x / width) * 6
    paint.lineTo(x, base - tall * (Math.sin(along + shift) + 0.4 * Math.sin(along * 2.7 + shift * 3)))
  }
  paint.lineTo(width, height)
  paint.fill()
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
