import type { Easel } from './easel.ts'
import { createRandom } from './random.ts'

/** How much of width and height the print takes. */
const share = 0.92
/** How far its edge wanders, as a share of its reach. */
const wander = 0.035

/** Leaves a round print of what is painted, its edge torn by hand: for a scene in which nothing stands alone. */
export function cutOut({ context, width, height, scene }: Easel): void {
  // Not the easel's own row: an early state draws fewer numbers, and the edge is the same in all of them.
  const random = createRandom(scene.seed, 11)
  const waves = [3, 5, 8].map((turns) => ({ turns, phase: random() * Math.PI * 2 }))
  context.save()
  context.globalCompositeOperation = 'destination-in'
  context.fillStyle = '#000'
  context.beginPath()
  for (let step = 0; step < 240; step += 1) {
    const angle = (step / 240) * Math.PI * 2
    const edge = waves.reduce((sum, { turns, phase }) => sum + Math.sin(angle * turns + phase) / turns, 0)
    const reach = (share / 2) * (1 - wander + edge * wander)
    context.lineTo(width * (0.5 + Math.cos(angle) * reach), height * (0.5 + Math.sin(angle) * reach))
  }
  context.closePath()
  context.fill()
  context.restore()
}
