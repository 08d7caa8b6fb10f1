import { mix, type Rgb, rgbToHex } from './colour.ts'
import { alpha, type Easel, paintRidge } from './easel.ts'
import { paintStars } from './paint-sky.ts'
import type { Season } from './subject.ts'
import type { Place } from './vocabulary.ts'

const grass: Readonly<Record<Season, Rgb>> = {
  spring: [124, 174, 84],
  summer: [96, 148, 70],
  autumn: [176, 132, 66],
  winter: [226, 232, 240],
}

const grounds: Readonly<Record<Exclude<Place, 'meadow' | 'forest' | 'mountains'>, Rgb>> = {
  sea: [46, 112, 148],
  beach: [228, 202, 152],
  desert: [222, 174, 108],
  city: [112, 112, 120],
  underwater: [206, 190, 140],
  table: [150, 98, 62],
  space: [132, 124, 134],
}

/** Everything from the horizon down, and what stands far behind. */
export function paintGround(easel: Easel): void {
  const { scene } = easel
  if (scene.place === 'underwater') return paintUnderwater(easel)
  if (scene.place === 'space') return paintSpace(easel)
  if (scene.place === 'table') return paintTable(easel)
  paintDistance(easel)
  if (scene.place === 'sea') return paintWater(easel, scene.horizon)
  paintLand(easel)
  if (scene.place === 'beach') paintWater(easel, scene.horizon, 0.09)
  if (scene.place === 'city') paintPavement(easel)
}

/** The colour of things under the light of the scene. */
export function underLight({ light }: Easel, colour: Rgb, more = 0): Rgb {
  return mix(colour, light.ambient, Math.min(0.85, light.ambientShare + more))
}

const isSnowy = ({ scene }: Easel) => scene.weather === 'snow' || scene.season === 'winter'

function groundColour(easel: Easel): Rgb {
  const { place, season } = easel.scene
  const bare =
    place === 'meadow' || place === 'forest' || place === 'mountains' ? grass[season] : grounds[place]
  return isSnowy(easel) && place !== 'sea' ? mix(bare, [232, 236, 244], 0.85) : bare
}

function paintDistance(easel: Easel): void {
  const { height, scene, light, random } = easel
  const y = scene.horizon * height
  const far = (share: number): Rgb => mix(underLight(easel, groundColour(easel)), light.horizon, share)
  if (scene.place === 'mountains') return paintMountains(easel, y)
  if (scene.place === 'city') return paintSkyline(easel, y)
  if (scene.place === 'forest') return paintTreeline(easel, y)
  if (scene.place === 'sea' || scene.place === 'beach') {
    if (random() < 0.6)
      paintRidge(easel, { y: y - height * 0.02, amplitude: height * 0.018, waves: 1, colour: far(0.6) })
    return
  }
  paintRidge(easel, { y: y - height * 0.05, amplitude: height * 0.035, waves: 1.2, colour: far(0.68) })
  paintRidge(easel, { y: y - height * 0.015, amplitude: height * 0.022, waves: 1.7, colour: far(0.45) })
}

function paintMountains(easel: Easel, y: number): void {
  const { context, width, height, light, random } = easel
  for (const layer of [0, 1, 2]) {
    const rock = mix(underLight(easel, [92, 98, 116]), light.horizon, 0.62 - layer * 0.2)
    const peaks = 3 + layer
    for (let peak = 0; peak <= peaks; peak += 1) {
      const x = ((peak + random() * 0.6) / peaks) * width
      const rise = height * (0.34 - layer * 0.09) * (0.7 + random() * 0.5)
      const half = rise * (0.75 + random() * 0.3)
      triangle(context, rgbToHex(rock), [x - half, y, x, y - rise, x + half, y])
      triangle(context, rgbToHex(mix(rock, light.isDark ? [10, 14, 34] : [70, 66, 96], 0.25)), [
        x,
        y - rise,
        x + half,
        y,
        x + half * 0.12,
        y,
      ])
      const snow = rgbToHex(mix(underLight(easel, [248, 250, 255]), light.horizon, 0.2))
      triangle(context, snow, [
        x - half * 0.26,
        y - rise * 0.74,
        x,
        y - rise,
        x + half * 0.26,
        y - rise * 0.74,
      ])
    }
  }
}

