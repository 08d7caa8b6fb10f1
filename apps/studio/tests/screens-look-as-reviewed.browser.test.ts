import { readdir, readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkAccess } from './check-everywhere.ts'
import { bounds, compareScreens } from './compare-screens.ts'
import { launchBrowser } from './studio-browser.ts'
import { walkScreens } from './walk-screens.ts'

/* The main screens look as they did when somebody last looked at each of them, and axe finds nothing in them. */

const folder = new URL('../reference-screens/', import.meta.url)
let server: TestServer
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), launchBrowser()])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

test('every main screen, in three windows and both themes, is its reviewed reference', {
  timeout: 600_000,
}, async () => {
  const changed: string[] = []
  const seen: string[] = []
  await walkScreens({ browser, server }, async ({ name, page, isCheckedElsewhere, shoot }) => {
    if (!isCheckedElsewhere) await checkAccess(page)
    const reference = await readFile(new URL(`${name}.webp`, folder))
    const { mean, share } = await compareScreens(await shoot(), reference)
    seen.push(`${name}.webp`)
    if (mean > bounds.mean || share > bounds.share)
      changed.push(`${name}: ${mean.toFixed(1)} on average, ${(share * 100).toFixed(1)} % of it by much`)
  })

  expect(changed).toEqual([])
  expect((await readdir(folder)).filter((file) => file.endsWith('.webp')).sort()).toEqual(seen.sort())
})

test('letters of another machine pass; a column that went, a theme, a picture that is another do not', async () => {
  const reference = await readFile(new URL('facts-1440-dark.webp', folder))
  const isSeen = async (screen: Sharp) => {
    const { mean, share } = await compareScreens(await screen.png().toBuffer(), reference)
    return mean > bounds.mean || share > bounds.share
  }
  const column = await sharp({ create: { width: 320, height: 844, channels: 3, background: '#121110' } })
    .png()
    .toBuffer()

  expect(await isSeen(sharp(reference).blur(0.6))).toBe(false)
  expect(await isSeen(sharp(reference).composite([{ input: column, left: 1120, top: 56 }]))).toBe(true)
  expect(await isSeen(sharp(await readFile(new URL('facts-1440-light.webp', folder))))).toBe(true)
  expect(await isSeen(sharp(await readFile(new URL('results-1440-dark.webp', folder))))).toBe(true)
})
