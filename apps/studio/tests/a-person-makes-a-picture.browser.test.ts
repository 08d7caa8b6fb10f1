import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FakePartner, startFakePartner } from '../../../packages/testkit/src/fake-partner.ts'
import { askDatabase, listObjectFiles } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkAccess } from './check-everywhere.ts'
import { launchBrowser, openBrowser, type PersonsBrowser, promptField, signIn } from './studio-browser.ts'

/* A person with a real browser: what they see, and what is left when they have gone. */

let partner: FakePartner
let server: TestServer
let browser: Browser
let person: PersonsBrowser

beforeAll(async () => {
  partner = await startFakePartner({ kind: 'hang' })
  ;[server, browser] = await Promise.all([
    startTestServer({ limits: { sweepEveryMs: 250 }, partnerUrl: partner.baseUrl }),
    launchBrowser(),
  ])
  person = await openBrowser(browser, server.url)
})
afterEach(() => {
  expect(person.complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
  await partner.close()
})

const generate = /^Generate/
/** The studio opens with what was chosen last: here a partner who never answers. */
const choosePartner = `localStorage.setItem('gptimage.settings', JSON.stringify({ modelId: 'plain/picture', count: 1 }))`

test('signing in, a picture develops, is seen in a second tab and after a reload, and is gone after signing out', async () => {
  const page = await person.open()
  await checkAccess(page)
  await page.getByRole('link', { name: 'Try it with the demo sign-in' }).click()
  await checkAccess(page)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Age in years').fill('30')
  await checkAccess(page)
  await page.getByRole('button', { name: 'Go on' }).click()
  await promptField(page).waitFor()
  await checkAccess(page)

  await promptField(page).fill('a red fox in a snowy forest at dawn')
  // One that a finer one replaced meanwhile is not there any more; the finer one is.
  const partials = page.waitForResponse(
    (response) => response.url().includes('/api/images/') && response.ok(),
  )
  await page.getByRole('button', { name: generate }).click()
  await partials
  await page.getByRole('button', { name: /^Download all/ }).waitFor()
  await checkAccess(page)

  const second = await person.open()
  await second.getByRole('button', { name: /^Download all/ }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /^Download all/ }).waitFor()

  await page.getByRole('button', { name: /^Ada Example|account/i }).click()
  await page
    .getByRole('menuitem', { name: 'Sign out', exact: true })
    .or(page.getByRole('button', { name: 'Sign out', exact: true }))
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
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
  const page = await person.open()
  await signIn(page)
  await page.evaluate(choosePartner)
  await page.reload()
  await promptField(page).fill('three ducks on a lake at sunset')
  await page.getByRole('button', { name: generate }).click()
  await partner.arrivals(1)
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  // Where one cancels, a second click a moment later does not delete.
  await page.locator('[aria-label^="Delete these"][aria-disabled]').waitFor()
  await page.locator('[aria-label^="Delete these"]:not([aria-disabled])').waitFor()
  await page.getByText('Cancelled by you.').first().waitFor()
  expect(await page.evaluate('document.activeElement.tagName')).toBe('ARTICLE')
  await checkAccess(page)
  const [books] = await askDatabase(server, 'select reserved from credit_balances')
  expect(books).toEqual({ reserved: 0 })

  await page.evaluate('localStorage.clear()')
  await page.reload()
  await promptField(page).fill('a swastika')
  // The keys for it act anywhere on the page.
  await page.getByRole('button', { name: 'Keyboard' }).press('Control+Enter')
  await page.getByText(/hate/i).first().waitFor()
  await checkAccess(page)
  await page.close()
})
