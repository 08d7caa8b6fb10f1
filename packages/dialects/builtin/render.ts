import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { cutOut } from './cut-out.ts'
import type { Easel } from './easel.ts'
import { finish } from './finish.ts'
import { type Lent, lendColours } from './lend.ts'
import { findLight } from './light.ts'
import { paintFigures } from './paint-figures.ts'
import { paintGround } from './paint-ground.ts'
import { paintSky } from './paint-sky.ts'
import { paintWeather } from './paint-weather.ts'
import { planScene } from './plan-scene.ts'
import { createRandom } from './random.ts'
import { readPrompt } from './read-prompt.ts'
import { subjects } from './subjects/index.ts'

export interface Sheet {
  prompt: string
  widthPx: number
  heightPx: number
  seed: number
  background: 'scene' | 'transparent'
  /** What the person's own pictures lend to it. */
  lent?: Lent | undefined
}

/** How many coarse renderings come before the picture, each twice as fine as the one before. */
export const partialScales = [0.125, 0.25, 0.5] as const

/**
 * Draws one picture. The same sheet gives the same pixels. `scale` below 1 draws it truly coarser and
 * enlarges it, so that a partial is an honest early state of the same scene.
 */
export function renderSheet(sheet: Sheet, scale = 1): Canvas {
  const { widthPx, heightPx, seed, lent } = sheet
  const reading = readPrompt(sheet.prompt, subjects)
  const scene = planScene(reading, { seed, aspect: widthPx / heightPx, lent })
  const width = Math.max(1, Math.round(widthPx * scale))
  const height = Math.max(1, Math.round(heightPx * scale))
  const canvas = createCanvas(width, height)
  const easel: Easel = {
    context: canvas.getContext('2d'),
    width,
    height,
    scene,
    light: findLight(scene),
    random: createRandom(seed, reading.hash, 7),
    detail: scale === 1 ? 1 : scale,
  }
  const isAlone = sheet.background === 'transparent' && scene.figures.length > 0
  if (!isAlone) {
    paintSky(easel)
    paintGround(easel)
  }
  paintFigures(easel)
  if (!isAlone) {
    paintWeather(easel)
    finish(easel, canvas)
  }
  if (sheet.background === 'transparent' && !isAlone) cutOut(easel)
  if (lent !== undefined) {
    const drawn = easel.context.getImageData(0, 0, width, height)
    lendColours(drawn.data, lent)
    easel.context.putImageData(drawn, 0, 0)
  }
  return canvas
}