function triangle(
  context: Easel['context'],
  colour: string,
  [ax, ay, bx, by, cx, cy]: readonly number[],
): void {
  context.fillStyle = colour
  context.beginPath()
  context.moveTo(ax ?? 0, ay ?? 0)
  context.lineTo(bx ?? 0, by ?? 0)
  context.lineTo(cx ?? 0, cy ?? 0)
  context.closePath()
  context.fill()
}

function paintSkyline(easel: Easel, y: number): void {
  const { context, width, height, light, random } = easel
  for (const layer of [0, 1]) {
    const wall = mix(underLight(easel, [86, 92, 110]), light.horizon, 0.55 - layer * 0.3)
    for (let x = -width * 0.02; x < width; ) {
      const span = width * (0.05 + random() * 0.06)
      const rise = height * (0.12 + random() * (0.26 - layer * 0.08))
      context.fillStyle = rgbToHex(wall)
      context.fillRect(x, y - rise, span, rise + 4)
      const pane = span / 6
      for (let wx = x + pane; wx < x + span - pane; wx += pane * 1.6) {
        for (let wy = y - rise + pane; wy < y - pane; wy += pane * 1.9) {
          if (random() < 0.45) continue
          context.fillStyle = light.isDark
            ? 'rgba(255, 214, 130, 0.85)'
            : alpha(mix(wall, [30, 36, 60], 0.4), 0.7)
          context.fillRect(wx, wy, pane * 0.8, pane)
        }
      }
      x += span * (1 + random() * 0.15)
    }
  }
}

function paintTreeline(easel: Easel, y: number): void {
  const { context, width, height, light, random, scene } = easel
  for (const layer of [0, 1, 2]) {
    const leaf: Rgb = scene.season === 'autumn' ? [172, 98, 50] : [44, 86, 66]
    const colour = mix(
      underLight(easel, isSnowy(easel) ? mix(leaf, [230, 236, 244], 0.55) : leaf),
      light.horizon,
      0.5 - layer * 0.2,
    )
    for (let x = -width * 0.03; x < width * 1.03; x += width * (0.035 + random() * 0.03)) {
      const rise = height * (0.2 + random() * 0.14 + layer * 0.03)
      const half = rise * 0.22
      for (const tier of [0, 0.28, 0.52]) {
        const base = y + height * 0.02 * layer - rise * tier
        triangle(context, rgbToHex(colour), [
          x - half * (1 - tier * 0.8),
          base,
          x,
          base - rise * 0.5,
          x + half * (1 - tier * 0.8),
          base,
        ])
      }
    }
  }
}

function paintLand(easel: Easel): void {
  const { context, width, height, scene, light, random, detail } = easel
  const y = scene.horizon * height
  const colour = underLight(easel, groundColour(easel))
  const fill = context.createLinearGradient(0, y, 0, height)
  fill.addColorStop(0, rgbToHex(mix(colour, light.horizon, 0.3)))
  fill.addColorStop(0.35, rgbToHex(colour))
  fill.addColorStop(1, rgbToHex(mix(colour, [16, 20, 30], 0.3)))
  context.fillStyle = fill
  context.fillRect(0, y, width, height - y)
  if (scene.place === 'desert') {
    paintRidge(easel, {
      y: y + height * 0.09,
      amplitude: height * 0.03,
      waves: 1.1,
      colour: mix(colour, [150, 90, 50], 0.16),
    })
    paintRidge(easel, {
      y: y + height * 0.22,
      amplitude: height * 0.04,
      waves: 0.9,
      colour: mix(colour, [140, 80, 46], 0.24),
    })
  }
  if (detail < 0.4 || scene.place === 'city') return
  const isGrass = scene.place === 'meadow' || scene.place === 'forest' || scene.place === 'mountains'
  const blades = isGrass && !isSnowy(easel) ? 900 : 160
  for (let blade = 0; blade < blades; blade += 1) {
    const depth = random() ** 0.7
    const by = y + depth * (height - y)
    const size = (2 + depth * 13) * (width / 1024)
    const bx = random() * width
    context.strokeStyle = alpha(mix(colour, random() < 0.5 ? [255, 255, 220] : [10, 20, 20], 0.2), 0.5)
    context.lineWidth = Math.max(0.6, size / 7)
    context.beginPath()
    context.moveTo(bx, by)
    context.lineTo(
      isGrass ? bx + (random() - 0.5) * size * 0.6 : bx + size,
      isGrass ? by - size : by + size * 0.1,
    )
    context.stroke()
  }
  if (isGrass && !isSnowy(easel) && scene.season !== 'autumn') paintFlowers(easel, y)
}

