import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { readZip } from './read-zip.ts'
import {
  findBarriers,
  launchBrowser,
  makePictures,
  openBrowser,
  type PersonsBrowser,
  promptField,
  signIn,
} from './studio-browser.ts'

/* What a person does with what they have kept. */

let server: TestServer
let browser: Browser
let person: PersonsBrowser
let page: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), launchBrowser()])
  person = await openBrowser(browser, server.url)
})
beforeEach(async () => {
  page = await person.renew()
  await signIn(page)
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const prints = () => page.getByRole('option')
const openLibrary = async (): Promise<void> => {
  await page.getByRole('link', { name: 'Library' }).first().click()
  await page.getByRole('heading', { name: 'Library' }).waitFor()
}
const chosen = () => page.getByRole('option', { selected: true }).count()

test('pictures are found by their words, opened large, and their settings go back into the studio', async () => {
  await makePictures(page, 'a red fox on a hill', 2)
  await makePictures(page, '雪地里的猫头鹰', 1)
  await openLibrary()
  await expect.poll(() => prints().count()).toBe(3)
  expect(await findBarriers(page)).toEqual([])

  await page.getByRole('searchbox').fill('猫头鹰')
  await expect.poll(() => prints().count()).toBe(1)
  await page.getByRole('searchbox').fill('FÓX hill')
  await expect.poll(() => prints().count()).toBe(2)
  await page.getByRole('searchbox').fill('wolf')
  await page.getByText('Nothing here matches “wolf”.').waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()

  await prints().nth(1).click()
  await page.getByRole('dialog').getByRole('img', { name: 'a red fox on a hill' }).waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('dialog').getByRole('img', { name: '雪地里的猫头鹰' }).waitFor()
  await page.getByRole('button', { name: 'Reuse' }).click()
  await expect.poll(() => promptField(page).inputValue()).toBe('雪地里的猫头鹰')
})

test('several are chosen with keys and pointer, packed into one zip with their words, and deleted with undo', async () => {
  await makePictures(page, 'four small boats', 4)
  await openLibrary()
  await prints().first().focus()

  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  expect(await chosen()).toBe(2)
  await page.keyboard.press('Control+a')
  expect(await chosen()).toBe(4)
  await page.keyboard.press('Escape')
  expect(await chosen()).toBe(0)
  await prints()
    .nth(0)
    .click({ modifiers: ['Control'] })
  await prints()
    .nth(2)
    .click({ modifiers: ['Shift'] })
  expect(await chosen()).toBe(3)
  expect(await findBarriers(page)).toEqual([])

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download zip' }).click()
  const zip = readZip(await readFile(await (await saved).path()))
  const pictures = [...zip.keys()].filter((name) => name.endsWith('.png'))
  expect(pictures).toHaveLength(3)
  for (const name of pictures) expect(zip.get(name)?.subarray(1, 4).toString()).toBe('PNG')
  const listed = JSON.parse(zip.get('pictures.json')?.toString() ?? '')
  expect(listed.pictures).toHaveLength(3)
  expect(listed.pictures[0]).toMatchObject({ prompt: 'four small boats', file: pictures[0] })

  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(() => prints().count()).toBe(1)
  await expect.poll(() => page.evaluate('document.activeElement.role')).toBe('option')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => prints().count()).toBe(4)
})

test('what is deleted on the stage is gone from the library, in every tab and after a reload', async () => {
  await makePictures(page, 'two red apples', 2)
  const second = await person.open('/library')
  await second.getByRole('option').nth(1).waitFor()

  await page.getByRole('button', { name: 'Picture 1 of 2' }).focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => second.getByRole('option').count()).toBe(1)
  await page.getByText('Deleted', { exact: true }).waitFor({ timeout: 20_000 })

  await second.reload()
  await expect.poll(() => second.getByRole('option').count()).toBe(1)
  expect(await listStored(second)).toHaveLength(1)
})

test('a wiped library leaves nothing on the device, says so on a slip, and begins anew', async () => {
  await makePictures(page, 'three blue jugs', 3)
  await openLibrary()
  await page.getByRole('button', { name: 'Storage' }).click()
  await page.getByRole('meter').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: /Wipe this library/ }).click()
  // Pressed before the number is typed it does nothing.
  await page.getByRole('button', { name: 'Wipe it now' }).click({ force: true })
  expect(await listStored(page)).toHaveLength(3)

  await page.getByLabel('Type 3 to go on').fill('3')
  await page.getByRole('button', { name: 'Wipe it now' }).click()
  await page.getByText('nothing found').waitFor()
  await page
    .getByRole('dialog')
    .getByText(/^3 pictures, \d/)
    .waitFor()
  expect(await findBarriers(page)).toEqual([])
  expect(await listStored(page)).toEqual([])
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByText('Nothing is kept here yet').waitFor()
  expect(await findBarriers(page)).toEqual([])

  await page.getByRole('link', { name: 'To the studio' }).click()
  const wiped = page.getByRole('article', { name: 'three blue jugs' })
  await expect.poll(() => wiped.getByText('Not on this device any more', { exact: true }).count()).toBe(3)
  await wiped.getByRole('button', { name: 'Download all 3' }).click()
  await page.getByRole('region', { name: 'Notes' }).getByText('Not on this device any more').waitFor()
  await makePictures(page, 'one green jug', 1)
  await openLibrary()
  await expect.poll(() => prints().count()).toBe(1)
})

test('what the browser cleared away by itself is told, not passed over', async () => {
  await makePictures(page, 'a stone bridge', 1)
  await page.goto('about:blank')
  const chromium = await person.context.newCDPSession(page)
  await chromium.send('Storage.clearDataForOrigin', {
    origin: server.url,
    storageTypes: 'indexeddb,cache_storage,file_systems,service_workers',
  })

  await page.goto(`${server.url}/library`)
  await page.getByText('The browser has cleared this library').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: 'I have read this' }).click()
  await page.reload()
  await page.getByText('Nothing is kept here yet').waitFor()
})

/** Names of all files of the studio's private file system, and of its databases. */
async function listStored(of: Page): Promise<string[]> {
  return of.evaluate(async () => {
    const names: string[] = []
    async function walk(folder: FileSystemDirectoryHandle): Promise<void> {
      for await (const entry of folder.values()) {
        if (entry instanceof FileSystemDirectoryHandle) await walk(entry)
        else names.push(entry.name)
      }
    }
    await walk(await navigator.storage.getDirectory())
    return names
  })
}
