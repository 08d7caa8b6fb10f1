import { mkdir, writeFile } from 'node:fs/promises'
import { renderSheet } from '../packages/dialects/builtin/render.ts'

/* Draws the picture of the welcome page as the studio would: two coarse states and the finished one, by the built-in model. */

const folder = new URL('../apps/server/src/pages/picture/', import.meta.url)
const sheet = {
  prompt: 'three sailing boats at sunset',
  widthPx: 1024,
  heightPx: 1024,
  seed: 40,
  background: 'scene',
} as const
const states = { coarse: 0.125, fine: 0.25, finished: 1 } as const
const quality = 68

await mkdir(folder, { recursive: true })
for (const [name, scale] of Object.entries(states)) {
  const canvas = renderSheet(sheet, scale)
  await writeFile(new URL(`${name}.webp`, folder), await canvas.encode('webp', quality))
}
