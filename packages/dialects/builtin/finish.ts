import { createCanvas, type Canvas } from '@napi-rs/canvas'
import type { Easel } from './easel.ts'
import type { Style } from './vocabulary.ts'

/** Paper, grain and the manner of the style, over the whole sheet. */
export function finish(easel: Easel, sheet: Canvas): void {
  const { scene } = easel
  const manner = manners[scene.style]
  manner(easel, sheet)
  if (scene.style !== 'pixel' && scene.style !== 'poster') paintGrain(easel)
  if (scene.style === 'plain' || scene.style === 'oil') paintVignette(easel)
}

type Manner = (easel: Easel, sheet: Canvas) => void

const manners: Readonly<Record<Style, Manner>> = {
  plain: () => undefined,
  oil: (easel) => paintStrokes(easel),
  watercolour: (easel, sheet) => {
    wash(easel, 'rgba(250, 244, 232, 0.24)')
    bleed(easel, sheet)
  },
  pastel: (easel) => wash(easel, 'rgba(255, 240, 244, 0.32)'),
  poster: (easel, sheet) => reduceTones(easel, sheet, { levels: 6, isGrey: false }),
  ink: (easel, sheet) => drawInk(easel, sheet),
  monochrome: (easel, sheet) => reduceTones(easel, sheet, { levels: 256, isGrey: true }),
  pixel: (easel, sheet) => enlargePixels(easel, sheet),
}

function wash({ context, width, height }: Easel, colour: string): void {
  context.fillStyle = colour
  context.fillRect(0, 0, width, height)
}

function bleed({ context, width, height, random }: Easel, sheet: Canvas): void {
  const copy = createCanvas(Math.ceil(width / 3), Math.ceil(height / 3))
  copy.getContext('2d').drawImage(sheet, 0, 0, copy.width, copy.height)
  context.globalAlpha = 0.3
  for (let pass = 0; pass < 3; pass += 1) {
    context.drawImage(
      copy,
      (random() - 0.5) * width * 0.012,
      (random() - 0.5) * height * 0.012,
      width,
      height,
    )
  }
  context.globalAlpha = 1
  context.strokeStyle = 'rgba(252, 248, 240, 0.95)'
  context.lineWidth = width * 0.035
  context.strokeRect(0, 0, width, height)
}

function paintStrokes({ context, width, height, random, detail }: Easel): void {
  for (let stroke = 0; stroke < 1800 * detail; stroke += 1) {
    const [x, y] = [random() * width, random() * height]
    context.strokeStyle = random() < 0.5 ? 'rgba(255, 250, 232, 0.05)' : 'rgba(24, 16, 30, 0.05)'
    context.lineWidth = width * (0.003 + random() * 0.007)
    context.beginPath()
    context.moveTo(x, y)
    context.quadraticCurveTo(
      x + width * 0.015,
      y - height * 0.012,
      x + width * 0.035,
      y + (random() - 0.5) * height * 0.02,
    )
    context.stroke()
  }
}

function reduceTones(
  { context, width, height }: Easel,
  _sheet: Canvas,
  { levels, isGrey }: { levels: number; isGrey: boolean },
): void {
  const image = context.getImageData(0, 0, width, height)
  const { data } = image
  const step = 255 / (levels - 1)
  const table = Uint8Array.from({ length: 256 }, (_, tone) => Math.round(Math.round(tone / step) * step))
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
    const grey = Math.min(255, Math.round(0.299 * red + 0.587 * green + 0.114 * blue))
    data[at] = table[isGrey ? grey : red] ?? 0
    data[at + 1] = table[isGrey ? grey : green] ?? 0
    data[at + 2] = table[isGrey ? grey : blue] ?? 0
  }
  context.putImageData(image, 0, 0)
}

/** Edges become lines on paper, tones a thin wash. */
function drawInk({ context, width, height }: Easel, _sheet: Canvas): void {
  const image = context.getImageData(0, 0, width, height)
  const { data } = image
  const grey = new Uint8Array(width * height)
  for (let pixel = 0; pixel < grey.length; pixel += 1) {
    const at = pixel * 4
    grey[pixel] = (0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)) | 0
  }
  for (let pixel = 0; pixel < grey.length; pixel += 1) {
    const here = grey[pixel] ?? 0
    const edge =
      Math.abs(here - (grey[pixel + 2] ?? here)) + Math.abs(here - (grey[pixel + 2 * width] ?? here))
    const line = Math.max(0, 1 - edge / 44)
    const tone = (0.62 + 0.38 * (here / 255)) * line
    const at = pixel * 4
    data[at] = 246 * tone + 24 * (1 - tone)
    data[at + 1] = 240 * tone + 22 * (1 - tone)
    data[at + 2] = 228 * tone + 30 * (1 - tone)
  }
  context.putImageData(image, 0, 0)
}

function enlargePixels({ context, width, height }: Easel, sheet: Canvas): void {
  const size = Math.max(4, Math.round(width / 128))
  const copy = createCanvas(Math.ceil(width / size), Math.ceil(height / size))
  copy.getContext('2d').drawImage(sheet, 0, 0, copy.width, copy.height)
  context.imageSmoothingEnabled = false
  context.drawImage(copy, 0, 0, copy.width * size, copy.height * size)
  context.imageSmoothingEnabled = true
}

const grainSize = 128

function paintGrain({ context, width, height, random }: Easel): void {
  const tile = createCanvas(grainSize, grainSize)
  const pen = tile.getContext('2d')
  const image = pen.createImageData(grainSize, grainSize)
  for (let at = 0; at < image.data.length; at += 4) {
    const tone = random() < 0.5 ? 0 : 255
    image.data[at] = tone
    image.data[at + 1] = tone
    image.data[at + 2] = tone
    image.data[at + 3] = Math.floor(random() * 15)
  }
  pen.putImageData(image, 0, 0)
  for (let y = 0; y < height; y += grainSize) {
    for (let x = 0; x < width; x += grainSize) context.drawImage(tile, x, y)
  }
}

function paintVignette({ context, width, height }: Easel): void {
  const reach = Math.hypot(width, height) / 2
  const shade = context.createRadialGradient(
    width / 2,
    height / 2,
    reach * 0.55,
    width / 2,
    height / 2,
    reach,
  )
  shade.addColorStop(0, 'rgba(10, 8, 20, 0)')
  shade.addColorStop(1, 'rgba(10, 8, 20, 0.3)')
  context.fillStyle = shade
  context.fillRect(0, 0, width, height)
}
