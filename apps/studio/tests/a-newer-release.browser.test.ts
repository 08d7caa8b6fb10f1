import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkEverywhere } from './check-everywhere.ts'
import { launchBrowser, openBrowser, type PersonsBrowser, promptField, signIn } from './studio-browser.ts'

/* A server that is renewed under an open page: the page goes on, the next one is of the new release. */

let server: TestServer
let browser: Browser
let person: PersonsBrowser
let page: Page
let newer: string

beforeAll(async () => {
  newer = await mkdtemp(join(tmpdir(), 'gptimage-newer-'))
  await buildRelease('newer', newer)
  browser = await launchBrowser()
})
beforeEach(async () => {
  server = await startTestServer()
  person = await openBrowser(browser, server.url)
  page = await person.open()
  await signIn(page)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await expect.poll(() => isWatched(page)).toBe(true)
  await promptField(page).fill('words that were never sent')
  await server.stop()
  server = await startTestServer({ folder: server.folder, port: server.port, studioFolder: newer })
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
  await person.context.close()
  await server.dispose()
})
afterAll(async () => {
  await browser.close()
  await rm(newer, { recursive: true })
})

/** A build in which every page of the library says of which release it is. */
async function buildRelease(name: string, outDir: string): Promise<void> {
  const marking = {
    name: 'mark-release',
    transform: (code: string, id: string) =>
      id.endsWith('/library-page.tsx')
        ? `${code}\ndocument.documentElement.dataset.release = '${name}'`
        : null,
  }
  // As it is built to be served, whatever a test is told to be.
  process.env['NODE_ENV'] = 'production'
  const configFile = new URL('../vite.config.ts', import.meta.url).pathname
  await build({ configFile, logLevel: 'warn', plugins: [marking], build: { outDir } })
}

const isWatched = (of: Page) => of.evaluate(() => navigator.serviceWorker.controller !== null)
const releaseOf = (of: Page) => of.evaluate(() => document.documentElement.dataset['release'])
/** How many releases lie here; undefined while a worker is on its way in. */
const countReleases = (of: Page) =>
  of.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    const shells = (await caches.keys()).filter((name) => name.startsWith('gptimage-shell-'))
    const isSettled = registration?.installing === null && registration.waiting === null
    return isSettled && registration.active?.state === 'activated' ? shells.length : undefined
  })

/** What the browser would have kept by itself of files that are named by their content. */
async function emptyHttpCache(): Promise<void> {
  const chromium = await person.context.newCDPSession(page)
  await chromium.send('Network.clearBrowserCache')
}

test('an open page loads its own parts still, with its words; the next page is of the new release', async () => {
  const next = await person.open('/library')
  await next.getByText('Nothing is kept here yet').waitFor()
  expect(await releaseOf(next)).toBe('newer')
  // The browser looks for a newer worker when the page has come to rest.
  await expect.poll(() => countReleases(page), { timeout: 30_000 }).toBe(2)
  await emptyHttpCache()

  await page.getByRole('link', { name: 'Library' }).first().click()
  await page.getByText('Nothing is kept here yet').waitFor()
  expect(await releaseOf(page)).toBeUndefined()
  await page.getByRole('link', { name: 'Studio', exact: true }).click()
  expect(await promptField(page).inputValue()).toBe('words that were never sent')

  await server.stop()
  await next.reload()
  await next.getByText('Nothing is kept here yet').waitFor()
  expect(await releaseOf(next)).toBe('newer')
})

test('a page whose parts are nowhere any more says so, and gives the words back before it is loaded anew', async () => {
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name)
  })
  await emptyHttpCache()

  await page.getByRole('link', { name: 'Library' }).first().click()
  await page.getByText('A part of the studio could not be loaded').waitFor()
  await page.getByText('words that were never sent').waitFor()
  await checkEverywhere(page)
  await page.keyboard.press('Control+k')
  await page.getByText('A part of the studio could not be loaded').waitFor()
  await page.getByText('words that were never sent').waitFor()
  await page.getByRole('button', { name: 'Load the page anew' }).click()
  await page.getByText('Nothing is kept here yet').waitFor()
  expect(await releaseOf(page)).toBe('newer')
})
