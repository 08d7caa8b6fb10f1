import { alpha, type Easel } from './easel.ts'

/** What falls or hangs between the eye and the scene. */
export function paintWeather(easel: Easel): void {
  const { weather, place } = easel.scene
  if (place === 'underwater' || place === 'space' || place === 'table') return
  if (weather === 'rain' || weather === 'storm') paintRain(easel)
  if (weather === 'storm') paintLightning(easel)
  if (weather === 'snow') paintSnow(easel)
  if (weather === 'fog') paintFog(easel)
}

function paintRain({ context, width, height, random }: Easel): void {
  context.lineWidth = Math.max(0.8, width / 900)
  for (let drop = 0; drop < 420; drop += 1) {
    const [x, y] = [random() * width * 1.1, random() * height]
    const length = height * (0.018 + random() * 0.03)
    context.strokeStyle = `rgba(214, 226, 240, ${0.18 + random() * 0.3})`
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x - length * 0.24, y + length)
    context.stroke()
  }
}

function paintLightning({ context, width, height, random, scene }: Easel): void {
  let x = width * (0.2 + random() * 0.6)
  let y = 0
  const bottom = scene.horizon * height
  context.strokeStyle = 'rgba(255, 252, 226, 0.95)'
  context.lineWidth = width / 260
  context.lineJoin = 'miter'
  context.beginPath()
  context.moveTo(x, y)
  while (y < bottom) {
    x += (random() - 0.5) * width * 0.09
    y += bottom * (0.08 + random() * 0.1)
    context.lineTo(x, Math.min(y, bottom))
  }
  context.stroke()
}

function paintSnow({ context, width, height, random }: Easel): void {
  for (let flake = 0; flake < 320; flake += 1) {
    const near = random()
    context.fillStyle = `rgba(255, 255, 255, ${0.45 + near * 0.5})`
    context.beginPath()
    context.arc(random() * width, random() * height, (0.8 + near ** 3 * 5) * (width / 1024), 0, Math.PI * 2)
    context.fill()
  }
}

function paintFog({ context, width, height, light, scene }: Easel): void {
  const y = scene.horizon * height
  for (const [top, depth, share] of [
    [y - height * 0.3, height * 0.5, 0.5],
    [y, height * 0.34, 0.42],
  ] as const) {
    const bank = context.createLinearGradient(0, top, 0, top + depth)
    bank.addColorStop(0, alpha(light.horizon, 0))
    bank.addColorStop(0.5, alpha(light.horizon, share))
    bank.addColorStop(1, alpha(light.horizon, 0))
    context.fillStyle = bank
    context.fillRect(0, top, width, depth)
  }
}
