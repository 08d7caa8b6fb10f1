import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkEverywhere } from './check-everywhere.ts'
import {
  launchBrowser,
  makePictures,
  openBrowser,
  type PersonsBrowser,
  promptField,
  signIn,
} from './studio-browser.ts'

/* After the first visit the studio opens with no network: the library, and nothing that needs the server. */

let server: TestServer
let browser: Browser
let person: PersonsBrowser
let page: Page
let isRunning = true

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), launchBrowser()])
  person = await openBrowser(browser, server.url)
})
beforeEach(async () => {
  await startAgain()
  page = await person.renew()
  await signIn(page)
  await makePictures(page, 'a red fox on a hill', 2)
  await isWatched(page)
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const prints = () => page.getByRole('option')

/** The worker has all its files and answers for this page. */
const isWatched = (of: Page) =>
  of.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller !== null) return
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
    })
  })

/** Every address that lies in a cache of this origin. */
const listCached = (of: Page) =>
  of.evaluate(async () => {
    const found: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const { url } of await cache.keys()) found.push(new URL(url).pathname)
    }
    return found
  })

async function breakOff(): Promise<void> {
  await server.stop()
  isRunning = false
  await person.context.setOffline(true)
}

async function comeBack(): Promise<void> {
  await person.context.setOffline(false)
  await startAgain()
}

async function startAgain(): Promise<void> {
  const { folder, port } = server
  if (!isRunning) server = await startTestServer({ folder, port })
  isRunning = true
}

async function signOut(): Promise<void> {
  await page.getByRole('button', { name: /^Account:/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByText('The room is empty').waitFor()
}

test('the library opens with its pictures, is searched, and is whole again when the server is back', async () => {
  await breakOff()
  await page.goto(server.url)

  await expect.poll(() => prints().count()).toBe(2)
  expect(new URL(page.url()).pathname).toBe('/library')
  await checkEverywhere(page)
  await page.getByRole('searchbox').fill('wolf')
  await page.getByText('Nothing here matches “wolf”.').waitFor()
  await page.getByRole('searchbox').fill('fox')
  await prints().first().click()
  const large = page.getByRole('dialog').getByRole('img', { name: 'a red fox on a hill' })
  await large.waitFor()
  expect(await large.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(1024)
  const saved = page.waitForEvent('download')
  await page.keyboard.press('d')
  expect((await saved).suggestedFilename()).toMatch(/\.png$/)

  await comeBack()
  await page.getByRole('button', { name: /^Account:/, includeHidden: true }).waitFor()
  // What was opened large is still open.
  await large.waitFor()
})

test('what is packed and deleted with no network is packed and deleted, and stays so', async () => {
  await breakOff()
  await page.reload()
  await expect.poll(() => prints().count()).toBe(2)

  await prints().first().focus()
  await page.keyboard.press('Control+a')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download zip' }).click()
  expect((await saved).suggestedFilename()).toMatch(/\.zip$/)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(() => prints().count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => prints().count()).toBe(2)
  await page.keyboard.press('Escape')
  await prints().first().focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => prints().count()).toBe(1)
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' })

  await page.reload()
  await expect.poll(() => prints().count()).toBe(1)
})

test('words written with no network are in the prompt when the server is back, and nowhere else before', async () => {
  await breakOff()
  await page.reload()
  await page.getByRole('link', { name: 'Studio', exact: true }).click()
  await page.getByRole('heading', { name: 'Making pictures needs the network' }).waitFor()
  await checkEverywhere(page)
  await page.getByRole('link', { name: 'GPTImage' }).click()
  await promptField(page).fill('a boat that nobody has seen')

  await comeBack()
  await page.getByRole('button', { name: /^Generate/ }).waitFor()
  expect(await promptField(page).inputValue()).toBe('a boat that nobody has seen')
  expect(await promptField(page).evaluate((field) => field === document.activeElement)).toBe(true)
  await promptField(page).press('Control+Enter')
  await page.getByRole('article', { name: 'a boat that nobody has seen' }).waitFor()
})

test('a session that ended meanwhile leads to the sign-in, and the library stays on the device', async () => {
  const elsewhere = await openBrowser(browser, server.url)
  const other = await elsewhere.open()
  await signIn(other)
  await person.context.setOffline(true)
  await page.reload()
  await expect.poll(() => prints().count()).toBe(2)

  await other.getByRole('button', { name: /^Account:/ }).click()
  await other.getByRole('button', { name: 'Sign out everywhere' }).click()
  await other.getByText('The room is empty').waitFor()
  await elsewhere.context.close()
  await person.context.setOffline(false)
  await page.getByText('This session has ended').waitFor()
  await person.context.setOffline(true)
  await page.reload()
  await page.getByText('Sign in to open your library').waitFor()
  await person.context.setOffline(false)
  await signIn(page)
  await page.goto(`${server.url}/library`)
  await expect.poll(() => prints().count()).toBe(2)
})

test('words of one person are not shown to another who is signed in when the server is back', async () => {
  await person.context.setOffline(true)
  await page.reload()
  await page.getByRole('link', { name: 'Studio', exact: true }).click()
  await promptField(page).fill('words of the first person')
  const elsewhere = await openBrowser(browser, server.url)
  await signIn(await elsewhere.open(), { name: 'Ben', email: 'ben@example.org' })
  await person.context.addCookies(await elsewhere.context.cookies())
  await elsewhere.context.close()

  await person.context.setOffline(false)
  await page.getByRole('button', { name: 'Account: Ben' }).waitFor()
  expect(await promptField(page).inputValue()).toBe('')
  await page.getByRole('link', { name: 'Library' }).first().click()
  await page.getByText('Nothing is kept here yet').waitFor()
})

test('after a sign-out nothing opens with no network', async () => {
  await signOut()
  await breakOff()
  await page.goto(`${server.url}/library`)
  await page.getByText('Sign in to open your library').waitFor()
  await checkEverywhere(page)
  expect(await page.getByRole('option').count()).toBe(0)
  expect(await page.getByText('fox').count()).toBe(0)
})

test('the caches hold the files of the studio, and nothing that anybody asked the server for', async () => {
  await page.getByRole('link', { name: 'Library' }).first().click()
  await prints().first().click()
  await page.keyboard.press('Escape')
  await page.goto(`${server.url}/account`)
  await page.getByText('This browser, now').waitFor()

  const cached = await listCached(page)

  expect(cached).toContain('/')
  expect(cached.filter((path) => !path.startsWith('/assets/')).toSorted()).toEqual(['/', '/open-library'])
  const script = await page.evaluate(async () => (await fetch('/sw.js')).text())
  for (const path of cached.filter((path) => path.startsWith('/assets/'))) expect(script).toContain(path)
})

test('a welcome page, got after the session lapsed, shuts what would have opened with no network', async () => {
  await person.context.clearCookies()
  await page.goto(server.url)
  await page.getByRole('link', { name: /demo sign-in/ }).waitFor()
  await breakOff()
  await page.goto(server.url)
  await page.getByText('Sign in to open your library').waitFor()
})
