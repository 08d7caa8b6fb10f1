import type { SKRSContext2D } from '@napi-rs/canvas'
import { type Rgb, rgbToHex } from './colour.ts'
import type { Light } from './light.ts'
import type { Scene } from './plan-scene.ts'

/** What every layer paints with. Sizes are pixels. */
export interface Easel {
  context: SKRSContext2D
  width: number
  height: number
  scene: Scene
  light: Light
  random: () => number
  /** 0 to 1; low for coarse renderings. */
  detail: number
}

export const alpha = ([red, green, blue]: Rgb, share: number) =>
  `rgba(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)}, ${share})`

/** A wavy line from edge to edge, filled down to the lower edge. */
export function paintRidge(
  { context, width, height, random }: Easel,
  { y, amplitude, waves, colour }: { y: number; amplitude: number; waves: number; colour: Rgb },
): void {
  const phases = Array.from({ length: 4 }, () => random() * Math.PI * 2)
  context.fillStyle = rgbToHex(colour)
  context.beginPath()
  context.moveTo(0, height)
  for (let x = 0; x <= width; x += Math.max(2, width / 160)) {
    const at = (x / width) * Math.PI * 2 * waves
    const wave = phases.reduce(
      (sum, phase, index) => sum + Math.sin(at * (index + 1) * 0.6 + phase) / (index + 1.4),
      0,
    )
    context.lineTo(x, y + wave * amplitude)
  }
  context.lineTo(width, height)
  context.closePath()
  context.fill()
}
