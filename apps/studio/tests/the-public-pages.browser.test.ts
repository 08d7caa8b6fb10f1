import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkEverywhere, checkReading } from './check-everywhere.ts'
import { launchBrowser, openBrowser, type PersonsBrowser, promptField, signIn } from './studio-browser.ts'

/* What anybody may read, in three widths, light and dark: axe finds nothing, nothing overflows, nothing comes from elsewhere. */

const root = fileURLToPath(new URL('../../../', import.meta.url))
let named: TestServer
let unnamed: TestServer
let browser: Browser
beforeAll(async () => {
  ;[named, unnamed, browser] = await Promise.all([
    startTestServer({ environment: { OPERATOR_FILE: join(root, 'docs/operator.example.yaml') } }),
    startTestServer(),
    launchBrowser(),
  ])
})
afterAll(async () => {
  await browser.close()
  await named.dispose()
  await unnamed.dispose()
})

const forEveryone = [
  '/privacy',
  '/terms',
  '/content-policy',
  '/trust',
  '/contact',
  '/report',
  '/receipt',
  '/account/receipt',
]

describe.each([
  ['with somebody who answers', () => named],
  ['with nobody named', () => unnamed],
])('%s', (_, server) => {
  // One reader goes from page to page: the engine of each new browser is cold.
  let person: PersonsBrowser
  let page: Page
  beforeAll(async () => {
    person = await openBrowser(browser, server().url)
    page = await person.open()
  })
  afterAll(() => person.context.close())

  test.each(forEveryone)('%s is for everyone', async (path) => {
    await page.goto(server().url + path)
    await checkEverywhere(page, undefined, checkReading)
    expect(person.complaints).toEqual([])
  })
})

test('from the first page one finds the policy, and in it the place one looks for', async () => {
  const person = await openBrowser(browser, named.url)
  const page = await person.open()

  await page.getByRole('link', { name: 'Privacy' }).click()
  await page.getByRole('link', { name: 'Everything that is kept' }).click()

  expect(new URL(page.url()).hash).toBe('#kept')
  expect(await page.getByRole('heading', { name: 'Everything that is kept' }).isVisible()).toBe(true)
  await page.getByRole('link', { name: 'GPTImage', exact: true }).click()
  expect(new URL(page.url()).pathname).toBe('/')
  await person.context.close()
})

test('what is far below is laid out when one comes near, asks for it by name, or prints it', async () => {
  const person = await openBrowser(browser, named.url)
  const page = await person.open('/privacy')
  await page.setViewportSize({ width: 390, height: 844 })
  const isLaidOut = () =>
    page.evaluate(
      `document.querySelector('#stricter table').checkVisibility({ contentVisibilityAuto: true })`,
    )
  const top = () => page.evaluate(`document.querySelector('#stricter').getBoundingClientRect().top`)
  await expect.poll(isLaidOut).toBe(false)

  await page.emulateMedia({ media: 'print' })
  await expect.poll(isLaidOut).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  await expect.poll(isLaidOut).toBe(false)
  await page.getByRole('navigation', { name: 'On this page' }).locator('a[href="#stricter"]').click()
  await expect.poll(isLaidOut).toBe(true)
  await expect.poll(async () => Math.abs(Number(await top()) - 16)).toBeLessThan(2)
  await person.context.close()
})

test('what is proven, with its proof laid open, is for everyone', async () => {
  await askDatabase(named, 'alter table accounts add column planted text')
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: named.temporaryFolder }
  const operator = { OPERATOR_FILE: join(root, 'docs/operator.example.yaml') }
  const args = [join(root, 'apps/server/src/cli/main.ts'), 'audit', '--data', named.dataDir]
  await once(spawn(process.execPath, args, { env: { ...env, ...operator }, stdio: 'ignore' }), 'exit')
  await askDatabase(named, 'alter table accounts drop column planted')
  const person = await openBrowser(browser, named.url)
  const page = await person.open('/trust')
  // The page is made anew every few seconds.
  const countProven = async () => {
    await page.reload()
    return page.getByText(/^Proven/).count()
  }
  await expect.poll(countProven, { timeout: 20_000, interval: 1_000 }).toBeGreaterThan(20)

  await page.getByRole('link', { name: 'P15' }).click()
  expect(await page.locator('#P15').getByText('Unverified').isVisible()).toBe(true)
  expect(
    await page
      .locator('#P24')
      .getByText(/^Proven/)
      .isVisible(),
  ).toBe(true)
  await page.locator('#P12').getByText('Last proof').click()

  expect(await page.locator('#P12').getByText('Good, ').first().isVisible()).toBe(true)
  await checkEverywhere(page, undefined, checkReading)
  expect(person.complaints).toEqual([])
  await person.context.close()
})

