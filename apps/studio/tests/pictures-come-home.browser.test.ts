import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { askDatabase, listObjectFiles } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import {
  findBarriers,
  keptPictures,
  launchBrowser,
  makePictures,
  openBrowser,
  type PersonsBrowser,
  promptField,
  signIn,
} from './studio-browser.ts'

/* A finished picture is written on the device first; only then the server is told, and erases its copy. */

let server: TestServer
let browser: Browser
let person: PersonsBrowser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([
    startTestServer({ limits: { sweepEveryMs: 250 } }),
    launchBrowser(),
  ])
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
  await person.context.close()
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

/** What the server has of the pictures that were asked for last. */
const images = () =>
  askDatabase(
    server,
    `select id from objects where kind = 'image'
     and generation_id = (select id from generations order by created_at desc limit 1)`,
  )

/** The picture in the row is drawn, not only framed. */
async function isDrawn(page: Page, words: string): Promise<boolean> {
  const picture = page.getByRole('article', { name: words }).locator('[data-picture] img').first()
  await picture.waitFor()
  return picture.evaluate(async (element) => {
    if (!(element instanceof HTMLImageElement)) return false
    await element.decode()
    return element.naturalWidth > 0
  })
}

test('kept pictures are gone from the server, and are seen in a second tab and after a reload', async () => {
  person = await openBrowser(browser, server.url)
  const page = await person.open()
  await signIn(page)

  await makePictures(page, 'two ducks on a lake', 2)

  expect(await images()).toEqual([])
  await expect.poll(() => listObjectFiles(server)).toHaveLength(1)
  expect(await isDrawn(page, 'two ducks on a lake')).toBe(true)
  const second = await person.open()
  await keptPictures(second, 'two ducks on a lake').nth(1).waitFor()
  expect(await isDrawn(second, 'two ducks on a lake')).toBe(true)
  await page.reload()
  expect(await isDrawn(page, 'two ducks on a lake')).toBe(true)
})

test('a device without room keeps nothing and says so; the picture stays on the server until there is room', async () => {
  person = await openBrowser(browser, server.url)
  const page = await person.open()
  await signIn(page)
  const chromium = await person.context.newCDPSession(page)
  await chromium.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 })

  await promptField(page).fill('a lighthouse at night')
  await page.getByRole('radio', { name: '1', exact: true }).check({ force: true })
  await page.getByRole('button', { name: /^Generate/ }).click()
  await page.getByText('This device has no room for a picture').waitFor()

  expect(await images()).toHaveLength(1)
  expect(await findBarriers(page)).toEqual([])
  expect(await isDrawn(page, 'a lighthouse at night')).toBe(true)
  await chromium.send('Storage.overrideQuotaForOrigin', { origin: server.url })
  await page.getByRole('button', { name: 'Try again' }).click()
  await keptPictures(page, 'a lighthouse at night').waitFor()
  expect(await images()).toEqual([])
})

test('what was not acknowledged, because the page went, is acknowledged by the next', async () => {
  person = await openBrowser(browser, server.url)
  const page = await person.open()
  await signIn(page)
  await page.route('**/kept', (route) => route.abort())

  await promptField(page).fill('a heron in the reeds')
  await page.getByRole('radio', { name: '1', exact: true }).check({ force: true })
  const refused = page.waitForRequest('**/kept')
  await page.getByRole('button', { name: /^Generate/ }).click()
  await refused
  expect(await images()).toHaveLength(1)
  await page.close()

  const next = await person.open()
  await keptPictures(next, 'a heron in the reeds').waitFor()
  expect(await images()).toEqual([])
  expect(await isDrawn(next, 'a heron in the reeds')).toBe(true)
})

test('a browser that gives no files, as in private windows, keeps pictures in its database', async () => {
  person = await openBrowser(browser, server.url)
  await person.context.addInitScript('delete StorageManager.prototype.getDirectory')
  const page = await person.open()
  await signIn(page)

  await makePictures(page, 'an owl in the snow')

  expect(await images()).toEqual([])
  await page.reload()
  expect(await isDrawn(page, 'an owl in the snow')).toBe(true)
})

test('a browser that gives no storage at all keeps nothing, and says so', async () => {
  person = await openBrowser(browser, server.url)
  await person.context.addInitScript(
    `IDBFactory.prototype.open = () => { throw new DOMException('forbidden', 'SecurityError') }`,
  )
  const page = await person.open()
  await signIn(page)

  await promptField(page).fill('a raven on a post')
  await page.getByRole('radio', { name: '1', exact: true }).check({ force: true })
  await page.getByRole('button', { name: /^Generate/ }).click()
  await page.getByText('This browser gives the studio no storage').waitFor()

  expect(await images()).toHaveLength(1)
  expect(await isDrawn(page, 'a raven on a post')).toBe(true)
})