const petals: readonly Rgb[] = [
  [246, 220, 110],
  [240, 240, 246],
  [226, 120, 140],
  [170, 130, 210],
]

function paintFlowers(easel: Easel, y: number): void {
  const { context, width, height, random } = easel
  for (let flower = 0; flower < 110; flower += 1) {
    const depth = random() ** 0.8
    const size = (1 + depth * 4) * (width / 1024)
    context.fillStyle = rgbToHex(
      underLight(easel, petals[Math.floor(random() * petals.length)] ?? [255, 255, 255]),
    )
    context.beginPath()
    context.arc(random() * width, y + depth * (height - y), size, 0, Math.PI * 2)
    context.fill()
  }
}

function paintWater(easel: Easel, from: number, span = 1 - from): void {
  const { context, width, height, light, random, scene } = easel
  const y = from * height
  const depth = span * height
  const deep = underLight(easel, grounds.sea)
  const fill = context.createLinearGradient(0, y, 0, y + depth)
  fill.addColorStop(0, rgbToHex(mix(deep, light.horizon, 0.6)))
  fill.addColorStop(0.4, rgbToHex(mix(deep, light.middle, 0.25)))
  fill.addColorStop(1, rgbToHex(mix(deep, [8, 22, 44], 0.4)))
  context.fillStyle = fill
  context.fillRect(0, y, width, depth)
  const sunX = (scene.seed % 2 === 0 ? light.sun.x : 1 - light.sun.x) * width
  for (let wave = 0; wave < 260; wave += 1) {
    const near = random() ** 1.4
    const wy = y + near * depth
    const isGlitter = random() < 0.4 && scene.weather === 'clear'
    const reach = width * (0.012 + near * 0.05)
    const wx = isGlitter ? sunX + (random() - 0.5) * width * (0.06 + near * 0.22) : random() * width
    context.fillStyle = isGlitter
      ? alpha(light.sun.colour, 0.4)
      : alpha(mix(deep, [255, 255, 255], 0.5), 0.16)
    context.beginPath()
    context.ellipse(wx, wy, reach, Math.max(0.6, height * 0.0016 * (1 + near * 2)), 0, 0, Math.PI * 2)
    context.fill()
  }
}

function paintPavement(easel: Easel): void {
  const { context, width, height, scene } = easel
  const y = scene.horizon * height
  context.fillStyle = rgbToHex(underLight(easel, [72, 72, 80]))
  context.beginPath()
  context.moveTo(0, y + height * 0.13)
  context.lineTo(width, y + height * 0.13)
  context.lineTo(width, height)
  context.lineTo(0, height)
  context.fill()
  context.fillStyle = alpha(underLight(easel, [236, 226, 190]), 0.75)
  for (let mark = 0; mark < 7; mark += 1)
    context.fillRect(width * (mark / 6.5) - width * 0.03, height * 0.9, width * 0.07, height * 0.012)
}

function paintTable(easel: Easel): void {
  const { context, width, height, scene, light } = easel
  const y = scene.horizon * height
  const wall = context.createLinearGradient(0, 0, width, y)
  const paper = underLight(easel, [196, 186, 170])
  wall.addColorStop(0, rgbToHex(mix(paper, light.isDark ? [30, 26, 40] : [255, 246, 226], 0.5)))
  wall.addColorStop(1, rgbToHex(mix(paper, [60, 52, 60], 0.4)))
  context.fillStyle = wall
  context.fillRect(0, 0, width, y)
  paintWindow(easel)
  const board = context.createLinearGradient(0, y, 0, height)
  const wood = underLight(easel, grounds.table)
  board.addColorStop(0, rgbToHex(mix(wood, [255, 214, 160], 0.25)))
  board.addColorStop(1, rgbToHex(mix(wood, [30, 16, 12], 0.35)))
  context.fillStyle = board
  context.fillRect(0, y, width, height - y)
}

