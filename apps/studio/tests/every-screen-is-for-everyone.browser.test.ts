import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FakePartner, startFakePartner } from '../../../packages/testkit/src/fake-partner.ts'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkAccess, checkEverywhere } from './check-everywhere.ts'
import { launchBrowser, openBrowser, type PersonsBrowser, promptField, signIn } from './studio-browser.ts'

/* Each screen there is, narrow and wide, light and dark: axe finds nothing, nothing overflows, everything can be hit. */

const limits = { sweepEveryMs: 250, leaseMs: 2_000, leaseRenewMs: 500 }
let partner: FakePartner
let server: TestServer
let browser: Browser
let person: PersonsBrowser

beforeAll(async () => {
  partner = await startFakePartner()
  ;[server, browser] = await Promise.all([
    startTestServer({ limits, partnerUrl: partner.baseUrl, partnerSlots: 1 }),
    launchBrowser(),
  ])
  person = await openBrowser(browser, server.url)
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
  await partner.close()
})

/** A studio of one's own, set to the fake partner's model or to the built-in one. */
async function enter(email: string, settings: { modelId: string; count: number }): Promise<Page> {
  const page = await person.renew()
  await choose(page, settings)
  await signIn(page, { email })
  return page
}

/** What the studio keeps of one's choices; read when it opens. */
async function choose(page: Page, settings: { modelId: string; count: number }): Promise<void> {
  await page.evaluate((kept) => localStorage.setItem('gptimage.settings', kept), JSON.stringify(settings))
}

async function ask(page: Page, prompt: string): Promise<void> {
  await promptField(page).fill(prompt)
  await button(page, /^Generate/).click()
}

const plain = { modelId: 'plain/picture', count: 2 }
const sketch = { modelId: 'builtin/sketch', count: 2 }
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()
const text = (page: Page, words: string | RegExp) => page.getByText(words).first()

test('the pages before a session', async () => {
  const page = await person.renew()
  await checkEverywhere(page)
  await page.goto(`${server.url}/auth/signin`)
  await checkEverywhere(page)
  await page.getByLabel('E-mail').fill('guest@example.com')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Age in years').waitFor()
  await checkEverywhere(page)

  await page.evaluate(`document.querySelector('form').noValidate = true`)
  await page.getByLabel('Age in years').fill('1.5')
  await page.getByRole('button', { name: 'Go on' }).click()
  await text(page, 'Enter your age as a whole number.').waitFor()
  await checkEverywhere(page)
  await page.getByLabel('Age in years').fill('5')
  await page.getByRole('button', { name: 'Go on' }).click()
  await text(page, 'Not allowed').waitFor()
  await checkEverywhere(page)
  await page.goto(`${server.url}/nowhere`)
  await text(page, 'Nothing here').waitFor()
  await checkEverywhere(page)
})

test('an empty studio and what opens from it', async () => {
  const page = await enter('empty@example.com', sketch)
  await checkEverywhere(page)
  await promptField(page).fill('a lemon')
  await checkEverywhere(page)
  await promptField(page).fill('x'.repeat(4_100))
  await text(page, /100 too many/).waitFor()
  await checkEverywhere(page)
  await promptField(page).fill('')
  await checkEverywhere(page, async () => {
    await page.keyboard.press('Escape')
    await button(page, 'Nothing held').click()
  })
  await checkEverywhere(page, async () => {
    await page.keyboard.press('Escape')
    await button(page, /^Account:/).click()
  })
  await page.getByRole('link', { name: 'Account and devices' }).click()
  await text(page, 'This browser, now').waitFor()
  await checkEverywhere(page)
  await page.locator('main').press('?')
  await page.getByRole('dialog').waitFor()
  await checkEverywhere(page)
  await page.goto(server.url)
  await checkEverywhere(page, async (width) => {
    const dialogs = page.getByRole('dialog')
    // What the window before had open stays, one sheet on another, where the layout is the same.
    while ((await dialogs.count()) > 0) await page.keyboard.press('Escape')
    const isDocked = width < 1200
    if (isDocked) await button(page, 'Settings').click()
    await (isDocked ? dialogs : page).getByRole('button', { name: 'Sketch', exact: true }).click()
    await page.getByRole('dialog', { name: 'Choose a model' }).waitFor()
  })
})

