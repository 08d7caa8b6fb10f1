import { createCanvas } from '@napi-rs/canvas'
import { type Hsl, hexToRgb, hslToRgb, mix, type Rgb, rgbToHex } from './colour.ts'
import { alpha, type Easel } from './easel.ts'
import type { Figure } from './plan-scene.ts'
import { createRandom } from './random.ts'
import type { Palette, Subject } from './subject.ts'

const usual: Palette = {
  main: '#a8744a',
  second: '#7c5236',
  dark: '#2c2428',
  light: '#f4e8d4',
  accent: '#d9763f',
}

/** Every figure, far ones first, each under the light of the scene and with its shadow. */
export function paintFigures(easel: Easel): void {
  for (const figure of easel.scene.figures) paintFigure(easel, figure)
}

function paintFigure(easel: Easel, figure: Figure): void {
  const { context, width, height, light, scene, detail } = easel
  const { subject } = figure
  const tall = figure.height * height
  const wide = tall * subject.aspect
  const margin = tall * 0.12
  const layer = createCanvas(Math.ceil(wide + margin * 2), Math.ceil(tall + margin * 2))
  const pen = layer.getContext('2d')
  pen.translate(margin, margin)
  pen.scale(tall, tall)
  if (figure.facing === 'left') {
    pen.translate(subject.aspect, 0)
    pen.scale(-1, 1)
  }
  subject.draw(pen, {
    palette: paletteOf(subject, figure.colour),
    random: createRandom(figure.seed),
    facing: figure.facing,
    detail,
    lit: light.isDark || scene.time === 'dusk',
    season: scene.weather === 'snow' ? 'winter' : scene.season,
  })
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.globalCompositeOperation = 'source-atop'
  const hidesLight = subject.group === 'sky'
  pen.fillStyle = alpha(light.ambient, hidesLight ? 0 : light.ambientShare * 0.72)
  pen.fillRect(0, 0, layer.width, layer.height)
  pen.fillStyle = alpha(
    scene.place === 'underwater' ? [34, 120, 160] : light.horizon,
    figure.distance * (scene.weather === 'fog' ? 0.8 : 0.4),
  )
  pen.fillRect(0, 0, layer.width, layer.height)
  const x = figure.x * width - wide / 2
  const y = figure.y * height - tall
  if (stands(subject, scene.place))
    paintShadow(easel, { x: figure.x * width, y: figure.y * height, wide, tall })
  if (reflects(subject, scene.place)) {
    context.save()
    context.globalAlpha = 0.22
    context.translate(0, figure.y * height * 2 - tall * 0.06)
    context.scale(1, -1)
    context.drawImage(layer, x - margin, y - margin)
    context.restore()
  }
  context.drawImage(layer, x - margin, y - margin)
}

const stands = (subject: Subject, place: string) =>
  place !== 'underwater' &&
  place !== 'space' &&
  subject.place !== 'air' &&
  subject.place !== 'sky' &&
  subject.place !== 'backdrop'

const reflects = (subject: Subject, place: string) => place === 'sea' && subject.place === 'water'

function paintShadow(
  { context, light }: Easel,
  { x, y, wide, tall }: { x: number; y: number; wide: number; tall: number },
): void {
  const reach = wide * (0.5 + light.shadow.length * 0.12)
  const shade = context.createRadialGradient(0, 0, 0, 0, 0, 1)
  shade.addColorStop(0, `rgba(14, 12, 26, ${0.18 + light.shadow.share})`)
  shade.addColorStop(1, 'rgba(14, 12, 26, 0)')
  context.save()
  context.translate(x + reach * light.shadow.length * 0.1, y - tall * 0.008)
  context.scale(reach, Math.max(2, tall * 0.055))
  context.fillStyle = shade
  context.fillRect(-1, -1, 2, 2)
  context.restore()
}

/** Natural colours, or the asked one with its shade and light kept in step. */
function paletteOf(subject: Subject, colour: Hsl | undefined): Palette {
  const natural = { ...usual, ...subject.colours }
  if (colour === undefined) return natural
  const [hue, saturation, lightness] = colour
  const tone = (shift: number): Rgb =>
    hslToRgb([hue, saturation, Math.max(6, Math.min(96, lightness + shift))])
  return {
    ...natural,
    main: rgbToHex(tone(0)),
    second: rgbToHex(tone(lightness > 80 ? -14 : -13)),
    accent: rgbToHex(mix(hexToRgb(natural.accent), tone(6), 0.5)),
  }
}
