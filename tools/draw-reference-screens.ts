import { mkdir, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { launchBrowser } from '../apps/studio/tests/studio-browser.ts'
import { walkScreens } from '../apps/studio/tests/walk-screens.ts'
import { buildStudio } from '../bootstrap/build-studio.mjs'
import { startTestServer } from '../packages/testkit/src/test-server.ts'

/* node tools/draw-reference-screens.ts: takes every main screen anew, to be looked at one by one before it is committed. */

const folder = new URL(process.argv[2] ?? '../apps/studio/reference-screens/', import.meta.url)

buildStudio()
await mkdir(folder, { recursive: true })
const server = await startTestServer()
const browser = await launchBrowser()
let total = 0
try {
  await walkScreens({ browser, server }, async ({ name, shoot }) => {
    const file = await sharp(await shoot())
      .webp({ quality: 76, effort: 6, smartSubsample: true })
      .toBuffer()
    total += file.length
    await writeFile(new URL(`${name}.webp`, folder), file)
    process.stdout.write(`${name}\n`)
  })
} finally {
  await browser.close()
  await server.dispose()
}
process.stdout.write(`${Math.round(total / 1000)} kB in all\n`)
