import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { askDatabase, listObjectFiles } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'

/* A person with a real browser: what they see, and what is left when they have gone. */

let server: TestServer
let browser: Browser
let context: BrowserContext
const complaints: string[] = []
const foreign: string[] = []

beforeAll(async () => {
  server = await startTestServer({ limits: { sweepEveryMs: 250 } })
  browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] })
  context = await browser.newContext()
  context.on('request', (request) => {
    if (!/^(?:blob|data):/.test(request.url()) && new URL(request.url()).origin !== server.url)
      foreign.push(request.url())
  })
})
afterEach(() => {
  expect(foreign).toEqual([])
  expect(complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

async function open(): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A partial that a finer one replaced while it was asked for is gone; the page shows the finer one.
    const isReplaced = message.text().includes('404') && message.location().url.includes('/api/images/')
    if (message.type() === 'error' && !isReplaced)
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  return page
}

/** Colours are measured when what fades in has come in. */
const settled = `Promise.all(document.getAnimations()
  .filter((animation) => animation.effect.getTiming().iterations !== Infinity)
  .map((animation) => animation.finished.catch(() => undefined)))`

async function checkAccess(page: Page): Promise<void> {
  await page.evaluate(settled)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })
const generate = (page: Page) => page.getByRole('button', { name: /^Generate/ })

test('signing in, a picture develops, is seen in a second tab and after a reload, and is gone after signing out', async () => {
  const page = await open()
  await page.goto(server.url)
  await checkAccess(page)
  await page.getByRole('link', { name: 'Try it with the demo sign-in' }).click()
  await checkAccess(page)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Age in years').fill('30')
  await checkAccess(page)
  await page.getByRole('button', { name: 'Go on' }).click()
  await prompt(page).waitFor()
  await checkAccess(page)

  await prompt(page).fill('a red fox in a snowy forest at dawn')
  const partials = page.waitForResponse((response) => response.url().includes('/api/images/'))
  await generate(page).click()
  expect((await partials).status()).toBe(200)
  await page.getByRole('button', { name: /^Download all/ }).waitFor()
  await checkAccess(page)

  const second = await open()
  await second.goto(server.url)
  await second.getByRole('button', { name: /^Download all/ }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /^Download all/ }).waitFor()

  await page.getByRole('button', { name: /^Ada Example|account/i }).click()
  await page
    .getByRole('menuitem', { name: 'Sign out', exact: true })
    .or(page.getByRole('button', { name: 'Sign out', exact: true }))
    .first()
    .click()
  await page.getByRole('link', { name: /Done|start/i }).waitFor()
  await checkAccess(page)
  await second
    .getByText(/ended|signed out/i)
    .first()
    .waitFor()
  expect(await askDatabase(server, 'select * from vaults')).toEqual([])
  await expect.poll(() => listObjectFiles(server), { timeout: 60_000 }).toEqual([])
  await second.close()
  await page.close()
})

test('what is cancelled says so and is not charged for what was not drawn, and a refusal says why', async () => {
  const page = await open()
  await page.goto(`${server.url}/auth/signin`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await prompt(page).fill('three ducks on a lake at sunset')
  await generate(page).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Cancelled by you.').first().waitFor()
  await checkAccess(page)
  const [books] = await askDatabase(server, 'select reserved from credit_balances')
  expect(books).toEqual({ reserved: 0 })

  await prompt(page).fill('a swastika')
  await generate(page).click()
  await page.getByText(/hate/i).first().waitFor()
  await checkAccess(page)
  await page.close()
})
