import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedReceipt } from '../../../packages/contract/src/index.ts'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
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

/* The privacy page: what is held, and the end of an account with a receipt in the hand. */

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

/** Holds an erasure between the destruction of the keys and its end, for as long as nobody lets it go. */
const hold = `create function hold() returns trigger language plpgsql as $$ begin perform pg_sleep(600); return old; end $$;
  create trigger held before delete on accounts for each row execute function hold()`
const letGo = `select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'`

const button = (name: string | RegExp) => page.getByRole('button', { name })
const row = (words: string) => page.getByRole('listitem').filter({ hasText: words }).first()
const count = (words: string) => row(words).locator('summary > span').last().textContent()

async function openPrivacy(): Promise<void> {
  await button(/^Account: Ada/).click()
  await page.getByRole('link', { name: 'Account and devices' }).click()
  await page.getByRole('link', { name: 'Privacy', exact: true }).click()
  await page.getByText(/^As it was at/).waitFor()
}

test('what is held is shown as it is now, nothing as nothing, and opens by the keyboard', async () => {
  await openPrivacy()
  expect(await count('Images, sealed')).toBe('0')
  expect(await count('Signed-in browsers')).toBe('1')

  await page.goBack()
  await page.goBack()
  await makePictures(page, 'a lemon on a table')
  await page.goto(`${server.url}/account/privacy`)
  await page.getByText(/^As it was at/).waitFor()
  expect(await count('Prompts, sealed')).toBe('1')
  // The device has it: the server does not any more.
  expect(await count('Images, sealed')).toBe('0')

  const summary = row('Prompts, sealed').locator('summary')
  await summary.focus()
  await page.keyboard.press('Enter')
  await row('Prompts, sealed').getByText('To make the images you ask for').waitFor()
  await checkEverywhere(page)
})

async function askToErase(typed: string): Promise<void> {
  await button('Delete account…').click()
  await page.getByLabel('To go on, type').fill(typed)
}

test('nothing is erased until the address is typed, and Escape leaves all as it was', async () => {
  await openPrivacy()
  await askToErase('bob@example.org')
  expect(await button('Delete my account for good').getAttribute('aria-disabled')).toBe('true')
  await checkEverywhere(page)
  await page.keyboard.press('Escape')
  expect(await askDatabase(server, 'select id from accounts')).toHaveLength(1)
})

test('an account ends with a receipt that is saved, in every tab, and a new one may begin', async () => {
  await makePictures(page, 'a lemon on a table')
  const beside = await person.open()
  await promptField(beside).waitFor()
  await openPrivacy()
  const [before] = await askDatabase(server, 'select id from accounts')

  await askToErase('ADA@example.org')
  await page.getByLabel('Erase the library on this device too').check()
  await page.keyboard.press('Tab')
  await page.getByLabel('To go on, type').focus()
  await page.keyboard.press('Enter')

  await page.getByText('Your account is gone').waitFor()
  await page.getByText('erased: one picture').waitFor()
  expect(await askDatabase(server, 'select id from accounts')).toEqual([])
  await beside.getByText('This session has ended').waitFor()
  await checkEverywhere(page)
  const saving = page.waitForEvent('download')
  await button('Download the receipt').click()
  const saved = signedReceipt.parse(JSON.parse(await readFile(await (await saving).path(), 'utf8')))
  expect(saved.receipt.issuer).toBe(server.url)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)

  await page.getByRole('link', { name: 'To the start page' }).click()
  await page
    .getByRole('link', { name: /sign-in/ })
    .first()
    .waitFor()
  await signIn(page, { name: 'Ada', email: 'ada@example.org' })
  expect(await askDatabase(server, 'select id from accounts')).not.toEqual([before])
  expect(await findBarriers(page)).toEqual([])
})

test('when the server dies in the middle the page says so, and has the receipt when it is back', async () => {
  await openPrivacy()
  await askToErase('ada@example.org')
  const key = await page.getByText(/^rky_/).textContent()
  await askDatabase(server, hold)
  await button('Delete my account for good').click()
  await expect.poll(() => askDatabase(server, 'select id from sessions')).toEqual([])
  await server.kill()
  await page.getByText('The answer did not come').waitFor()
  await page.getByText(key ?? 'no key').waitFor()
  await checkEverywhere(page)
  await askDatabase(server, letGo)
  await askDatabase(server, 'drop function hold cascade')

  const { folder, port } = server
  server = await startTestServer({ folder, port })

  await page.getByText('Your account is gone').waitFor()
  expect(await askDatabase(server, 'select id from accounts')).toEqual([])
})
