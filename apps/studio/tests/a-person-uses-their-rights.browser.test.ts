import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { refusalReasons } from '../../../packages/contract/src/index.ts'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkEverywhere } from './check-everywhere.ts'
import { readZip } from './read-zip.ts'
import { launchBrowser, makePictures, openBrowser, type PersonsBrowser, signIn } from './studio-browser.ts'

/* The privacy page: taking along, correcting, objecting, stopping, erasing content; by mouse and keyboard. */

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
  await signIn(page, { name: 'Ada', email: 'ada@example.org' })
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const toggle = (name: string) => page.getByRole('switch', { name })

async function openPrivacy(): Promise<void> {
  await page.goto(`${server.url}/account/privacy`)
  await page.getByText(/^As it was at/).waitFor()
  await toggle('Analytics').waitFor({ state: 'attached' })
}

test('everything is saved as one zip, and the request stands in the list', async () => {
  await makePictures(page, 'a lemon on a table')
  await button(/^Account:/).click()
  await page.getByRole('link', { name: 'Privacy', exact: true }).click()
  await page.getByText(/^As it was at/).waitFor()
  const saving = page.waitForEvent('download')
  await button('Download everything').click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^everything-about-me-\d{4}-\d\d-\d\d\.zip$/)
  const files = readZip(await readFile(await saved.path()))
  expect(files.get('profile.json')?.toString()).toContain('ada@example.org')
  const words = [...files.keys()].find((name) => name.includes('/prompt-')) ?? ''
  expect(files.get(words)?.toString()).toBe('a lemon on a table')
  await page.getByText(/^done /).waitFor()
  await checkEverywhere(page)
})

test('a corrected name is shown everywhere at once, and what the provider says beside it', async () => {
  await openPrivacy()
  await page.getByLabel('Name', { exact: true }).fill('Countess of Lovelace')
  await page.keyboard.press('Enter')
  await page.getByText('Your provider says Ada').waitFor()
  await button('Account: Countess of Lovelace').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Ada')
  await button('Save').click()
  await page.getByText('Your provider says Ada').waitFor({ state: 'detached' })
  await button(/^Account: Ada/).waitFor()
})

test('whoever gives another address reads that news go to the one they sign in with, and letters are known from there', async () => {
  await openPrivacy()
  const field = page.getByLabel('E-mail you write to us from; it signs nobody in')
  await field.fill('mail@example.net')
  await page.keyboard.press('Enter')
  await page.getByText('Your provider has verified ada@example.org: news').waitFor()
  await checkEverywhere(page)
  await field.fill('ada@example.org')
  await button('Save').click()
  await page.getByText('Your provider has verified').waitFor({ state: 'detached' })
})

test('a switch is thrown by the keyboard, and holds when the page is opened anew', async () => {
  await openPrivacy()
  expect(await toggle('News by mail').isChecked()).toBe(false)
  await toggle('Analytics').focus()
  await page.keyboard.press('Space')
  await page.getByText(/Decided by you/).waitFor()
  await openPrivacy()
  expect(await toggle('Analytics').isChecked()).toBe(false)
})

test('a browser that sends the signal reads that it was honoured', async () => {
  await person.context.setExtraHTTPHeaders({ 'Sec-GPC': '1' })
  await openPrivacy()
  await page.getByText('Opt-out honoured.').waitFor()
  expect(await toggle('Analytics').isChecked()).toBe(false)
  await checkEverywhere(page)
})

test('a stop leaves the rights alone, and is lifted on the same page', async () => {
  await openPrivacy()
  await page.getByText('Stop all use of my data').click()
  await page.getByText('All use of your data is stopped').waitFor()
  await page.goto(server.url)
  await page.getByText('All use of your data is stopped').waitFor()
  await page.getByText(/^As it was at/).waitFor()
  await checkEverywhere(page)
  await button('Lift the stop').click()
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
})

test('what was refused says why, each reason in a sentence of its own, and where to go with it', async () => {
  await askDatabase(
    server,
    `insert into rights_requests (id, account_reference, kind, channel, received_at, due_at, answered_at, outcome, reason)
     select 'req_' || lpad(place::text, 22, 'r'), reference, 'restrict', 'mail', now(), now() + interval '1 month', now(), 'refused', reason
     from account_references, unnest(array['${refusalReasons.join("','")}']) with ordinality as reasons (reason, place)`,
  )
  await openPrivacy()
  const refused = page.getByRole('region', { name: 'Your requests' })
  for (const sentence of [
    /^Nobody could tell that the account is yours/,
    /^The same was asked again and again/,
    /^A law asks us to keep/,
    /^It would have shown what is somebody else’s/,
  ])
    expect(await refused.getByText(sentence).count()).toBe(1)
  const links = refused.getByRole('link', { name: 'Write to us' })
  expect(await links.count()).toBe(refusalReasons.length)
  expect(await links.first().getAttribute('href')).toBe('/contact')
  await checkEverywhere(page)
})

test('content goes with a receipt, and the account stays', async () => {
  await makePictures(page, 'a lemon on a table')
  await openPrivacy()
  await button('Delete all content…').click()
  await checkEverywhere(page)
  await button('Delete all content').last().click()
  await page.getByText('Receipt of deleted content').waitFor()
  expect(await askDatabase(server, 'select id from vaults')).toEqual([])
  expect(await askDatabase(server, 'select id from accounts')).toHaveLength(1)
  await checkEverywhere(page)
})
