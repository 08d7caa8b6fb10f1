import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { makePng } from '../../../packages/testkit/src/make-png.ts'
import { checkEverywhere } from './check-everywhere.ts'
import {
  findBarriers,
  launchBrowser,
  makePictures,
  openBrowser,
  type PersonsBrowser,
  promptField,
  signIn,
} from './studio-browser.ts'

/* Two people at one browser, what a sign-out says before it takes anything, and a device that forgets when asked to. */

let server: TestServer
let browser: Browser
let person: PersonsBrowser
let page: Page

const ada = { name: 'Ada', email: 'ada@example.org' }
const ben = { name: 'Ben', email: 'ben@example.org' }

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), launchBrowser()])
  person = await openBrowser(browser, server.url)
})
beforeEach(async () => {
  page = await person.renew()
  await signIn(page, ada)
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const account = () => page.getByRole('button', { name: /^Account:/ })
const sheet = () => page.getByRole('dialog')

async function askToLeave(): Promise<void> {
  await account().click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await sheet().waitFor()
}

async function leave(forgets: boolean): Promise<void> {
  await askToLeave()
  await checkEverywhere(page)
  if (forgets) await sheet().getByRole('checkbox').check()
  await sheet()
    .getByRole('button', { name: /^Sign out/ })
    .click()
  await page.getByText(forgets ? 'erased: one picture' : 'kept: one picture').waitFor()
  expect(await findBarriers(page)).toEqual([])
}

const prints = () => page.getByRole('option')
const goToLibrary = async (): Promise<void> => {
  await page.goto(`${server.url}/library`)
  await page.getByRole('heading', { name: 'Library' }).waitFor()
}
const libraries = () =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
    return names.filter((name) => name.startsWith('gptimage')).toSorted()
  })
const ask = (path: string) =>
  page.evaluate(async (asked) => {
    const response = await fetch(asked)
    return { status: response.status, text: await response.text() }
  }, path)

test('who signs in next finds nothing of it, wipes only their own, and who comes back has it again', async () => {
  await makePictures(page, 'a secret garden', 1)
  const [adas = ''] = await libraries()
  const list: { generations: { id: string }[] } = JSON.parse((await ask('/api/generations')).text)
  const generation = list.generations[0]?.id
  await leave(false)

  await signIn(page, ben)
  await goToLibrary()
  await page.getByText('Nothing is kept here yet').waitFor()
  const both = await libraries()
  expect(both).toHaveLength(2)
  expect(both.join()).not.toMatch(/ada|ben|example/i)
  expect((await ask('/api/session')).text).not.toContain(adas.replace('gptimage-library-', ''))
  expect((await ask(`/api/generations/${generation}`)).status).toBe(404)

  await page.getByRole('link', { name: 'To the studio' }).click()
  await makePictures(page, 'a grey wolf', 1)
  await goToLibrary()
  await expect.poll(() => prints().count()).toBe(1)
  await page.getByRole('searchbox').fill('secret garden')
  await page.getByText('Nothing here matches').waitFor()
  await person.context.setOffline(true)
  await page.reload()
  await prints().first().waitFor()
  expect(await prints().allTextContents()).toHaveLength(1)
  expect(await page.getByText('secret').count()).toBe(0)
  await person.context.setOffline(false)

  await account().waitFor()
  await page.getByRole('button', { name: 'Storage' }).click()
  await page.getByRole('button', { name: /Wipe this library/ }).click()
  await page.getByLabel('Type 1 to go on').fill('1')
  await page.getByRole('button', { name: 'Wipe it now' }).click()
  await page.getByText('nothing found').waitFor()
  expect(await libraries()).toContain(adas)

  await signIn(page, ada)
  await goToLibrary()
  await page.getByRole('option', { name: /a secret garden/ }).waitFor()
  expect(await prints().count()).toBe(1)
})

test('pictures that are only on the server are told before a sign-out, and are kept or saved first', async () => {
  const chromium = await person.context.newCDPSession(page)
  await chromium.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 })
  await page.getByRole('radio', { name: '1', exact: true }).check({ force: true })
  await promptField(page).fill('a lighthouse at night')
  await page.getByRole('button', { name: /^Generate/ }).click()
  await page.getByText('This device has no room for a picture').waitFor()

  await askToLeave()
  await sheet().getByText('One picture is only on the server').waitFor()
  await checkEverywhere(page)
  const saved = page.waitForEvent('download')
  await sheet().getByRole('button', { name: 'Download' }).click()
  expect((await saved).suggestedFilename()).toMatch(/\.png$/)
  await sheet().getByText('Handed to the browser').waitFor()
  await sheet().getByRole('button', { name: 'Cancel' }).click()
  await account().waitFor()

  await askToLeave()
  await chromium.send('Storage.overrideQuotaForOrigin', { origin: server.url })
  await sheet().getByRole('button', { name: 'Keep on this device first' }).click()
  await sheet().getByText('Every picture is on this device now').waitFor()
  await checkEverywhere(page)
  await sheet().getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByText('kept: one picture').waitFor()
})

test('a person may leave without what is only on the server, and without what is still being made', async () => {
  const chromium = await person.context.newCDPSession(page)
  await chromium.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 })
  await promptField(page).fill('four lighthouses at night')
  await page.getByRole('button', { name: /^Generate/ }).click()
  await page.getByRole('button', { name: 'Cancel' }).waitFor()

  await askToLeave()
  await sheet().getByText('One request is still being made').waitFor()
  await sheet()
    .getByRole('button', { name: /^Sign out/ })
    .click()
  await page.getByText('The room is empty').waitFor()
})

test('the receipt counts the pictures that somebody gave, too', async () => {
  const photo = { name: 'photo.png', mimeType: 'image/png', buffer: makePng({ widthPx: 40, heightPx: 30 }) }
  await page.locator('input[type=file]').setInputFiles(photo)
  await page.getByText('Redraw a part').waitFor()
  await makePictures(page, 'a harbour in fog', 1)
  await askToLeave()
  await sheet()
    .getByRole('button', { name: /^Sign out/ })
    .click()
  const lines = page.locator('dl')
  await lines.getByText('Pictures you gave').waitFor()
  expect(await lines.getByText('1, unreadable now').count()).toBe(2)
})

test('a device that is asked to forget keeps nothing', async () => {
  await makePictures(page, 'a secret garden', 1)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await leave(true)

  expect(await libraries()).toEqual([])
  expect(await page.evaluate(() => caches.keys())).toEqual([])
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  expect(
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory()
      const parent = await root.getDirectoryHandle('gptimage')
      const names: string[] = []
      for await (const name of parent.keys()) names.push(name)
      return names
    }),
  ).toEqual([])
})