test('what is new in the policies is asked before the studio opens, and read by everyone', async () => {
  const first = await openBrowser(browser, named.url)
  await signIn(await first.open(), { email: 'asked@example.org', agrees: false })
  await askDatabase(named, 'update accounts set acknowledged_version = 0')
  const person = await openBrowser(browser, named.url)
  const page = await person.open()

  await page.goto(`${named.url}/auth/signin`)
  await page.getByLabel('Name').fill('Ada Example')
  await page.getByLabel('E-mail').fill('asked@example.org')
  await page.getByRole('button', { name: 'Sign in' }).click()

  await page.getByRole('heading', { name: 'What changed since you were last here' }).waitFor()
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await checkReading(page)
  }
  await page.getByRole('button', { name: 'Go on' }).click()
  await promptField(page).waitFor()
  await person.context.close()
  await first.context.close()
})

/** Nobody writes as fast as a test: what came too fast comes back with its words, and is sent once the time is over. */
async function sendUntil(page: Page, button: string, heading: string): Promise<void> {
  const isThere = () => page.getByRole('heading', { name: heading }).isVisible()
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: button }).click()
        return isThere()
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(true)
}

test('without script one writes a message, has a number, and sees by it how far it has got', async () => {
  const person = await openBrowser(browser, named.url, { javaScriptEnabled: false })
  const page = await person.open()
  await page.getByRole('link', { name: 'Contact' }).click()

  await page.getByRole('radio', { name: 'Something else' }).check()
  await page.getByLabel('Your message').fill('Where are my credits?\nI had four.')
  await page.getByLabel('Your e-mail address').fill('ada..x@example.org')
  await page.getByRole('button', { name: 'Send' }).click()
  const alert = page.getByRole('alert')
  expect(await alert.textContent()).toContain('Your words are still here')
  await page.getByRole('link', { name: 'Your e-mail address' }).click()
  await page.getByLabel('Your e-mail address').fill('ada@example.org')
  expect(await page.getByLabel('Your message').inputValue()).toBe('Where are my credits?\nI had four.')
  await sendUntil(page, 'Send', 'Your message is here')

  const number = (await page.locator('code').textContent()) ?? ''
  await page.getByRole('link', { name: /see how far it has got/ }).click()
  await page.getByLabel('Number').fill(number)
  await page.getByRole('button', { name: 'Look' }).click()
  expect(await page.getByRole('status').textContent()).toContain('Nobody has opened it yet')
  expect(page.url()).toBe(`${named.url}/receipt`)
  const held = await askDatabase(named, 'select id from messages')

  await page.getByText('Delete this message').click()
  await page.getByRole('button', { name: 'Delete it for good' }).click()
  expect(await page.getByRole('status').textContent()).toContain('Nobody has opened it yet')
  await page.getByRole('checkbox', { name: /I am sure/ }).check()
  await page.getByRole('button', { name: 'Delete it for good' }).click()
  expect(await page.getByRole('status').textContent()).toContain('Deleted.')
  expect(await askDatabase(named, 'select id from messages')).toHaveLength(held.length - 1)
  expect(person.complaints).toEqual([])
  await person.context.close()
})

test('a report shows what its kind needs, says at once what it lacks, and has a clock', async () => {
  const person = await openBrowser(browser, named.url)
  const page = await person.open('/report')
  const account = page.getByLabel('The e-mail address that the account signs in with')
  const consent = page.getByRole('checkbox', { name: /without the consent/ })
  expect([await account.isVisible(), await consent.isVisible()]).toEqual([false, false])
  await page.getByRole('radio', { name: /account of a child/ }).check()
  expect([await account.isVisible(), await consent.isVisible()]).toEqual([true, false])
  await page.getByRole('radio', { name: /intimate image/ }).check()
  expect([await account.isVisible(), await consent.isVisible()]).toEqual([false, true])

  await page.getByLabel('Where is it, and how do you know?').fill('https://elsewhere.example/1')
  await page.getByRole('checkbox', { name: /true and complete/ }).check()
  await sendUntilRefused(page)
  for (const name of ['Your name', 'Your e-mail address', 'Without consent'])
    expect(await page.getByRole('alert').getByRole('link', { name }).isVisible()).toBe(true)
  await checkEverywhere(page)

  await page.getByLabel('Your name').fill('Ada Example')
  await page.getByLabel('Your e-mail address').fill('ada@example.org')
  await consent.check()
  await sendUntil(page, 'Send the report', 'Your report is here')
  const [received, due] = await page
    .locator('time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')))
  expect(Date.parse(due ?? '') - Date.parse(received ?? '')).toBe(48 * 3_600_000)
  await checkEverywhere(page)

  const number = (await page.locator('code').textContent()) ?? ''
  await page.getByRole('link', { name: /see how far it has got/ }).click()
  await page.getByLabel('Number').fill(number)
  await page.getByRole('button', { name: 'Look' }).click()
  await page.getByText('Delete this report').click()
  await checkEverywhere(page)
  expect(person.complaints).toEqual([])
  await person.context.close()
})

const sendUntilRefused = async (page: Page) => {
  await page.getByRole('button', { name: 'Send the report' }).click()
  await page.getByRole('alert').waitFor()
}