test('pictures on their way, in line, cancelled, refused and failed', async () => {
  partner.behave({ kind: 'hang' })
  const page = await enter('waiting@example.com', plain)
  await ask(page, 'a green boat')
  await text(page, /usually/).waitFor()
  await ask(page, 'a blue boat')
  await text(page, 'Next in line').waitFor()
  await checkEverywhere(page)
  await button(page, 'Cancel').click()
  await text(page, 'Cancelled by you.').waitFor()
  await button(page, 'Cancel').click()
  await page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' })
  await checkEverywhere(page)

  partner.behave({ kind: 'refuse', category: 'violence' })
  await ask(page, 'a cruel boat')
  await text(page, 'What to change').waitFor()
  partner.behave({ kind: 'fail', status: 500 })
  await ask(page, 'a red boat')
  await text(page, 'This could not be made').waitFor()
  await checkEverywhere(page)
})

test('pictures that are there, one opened large, one deleted and taken back, one that cannot be shown', async () => {
  const page = await enter('pictures@example.com', { ...sketch, count: 1 })
  const images = '**/api/images/*'
  await page.route(images, (route) => route.fulfill({ contentType: 'image/png', body: 'no picture at all' }))
  await ask(page, 'a picture that arrives broken')
  await text(page, /cannot show the file/).waitFor()
  await page.unroute(images)
  await choose(page, sketch)
  await page.reload()
  await ask(page, 'two lemons on a table')
  await button(page, /^Download all 2/).waitFor()
  await checkEverywhere(page)
  await page.locator('[data-picture]').first().focus()
  await checkEverywhere(page)
  await page.keyboard.press('Enter')
  await text(page, '1 of 3').waitFor()
  await checkEverywhere(page)
  await page.keyboard.press('Delete')
  await text(page, '1 of 2').waitFor()
  await page.keyboard.press('Control+z')
  await text(page, /^[12] of 3$/).waitFor()
  await page.keyboard.press('Delete')
  await text(page, /^[12] of 2$/).waitFor()
  await checkEverywhere(page)
  await page.keyboard.press('Escape')
  await button(page, 'Delete these pictures and their words').click()
  await button(page, 'Undo').waitFor()
  await checkAccess(page)
})

test('too few credits, a server out of reach, work interrupted and resumed', async () => {
  const page = await enter('poor@example.com', plain)
  await askDatabase(server, 'update credit_balances set available = 1')
  await page.reload()
  await promptField(page).fill('a yellow boat')
  await button(page, 'Ask for one picture').waitFor()
  await checkEverywhere(page)
  await askDatabase(server, 'update credit_balances set available = 100')
  await page.reload()

  partner.behave({ kind: 'hang' })
  const arrivals = partner.seen.filter(({ method }) => method === 'POST').length
  await ask(page, 'a yellow boat')
  await partner.arrivals(arrivals + 1)
  await server.kill()
  await text(page, 'Out of reach.').waitFor()
  await checkEverywhere(page)
  partner.behave({ kind: 'draw', sizeBytes: 10_000 })
  server = await startTestServer({ ...restart(server), limits, partnerUrl: partner.baseUrl, partnerSlots: 1 })
  await button(page, 'Resume · 2 credits').waitFor()
  await checkEverywhere(page)
  await button(page, /^Resume/).click()
  await button(page, /^Download all 2/).waitFor()
  await expect.poll(() => button(page, /^Generate/).getAttribute('aria-disabled')).toBeNull()
})

const restart = ({ folder, port }: TestServer) => ({ folder, port })

test('a session that ended beside unsent words, and the receipt of the tab that ended it', async () => {
  const page = await enter('leaving@example.com', sketch)
  await promptField(page).fill('words that were never sent')
  const beside = await person.open()
  await button(beside, /^Account:/).click()
  await beside.getByRole('button', { name: 'Sign out', exact: true }).click()
  await text(beside, 'The room is empty').waitFor()
  await checkEverywhere(beside)
  await text(page, 'This session has ended').waitFor()
  await text(page, 'words that were never sent').waitFor()
  await checkEverywhere(page)
})
