import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FakePartner, startFakePartner } from '../../../packages/testkit/src/fake-partner.ts'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkEverywhere } from './check-everywhere.ts'
import { launchBrowser, openBrowser, type PersonsBrowser, promptField, signIn } from './studio-browser.ts'

/* Before the first send a person sees who receives what; what they wrote waits, and goes on by itself. */

let partner: FakePartner
let server: TestServer
let browser: Browser
let person: PersonsBrowser
let page: Page

beforeAll(async () => {
  partner = await startFakePartner()
  ;[server, browser] = await Promise.all([startTestServer({ partnerUrl: partner.baseUrl }), launchBrowser()])
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

async function enter(email: string): Promise<void> {
  page = await person.renew()
  const settings = JSON.stringify({ modelId: 'plain/picture', count: 1 })
  await page.evaluate((kept) => localStorage.setItem('gptimage.settings', kept), settings)
  await signIn(page, { email, agrees: false })
}

const sheet = () => page.getByRole('dialog', { name: /^First time with|^The terms of/ })
const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
const posts = () => partner.seen.filter(({ method }) => method === 'POST').length

async function ask(words: string): Promise<void> {
  await promptField(page).fill(words)
  await button(/^Generate/).click()
}

test('who says not now keeps their words, nothing is sent or charged, and asked again it is asked again', async () => {
  await enter('later@example.org')
  await ask('a fox in the snow')
  await sheet().waitFor()
  await checkEverywhere(page)
  for (const words of ['test', 'None', 'Plain']) await sheet().getByText(words).first().waitFor()
  await page.keyboard.press('Escape')
  await sheet().waitFor({ state: 'detached' })

  expect(await promptField(page).inputValue()).toBe('a fox in the snow')
  expect(posts()).toBe(0)
  expect(await askDatabase(server, 'select count(*)::int as rows from generations')).toEqual([{ rows: 0 }])
  await button(/^Generate/).click()
  await sheet().getByRole('button', { name: 'Not now' }).click()
  await sheet().waitFor({ state: 'detached' })
  expect(posts()).toBe(0)
})

test('who agrees sees it go on by itself, and is not asked a second time', async () => {
  await enter('agrees@example.org')
  await ask('an owl at night')
  await sheet().getByRole('button', { name: 'Agree and go on' }).click()
  await page.getByRole('article', { name: 'an owl at night' }).waitFor()
  await partner.arrivals(1)
  await ask('another owl')
  await page.getByRole('article', { name: 'another owl' }).waitFor()
  await partner.arrivals(2)
  expect(await sheet().count()).toBe(0)
})

test('other terms than were agreed to are asked about anew, as changed', async () => {
  await enter('changed@example.org')
  await ask('a first boat')
  await sheet().getByRole('button', { name: 'Agree and go on' }).click()
  await page.getByRole('article', { name: 'a first boat' }).waitFor()
  await askDatabase(server, "update partner_consents set terms_version = 'those-of-before'")
  await ask('a second boat')
  await page.getByRole('dialog', { name: 'The terms of Plain have changed' }).waitFor()
  await sheet().getByRole('button', { name: 'Agree and go on' }).click()
  await page.getByRole('article', { name: 'a second boat' }).waitFor()
})
