import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakePartner, startFakePartner } from '../../../packages/testkit/src/fake-partner.ts'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkEverywhere } from './check-everywhere.ts'
import { launchBrowser, openBrowser, type PersonsBrowser, promptField, signIn } from './studio-browser.ts'

/* Account, Shared with: what left, for whom, until when; and how its deletion stands, never ahead of the truth. */

const limits = { deletionFirstPauseMs: 40, deletionLongestPauseMs: 200, deletionLookEveryMs: 50 }
let partner: FakePartner
let server: TestServer
let browser: Browser
let person: PersonsBrowser
let page: Page

beforeAll(async () => {
  partner = await startFakePartner({ kind: 'draw', sizeBytes: 20_000 })
  ;[server, browser] = await Promise.all([
    startTestServer({ partnerUrl: partner.baseUrl, limits }),
    launchBrowser(),
  ])
  person = await openBrowser(browser, server.url)
})
beforeEach(async ({ task }) => {
  partner.desk.behave()
  for (const id of partner.desk.stored()) partner.desk.forget(id)
  page = await person.renew()
  const settings = JSON.stringify({ modelId: 'plain/picture', count: 1 })
  await page.evaluate((kept) => localStorage.setItem('gptimage.settings', kept), settings)
  await signIn(page, { email: `${task.id}@example.org` })
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
  await partner.close()
})

async function draw(words: string): Promise<void> {
  const row = page.getByRole('article', { name: words })
  await promptField(page).fill(words)
  await page.getByRole('button', { name: /^Generate/ }).click()
  await row
    .getByRole('button', { name: /^Download/ })
    .first()
    .waitFor()
}

async function open(): Promise<void> {
  await page.getByRole('button', { name: /^Account:/ }).click()
  await page.getByRole('link', { name: 'Shared with' }).first().click()
  await page.getByRole('heading', { name: 'Shared with' }).waitFor()
}

const text = (words: string | RegExp) => page.getByText(words).first()
const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
const dialog = () => page.getByRole('dialog', { name: 'Delete early' })

test('with nothing sent it says so, and what could be', async () => {
  await open()
  await text('Nothing of yours has left this place.').waitFor()
  await text('Nothing was sent to it.').waitFor()
  await text(/^You agreed, /).waitFor()
  await checkEverywhere(page)
})

test('what was sent is there with who, what, how long and its proof, and goes on its own', async () => {
  await draw('a red boat')
  await draw('a blue boat')
  await open()
  await text(/^Sent 2 times, \d+ byte in all: words\./).waitFor()
  await text(/^It may still hold 2 of them, until .* at the latest, 1 day/).waitFor()
  await expect.poll(() => page.getByText(/^Gone by .* at the latest, in 1 day\.$/).count()).toBe(2)
  await page.getByText('Details').first().click()
  const [newest] = await askDatabase(
    server,
    'select partner_request_id from disclosures order by recorded_at desc limit 1',
  )
  await page.getByText(String(newest?.['partner_request_id']), { exact: true }).waitFor()
  await checkEverywhere(page)

  // By the keyboard alone.
  await button(/^Delete now what Plain was sent at/).focus()
  await page.keyboard.press('Enter')
  await text(/^They deleted it at .* Their answer: 200\.$/).waitFor()
  expect(partner.desk.stored()).toHaveLength(1)
  await text(/^It may still hold one of them/).waitFor()
})

test('everything is asked for at once, with a slip; while a partner fails, it is not called deleted', async () => {
  await draw('a green boat')
  await draw('a yellow boat')
  partner.desk.behave('error-503')
  await open()
  await button('Delete everything now').click()
  await dialog().waitFor()
  await checkEverywhere(page)
  await dialog().getByRole('button', { name: 'Ask them to delete' }).click()
  await dialog().getByRole('heading', { name: 'Deletion asked' }).waitFor()
  await checkEverywhere(page)
  await page.keyboard.press('Escape')
  await text(/^We ask them to delete it; asked \d+ times, next at .* Their last answer: 503\.$/).waitFor()
  expect(partner.desk.stored()).toHaveLength(2)
  await checkEverywhere(page)

  partner.desk.behave()
  await expect.poll(() => page.getByText(/^They deleted it at/).count(), { timeout: 20_000 }).toBe(2)
  expect(partner.desk.stored()).toEqual([])
  await text('By its terms it holds nothing of it any more.').waitFor()
})

test('an agreement is taken back, and asked for again before anything more is sent', async () => {
  await open()
  await button('Take back your agreement to Plain').click()
  await text('Taken back. Nothing more is sent to Plain.').waitFor()
  await text('You have not agreed to it. You are asked before anything is sent.').waitFor()
  await page.getByRole('link', { name: 'Studio' }).first().click()
  await promptField(page).fill('a grey boat')
  await button(/^Generate/).click()
  await page.getByRole('dialog', { name: 'First time with Plain' }).waitFor()
})

test('who keeps to regions is not offered a partner elsewhere, and reads why', async () => {
  await open()
  await page.getByRole('radio', { name: 'Only these' }).check({ force: true })
  await page.getByRole('checkbox', { name: 'test' }).uncheck({ force: true })
  await text('It is in a region you do not allow: nothing is sent to it.').waitFor()
  await text('No region is allowed: nothing can be sent to any partner.').waitFor()
  await checkEverywhere(page)
  await page.getByRole('link', { name: 'Studio' }).first().click()
  await promptField(page).fill('a brown boat')
  await text(/^Its partner works in a region you do not allow\./).waitFor()
  await page.getByRole('button', { name: 'Plain picture', exact: true }).first().click()
  const chosen = page.getByRole('dialog', { name: 'Choose a model' })
  await chosen.getByText('Not offered: it works in test, a region you do not allow.').waitFor()
  await checkEverywhere(page)
})

test('a ledger that cannot be read says so, and is read when it can', async () => {
  await draw('a black boat')
  const calls = '**/api/disclosures?*'
  await page.route(calls, (route) => route.abort())
  await open()
  await text(/^The server cannot be reached\./).waitFor()
  await checkEverywhere(page)
  await page.unroute(calls)
  await button('Try again').click()
  await text(/^Gone by /).waitFor()
})

test('it is reached by its address and by a few letters, and one request can be looked at alone', async () => {
  await draw('a first boat')
  await draw('a second boat')
  await page.locator('[data-picture]').first().click()
  await page.getByRole('link', { name: 'See what, and until when' }).first().click()
  await text('For one request').waitFor()
  await expect.poll(() => page.getByText(/^Gone by /).count(), { timeout: 10_000 }).toBe(1)
  // Nothing was loaded anew for it: what was said of the session is still known.
  expect(await page.evaluate('performance.getEntriesByType("navigation")[0].name')).not.toContain('/account')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('shared')
  await page.getByRole('option', { name: 'Shared with' }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByText(/^Gone by /).count(), { timeout: 10_000 }).toBe(2)
  const [first] = await askDatabase(
    server,
    'select generation_id as id from disclosures order by recorded_at desc limit 1',
  )
  await page.goto(`${server.url}/account/shared?generation=${String(first?.['id'])}`)
  await expect.poll(() => page.getByText(/^Gone by /).count(), { timeout: 10_000 }).toBe(1)
  await checkEverywhere(page)
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect.poll(() => page.getByText(/^Gone by /).count(), { timeout: 10_000 }).toBe(2)
})
