import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import {
  findBarriers,
  launchBrowser,
  makePictures,
  openBrowser,
  type PersonsBrowser,
  signIn,
} from './studio-browser.ts'

/* A device forgets when it is asked to. */

let server: TestServer
let browser: Browser
let person: PersonsBrowser
let page: Page

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchBrowser()
})
beforeEach(async () => {
  person = await openBrowser(browser, server.url)
  page = await person.open()
  await signIn(page, { name: 'Ada', email: 'ada@example.org' })
  await makePictures(page, 'a secret garden', 1)
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
  await person.context.close()
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

async function leave(forgets: boolean): Promise<void> {
  await page.getByRole('button', { name: /^Account: Ada/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.waitFor()
  expect(await findBarriers(page)).toEqual([])
  if (forgets) await sheet.getByRole('checkbox').check()
  await sheet.getByRole('button', { name: /^Sign out/ }).click()
  await page.getByText(forgets ? 'erased: one picture' : 'kept: one picture').waitFor()
  expect(await findBarriers(page)).toEqual([])
}

const databases = () =>
  page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => name ?? []))

test('a device that is asked to forget keeps nothing', async () => {
  await leave(true)

  expect((await databases()).filter((name) => name.startsWith('gptimage'))).toEqual([])
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
