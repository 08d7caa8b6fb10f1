import { mix, type Rgb, rgbToHex } from './colour.ts'
import { alpha, type Easel } from './easel.ts'

/** Sky, its lights and its clouds, down to the horizon. */
export function paintSky(easel: Easel): void {
  const { context, width, height, scene, light } = easel
  const bottom = scene.horizon * height
  const gradient = context.createLinearGradient(0, 0, 0, bottom)
  const [tint] = scene.tints
  const tinted = (colour: Rgb) =>
    tint === undefined || scene.figures.length > 0 ? colour : mix(colour, fromHue(tint[0]), 0.3)
  gradient.addColorStop(0, rgbToHex(tinted(light.zenith)))
  gradient.addColorStop(0.6, rgbToHex(tinted(light.middle)))
  gradient.addColorStop(1, rgbToHex(light.horizon))
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
  if (light.isDark) paintStars(easel, bottom)
  if (scene.weather !== 'storm' && scene.weather !== 'rain') paintSun(easel, bottom)
  paintClouds(easel, bottom)
}

function fromHue(hue: number): Rgb {
  const part = (shift: number) => 128 + 110 * Math.cos(((hue - shift) * Math.PI) / 180)
  return [part(0), part(120), part(240)]
}

export function paintStars({ context, width, random, scene }: Easel, bottom: number): void {
  const isHidden = scene.weather === 'cloudy' || scene.weather === 'rain' || scene.weather === 'storm'
  for (let star = 0; star < (isHidden ? 25 : 190); star += 1) {
    const size = (0.5 + random() ** 4 * 2) * (width / 1024)
    context.fillStyle = `rgba(255, 252, 236, ${0.3 + random() * 0.7})`
    context.beginPath()
    context.arc(random() * width, random() ** 1.3 * bottom * 0.96, size, 0, Math.PI * 2)
    context.fill()
  }
}

function paintSun({ context, width, height, scene, light }: Easel, bottom: number): void {
  const { sun, isDark } = light
  const radius = sun.radius * Math.min(width, height)
  const x = (scene.seed % 2 === 0 ? sun.x : 1 - sun.x) * width
  const y = bottom - sun.height * bottom
  const reach = radius * (isDark ? 5 : 9)
  const glow = context.createRadialGradient(x, y, radius * 0.6, x, y, reach)
  glow.addColorStop(0, alpha(sun.colour, sun.glow))
  glow.addColorStop(1, alpha(sun.colour, 0))
  context.fillStyle = glow
  context.fillRect(x - reach, y - reach, reach * 2, reach * 2)
  context.fillStyle = alpha(sun.colour, scene.weather === 'clear' ? 1 : 0.75)
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.fill()
  if (!isDark) return
  context.fillStyle = 'rgba(196, 194, 190, 0.5)'
  for (const [dx, dy, size] of [
    [-0.3, -0.2, 0.22],
    [0.28, 0.1, 0.16],
    [-0.1, 0.4, 0.13],
  ] as const) {
    context.beginPath()
    context.arc(x + dx * radius, y + dy * radius, size * radius, 0, Math.PI * 2)
    context.fill()
  }
}

const cloudCounts = { clear: 3, cloudy: 9, rain: 10, snow: 8, fog: 3, storm: 12 } as const

function paintClouds({ context, width, random, scene, light, detail }: Easel, bottom: number): void {
  const count = cloudCounts[scene.weather] - (light.isDark && scene.weather === 'clear' ? 2 : 0)
  const lit: Rgb = mix(
    light.horizon,
    [255, 255, 255],
    light.isDark ? 0.05 : scene.weather === 'storm' ? 0 : 0.5,
  )
  for (let cloud = 0; cloud < count; cloud += 1) {
    const x = random() * width
    const y = bottom * (0.08 + random() * 0.62)
    const size = width * (0.07 + random() * 0.09) * (0.6 + (1 - y / bottom) * 0.6)
    const puffs = detail > 0.4 ? 9 : 5
    for (let puff = 0; puff < puffs; puff += 1) {
      const along = puff / (puffs - 1) - 0.5
      const radius = size * (0.28 + 0.3 * (1 - Math.abs(along) * 1.7) + random() * 0.08)
      const cx = x + along * size * 2
      const cy = y - radius * 0.3 * random()
      const shade = context.createLinearGradient(0, cy - radius, 0, cy + radius)
      shade.addColorStop(0, alpha(lit, light.isDark ? 0.32 : 0.72))
      shade.addColorStop(1, alpha(mix(lit, light.middle, 0.75), light.isDark ? 0.1 : 0.14))
      context.fillStyle = shade
      context.beginPath()
      context.ellipse(cx, cy, Math.max(1, radius), Math.max(1, radius * 0.62), 0, 0, Math.PI * 2)
      context.fill()
    }
  }
}
