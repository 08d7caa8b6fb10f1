import { buffer } from 'node:stream/consumers'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startFakePartner, type FakePartner } from '../../../packages/testkit/src/fake-partner.ts'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkAccess } from './check-everywhere.ts'
import {
  keptPictures,
  launchBrowser,
  makePictures,
  openBrowser,
  type PersonsBrowser,
  settled,
  signIn,
} from './studio-browser.ts'

/* A photograph from the device: added, masked, redrawn in part, and asked for again. */

let partner: FakePartner
let server: TestServer
let browser: Browser
let person: PersonsBrowser

beforeAll(async () => {
  partner = await startFakePartner({ kind: 'draw', sizeBytes: 50_000 })
  ;[server, browser] = await Promise.all([startTestServer({ partnerUrl: partner.baseUrl }), launchBrowser()])
})
afterEach(() => {
  expect(person.complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
  await partner.close()
})

async function open(viewport = { width: 1440, height: 900 }): Promise<Page> {
  person = await openBrowser(browser, server.url, { viewport, colorScheme: 'dark' })
  const page = await person.open()
  await signIn(page)
  return page
}

const side = 96
const noise = Buffer.from(new Uint8Array(side * side * 3).map((_, at) => (at * 131) % 256))
const aPicture = () =>
  sharp(noise, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer()
const aPhotograph = () =>
  sharp({ create: { width: 320, height: 200, channels: 3, background: 'teal' } })
    .withExif({
      IFD0: { Copyright: 'a secret' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 33/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

const add = (page: Page, name: string, mimeType: string, buffer: Buffer) =>
  page.locator('[data-picker]').setInputFiles({ name, mimeType, buffer })
const sent = (page: Page) =>
  page.waitForResponse((response) => response.url().includes('/api/uploads?') && response.status() === 201)

test('a part of a picture is redrawn and the rest stays, pixel for pixel', async () => {
  const page = await open()
  const taken = sent(page)
  await add(page, 'private name.png', 'image/png', await aPicture())
  await taken
  await page.getByRole('button', { name: 'Redraw a part' }).click()
  await followsThePointer(page)
  await page.getByRole('button', { name: 'Middle' }).click()
  await checkAccess(page)
  const masked = sent(page)
  await page.getByRole('button', { name: 'Use this mask' }).click()
  await masked
  await page.getByRole('textbox', { name: 'Prompt' }).fill('a red balloon')
  await page.getByRole('radio', { name: '1', exact: true }).press('Space')
  await checkAccess(page)
  const asked = page.waitForResponse(
    (response) => response.url().endsWith('/api/generations') && response.status() === 202,
  )
  await page.getByRole('button', { name: /^Generate/ }).click()
  const { id } = await (await asked).json()
  await expect
    .poll(async () => (await (await page.request.get(`${server.url}/api/generations/${id}`)).json()).phase, {
      timeout: 30_000,
    })
    .toBe('delivered')
  const shown = page.locator('img[src^="blob:"]')
  await expect.poll(() => shown.count()).toBeGreaterThan(0)
  const { info, data } = await readResult(page)

  expect([info.width, info.height]).toEqual([side, side])
  const changed = Array.from({ length: side * side }, (_, pixel) => pixel).filter(
    (pixel) => !data.subarray(pixel * 4, pixel * 4 + 3).equals(noise.subarray(pixel * 3, pixel * 3 + 3)),
  )
  const isMiddle = (pixel: number) => {
    const [x, y] = [pixel % side, Math.floor(pixel / side)]
    return x >= side / 4 && x < (side * 3) / 4 && y >= side / 4 && y < (side * 3) / 4
  }
  expect(changed.length).toBeGreaterThan(2_000)
  expect(changed.filter((pixel) => !isMiddle(pixel))).toEqual([])

  // What came is told also when only the device still knows it, and nothing of it is cut off.
  await keptPictures(page, 'a red balloon').first().waitFor()
  const picture = page.getByRole('button', { name: 'Picture 1 of 1' })
  await picture.click()
  const facts = page.getByRole('complementary', { name: 'Facts of this picture' })
  await facts.getByText(`asked 1024 × 1024, got ${side} × ${side}`).waitFor()
  expect(await picture.locator('img').evaluate((image: Element) => getComputedStyle(image).objectFit)).toBe(
    'contain',
  )
  await page.context().close()
})

/** The sign of the brush is where the pointer is, and as wide as what it paints. */
async function followsThePointer(page: Page): Promise<void> {
  // The sheet rises as it opens, and the surface with it.
  await page.evaluate(settled)
  const surface = await page.getByRole('application').boundingBox()
  if (surface === null) throw new Error('there is nothing to paint on')
  const [x, y] = [surface.x + surface.width / 4, surface.y + surface.height / 3]
  await page.mouse.move(x, y)
  const brush = await page.locator('[data-brush]').boundingBox()
  expect((brush?.width ?? 0) / surface.width).toBeCloseTo(8 / side, 2)
  expect((brush?.x ?? 0) + (brush?.width ?? 0) / 2).toBeCloseTo(x, 0)
  expect((brush?.y ?? 0) + (brush?.height ?? 0) / 2).toBeCloseTo(y, 0)
}

/** The finished picture as a person saves it: the server's own copy goes as soon as the device keeps one. */
async function readResult(page: Page) {
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).first().click()
  return sharp(await buffer(await (await saved).createReadStream()))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
}

test('a photograph loses what its camera wrote, is turned before it is masked, and is offered back after a reload', async () => {
  const page = await open({ width: 390, height: 844 })
  const taken = sent(page)
  await add(page, 'holiday.jpg', 'image/jpeg', await aPhotograph())
  const first = await (await taken).json()
  expect(first).toMatchObject({ widthPx: 200, heightPx: 320, orientation: 6 })
  const bytes = await (await page.request.get(`${server.url}/api/images/${first.id}`)).body()
  expect(bytes.includes('a secret')).toBe(false)
  expect((await sharp(bytes).metadata()).orientation).toBe(6)

  // What is made of it can have nearly its shape.
  await page.getByRole('button', { name: 'Use 1024 × 1536' }).click()
  const settings = page.getByRole('button', { name: /^Settings.*2:3/ })
  await expect.poll(() => settings.evaluate((button) => button === document.activeElement)).toBe(true)
  await expect.poll(() => page.getByText('Your picture is').count()).toBe(0)

  const turned = sent(page)
  await page.getByRole('button', { name: 'Redraw a part' }).click()
  expect(await (await turned).json()).toMatchObject({ widthPx: 200, heightPx: 320, orientation: 1 })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await checkAccess(page)

  await page.reload()
  await page.getByText(/still held for this sitting/).waitFor()
  await checkAccess(page)
  await page.getByRole('button', { name: 'Use', exact: true }).click()
  await page.getByRole('button', { name: /open to change/ }).click()
  await page.getByRole('listitem', { name: 'Picture 1' }).waitFor()
  await checkAccess(page)
  await page.getByRole('button', { name: 'Take out picture 1' }).click()
  await page.context().close()
})

test('what is no picture is told in words; another model says what it does not take', async () => {
  const page = await open()
  await add(page, 'letter.pdf', 'application/pdf', Buffer.from('%PDF-1.7'))
  await page.getByText(/not a picture that can be read here/).waitFor()
  await add(page, 'words.png', 'image/png', Buffer.from('words'))
  await page
    .getByRole('listitem', { name: 'Picture 2' })
    .getByText(/not a picture/)
    .waitFor()
  await checkAccess(page)
  // The same file would be refused again, and the browser's sign of a broken picture says nothing.
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  expect(await page.getByRole('listitem').locator('img:visible').count()).toBe(0)
  const focused = () =>
    page.evaluate<string>('document.activeElement.ariaLabel ?? document.activeElement.textContent')
  await page.getByRole('button', { name: 'Take out picture 1' }).click()
  await expect.poll(focused).toBe('Take out picture 1')
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe('Add a picture')
  await page.getByRole('radio', { name: 'Transparent' }).check({ force: true })
  await page.getByRole('button', { name: 'Sketch' }).click()
  await page.getByRole('radio', { name: /Plain picture/ }).click({ force: true })
  await page.getByText(/Plain picture does not take: .*transparent background/).waitFor()
  await page.getByRole('radio', { name: 'High' }).check({ force: true })
  await page
    .getByRole('button', { name: /^Generate/ })
    .getByText('12 credits')
    .waitFor()
  await checkAccess(page)
  await page.context().close()
})

test('the same is asked again as it was asked then', async () => {
  const page = await open()
  const taken = sent(page)
  await add(page, 'mine.png', 'image/png', await aPicture())
  await taken
  await makePictures(page, 'a quiet harbour')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('something else')
  await page.getByRole('button', { name: 'Ask for the same again' }).first().click()
  await expect
    .poll(() =>
      askDatabase(
        server,
        'select count(*)::int as count from generations where cardinality(reference_ids) = 1 and mask_id is null',
      ),
    )
    .toEqual([{ count: 2 }])
  await page.context().close()
})

test('anything is found by a few letters, and a picture open large says what was asked and what left', async () => {
  const page = await open()
  await makePictures(page, 'a lighthouse')
  await page.locator('[data-picture]').first().dblclick()
  const large = page.getByRole('dialog', { name: 'Picture' })
  await large.getByText('1024 × 1024', { exact: true }).waitFor()
  await large.getByText('Nothing left this server').waitFor()
  await checkAccess(page)
  await large.getByRole('button', { name: 'Use as picture of yours' }).click()
  await page.getByRole('listitem', { name: 'Picture 1' }).waitFor()

  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('What do you want to do?').waitFor()
  await page.keyboard.type('plain')
  await page.getByRole('option', { name: 'Model: Plain picture' }).waitFor()
  await checkAccess(page)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Plain picture' }).waitFor()
  await page.context().close()
})
