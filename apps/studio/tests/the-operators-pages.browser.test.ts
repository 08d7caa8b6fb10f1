import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkEverywhere } from './check-everywhere.ts'
import { launchBrowser, openBrowser, type PersonsBrowser, signIn } from './studio-browser.ts'

/* The operator's pages in three widths, light and dark: for everyone, without script, and nothing from elsewhere. */

let server: TestServer
let browser: Browser
let person: PersonsBrowser
let page: Page
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), launchBrowser()])
  person = await openBrowser(browser, server.url)
  page = await person.open()
  await signIn(page, { name: 'Olga Operator', email: 'olga@example.org', agrees: false })
  await askDatabase(server, "update accounts set role = 'operator'")
  await askDatabase(
    server,
    `insert into rights_requests (id, account_reference, kind, channel, received_at, due_at)
     select 'req_' || repeat(mark, 22), reference, kind, 'mail', now() - came, now() + due from account_references,
     (values ('a', 'export', interval '2 days', interval '28 days'), ('b', 'erase-account', interval '20 days', interval '10 days'),
       ('c', 'restrict', interval '40 days', interval '-10 days')) as requests (mark, kind, came, due)`,
  )
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

test('the list says in words and colour what is late', async () => {
  await page.goto(`${server.url}/operator`)

  await page.getByText('Overdue by 10 days').waitFor()
  expect(await page.getByText(/9 days left, 6\d % of the time gone/).isVisible()).toBe(true)
  expect(await page.getByRole('row').count()).toBe(4)
  await checkEverywhere(page)
})

test('a case is answered by opening the answer, and what is final asks once more', async () => {
  await page.getByRole('link', { name: /erase the account/ }).click()
  await page.getByText('Erase the account', { exact: true }).first().click()
  await checkEverywhere(page)

  await page.getByRole('button', { name: 'Erase the account' }).click()
  expect(await page.evaluate("document.querySelector('[name=sure]').validity.valid")).toBe(false)
  await page.goto(`${server.url}/operator`)
  await page.getByRole('link', { name: /stop all use/ }).click()
  await page.getByText('Refuse: nobody can tell that it is theirs').first().click()
  await page.getByRole('button', { name: 'Refuse: nobody can tell that it is theirs' }).click()

  await page.getByRole('status').getByText('Answered, and entered in the record.').waitFor()
  expect(await page.getByRole('row').count()).toBe(3)
})

test('a letter is put on the list, by keys alone', async () => {
  await page.getByRole('link', { name: 'Enter a request that came by mail' }).press('Enter')
  await checkEverywhere(page)
  await page.getByLabel('E-mail address of the person').fill('olga@example.org')
  await page.getByLabel('What they ask for').selectOption('object')
  await page.getByLabel('E-mail address of the person').press('Enter')

  await page.getByRole('heading', { name: 'Use of a right: no analytics, no marketing' }).waitFor()
})

test('a letter from an address that somebody only gave asks whose account is meant, and why to be sure', async () => {
  await page.request.post(`${server.url}/api/rights/profile`, {
    data: { email: 'mistyped@example.org' },
    headers: { Origin: server.url },
  })
  await page.goto(`${server.url}/operator/request`)
  await page.getByLabel('E-mail address of the person').fill('mistyped@example.org')
  await page.getByLabel('What they ask for').selectOption('restrict')
  await page.getByRole('button', { name: 'Put it on the list' }).click()

  await page.getByRole('group', { name: 'Which account is meant?' }).waitFor()
  expect(await page.getByText('Only gave this address, which may be somebody else’s.').isVisible()).toBe(true)
  await checkEverywhere(page)
  await page.getByRole('radio', { name: /Only gave this address/ }).check()
  await page.getByRole('button', { name: 'Put it on the list' }).click()

  await page.getByRole('heading', { name: 'Use of a right: stop all use' }).waitFor()
})

test('what had to be disclosed is entered, and counted below the form', async () => {
  await page.goto(`${server.url}/operator/transparency`)
  await page.getByLabel(/the country in two letters/).fill('de')
  await page.getByLabel('How many accounts it concerned').fill('3')
  await page.getByRole('button', { name: 'Enter it' }).click()
  await page.getByRole('status').waitFor()
  await page.getByRole('link', { name: 'Legal disclosures' }).click()

  expect(await page.getByRole('row').count()).toBe(2)
  await checkEverywhere(page)
  expect(person.complaints).toEqual([])
})