/** The time of day is seen through it. */
function paintWindow(easel: Easel): void {
  const { context, width, height, light, random } = easel
  const left = width * (random() < 0.5 ? 0.08 : 0.62)
  const [w, h] = [width * 0.3, height * 0.34]
  const top = height * 0.1
  const sky = context.createLinearGradient(0, top, 0, top + h)
  sky.addColorStop(0, rgbToHex(light.zenith))
  sky.addColorStop(1, rgbToHex(light.horizon))
  context.fillStyle = sky
  context.fillRect(left, top, w, h)
  const size = Math.min(w, h)
  context.fillStyle = rgbToHex(light.sun.colour)
  context.beginPath()
  context.arc(left + w * 0.7, top + h * (1 - Math.max(0.14, light.sun.height)), size * 0.08, 0, Math.PI * 2)
  context.fill()
  context.strokeStyle = rgbToHex(underLight(easel, [236, 228, 214]))
  context.lineWidth = width * 0.014
  context.strokeRect(left, top, w, h)
  context.lineWidth = width * 0.007
  context.strokeRect(left + w / 2, top, 0.1, h)
  context.strokeRect(left, top + h / 2, w, 0.1)
}

function paintUnderwater(easel: Easel): void {
  const { context, width, height, light, random, scene } = easel
  const fill = context.createLinearGradient(0, 0, 0, height)
  fill.addColorStop(0, rgbToHex(mix([104, 196, 210], light.horizon, 0.2)))
  fill.addColorStop(0.5, rgbToHex(underLight(easel, [34, 120, 160])))
  fill.addColorStop(1, rgbToHex(underLight(easel, [12, 54, 96])))
  context.fillStyle = fill
  context.fillRect(0, 0, width, height)
  for (let ray = 0; ray < 7; ray += 1) {
    const x = random() * width
    context.fillStyle = `rgba(230, 255, 250, ${light.isDark ? 0.03 : 0.07})`
    context.beginPath()
    context.moveTo(x, 0)
    context.lineTo(x + width * 0.07, 0)
    context.lineTo(x - width * 0.1, height)
    context.lineTo(x - width * 0.26, height)
    context.fill()
  }
  paintRidge(easel, {
    y: scene.horizon * height,
    amplitude: height * 0.025,
    waves: 1.4,
    colour: underLight(easel, mix(grounds.underwater, [20, 90, 120], 0.4)),
  })
  for (let bubble = 0; bubble < 46; bubble += 1) {
    context.strokeStyle = 'rgba(236, 252, 255, 0.45)'
    context.lineWidth = width / 700
    context.beginPath()
    context.arc(random() * width, random() * height, (2 + random() * 7) * (width / 1024), 0, Math.PI * 2)
    context.stroke()
  }
}

function paintSpace(easel: Easel): void {
  const { context, width, height, random, scene } = easel
  const fill = context.createLinearGradient(0, 0, width, height)
  fill.addColorStop(0, '#070816')
  fill.addColorStop(0.5, '#16123a')
  fill.addColorStop(1, '#0a0d22')
  context.fillStyle = fill
  context.fillRect(0, 0, width, height)
  for (const hue of [280, 200, 330]) {
    const [x, y, reach] = [random() * width, random() * height * 0.7, width * (0.2 + random() * 0.2)]
    const cloud = context.createRadialGradient(x, y, 0, x, y, reach)
    cloud.addColorStop(0, `hsla(${hue}, 70%, 55%, 0.26)`)
    cloud.addColorStop(1, `hsla(${hue}, 70%, 40%, 0)`)
    context.fillStyle = cloud
    context.fillRect(0, 0, width, height)
  }
  paintStars(easel, height)
  paintPlanet(easel)
  paintRidge(easel, { y: scene.horizon * height, amplitude: height * 0.02, waves: 1, colour: [96, 92, 108] })
}

function paintPlanet({ context, width, height, random }: Easel): void {
  const radius = width * (0.08 + random() * 0.06)
  const [x, y] = [width * (random() < 0.5 ? 0.2 : 0.8), height * 0.24]
  const hue = 20 + random() * 200
  const ball = context.createRadialGradient(x - radius * 0.4, y - radius * 0.4, radius * 0.1, x, y, radius)
  ball.addColorStop(0, `hsl(${hue}, 60%, 72%)`)
  ball.addColorStop(1, `hsl(${hue}, 50%, 26%)`)
  context.fillStyle = ball
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.fill()
  context.strokeStyle = `hsla(${hue}, 40%, 80%, 0.6)`
  context.lineWidth = radius * 0.12
  context.beginPath()
  context.ellipse(x, y, radius * 1.7, radius * 0.4, -0.35, -0.3, Math.PI + 0.3)
  context.stroke()
}
